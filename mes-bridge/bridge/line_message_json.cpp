#include "bridge/line_message_json.h"

#include <stdexcept>

#include "b2mml/write.h"

namespace marque::bridge {

using b2mml::Instant;
using nlohmann::json;

namespace {

b2mml::RequestAction action_named(const std::string& name) {
    using enum b2mml::RequestAction;
    for (auto action : {release, change, cancel})
        if (name == b2mml::name_of(action)) return action;
    throw std::invalid_argument("no action of the outbox: " + name);
}

Instant instant_of(const json& text) {
    auto instant = b2mml::parse_instant(text.get_ref<const std::string&>());
    if (!instant) throw std::invalid_argument("not a date and time: " + text.dump());
    return *instant;
}

void put(json& object, const char* name, const std::string& text) {
    if (!text.empty()) object[name] = text;
}

void put(json& object, const char* name, const std::optional<Instant>& instant) {
    if (instant) object[name] = b2mml::format_instant(*instant);
}

json write_tests(const std::vector<b2mml::TestVerdict>& tests) {
    json list = json::array();
    for (const auto& test : tests) {
        json item{{"id", test.id}, {"result", test.passed ? "PASS" : "FAIL"}};
        for (const auto& m : test.measurements) item["measurements"].push_back({{"id", m.id}, {"value", m.value}});
        list.push_back(std::move(item));
    }
    return list;
}

json write_parts(const std::vector<b2mml::Part>& parts) {
    json list = json::array();
    for (const auto& part : parts) {
        json item{{"part_no", part.part_no}};
        put(item, "lot", part.lot);
        put(item, "serial", part.serial);
        put(item, "quantity", part.quantity);
        list.push_back(std::move(item));
    }
    return list;
}

json write_features(const std::vector<b2mml::Feature>& features) {
    json list = json::array();
    for (const auto& feature : features) list.push_back({{"family", feature.family}, {"code", feature.code}});
    return list;
}

}  // namespace

b2mml::OrderRequest read_request(const json& leased, const std::string& office_id, const std::string& plant_id) {
    b2mml::OrderRequest request;
    request.envelope = {leased.at("message_id").get<std::string>(), instant_of(leased.at("created_at")), office_id,
                        plant_id};
    request.action = action_named(leased.at("action").get<std::string>());
    request.order_number = leased.at("order_number").get<std::string>();
    request.configuration_version = leased.at("configuration_version").get<int>();
    request.priority = leased.at("priority").get<int>();
    request.wished_start = instant_of(leased.at("wished_start"));
    request.wished_end = instant_of(leased.at("wished_end"));
    request.model_code = leased.at("model_code").get<std::string>();
    request.model_year = leased.at("model_year").get<int>();
    for (const auto& feature : leased.at("features"))
        request.features.push_back({feature.at("family").get<std::string>(), feature.at("code").get<std::string>()});
    request.dealer_code = leased.at("dealer_code").get<std::string>();
    request.destination = leased.at("destination").get<std::string>();
    return request;
}

std::string write_answer(const b2mml::OrderAnswer& answer) {
    json body{{"message_id", answer.envelope.bodid},
              {"kind", answer.accepted ? "BUILD_ACCEPTED" : "BUILD_REFUSED"},
              {"created_at", b2mml::format_instant(answer.envelope.created_at)},
              {"original_message_id", answer.original_bodid},
              {"order_number", answer.order_number},
              {"configuration_version", answer.configuration_version}};
    put(body, "build_id", answer.build_id);
    if (answer.accepted) {
        put(body, "planned_start", answer.planned_start);
        put(body, "planned_end", answer.planned_end);
    } else {
        body["reason"] = answer.reason;
    }
    return body.dump();
}

std::string write_progress(const std::string& message_id, Instant created_at, const std::string& build_id,
                           const std::string& order_number, const b2mml::Segment& segment) {
    json body{{"message_id", message_id},
              {"kind", "PROGRESS"},
              {"created_at", b2mml::format_instant(created_at)},
              {"build_id", build_id},
              {"seq", segment.seq},
              {"station", segment.station},
              {"state", b2mml::name_of(segment.state)},
              {"pass_no", segment.pass_no},
              {"operations_type", b2mml::name_of(segment.operations_type)}};
    put(body, "order_number", order_number);
    put(body, "started_at", segment.started_at);
    put(body, "ended_at", segment.ended_at);
    put(body, "hold_reason", segment.hold_reason);
    put(body, "hold_part_no", segment.hold_part_no);
    put(body, "disposition", segment.disposition);
    if (!segment.tests.empty()) body["tests"] = write_tests(segment.tests);
    if (!segment.parts.empty()) body["parts"] = write_parts(segment.parts);
    if (!segment.features.empty()) body["features"] = write_features(segment.features);
    put(body, "vin", segment.vin);
    put(body, "engine_number", segment.engine_number);
    if (segment.odometer_km) body["odometer_km"] = *segment.odometer_km;
    put(body, "carrier", segment.carrier);
    put(body, "eta", segment.eta);
    return body.dump();
}

}  // namespace marque::bridge
