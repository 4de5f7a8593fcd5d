#include "support/test_server.h"

#include <Poco/Exception.h>

#include <sstream>
#include <stdexcept>

#include "core/random.h"
#include "support/eventually.h"
#include "support/world.h"

namespace marque::support {
namespace {

constexpr auto longest_start = std::chrono::seconds{60};

/// The port that the program says it listens on, 0 as long as it has not.
unsigned short port_in(const std::string& log) {
    std::istringstream lines(log);
    for (std::string line; std::getline(lines, line);) {
        const auto entry = Json::parse(line, nullptr, false);
        if (!entry.is_object() || entry.value("event", "") != "server.listening") continue;
        return static_cast<unsigned short>(std::stoi(entry.at("port").get<std::string>()));
    }
    return 0;
}

bool ready(unsigned short port) {
    try {
        return HttpClient(port).get("//readyz").status == 200;
    } catch (const Poco::Exception&) {
        return false;  // not yet; start() says why should it never be
    }
}

}  // namespace

TestServer::TestServer(const TestDatabase& database, ServerOptions options)
    : database_(database), config_file_(folder_.path() / "marque.properties") {
    options.more.insert(options.more.begin(), "http.port = 0");
    write_config(options);
    const auto loaded = admin({"load-reference"});
    if (loaded.status != 0) throw std::runtime_error("marque-admin load-reference failed:\n" + loaded.output);
    start();
    // From now on the port is its own: clients and pages find it there again after a restart.
    options.more.front() = "http.port = " + std::to_string(port_);
    write_config(options);
}

TestServer::~TestServer() = default;

void TestServer::write_config(const ServerOptions& options) {
    const auto& database = database_.config();
    std::string text = "http.host = 127.0.0.1\ndb.socket = " + database.socket + "\ndb.user = " + database.user +
                       "\ndb.password = " + database.password + "\ndb.name = " + database.name +
                       "\nschema.dir = " + (source_dir / "schema").string() +
                       "\ndemo = " + (options.demo ? "true" : "false") + "\n";
    if (!options.portal.empty()) text += "http.portal = " + options.portal.string() + "\n";
    for (const auto& line : options.more) text += line + "\n";
    write_file(config_file_, text);
}

void TestServer::start() {
    process_ = std::make_unique<Process>(
        "marque-server", Arguments{(bin_dir / "marque-server").string(), "--config=" + config_file_.string()});
    port_ = 0;
    eventually(longest_start, [&] { return (port_ = port_in(process_->log_text())) != 0 || !process_->running(); });
    if (port_ == 0 || !eventually(longest_start, [&] { return ready(port_) || !process_->running(); }) ||
        !process_->running()) {
        throw std::runtime_error("marque-server did not start:\n" + process_->log_text());
    }
}

void TestServer::restart() { start(); }

HttpClient TestServer::client(const Person& person) const {
    HttpClient fresh(port_);
    fresh.sign_in(person.sign_in_name, person.password);
    return fresh;
}

Finished TestServer::admin(const Arguments& arguments) const {
    Arguments all{(bin_dir / "marque-admin").string(), "--config", config_file_.string()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return run("marque-admin", all);
}

std::string TestServer::service_token(const std::string& line) const {
    const std::string token = core::random_token();
    const auto file = folder_.path() / ("token-" + line);
    write_file(file, token + "\n");
    const auto set =
        admin({"set-service-token", "--name", "bridge of " + line, "--line", line, "--token-file", file.string()});
    if (set.status != 0) throw std::runtime_error("marque-admin set-service-token failed:\n" + set.output);
    return token;
}

}  // namespace marque::support
