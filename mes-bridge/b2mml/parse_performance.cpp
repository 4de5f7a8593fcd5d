#include <set>

#include "b2mml/parse.h"
#include "b2mml/parse_parts.h"

namespace marque::b2mml {
namespace {

SegmentState parse_state(const Node& state) {
    auto word = state.enumerated();
    if (word == "Running") return SegmentState::running;
    if (word == "Completed") return SegmentState::completed;
    if (word == "Held") return SegmentState::held;
    if (word == "Aborted") return SegmentState::aborted;
    state.refuse("is none of Running, Completed, Held, Aborted");
}

OperationsType parse_operations_type(const Node& type) {
    auto word = type.enumerated();
    if (word == "Production") return OperationsType::production;
    if (word == "Quality") return OperationsType::quality;
    if (word == "Inventory") return OperationsType::inventory;
    type.refuse("is none of Production, Quality, Inventory");
}

void parse_hold(const Node& datum, Segment& segment) {
    segment.hold_reason = datum.only("Value").at("ValueString").code(longest_code);
    for (const auto& child : datum.each("SegmentDataChild"))
        if (child.at("ID").text(longest_code) == "PART_NO")
            segment.hold_part_no = child.only("Value").at("ValueString").code(longest_code);
}

// Data of other names may travel along: a line tells more than the office asks for.
void parse_segment_data(const Node& response, Segment& segment) {
    std::set<std::string> seen;
    for (const auto& datum : response.each("SegmentData")) {
        auto id = datum.at("ID").text(longest_code);
        if (!seen.insert(id).second) datum.refuse("is given twice: " + id);
        auto value = [&] { return datum.only("Value").at("ValueString"); };
        if (id == "SEQ") segment.seq = value().whole_number(1, max_seq);
        if (id == "PASS_NO") segment.pass_no = value().whole_number(1, 99);
        if (id == "HOLD_REASON") parse_hold(datum, segment);
        if (id == "DISPOSITION") segment.disposition = value().code(longest_code);
        if (id == "CARRIER") segment.carrier = value().text(60);
        if (id == "ETA") segment.eta = value().instant();
    }
    if (!seen.contains("SEQ")) response.refuse("lacks SEQ");
}

TestVerdict parse_test(const Node& test) {
    TestVerdict verdict;
    verdict.id = test.at("ID").text(longest_code);
    auto result = test.at("EvaluatedCriterionResult");
    auto word = result.text(10);
    if (word != "PASS" && word != "FAIL") result.refuse("is neither PASS nor FAIL");
    verdict.passed = word == "PASS";
    for (const auto& measured : test.each("PropertyMeasurement"))
        verdict.measurements.push_back(
            {measured.at("ID").text(longest_code), measured.at("Value").at("ValueString").text(100)});
    if (verdict.measurements.size() > 100) test.refuse("has too many measurements");
    return verdict;
}

void parse_part(const Node& assembly, Segment& segment) {
    Part part;
    for (const auto& lot : assembly.each("MaterialLotID")) {
        auto scheme = lot.scheme();
        if (scheme == "ENGINE_NUMBER") {
            if (!segment.engine_number.empty()) lot.refuse("is a second ENGINE_NUMBER");
            segment.engine_number = lot.code(longest_code);
        } else if (!scheme || scheme == "LOT") {
            part.lot = lot.text(longest_code);
        } else {
            lot.refuse("has a scheme this protocol does not know: " + *scheme);
        }
    }
    for (const auto& serial : assembly.each("MaterialSubLotID")) part.serial = serial.text(longest_code);
    part.part_no = assembly.only("MaterialDefinitionID").code(longest_code);
    for (const auto& quantity : assembly.each("Quantity")) part.quantity = quantity.at("QuantityString").decimal();
    if (part.lot.empty() && part.serial.empty() && segment.engine_number.empty())
        assembly.refuse("has neither lot nor serial");
    if (!part.lot.empty() || !part.serial.empty()) segment.parts.push_back(std::move(part));
}

void parse_vehicle(const Node& material, Segment& segment) {
    for (const auto& id : material.each("MaterialSubLotID"))
        if (id.scheme() == "VIN") segment.vin = id.text(17);
    for (const auto& property : material.each("MaterialActualProperty")) {
        auto id = property.at("ID").text(longest_code);
        if (id == "ODOMETER_KM")
            segment.odometer_km = property.only("Value").at("ValueString").whole_number(0, 2'000'000);
        if (is_family(id)) parse_family(property, id, segment.features);
    }
    for (const auto& test : material.each("TestResult")) segment.tests.push_back(parse_test(test));
    for (const auto& assembly : material.each("AssemblyActual")) parse_part(assembly, segment);
}

std::string parse_build_id(const Node& response) {
    std::string build_id;
    for (const auto& material : response.each("MaterialActual"))
        for (const auto& lot : material.each("MaterialLotID")) {
            if (lot.scheme() != "BUILD_ID") continue;
            if (!build_id.empty()) lot.refuse("is a second BUILD_ID");
            build_id = lot.key(longest_build_id);
        }
    if (build_id.empty()) response.refuse("lacks a MaterialLotID of the scheme BUILD_ID");
    return build_id;
}

void check_times(const Node& response, const Segment& segment) {
    bool over = segment.state == SegmentState::completed || segment.state == SegmentState::aborted;
    if (over && !segment.ended_at) response.refuse("is over but lacks ActualEndTime");
    if (!over && !segment.started_at) response.refuse("lacks ActualStartTime");
    if (segment.started_at && segment.ended_at && *segment.ended_at < *segment.started_at)
        response.refuse("ends before it starts");
}

void check_contents(const Node& response, const Segment& segment) {
    if (segment.state == SegmentState::held && segment.hold_reason.empty())
        response.refuse("is held without HOLD_REASON");
    if (segment.state != SegmentState::completed) return;
    if (segment.station == "LINE-OFF" && (segment.vin.empty() || segment.engine_number.empty() || !segment.odometer_km))
        response.refuse("is line-off without VIN, ENGINE_NUMBER and ODOMETER_KM");
    if (segment.station == "SHIPPED" && (segment.carrier.empty() || !segment.eta))
        response.refuse("is shipped without CARRIER and ETA");
}

constexpr std::size_t most_features = 250;

Segment parse_segment(const Node& response, std::optional<Node> usual_type) {
    Segment segment;
    segment.station = response.only("ProcessSegmentID").code(longest_station);
    segment.state = parse_state(response.at("SegmentState"));
    if (auto type = response.find("OperationsType")) usual_type = type;
    if (usual_type) segment.operations_type = parse_operations_type(*usual_type);
    if (auto time = response.find("ActualStartTime")) segment.started_at = time->instant();
    if (auto time = response.find("ActualEndTime")) segment.ended_at = time->instant();
    parse_segment_data(response, segment);
    for (const auto& material : response.each("MaterialActual")) parse_vehicle(material, segment);
    if (segment.features.size() > most_features) response.refuse("has too many features");
    if (segment.tests.size() > 100 || segment.parts.size() > 200) response.refuse("has too many tests or parts");
    check_times(response, segment);
    check_contents(response, segment);
    return segment;
}

struct BuildReport {
    std::string build_id, order_number;
    std::vector<Segment> segments;
    std::optional<std::string> state;  // of the whole build
};

BuildReport parse_report(const Node& data) {
    auto whole = data.only("OperationsPerformance");
    if (auto end = whole.find("Endtime")) end->instant();
    auto operations = whole.only("OperationsResponse");
    BuildReport report;
    auto id = operations.at("ID");
    report.build_id = id.key(longest_build_id);
    for (const auto& order : operations.each("OperationsRequestID"))
        if (order.scheme() == "DEALER_ORDER") report.order_number = order.key(longest_order_number);
    for (const auto& response : operations.each("SegmentResponse")) {
        if (parse_build_id(response) != report.build_id)
            response.refuse("is of another build than its OperationsResponse");
        report.segments.push_back(parse_segment(response, operations.find("OperationsType")));
    }
    if (auto state = operations.find("ResponseState")) {
        parse_state(*state);
        report.state = state->enumerated();
    }
    return report;
}

}  // namespace

Performance parse_performance(const Node& body, Envelope envelope) {
    auto data = body.at("DataArea");
    auto report = parse_report(data);
    if (report.segments.size() != 1) data.refuse("needs exactly one SegmentResponse");
    // A history says nothing of the whole build, even where this is all that it tells.
    const auto& segment = report.segments.front();
    if (segment.station == "LINE-OFF" && segment.state == SegmentState::completed && report.state != "Completed")
        data.refuse("has reached LINE-OFF but its ResponseState is not Completed");
    return {std::move(envelope), std::move(report.build_id), std::move(report.order_number),
            std::move(report.segments.front())};
}

PerformanceQuery parse_performance_query(const Node& body, Envelope envelope) {
    auto response = body.at("DataArea").only("OperationsPerformance").only("OperationsResponse");
    PerformanceQuery query;
    query.envelope = std::move(envelope);
    query.build_id = response.at("ID").key(longest_build_id);
    for (const auto& datum : response.only("SegmentResponse").each("SegmentData"))
        if (datum.at("ID").text(longest_code) == "SEQ")
            query.from_seq = datum.only("Value").at("ValueString").whole_number(1, max_seq);
    return query;
}

PerformanceHistory parse_performance_history(const Node& body, Envelope envelope) {
    auto data = body.at("DataArea");
    PerformanceHistory history;
    history.envelope = std::move(envelope);
    history.original_bodid = parse_bodid(data.at("Show").at("OriginalApplicationArea"));
    auto report = parse_report(data);
    history.build_id = std::move(report.build_id);
    history.order_number = std::move(report.order_number);
    history.segments = std::move(report.segments);
    if (history.segments.empty()) data.refuse("lacks SegmentResponse");
    for (std::size_t i = 1; i < history.segments.size(); ++i)
        if (history.segments[i].seq <= history.segments[i - 1].seq) data.refuse("does not rise in SEQ");
    return history;
}

}  // namespace marque::b2mml
