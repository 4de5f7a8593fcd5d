#include "support/http_client.h"

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/StreamCopier.h>

#include <algorithm>
#include <stdexcept>

#include "core/random.h"
#include "support/exchanges.h"

namespace marque::support {
namespace {

const std::string cookie_name = "marque_session=";

std::string lower_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

std::string full_path(const std::string& path) { return path.starts_with("//") ? path.substr(1) : "/api/v1" + path; }

Headers with_json(Headers headers) {
    headers.emplace("Content-Type", "application/json");
    return headers;
}

}  // namespace

std::string fresh_key() { return core::random_uuid(); }

Json Reply::json() const { return Json::parse(body); }

std::string Reply::code() const {
    if (header("content-type") != "application/problem+json") return {};
    return json().value("code", "");
}

std::string Reply::header(const std::string& lower_case_name) const {
    const auto found = headers.find(lower_case_name);
    return found == headers.end() ? std::string() : found->second;
}

struct HttpClient::Impl {
    unsigned short port;
    Poco::Net::HTTPClientSession session;
    std::string token;
    std::string bearer;
    std::string language = "zh-CN";

    explicit Impl(unsigned short server_port) : port(server_port), session("127.0.0.1", server_port) {
        session.setKeepAlive(true);
        session.setTimeout(Poco::Timespan(30, 0));
    }

    /// A server that went away meanwhile has closed the connection; a browser would not use it again either.
    void drop_closed_connection() {
        if (session.connected() && session.socket().poll(Poco::Timespan(), Poco::Net::Socket::SELECT_READ))
            session.reset();
    }

    void take_cookie(const Reply& reply) {
        const auto cookie = reply.header("set-cookie");
        if (cookie.starts_with(cookie_name))
            token = cookie.substr(cookie_name.size(), cookie.find(';') - cookie_name.size());
    }
};

HttpClient::HttpClient(unsigned short port) : impl_(std::make_unique<Impl>(port)) {}
HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;

HttpClient& HttpClient::sign_in(const std::string& sign_in_name, const std::string& password) {
    const auto reply = post("/sessions", {{"sign_in_name", sign_in_name}, {"password", password}});
    if (reply.status != 201) throw std::runtime_error(sign_in_name + " cannot sign in: " + reply.body);
    return *this;
}

HttpClient& HttpClient::bearer(const std::string& token) {
    impl_->bearer = token;
    return *this;
}

HttpClient& HttpClient::language(const std::string& accepted) {
    impl_->language = accepted;
    return *this;
}

Reply HttpClient::get(const std::string& path, const Headers& headers) { return send("GET", path, headers, ""); }

Reply HttpClient::post(const std::string& path, const Json& body, const Headers& headers) {
    Headers all = with_json(headers);
    all.emplace("Idempotency-Key", fresh_key());
    return send("POST", path, all, body.dump());
}

Reply HttpClient::put(const std::string& path, const Json& body, const Headers& headers) {
    return send("PUT", path, with_json(headers), body.dump());
}

Reply HttpClient::del(const std::string& path, const Headers& headers) { return send("DELETE", path, headers, ""); }

Reply HttpClient::send(const std::string& method, const std::string& path, const Headers& headers,
                       const std::string& body) {
    Poco::Net::HTTPRequest request(method, full_path(path), Poco::Net::HTTPMessage::HTTP_1_1);
    request.set("Accept-Language", impl_->language);
    if (!impl_->token.empty()) request.set("Cookie", cookie_name + impl_->token);
    if (!impl_->bearer.empty()) request.set("Authorization", "Bearer " + impl_->bearer);
    for (const auto& [name, value] : headers) request.set(name, value);
    if (method != "GET" && method != "HEAD") request.setContentLength64(static_cast<Poco::Int64>(body.size()));
    Reply reply;
    try {
        impl_->drop_closed_connection();
        impl_->session.sendRequest(request) << body << std::flush;
        Poco::Net::HTTPResponse response;
        auto& stream = impl_->session.receiveResponse(response);
        Poco::StreamCopier::copyToString(stream, reply.body);
        reply.status = response.getStatus();
        for (const auto& [name, value] : response) reply.headers[lower_case(name)] = value;
    } catch (...) {
        impl_->session.reset();
        throw;
    }
    impl_->take_cookie(reply);
    record_exchange({method, full_path(path), request.get("Content-Type", ""), body}, reply);
    return reply;
}

const std::string& HttpClient::session_token() const { return impl_->token; }
unsigned short HttpClient::port() const { return impl_->port; }

}  // namespace marque::support
