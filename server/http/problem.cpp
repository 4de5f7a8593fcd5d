#include "http/problem.h"

#include <Poco/Net/HTTPResponse.h>

#include <charconv>
#include <optional>

namespace marque::http {

int status_of(core::ErrorKind kind) {
    using core::ErrorKind;
    switch (kind) {
        case ErrorKind::bad_request:
            return 400;
        case ErrorKind::unauthenticated:
            return 401;
        case ErrorKind::forbidden:
            return 403;
        case ErrorKind::not_found:
            return 404;
        case ErrorKind::method_not_allowed:
            return 405;
        case ErrorKind::not_acceptable:
            return 406;
        case ErrorKind::conflict:
            return 409;
        case ErrorKind::too_large:
            return 413;
        case ErrorKind::unsupported:
            return 415;
        case ErrorKind::invalid:
            return 422;
        case ErrorKind::rate_limited:
            return 429;
        case ErrorKind::internal:
            return 500;
        case ErrorKind::unavailable:
            return 503;
    }
    return 500;
}

namespace {

std::optional<int> number_in(const core::ErrorParams& params, std::string_view name) {
    const auto found = params.find(name);
    if (found == params.end()) return std::nullopt;
    const std::string& text = found->second;
    int number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// Whoever was refused for an old version learns both as numbers, to read again by itself.
void say_versions(Json& body, const core::Error& error) {
    if (error.spec().kind != core::ErrorKind::conflict) return;
    const auto yours = number_in(error.params(), "yours");
    const auto now = number_in(error.params(), "now");
    if (yours && now) body["versions"] = {{"yours", *yours}, {"now", *now}};
}

}  // namespace

Response problem(const core::Error& error, core::Language language, const std::string& request_id) {
    const int status = status_of(error.spec().kind);
    Json body{{"type", "about:blank"},
              {"title",
               Poco::Net::HTTPResponse::getReasonForStatus(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(status))},
              {"status", status},
              {"detail", error.sentence(language)},
              {"code", error.spec().code},
              {"request_id", request_id}};
    for (const auto& field : error.fields()) {
        body["errors"].push_back({{"pointer", field.pointer},
                                  {"code", field.spec->code},
                                  {"detail", core::sentence(*field.spec, language, field.params)}});
        const auto fixes = field.params.find("fixes");
        if (fixes != field.params.end()) body["errors"].back()["fixes"] = Json::parse(fixes->second);
    }
    say_versions(body, error);
    auto response = Response::json(status, body);
    response.content_type = "application/problem+json";
    if (error.spec().kind == core::ErrorKind::unavailable) response.headers["Retry-After"] = "2";
    const auto wait = error.params().find("seconds");
    if (error.spec().kind == core::ErrorKind::rate_limited && wait != error.params().end())
        response.headers["Retry-After"] = wait->second;
    return response;
}

}  // namespace marque::http
