#pragma once

#include <filesystem>
#include <string>

#include "http/message.h"

namespace marque::http {

/// The built portal. A path that is no file and has no extension is one of the portal's own addresses: it gets
/// index.html.
class StaticFiles {
  public:
    explicit StaticFiles(std::filesystem::path folder);

    /// The file at a request path, gzip when there is a `.gz` beside it and `accept_encoding` takes it; 404 otherwise.
    Response get(const std::string& path, const std::string& accept_encoding, core::Language language,
                 const std::string& request_id) const;

  private:
    std::filesystem::path folder_;
};

}  // namespace marque::http
