#include "http/static_files.h"

#include <fstream>
#include <map>
#include <sstream>

#include "http/problem.h"

namespace marque::http {
namespace {

const std::map<std::string, std::string, std::less<>> content_types{{".html", "text/html; charset=utf-8"},
                                                                    {".js", "text/javascript; charset=utf-8"},
                                                                    {".css", "text/css; charset=utf-8"},
                                                                    {".svg", "image/svg+xml"},
                                                                    {".json", "application/json"},
                                                                    {".png", "image/png"},
                                                                    {".ico", "image/x-icon"},
                                                                    {".woff2", "font/woff2"},
                                                                    {".webmanifest", "application/manifest+json"}};

bool stays_inside(const std::filesystem::path& relative) {
    for (const auto& part : relative) {
        if (part == "..") return false;
    }
    return relative.is_relative();
}

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

StaticFiles::StaticFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

Response StaticFiles::get(const std::string& path, const std::string& accept_encoding, core::Language language,
                          const std::string& request_id) const {
    std::filesystem::path relative = path.substr(1);
    if (relative.empty() || relative.extension().empty()) relative = "index.html";
    const auto file = folder_ / relative;
    const auto type = content_types.find(relative.extension().string());
    if (folder_.empty() || !stays_inside(relative) || type == content_types.end() ||
        !std::filesystem::is_regular_file(file)) {
        return problem(core::Error(errors::no_such_path, {{"path", path}}), language, request_id);
    }
    Response response;
    response.content_type = type->second;
    auto packed = file;
    packed += ".gz";
    if (accept_encoding.find("gzip") != std::string::npos && std::filesystem::is_regular_file(packed)) {
        response.body = contents(packed);
        response.headers["Content-Encoding"] = "gzip";
    } else {
        response.body = contents(file);
    }
    response.headers["Vary"] = "Accept-Encoding";
    // Vite puts a hash of the contents into the names below assets/.
    const bool named_by_contents = path.starts_with("/assets/");
    response.headers["Cache-Control"] = named_by_contents ? "public, max-age=31536000, immutable" : "no-cache";
    return response;
}

}  // namespace marque::http
