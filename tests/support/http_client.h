#pragma once

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

namespace marque::support {

using Json = nlohmann::json;
using Headers = std::map<std::string, std::string>;

struct Reply {
    int status = 0;
    Headers headers;  ///< names in lower case
    std::string body;

    /// The body as JSON; throws nlohmann's parse_error for anything else.
    Json json() const;
    /// The stable code of a problem, empty for any other answer.
    std::string code() const;
    std::string header(const std::string& lower_case_name) const;
};

/// What a portal or a bridge would send. One connection, kept alive. Each exchange is recorded for the check against
/// docs/openapi.yaml, under $MARQUE_EXCHANGES or the build's tests/exchanges. Throws Poco's NetException when the
/// server does not answer.
class HttpClient {
  public:
    explicit HttpClient(unsigned short port);
    ~HttpClient();
    HttpClient(HttpClient&&) noexcept;

    /// Throws std::runtime_error with the answer when the sign-in is refused.
    HttpClient& sign_in(const std::string& sign_in_name, const std::string& password);
    /// From now on sends `Authorization: Bearer`, as the bridge does with its service token.
    HttpClient& bearer(const std::string& token);
    /// "en" or "zh-CN", which is what it starts with.
    HttpClient& language(const std::string& accepted);

    /// Paths are below /api/v1 unless they begin with "//": "//readyz" is /readyz.
    Reply get(const std::string& path, const Headers& headers = {});
    /// With a fresh Idempotency-Key unless `headers` brings one.
    Reply post(const std::string& path, const Json& body, const Headers& headers = {});
    Reply put(const std::string& path, const Json& body, const Headers& headers = {});
    Reply del(const std::string& path, const Headers& headers = {});
    /// Anything at all: the body goes as it is, with no header added but the session and the language.
    Reply send(const std::string& method, const std::string& path, const Headers& headers, const std::string& body);

    const std::string& session_token() const;
    unsigned short port() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Eight visible characters and more, never the same twice.
std::string fresh_key();

}  // namespace marque::support
