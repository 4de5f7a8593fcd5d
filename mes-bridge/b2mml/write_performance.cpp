#include "b2mml/write_parts.h"

namespace marque::b2mml {

using nlohmann::json;

namespace {

const char* state_word(SegmentState state) {
    switch (state) {
        case SegmentState::running:
            return "Running";
        case SegmentState::completed:
            return "Completed";
        case SegmentState::held:
            return "Held";
        case SegmentState::aborted:
            return "Aborted";
    }
    return "";
}

const char* type_word(OperationsType type) {
    switch (type) {
        case OperationsType::production:
            return "Production";
        case OperationsType::quality:
            return "Quality";
        case OperationsType::inventory:
            return "Inventory";
    }
    return "";
}

json write_tests(const std::vector<TestVerdict>& tests) {
    json results = json::array();
    for (const auto& test : tests) {
        json result{{"ID", test.id}, {"EvaluatedCriterionResult", test.passed ? "PASS" : "FAIL"}};
        for (const auto& measured : test.measurements)
            result["PropertyMeasurement"].push_back(
                {{"ID", measured.id}, {"Value", {{"ValueString", measured.value}}}});
        results.push_back(std::move(result));
    }
    return results;
}

json write_part(const Part& part) {
    json assembly{{"ID", part.part_no},
                  {"MaterialDefinitionID", json::array({part.part_no})},
                  {"MaterialUse", enumerated("Consumed")}};
    if (!part.lot.empty()) assembly["MaterialLotID"] = json::array({with_scheme(part.lot, "LOT")});
    if (!part.serial.empty()) assembly["MaterialSubLotID"] = json::array({with_scheme(part.serial, "SERIAL")});
    if (!part.quantity.empty())
        assembly["Quantity"] = json::array({{{"QuantityString", part.quantity}, {"UnitOfMeasure", "EA"}}});
    return assembly;
}

json write_engine(const std::string& engine_number) {
    return {{"ID", "ENGINE"},
            {"MaterialDefinitionID", json::array({"ENGINE"})},
            {"MaterialLotID", json::array({with_scheme(engine_number, "ENGINE_NUMBER")})},
            {"MaterialUse", enumerated("Consumed")}};
}

json write_vehicle(const std::string& build_id, const Segment& segment) {
    json vehicle{{"ID", "VEHICLE"},
                 {"MaterialUse", enumerated("Produced")},
                 {"MaterialLotID", json::array({with_scheme(build_id, "BUILD_ID")})}};
    if (!segment.vin.empty()) vehicle["MaterialSubLotID"] = json::array({with_scheme(segment.vin, "VIN")});
    json properties = json::array();
    if (segment.odometer_km) properties.push_back(datum("ODOMETER_KM", std::to_string(*segment.odometer_km)));
    for (auto& feature : write_features(segment.features)) properties.push_back(std::move(feature));
    if (!properties.empty()) vehicle["MaterialActualProperty"] = std::move(properties);
    if (!segment.tests.empty()) vehicle["TestResult"] = write_tests(segment.tests);
    json assemblies = json::array();
    for (const auto& part : segment.parts) assemblies.push_back(write_part(part));
    if (!segment.engine_number.empty()) assemblies.push_back(write_engine(segment.engine_number));
    if (assemblies.empty()) return vehicle;
    vehicle["AssemblyType"] = enumerated("Physical");
    vehicle["AssemblyRelationship"] = enumerated("Permanent");
    vehicle["AssemblyActual"] = std::move(assemblies);
    return vehicle;
}

json write_segment_data(const Segment& segment) {
    json data =
        json::array({datum("SEQ", std::to_string(segment.seq)), datum("PASS_NO", std::to_string(segment.pass_no))});
    if (!segment.hold_reason.empty()) {
        auto hold = datum("HOLD_REASON", segment.hold_reason);
        if (!segment.hold_part_no.empty())
            hold["SegmentDataChild"] = json::array({datum("PART_NO", segment.hold_part_no)});
        data.push_back(std::move(hold));
    }
    if (!segment.disposition.empty()) data.push_back(datum("DISPOSITION", segment.disposition));
    if (!segment.carrier.empty()) data.push_back(datum("CARRIER", segment.carrier));
    if (segment.eta) data.push_back(datum("ETA", format_instant(*segment.eta)));
    return data;
}

json write_segment(const std::string& build_id, const Segment& segment) {
    json response{{"ID", build_id + "/" + segment.station + "/" + std::to_string(segment.pass_no)},
                  {"ProcessSegmentID", json::array({segment.station})},
                  {"OperationsType", enumerated(type_word(segment.operations_type))},
                  {"SegmentState", enumerated(state_word(segment.state))},
                  {"MaterialActual", json::array({write_vehicle(build_id, segment)})},
                  {"SegmentData", write_segment_data(segment)}};
    if (segment.started_at) response["ActualStartTime"] = format_instant(*segment.started_at);
    if (segment.ended_at) response["ActualEndTime"] = format_instant(*segment.ended_at);
    return response;
}

// A build is over for production at LINE-OFF; yard and road come after it.
bool is_off_the_line(const Segment& segment) {
    return segment.state == SegmentState::completed &&
           (segment.station == "LINE-OFF" || segment.operations_type == OperationsType::inventory);
}

json write_report(const std::string& build_id, const std::string& order_number, json segments, const char* state) {
    json response{{"ID", build_id}, {"SegmentResponse", std::move(segments)}};
    if (state) response["ResponseState"] = enumerated(state);
    if (!order_number.empty())
        response["OperationsRequestID"] = json::array({with_scheme(order_number, "DEALER_ORDER")});
    return json::array({{{"ID", "PERF-" + build_id}, {"OperationsResponse", json::array({std::move(response)})}}});
}

}  // namespace

json write_performance(const Performance& performance) {
    const auto& segment = performance.segment;
    json expression{
        {"@actionCode", "Add"},
        {"$", "/SyncOperationsPerformance/DataArea/OperationsPerformance/OperationsResponse/SegmentResponse"}};
    json criteria = json::array({{{"ActionExpression", json::array({std::move(expression)})}}});
    const char* state = is_off_the_line(segment) ? "Completed" : state_word(segment.state);
    if (!is_off_the_line(segment) && segment.state == SegmentState::completed) state = "Running";
    return {{"DataArea",
             {{"Sync", {{"ActionCriteria", std::move(criteria)}}},
              {"OperationsPerformance",
               write_report(performance.build_id, performance.order_number,
                            json::array({write_segment(performance.build_id, segment)}), state)}}}};
}

json write_performance_query(const PerformanceQuery& query) {
    auto seq = std::to_string(query.from_seq);
    json segment{{"ID", query.build_id + "/FROM"}, {"SegmentData", json::array({datum("SEQ", seq)})}};
    auto expression = "/OperationsPerformance/OperationsResponse[ID='" + query.build_id +
                      "']/SegmentResponse[SegmentData[ID='SEQ']>=" + seq + "]";
    return {
        {"DataArea",
         {{"Get", {{"Expression", json::array({expression})}}},
          {"OperationsPerformance", write_report(query.build_id, "", json::array({std::move(segment)}), nullptr)}}}};
}

json write_performance_history(const PerformanceHistory& history) {
    json segments = json::array();
    for (const auto& segment : history.segments) segments.push_back(write_segment(history.build_id, segment));
    json show{{"OriginalApplicationArea",
               {{"BODID", history.original_bodid}, {"CreationDateTime", format_instant(history.envelope.created_at)}}}};
    return {{"DataArea",
             {{"Show", std::move(show)},
              {"OperationsPerformance",
               write_report(history.build_id, history.order_number, std::move(segments), nullptr)}}}};
}

}  // namespace marque::b2mml
