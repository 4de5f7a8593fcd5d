#include <algorithm>
#include <array>
#include <charconv>

#include "b2mml/parse_parts.h"

namespace marque::b2mml {
namespace {

constexpr std::array families{"TRIM", "EXTERIOR_COLOUR", "INTERIOR_TRIM", "ENGINE", "OPTION"};

RequestAction parse_action(const Node& process) {
    auto expression = process.only("ActionCriteria").only("ActionExpression");
    auto action = expression.at("@actionCode");
    auto word = action.text(20);
    if (word == "Add") return RequestAction::release;
    if (word == "Change") return RequestAction::change;
    if (word == "Delete") return RequestAction::cancel;
    action.refuse("is none of Add, Change, Delete");
}

std::string parse_order_number(const Node& id) {
    if (id.scheme() != "DEALER_ORDER") id.refuse("lacks the scheme DEALER_ORDER");
    return id.key(longest_order_number);
}

void parse_features(const Node& material, std::vector<Feature>& features) {
    for (const auto& property : material.each("MaterialRequirementProperty")) {
        auto family = property.at("ID").code(longest_code);
        if (!is_family(family)) property.refuse("is a property this protocol does not know: " + family);
        parse_family(property, family, features);
    }
}

// "4NB69-2026": the model, a hyphen, the model year.
void parse_model(const Node& definition, OrderRequest& request) {
    auto text = definition.code(longest_code);
    auto hyphen = text.rfind('-');
    int year = 0;
    if (hyphen == std::string::npos || hyphen == 0 || text.size() - hyphen != 5 ||
        std::from_chars(text.data() + hyphen + 1, text.data() + text.size(), year).ptr != text.data() + text.size() ||
        year < 2000 || year > 2099)
        definition.refuse("is not MODEL-YEAR");
    request.model_code = text.substr(0, hyphen);
    request.model_year = year;
}

void parse_parameters(const Node& segment, OrderRequest& request) {
    for (const auto& parameter : segment.each("SegmentParameter")) {
        auto id = parameter.at("ID").code(longest_code);
        auto value = parameter.only("Value").at("ValueString");
        if (id == "DEALER_CODE")
            request.dealer_code = value.text(longest_code);
        else if (id == "DESTINATION")
            request.destination = value.text(200);
        else
            parameter.refuse("is a parameter this protocol does not know: " + id);
    }
}

void parse_window(const Node& request, std::optional<Instant>& start, std::optional<Instant>& end) {
    if (auto node = request.find("StartTime")) start = node->instant();
    if (auto node = request.find("EndTime")) end = node->instant();
    if (start && end && *end < *start) request.refuse("ends before it starts");
}

int parse_priority(const Node& request) {
    auto node = request.at("Priority");
    auto number = node.plain_number();
    if (number < 0 || number > 100) node.refuse("is not between 0 and 100");
    return number;
}

}  // namespace

bool is_family(const std::string& property) {
    return std::find(families.begin(), families.end(), property) != families.end();
}

void parse_family(const Node& property, const std::string& family, std::vector<Feature>& features) {
    auto values = property.each("Value");
    if (values.empty() || (family != "OPTION" && values.size() > 1)) property.refuse("needs one Value");
    for (const auto& value : values) {
        Feature feature{family, value.at("ValueString").code(longest_code)};
        if (std::find(features.begin(), features.end(), feature) != features.end()) value.refuse("is given twice");
        features.push_back(std::move(feature));
    }
    if (family != "OPTION" && std::count_if(features.begin(), features.end(),
                                            [&](const Feature& feature) { return feature.family == family; }) > 1)
        property.refuse("is given twice");
}

OrderRequest parse_order_request(const Node& body, Envelope envelope) {
    OrderRequest result;
    result.envelope = std::move(envelope);
    auto data = body.at("DataArea");
    result.action = parse_action(data.at("Process"));
    auto request = data.only("OperationsSchedule").only("OperationsRequest");
    result.order_number = parse_order_number(request.at("ID"));
    result.configuration_version = request.at("Version").whole_number(1, 1'000'000);
    result.priority = parse_priority(request);
    parse_window(request, result.wished_start, result.wished_end);
    auto segment = request.only("SegmentRequirement");
    parse_parameters(segment, result);
    auto materials = segment.each("MaterialRequirement");
    if (materials.empty() && result.action == RequestAction::cancel) return result;
    if (materials.size() != 1) segment.refuse("needs exactly one MaterialRequirement");
    parse_model(materials.front().only("MaterialDefinitionID"), result);
    parse_features(materials.front(), result.features);
    return result;
}

OrderAnswer parse_order_answer(const Node& body, Envelope envelope) {
    OrderAnswer answer;
    answer.envelope = std::move(envelope);
    auto data = body.at("DataArea");
    auto acknowledge = data.at("Acknowledge");
    answer.original_bodid = parse_bodid(acknowledge.at("OriginalApplicationArea"));
    auto verdict = parse_verdict(acknowledge, "ACCEPTED", "REFUSED");
    answer.accepted = verdict.accepted;
    answer.reason = verdict.reason;
    auto request = data.only("OperationsSchedule").only("OperationsRequest");
    answer.order_number = parse_order_number(request.at("ID"));
    answer.configuration_version = request.at("Version").whole_number(1, 1'000'000);
    parse_window(request, answer.planned_start, answer.planned_end);
    for (const auto& material : request.only("SegmentRequirement").each("MaterialRequirement"))
        for (const auto& lot : material.each("MaterialLotID")) {
            if (lot.scheme() != "BUILD_ID") continue;
            if (!answer.build_id.empty()) lot.refuse("is a second BUILD_ID");
            answer.build_id = lot.key(longest_build_id);
        }
    if (answer.accepted && answer.build_id.empty()) request.refuse("accepts the order without a BUILD_ID");
    return answer;
}

}  // namespace marque::b2mml
