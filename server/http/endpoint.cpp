#include "http/endpoint.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/NameValueCollection.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/String.h>
#include <Poco/StringTokenizer.h>
#include <Poco/URI.h>
#include <Poco/UTF8Encoding.h>

#include <algorithm>
#include <cstdlib>

#include "core/log.h"
#include "core/random.h"
#include "db/connection.h"
#include "db/db_errors.h"
#include "http/client_address.h"
#include "http/problem.h"

namespace marque::http {
namespace {

using Poco::Net::HTTPServerRequest;
using Poco::Net::HTTPServerResponse;
using std::chrono::steady_clock;

constexpr std::string_view session_cookie = "marque_session";
constexpr std::size_t longest_request_id = 40;

bool has_body(const std::string& method) { return method == "POST" || method == "PUT" || method == "PATCH"; }
bool changes(const std::string& method) { return method != "GET" && method != "HEAD"; }

std::string request_id_of(const HTTPServerRequest& in) {
    const std::string given = in.get("X-Request-Id", "");
    const bool sane = !given.empty() && given.size() <= longest_request_id &&
                      std::all_of(given.begin(), given.end(),
                                  [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_'; });
    return sane ? given : core::random_uuid();
}

/// How much a language is wanted: RFC 9110's weight, 1 when none is said.
double weight_of(const std::string& range) {
    const auto at = range.find(";q=");
    return at == std::string::npos ? 1.0 : std::strtod(range.c_str() + at + 3, nullptr);
}

/// Whichever of "en…" and "zh…" weighs more, the earlier one when both weigh the same; Chinese when there is neither.
core::Language language_of(const HTTPServerRequest& in) {
    const Poco::StringTokenizer accepted(in.get("Accept-Language", ""), ",", Poco::StringTokenizer::TOK_TRIM);
    auto wanted = core::Language::zh;
    double most = 0;
    for (const auto& range : accepted) {
        const bool english = range.starts_with("en");
        if (!english && !range.starts_with("zh")) continue;
        const double weight = weight_of(range);
        if (weight <= most) continue;
        most = weight;
        wanted = english ? core::Language::en : core::Language::zh;
    }
    return wanted;
}

std::string bearer_token(const HTTPServerRequest& in) {
    const std::string header = in.get("Authorization", "");
    return header.starts_with("Bearer ") ? header.substr(7) : std::string();
}

std::string session_token(const HTTPServerRequest& in) {
    Poco::Net::NameValueCollection cookies;
    in.getCookies(cookies);
    const std::string cookie = cookies.get(std::string(session_cookie), "");
    return cookie.empty() ? bearer_token(in) : cookie;
}

/// A browser says where a request was made; a page of another site may not act with this one's cookie.
void refuse_foreign_origin(const HTTPServerRequest& in) {
    const std::string origin = in.get("Origin", "");
    if (origin.empty()) return;
    const auto host = origin.find("://");
    if (host == std::string::npos || origin.substr(host + 3) != in.get("Host", ""))
        throw core::Error(errors::foreign_origin);
}

bool says_json(const HTTPServerRequest& in) {
    const auto type = in.getContentType();
    return Poco::icompare(Poco::trim(type.substr(0, type.find(';'))), "application/json") == 0;
}

bool announces_body(const HTTPServerRequest& in) {
    return in.has(HTTPServerRequest::TRANSFER_ENCODING) || (in.hasContentLength() && in.getContentLength64() != 0);
}

/// Where the body ends must be beyond doubt: what one reader takes for the body, another takes for the next request.
void refuse_doubtful_length(const HTTPServerRequest& in) {
    const bool pieces = in.has(HTTPServerRequest::TRANSFER_ENCODING);
    const bool doubtful = pieces ? in.hasContentLength() || !in.getChunkedTransferEncoding()
                                 : in.hasContentLength() && in.getContentLength64() < 0;
    if (doubtful) throw core::Error(errors::length_doubtful);
}

/// Well-formed UTF-8 by RFC 3629: what the database takes for text.
bool is_text(std::string_view bytes) {
    static const Poco::UTF8Encoding utf8;
    const auto* next = reinterpret_cast<const unsigned char*>(bytes.data());
    const auto* const end = next + bytes.size();
    while (next < end) {
        const int length = utf8.sequenceLength(next, 1);
        if (length < 1 || next + length > end || utf8.queryConvert(next, length) < 0) return false;
        next += length;
    }
    return true;
}

std::string client_address(const HTTPServerRequest& in) {
    std::vector<std::string> forwarded;
    for (const auto& [name, value] : in) {
        if (Poco::icompare(name, std::string("X-Forwarded-For")) == 0) forwarded.push_back(value);
    }
    return trusted_proxies().client_of(in.clientAddress().host().toString(), forwarded);
}

/// Fills the request as far as it gets, so that a refusal speaks the asker's language under the asker's request id.
void read_head(const HTTPServerRequest& in, Request& request) {
    request.method = in.getMethod();
    request.request_id = request_id_of(in);
    request.language = language_of(in);
    request.client_address = client_address(in);
    request.idempotency_key = in.get("Idempotency-Key", "");
    request.last_event_id = in.get("Last-Event-ID", "");
    const std::string target = in.getURI();
    request.path = target.substr(0, target.find('?'));
    if (request.path.empty() || request.path.front() != '/')
        throw core::Error(errors::no_such_path, {{"path", target}});
    try {
        for (const auto& [name, value] : Poco::URI("http://host" + target).getQueryParameters()) {
            if (!is_text(name) || !is_text(value))
                refuse_parameter(is_text(name) ? name : "query", errors::not_text, {});
            request.query.emplace(name, value);
        }
    } catch (const Poco::SyntaxException&) {
        throw core::Error(errors::no_such_path, {{"path", target}});
    }
}

std::string read_body(HTTPServerRequest& in, std::size_t largest, std::chrono::seconds longest) {
    const auto too_large = [&] { return core::Error(errors::body_too_large, {{"limit", std::to_string(largest)}}); };
    const auto announced = in.getContentLength64();
    if (announced > static_cast<Poco::Int64>(largest)) throw too_large();
    const auto deadline = steady_clock::now() + longest;
    std::string body;
    char chunk[16 * 1024];
    auto& stream = in.stream();
    while (stream.good()) {
        // One read of the socket at a time, so that the deadline holds against a sender that trickles.
        const auto count = stream.peek() == std::char_traits<char>::eof() ? 0 : stream.readsome(chunk, sizeof chunk);
        if (count <= 0) break;
        body.append(chunk, static_cast<std::size_t>(count));
        if (body.size() > largest) throw too_large();
        if (steady_clock::now() > deadline) throw core::Error(errors::body_too_slow);
    }
    if (announced >= 0 && body.size() < static_cast<std::size_t>(announced)) throw core::Error(errors::body_broken);
    return body;
}

/// Reads on past a refused body, within bounds: closing with bytes unread would reset the connection and take the
/// answer with it.
void drain(HTTPServerRequest& in) {
    constexpr std::streamsize most = 16 << 20;
    const auto deadline = steady_clock::now() + std::chrono::seconds{2};
    auto& stream = in.stream();
    std::streamsize drained = 0;
    while (stream.good() && drained < most && steady_clock::now() < deadline) {
        stream.ignore(64 * 1024);
        drained += stream.gcount();
    }
}

void send(const Response& response, HTTPServerRequest& in, HTTPServerResponse& out, const std::string& request_id) {
    out.setStatusAndReason(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(response.status));
    if (!response.content_type.empty()) out.setContentType(response.content_type);
    out.set("X-Request-Id", request_id);
    out.set("X-Content-Type-Options", "nosniff");
    out.set("Referrer-Policy", "same-origin");
    out.set("X-Frame-Options", "DENY");
    out.set("Cache-Control", "no-store");
    if (response.content_type.starts_with("text/html")) {
        out.set("Content-Security-Policy",
                "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'");
    }
    for (const auto& [name, value] : response.headers) out.set(name, value);
    if (response.take_over) {
        out.set("Connection", "close");
        out.setKeepAlive(false);
        out.setChunkedTransferEncoding(false);
        out.send().flush();
        auto socket = static_cast<Poco::Net::HTTPServerRequestImpl&>(in).detachSocket();
        response.take_over(socket);
        return;
    }
    if (response.status == 204) {
        out.setContentLength(0);
        out.send();
    } else if (in.getMethod() == "HEAD") {
        out.setContentLength64(static_cast<Poco::Int64>(response.body.size()));
        out.send();
    } else {
        out.sendBuffer(response.body.data(), response.body.size());
    }
}

}  // namespace

void Endpoint::authenticate(const Route& route, Request& request, const HTTPServerRequest& in) const {
    if (route.access.kind == Access::Kind::anyone) return;
    if (route.access.kind == Access::Kind::service) {
        request.service = context_.authenticator.service(bearer_token(in));
        if (!request.service) throw core::Error(errors::token_unknown);
        return;
    }
    request.session_token = session_token(in);
    auto person = request.session_token.empty() ? std::nullopt : context_.authenticator.person(request.session_token);
    if (!person) throw core::Error(errors::not_signed_in);
    if (changes(request.method)) refuse_foreign_origin(in);
    if (!route.access.roles.empty() && !person->scope.has_any(route.access.roles))
        throw core::Error(errors::role_missing);
    request.scope = std::move(person->scope);
    request.person_name = std::move(person->name);
}

Response Endpoint::call(const Route& route, Request& request, HTTPServerRequest& in) {
    authenticate(route, request, in);
    // A browser names no type for a body that is not there.
    if (has_body(request.method) && announces_body(in)) {
        if (!says_json(in)) throw core::Error(errors::not_json);
        request.body = read_body(in, route.largest_body, context_.config.body_time);
        body_read_ = true;
    }
    return route.handler(request);
}

Response Endpoint::answer(Request& request, HTTPServerRequest& in) {
    const bool api = request.path.starts_with("/api/");
    auto match = context_.router.find(request.method, request.path);
    if (match.route) {
        route_pattern_ = match.route->pattern;
        for (const auto& [name, value] : match.params) {
            if (!is_text(value)) throw core::Error(errors::no_such_path, {{"path", request.path}});
        }
        request.path_params = std::move(match.params);
        return call(*match.route, request, in);
    }
    if (!match.allowed.empty()) {
        auto refused =
            problem(core::Error(errors::wrong_method, {{"method", request.method}, {"allowed", match.allowed}}),
                    request.language, request.request_id);
        refused.headers["Allow"] = match.allowed;
        return refused;
    }
    if (api || changes(request.method)) throw core::Error(errors::no_such_path, {{"path", request.path}});
    route_pattern_ = "portal";
    return context_.files.get(request.path, in.get("Accept-Encoding", ""), request.language, request.request_id);
}

void Endpoint::handleRequest(HTTPServerRequest& in, HTTPServerResponse& out) {
    const auto start = steady_clock::now();
    Request request;
    Response response;
    try {
        read_head(in, request);
        refuse_doubtful_length(in);
        const core::log::RequestContext context(request.request_id);
        response = answer(request, in);
    } catch (const core::Error& error) {
        response = problem(error, request.language, request.request_id);
        if (error.spec().kind == core::ErrorKind::internal)
            core::log::error("request.failed", {{"reason", error.what()}});
    } catch (const Poco::TimeoutException&) {
        response = problem(core::Error(errors::body_too_slow), request.language, request.request_id);
    } catch (const Poco::Net::NetException& broken) {
        core::log::info("request.connection_broken",
                        {{"reason", broken.displayText()}, {"request_id", request.request_id}});
        out.setKeepAlive(false);
        return;
    } catch (const std::exception& failure) {
        core::log::error("request.failed",
                         {{"reason", failure.what()}, {"path", request.path}, {"request_id", request.request_id}});
        const bool lost = dynamic_cast<const db::ConnectionLost*>(&failure) != nullptr;
        response = problem(core::Error(lost ? db::errors::unavailable : errors::internal), request.language,
                           request.request_id);
    }
    // A body left unread would be taken for the next request on this connection.
    const bool unread = !body_read_ && announces_body(in);
    if (unread) out.setKeepAlive(false);
    const std::chrono::duration<double> took = steady_clock::now() - start;
    const bool known_method = route_pattern_ != "none" || request.method == "GET";
    context_.metrics.request(known_method ? request.method : "other", route_pattern_, response.status, took.count());
    try {
        send(response, in, out, request.request_id);
        if (unread) drain(in);
    } catch (const Poco::Exception& broken) {
        core::log::info("response.not_delivered",
                        {{"reason", broken.displayText()}, {"request_id", request.request_id}});
        out.setKeepAlive(false);
    }
}

}  // namespace marque::http
