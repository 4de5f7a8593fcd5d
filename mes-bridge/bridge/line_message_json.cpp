#include "bridge/line_message_json.h"

#include <stdexcept>
#include <utility>

#include "b2mml/json_text.h"
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

// A JSON object written member by member: every message of the line becomes one.
class Members {
  public:
    Members() { text_.reserve(400); }
    void put(std::string_view name, std::string_view value) { b2mml::append_quoted(at(name), value); }
    void put(std::string_view name, int value) { at(name).append(std::to_string(value)); }
    void put_if(std::string_view name, const std::string& value) {
        if (!value.empty()) put(name, value);
    }
    void put_if(std::string_view name, const std::optional<Instant>& value) {
        if (value) put(name, b2mml::format_instant(*value));
    }
    template <typename T, typename Write>
    void put_list(std::string_view name, const std::vector<T>& items, Write&& write) {
        if (items.empty()) return;
        char before = '[';
        auto& text = at(name);
        for (const auto& item : items) {
            Members members;
            write(members, item);
            text += std::exchange(before, ',');
            text += std::move(members).text();
        }
        text += ']';
    }
    std::string text() && { return std::move(text_ += '}'); }

  private:
    std::string& at(std::string_view name) {
        text_ += text_.empty() ? '{' : ',';
        b2mml::append_quoted(text_, name);
        return text_ += ':';
    }
    std::string text_;
};

void write_test(Members& members, const b2mml::TestVerdict& test) {
    members.put("id", test.id);
    members.put("result", test.passed ? "PASS" : "FAIL");
    members.put_list("measurements", test.measurements, [](Members& measured, const b2mml::Measurement& m) {
        measured.put("id", m.id);
        measured.put("value", m.value);
    });
}

void write_part(Members& members, const b2mml::Part& part) {
    members.put("part_no", part.part_no);
    members.put_if("lot", part.lot);
    members.put_if("serial", part.serial);
    members.put_if("quantity", part.quantity);
}

void write_feature(Members& members, const b2mml::Feature& feature) {
    members.put("family", feature.family);
    members.put("code", feature.code);
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
    Members body;
    body.put("message_id", answer.envelope.bodid);
    body.put("kind", answer.accepted ? "BUILD_ACCEPTED" : "BUILD_REFUSED");
    body.put("created_at", b2mml::format_instant(answer.envelope.created_at));
    body.put("original_message_id", answer.original_bodid);
    body.put("order_number", answer.order_number);
    body.put("configuration_version", answer.configuration_version);
    body.put_if("build_id", answer.build_id);
    if (answer.accepted) {
        body.put_if("planned_start", answer.planned_start);
        body.put_if("planned_end", answer.planned_end);
    } else {
        body.put("reason", answer.reason);
    }
    return std::move(body).text();
}

std::string write_progress(const std::string& message_id, Instant created_at, const std::string& build_id,
                           const std::string& order_number, const b2mml::Segment& segment) {
    Members body;
    body.put("message_id", message_id);
    body.put("kind", "PROGRESS");
    body.put("created_at", b2mml::format_instant(created_at));
    body.put("build_id", build_id);
    body.put_if("order_number", order_number);
    body.put("seq", segment.seq);
    body.put("station", segment.station);
    body.put("state", b2mml::name_of(segment.state));
    body.put("pass_no", segment.pass_no);
    body.put("operations_type", b2mml::name_of(segment.operations_type));
    body.put_if("started_at", segment.started_at);
    body.put_if("ended_at", segment.ended_at);
    body.put_if("hold_reason", segment.hold_reason);
    body.put_if("hold_part_no", segment.hold_part_no);
    body.put_if("disposition", segment.disposition);
    body.put_list("tests", segment.tests, write_test);
    body.put_list("parts", segment.parts, write_part);
    body.put_list("features", segment.features, write_feature);
    body.put_if("vin", segment.vin);
    body.put_if("engine_number", segment.engine_number);
    if (segment.odometer_km) body.put("odometer_km", *segment.odometer_km);
    body.put_if("carrier", segment.carrier);
    body.put_if("eta", segment.eta);
    return std::move(body).text();
}

}  // namespace marque::bridge
