#include "support/certificates.h"

#include <chrono>
#include <stdexcept>

#include "support/process.h"

namespace marque::support {
namespace {

void make(const std::filesystem::path& folder, const std::string& name, const Arguments& more) {
    Arguments arguments{"openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:prime256v1",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=" + name,
                        "-keyout",
                        folder / (name + ".key"),
                        "-out",
                        folder / (name + ".pem")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const auto done = run("openssl", arguments);
    if (done.status != 0) throw std::runtime_error("no certificate for " + name + ":\n" + done.output);
}

}  // namespace

void make_authority(const std::filesystem::path& folder, const std::string& name) { make(folder, name, {}); }

void certify(const std::filesystem::path& folder, const std::string& authority, const std::string& name,
             const std::string& for_whom) {
    make(folder, name,
         {"-CA", folder / (authority + ".pem"), "-CAkey", folder / (authority + ".key"), "-addext",
          "subjectAltName=" + for_whom});
}

}  // namespace marque::support
