#pragma once

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "b2mml/parse.h"

// Messages with everything in them, and ways into their JSON.
namespace marque::b2mml {

using nlohmann::json;

inline Instant at(const char* text) { return parse_instant(text).value(); }

inline Envelope envelope() {
    return {"0192f5a0-7c1e-7000-8000-000000000001", at("2026-11-21T10:00:00Z"), "mes/plant-01", "marque"};
}

inline Segment full_segment() {
    Segment s;
    s.seq = 17;
    s.station = "LINE-OFF";
    s.state = SegmentState::completed;
    s.pass_no = 2;
    s.operations_type = OperationsType::quality;
    s.started_at = at("2026-11-21T10:00:00.125Z");
    s.ended_at = at("2026-11-21T10:01:00Z");
    s.hold_reason = "PART_SHORTAGE";
    s.hold_part_no = "84512345";
    s.disposition = "REWORK";
    s.tests = {{"WATER-LEAK", false, {{"LEAK_POINT", "A柱左侧"}}}, {"ROLLER", true, {}}};
    s.parts = {{"84512345", "L1-X", "", "1"}, {"COOLANT", "L2", "S9", "6.500"}, {"ECU", "", "E-77", ""}};
    s.features = {{"TRIM", "1SA"}, {"ENGINE", "LIY"}, {"OPTION", "CF5"}, {"OPTION", "UVD"}};
    s.vin = "LSGZR5S85SA000123";
    s.engine_number = "LIY250610A01234";
    s.odometer_km = 12;
    s.carrier = "Anji Logistics";
    s.eta = at("2026-11-25T10:00:00Z");
    return s;
}

inline Performance performance() { return {envelope(), "26B0004711", "ORD-2026-0001234", full_segment()}; }

inline OrderRequest order_request() {
    OrderRequest r;
    r.envelope = envelope();
    r.order_number = "ORD-2026-0001234";
    r.configuration_version = 3;
    r.priority = 10;
    r.wished_start = at("2026-12-01T00:00:00Z");
    r.wished_end = at("2026-12-08T00:00:00Z");
    r.model_code = "4NB-69";
    r.model_year = 2026;
    r.features = {{"TRIM", "1SA"},   {"EXTERIOR_COLOUR", "GAZ"}, {"INTERIOR_TRIM", "H0Y"},
                  {"ENGINE", "LIY"}, {"OPTION", "CF5"},          {"OPTION", "UVD"}};
    r.dealer_code = "SH0101";
    r.destination = "上海浦东";
    return r;
}

inline ParseError refusal(const std::string& payload) {
    auto parsed = parse(payload);
    BOOST_REQUIRE_MESSAGE(std::holds_alternative<ParseError>(parsed), "was accepted: " << payload.substr(0, 3000));
    return std::get<ParseError>(parsed);
}

inline json& response(json& document) {
    return document["SyncOperationsPerformance"]["DataArea"]["OperationsPerformance"][0]["OperationsResponse"][0];
}
inline json& segment(json& document) { return response(document)["SegmentResponse"][0]; }
inline json& vehicle(json& document) { return segment(document)["MaterialActual"][0]; }
inline json& request(json& document) {
    return document["ProcessOperationsSchedule"]["DataArea"]["OperationsSchedule"][0]["OperationsRequest"][0];
}
inline json& properties(json& document) {
    return request(document)["SegmentRequirement"][0]["MaterialRequirement"][0]["MaterialRequirementProperty"];
}
inline json& area(json& document) { return document.begin().value()["ApplicationArea"]; }
inline void set_seq(json& d, const json& value) { segment(d)["SegmentData"][0]["Value"][0]["ValueString"] = value; }

}  // namespace marque::b2mml
