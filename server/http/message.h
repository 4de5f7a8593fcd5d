#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.h"
#include "core/scope.h"
#include "http/json_fields.h"

namespace Poco::Net {
class StreamSocket;
}

namespace marque::http {

/// The program behind a service token.
struct ServiceIdentity {
    std::string name;
    std::string line;
};

/// A request as use cases see it: no socket, no stream.
struct Request {
    std::string method;
    std::string path;
    std::map<std::string, std::string, std::less<>> path_params;
    std::multimap<std::string, std::string, std::less<>> query;
    std::string body;
    std::string request_id;
    std::string client_address;
    std::string idempotency_key;
    std::string session_token;
    std::string last_event_id;
    core::Language language = core::Language::zh;

    /// Set when the route asks for a signed-in person.
    std::optional<core::Scope> scope;
    std::string person_name;
    /// Set when the route asks for a service token.
    std::optional<ServiceIdentity> service;

    const std::string& path_param(std::string_view name) const;
    std::optional<std::string> query_param(std::string_view name) const;
    /// The parameter as a whole number from `least` to `most`; throws `request.fields_at_fault`.
    std::uint64_t query_number(std::string_view name, std::uint64_t otherwise, std::uint64_t least,
                               std::uint64_t most) const;
    /// The path parameter as an id; throws `request.no_such_path`.
    std::uint64_t path_id(std::string_view name) const;
    template <core::NamedEnum E>
    std::optional<E> query_enum(std::string_view name) const;
    /// The body as a T; throws `request.malformed_json`, `request.fields_at_fault`.
    template <class T>
    T json() const {
        return parse_json<T>(body);
    }
    core::Actor actor() const;
};

struct Response {
    int status = 200;
    std::string body;
    std::string content_type = "application/json";
    std::map<std::string, std::string> headers;
    /// When set, the connection is handed over after the headers were sent: an event stream.
    std::function<void(const Poco::Net::StreamSocket&)> take_over;

    static Response json(int status, const Json& body);
    template <class T>
    static Response of(int status, const T& body) {
        return json(status, to_json_value(body));
    }
    static Response no_content();
};

/// Says `field` is not allowed, with what is.
[[noreturn]] void refuse_parameter(std::string_view name, const core::ErrorSpec& spec, core::ErrorParams params);

/// Text from `least` to `most` characters long; throws `request.fields_at_fault`.
void require_length(std::string_view name, std::string_view text, std::size_t least, std::size_t most);

template <core::NamedEnum E>
std::optional<E> Request::query_enum(std::string_view name) const {
    const auto text = query_param(name);
    if (!text) return std::nullopt;
    const auto value = core::from_text<E>(*text);
    if (!value) {
        std::string wanted;
        for (const auto& [candidate, known] : core::EnumText<E>::names)
            wanted += (wanted.empty() ? "" : " | ") + std::string(known);
        refuse_parameter(name, errors::field_value, {{"expected", wanted}});
    }
    return value;
}

}  // namespace marque::http
