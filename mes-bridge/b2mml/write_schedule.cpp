#include "b2mml/write_parts.h"

namespace marque::b2mml {

using nlohmann::json;

namespace {

const char* action_code(RequestAction action) {
    switch (action) {
        case RequestAction::release:
            return "Add";
        case RequestAction::change:
            return "Change";
        case RequestAction::cancel:
            return "Delete";
    }
    return "";
}

json write_vehicle(const OrderRequest& request) {
    json vehicle{{"ID", "VEHICLE"},
                 {"MaterialDefinitionID", {request.model_code + "-" + std::to_string(request.model_year)}},
                 {"MaterialUse", enumerated("Produced")},
                 {"Quantity", json::array({{{"QuantityString", "1"}, {"UnitOfMeasure", "EA"}}})}};
    if (!request.features.empty()) vehicle["MaterialRequirementProperty"] = write_features(request.features);
    return vehicle;
}

// What both ends say alike of the piece of work that an order is.
json segment_of(const std::string& order_number) {
    return {{"ID", order_number + "/1"},
            {"ProcessSegmentID", "VEHICLE-BUILD"},
            {"OperationsDefinitionID", "VEHICLE-BUILD"},
            {"OperationsSegmentID", "VEHICLE-BUILD"}};
}

void write_window(json& request, const std::optional<Instant>& start, const std::optional<Instant>& end) {
    if (start) request["StartTime"] = format_instant(*start);
    if (end) request["EndTime"] = format_instant(*end);
}

json schedule_of(const std::string& order_number, int version, json request) {
    request["ID"] = with_scheme(order_number, "DEALER_ORDER");
    request["Version"] = std::to_string(version);
    return json::array({{{"ID", order_number + "/" + std::to_string(version)},
                         {"OperationsType", enumerated("Production")},
                         {"OperationsRequest", json::array({std::move(request)})}}});
}

}  // namespace

json write_features(const std::vector<Feature>& features) {
    json properties = json::array();
    json options = json::array();
    for (const auto& feature : features) {
        if (feature.family == "OPTION")
            options.push_back({{"ValueString", feature.code}, {"Key", std::to_string(options.size() + 1)}});
        else
            properties.push_back(datum(feature.family.c_str(), feature.code));
    }
    if (!options.empty()) properties.push_back({{"ID", "OPTION"}, {"Value", std::move(options)}});
    return properties;
}

json write_order_request(const OrderRequest& request) {
    auto segment = segment_of(request.order_number);
    json parameters = json::array();
    if (!request.dealer_code.empty()) parameters.push_back(datum("DEALER_CODE", request.dealer_code));
    if (!request.destination.empty()) parameters.push_back(datum("DESTINATION", request.destination));
    if (!parameters.empty()) segment["SegmentParameter"] = std::move(parameters);
    if (!request.model_code.empty()) segment["MaterialRequirement"] = json::array({write_vehicle(request)});

    bool cancelled = request.action == RequestAction::cancel;
    json order{{"Priority", request.priority},
               {"RequestState", enumerated(cancelled ? "Cancelled" : "Released")},
               {"SegmentRequirement", json::array({std::move(segment)})}};
    write_window(order, request.wished_start, request.wished_end);

    json expression{{"@actionCode", action_code(request.action)},
                    {"$", "/ProcessOperationsSchedule/DataArea/OperationsSchedule/OperationsRequest"}};
    json criteria = json::array({{{"ActionExpression", json::array({std::move(expression)})}}});
    return {
        {"DataArea",
         {{"Process", {{"@acknowledgeCode", "Always"}, {"ActionCriteria", std::move(criteria)}}},
          {"OperationsSchedule", schedule_of(request.order_number, request.configuration_version, std::move(order))}}}};
}

json write_order_answer(const OrderAnswer& answer) {
    auto segment = segment_of(answer.order_number);
    if (!answer.build_id.empty())
        segment["MaterialRequirement"] =
            json::array({{{"ID", "VEHICLE"},
                          {"MaterialUse", enumerated("Produced")},
                          {"MaterialLotID", json::array({with_scheme(answer.build_id, "BUILD_ID")})}}});
    json order{{"RequestState", enumerated(answer.accepted ? "Waiting" : "Aborted")},
               {"SegmentRequirement", json::array({std::move(segment)})}};
    write_window(order, answer.planned_start, answer.planned_end);

    auto about =
        "/ProcessOperationsSchedule/DataArea/OperationsSchedule/OperationsRequest[ID='" + answer.order_number + "']";
    json acknowledge{
        {"OriginalApplicationArea",
         {{"BODID", answer.original_bodid}, {"CreationDateTime", format_instant(answer.envelope.created_at)}}},
        {"ResponseCriteria", verdict(answer.accepted, "REFUSED", about, answer.reason)}};
    return {
        {"DataArea",
         {{"Acknowledge", std::move(acknowledge)},
          {"OperationsSchedule", schedule_of(answer.order_number, answer.configuration_version, std::move(order))}}}};
}

}  // namespace marque::b2mml
