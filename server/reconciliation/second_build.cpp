#include "reconciliation/second_build.h"

#include "http/json_fields.h"

namespace marque::reconciliation {
namespace {

using http::Json;

/// B2MML writes an ID either bare or with its scheme: {"$": "26B0004711", "@schemeID": "BUILD_ID"}.
std::optional<std::string> build_id_in(const Json& value, int levels = 40) {
    if (value.is_object() && value.value("@schemeID", Json()) == "BUILD_ID" && value.value("$", Json()).is_string())
        return value.at("$").get<std::string>();
    if (!value.is_structured() || levels == 0) return std::nullopt;
    for (const auto& member : value)
        if (auto found = build_id_in(member, levels - 1)) return found;
    return std::nullopt;
}

}  // namespace

SecondBuild read_second_build(const std::string& raw) {
    const auto message = Json::parse(raw, nullptr, false);
    if (!message.is_object() || message.empty() || !message.begin().value().is_object()) return {};
    SecondBuild said{build_id_in(message), {}};
    const auto area = message.begin().value().value("ApplicationArea", Json());
    if (area.is_object() && area.value("CreationDateTime", Json()).is_string())
        said.at = core::parse_rfc3339(area.at("CreationDateTime").get<std::string>());
    return said;
}

}  // namespace marque::reconciliation
