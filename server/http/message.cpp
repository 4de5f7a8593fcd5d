#include "http/message.h"

#include "core/text.h"

#include <charconv>

namespace marque::http {
namespace {

std::optional<std::uint64_t> parse_number(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace

void refuse_parameter(std::string_view name, const core::ErrorSpec& spec, core::ErrorParams params) {
    throw core::Error(errors::fields_at_fault, {}, {{std::string(name), &spec, std::move(params)}});
}

void require_length(std::string_view name, std::string_view text, std::size_t least, std::size_t most) {
    const auto length = core::characters(text);
    if (length >= least && length <= most) return;
    refuse_parameter(name, errors::field_length, {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
}

const std::string& Request::path_param(std::string_view name) const { return path_params.find(name)->second; }

std::optional<std::string> Request::query_param(std::string_view name) const {
    const auto found = query.find(name);
    if (found == query.end()) return std::nullopt;
    return found->second;
}

std::uint64_t Request::query_number(std::string_view name, std::uint64_t otherwise, std::uint64_t least,
                                    std::uint64_t most) const {
    const auto text = query_param(name);
    if (!text) return otherwise;
    const auto number = parse_number(*text);
    if (!number || *number < least || *number > most) {
        refuse_parameter(name, errors::field_range, {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
    }
    return *number;
}

std::uint64_t Request::path_id(std::string_view name) const {
    const auto number = parse_number(path_param(name));
    if (!number) throw core::Error(errors::no_such_path, {{"path", path}});
    return *number;
}

core::Actor Request::actor() const {
    if (service) return {std::nullopt, service->name, client_address, request_id};
    return {scope ? std::optional(scope->person) : std::nullopt, person_name, client_address, request_id};
}

Response Response::json(int status, const Json& body) {
    Response response;
    response.status = status;
    // Text that is not UTF-8 cannot come from the database; replaced rather than thrown on, should it ever.
    response.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
    return response;
}

Response Response::no_content() {
    Response response;
    response.status = 204;
    response.content_type.clear();
    return response;
}

}  // namespace marque::http
