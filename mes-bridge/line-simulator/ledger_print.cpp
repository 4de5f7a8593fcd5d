#include <nlohmann/json.hpp>

#include "b2mml/parse.h"
#include "b2mml/write.h"
#include "line-simulator/ledger.h"

// What the ledger tells a reader: one JSON object a line.
namespace marque::line {

using nlohmann::json;

namespace {

void put(json& object, const char* name, const std::string& text) {
    if (!text.empty()) object[name] = text;
}

json event_of(const b2mml::Performance& performance) {
    const auto& segment = performance.segment;
    json event{{"build_id", performance.build_id},
               {"seq", segment.seq},
               {"station", segment.station},
               {"state", b2mml::name_of(segment.state)},
               {"pass_no", segment.pass_no}};
    if (auto at = segment.ended_at ? segment.ended_at : segment.started_at) event["at"] = b2mml::format_instant(*at);
    put(event, "hold_reason", segment.hold_reason);
    put(event, "hold_part_no", segment.hold_part_no);
    put(event, "disposition", segment.disposition);
    for (const auto& test : segment.tests) event["tests"].push_back({test.id, test.passed ? "PASS" : "FAIL"});
    for (const auto& part : segment.parts)
        event["parts"].push_back({part.part_no, part.lot, part.serial, part.quantity.empty() ? "1" : part.quantity});
    put(event, "vin", segment.vin);
    put(event, "engine_number", segment.engine_number);
    put(event, "carrier", segment.carrier);
    return event;
}

}  // namespace

void Ledger::dump(const std::function<void(const std::string&)>& line) {
    auto refusals = [this](const std::string& order_number) {
        auto row = database_.prepare(
            "SELECT version, action, reason FROM decision WHERE order_number = ? AND accepted = 0 ORDER BY place",
            order_number);
        json list = json::array();
        while (row.step())
            list.push_back({{"version", row.integer(0)}, {"action", row.text(1)}, {"reason", row.text(2)}});
        return list;
    };
    auto row = database_.prepare(
        "SELECT build.build_id, order_number, version, build.state, vin, engine_number, last_seq, "
        "COALESCE(words.open, 0), COALESCE(words.rejected, 0), features FROM build "
        "LEFT JOIN (SELECT build_id, SUM(state = 'OPEN') AS open, SUM(state = 'REJECTED') AS rejected FROM message "
        "GROUP BY build_id) AS words ON words.build_id = build.build_id ORDER BY arrival");
    auto or_nothing = [&](int column) { return row.is_null(column) ? json() : json(row.text(column)); };
    while (row.step())
        line(json{{"build_id", row.text(0)},
                  {"order_number", row.text(1)},
                  {"version", row.integer(2)},
                  {"state", row.text(3)},
                  {"vin", or_nothing(4)},
                  {"engine_number", or_nothing(5)},
                  {"last_seq", row.integer(6)},
                  {"unconfirmed", row.integer(7)},
                  {"rejected", row.integer(8)},
                  {"features", json::parse(row.text(9))},
                  {"refused", refusals(row.text(1))}}
                 .dump());
    auto homeless = database_.prepare(
        "SELECT DISTINCT order_number FROM decision WHERE order_number NOT IN (SELECT order_number FROM build) ORDER "
        "BY 1");
    while (homeless.step())
        line(json{{"build_id", nullptr}, {"order_number", homeless.text(0)}, {"refused", refusals(homeless.text(0))}}
                 .dump());
}

void Ledger::dump_events(const std::function<void(const std::string&)>& line) {
    auto row = database_.prepare("SELECT payload, state, reason FROM message WHERE seq > 0 ORDER BY build_id, seq");
    while (row.step()) {
        auto parsed = b2mml::parse(row.text(0));
        auto event = event_of(std::get<b2mml::Performance>(std::get<b2mml::Message>(parsed)));
        event["office"] = row.text(1);
        put(event, "reason", row.text(2));
        line(event.dump());
    }
}

void Ledger::dump_misdeeds(const std::function<void(const std::string&)>& line) {
    auto instant = [](std::int64_t value) { return b2mml::format_instant(Instant{std::chrono::milliseconds{value}}); };
    // What was said need not be text at all.
    auto print = [&](const json& object) { line(object.dump(-1, ' ', false, json::error_handler_t::replace)); };
    auto row = database_.prepare(
        "SELECT kind, bodid, build_id, order_number, seq, topic, payload, at FROM misdeed ORDER BY id");
    while (row.step()) {
        json misdeed{{"kind", row.text(0)}, {"at", instant(row.integer(7))}, {"seq", row.integer(4)}};
        put(misdeed, "bodid", row.text(1));
        put(misdeed, "build_id", row.text(2));
        put(misdeed, "order_number", row.text(3));
        put(misdeed, "topic", row.text(5));
        put(misdeed, "payload", row.text(6));
        print(misdeed);
    }
    auto shortage = database_.prepare("SELECT part_no, station, since, until FROM shortage ORDER BY id");
    while (shortage.step())
        print({{"kind", "SHORTAGE"},
               {"part_no", shortage.text(0)},
               {"station", shortage.text(1)},
               {"at", instant(shortage.integer(2))},
               {"until", instant(shortage.integer(3))}});
}

}  // namespace marque::line
