#include "http/problem.h"

#include <Poco/Net/HTTPResponse.h>

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
    }
    auto response = Response::json(status, body);
    response.content_type = "application/problem+json";
    if (error.spec().kind == core::ErrorKind::unavailable) response.headers["Retry-After"] = "2";
    const auto wait = error.params().find("seconds");
    if (error.spec().kind == core::ErrorKind::rate_limited && wait != error.params().end())
        response.headers["Retry-After"] = wait->second;
    return response;
}

}  // namespace marque::http
