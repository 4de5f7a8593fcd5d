#include <algorithm>
#include <fstream>

#include "b2mml/timestamp.h"
#include "bench/chaos.h"
#include "db/tx.h"

// What each side knows of every single event, and whether it is the same.
namespace marque::bench {
namespace {

/// One event, in words that both sides can be brought to.
struct Event {
    std::string station, state, at, hold_reason, hold_part_no, disposition, carrier, tests, parts;
    int pass_no = 1;

    std::string text() const {
        std::string text = station + " " + state + " pass " + std::to_string(pass_no) + " at " + at;
        for (const auto& [name, value] : {std::pair{" hold ", &hold_reason}, std::pair{" part ", &hold_part_no},
                                          std::pair{" disposition ", &disposition}, std::pair{" carrier ", &carrier},
                                          std::pair{" tests ", &tests}, std::pair{" parts ", &parts}})
            if (!value->empty()) text += name + *value;
        return text;
    }
};

/// "1.85" as the database writes it: "1.850".
std::string three_places(std::string quantity) {
    auto point = quantity.find('.');
    if (point == std::string::npos) {
        point = quantity.size();
        quantity += '.';
    }
    quantity.resize(point + 4, '0');
    return quantity;
}

std::string part_text(const std::string& part_no, const std::string& lot, const std::string& serial,
                      const std::string& quantity) {
    return part_no + "/" + lot + "/" + serial + "/" + quantity + ";";
}

Event told_by_line(const Json& entry) {
    Event event;
    event.station = entry.at("station");
    event.state = entry.at("state");
    event.pass_no = entry.at("pass_no");
    event.at = core::to_rfc3339(core::parse_rfc3339(entry.at("at").get<std::string>()).value());
    event.hold_reason = entry.value("hold_reason", "");
    event.hold_part_no = entry.value("hold_part_no", "");
    event.disposition = entry.value("disposition", "");
    event.carrier = entry.value("carrier", "");
    for (const auto& test : entry.value("tests", Json::array()))
        event.tests += test.at(0).get<std::string>() + "=" + test.at(1).get<std::string>() + ";";
    for (const auto& part : entry.value("parts", Json::array()))
        event.parts += part_text(part.at(0), part.at(1), part.at(2), three_places(part.at(3)));
    return event;
}

Event known_to_office(const db::Row& row) {
    Event event;
    event.station = row.get<std::string>("station");
    event.state = row.get<std::string>("state");
    event.pass_no = row.get<int>("pass_no");
    event.at = core::to_rfc3339(row.get<core::Instant>("at"));
    event.hold_reason = row.opt<std::string>("hold_reason").value_or("");
    event.disposition = row.opt<std::string>("disposition").value_or("");
    event.parts = row.opt<std::string>("parts").value_or("");
    const auto detail = row.opt<std::string>("detail");
    if (!detail) return event;
    const auto more = Json::parse(*detail);
    event.hold_part_no = more.value("hold_part_no", "");
    event.carrier = more.value("carrier", "");
    for (const auto& test : more.value("tests", Json::array()))
        event.tests += test.at("id").get<std::string>() + "=" + test.at("result").get<std::string>() + ";";
    return event;
}

/// Nothing of its form is wrong: only who knows the other cars can tell that it is not true.
bool is_lie(const std::string& kind) {
    return kind == "VIN_REUSED" || kind == "BUILD_ID_REUSED" || kind == "SECOND_BUILD";
}

/// Begins with what was said wrongly as bytes that are no text: that is kept in another writing.
bool is_binary(const std::string& raw) { return raw.starts_with("base64:"); }

}  // namespace

void Chaos::read_books() {
    books.placed = clients_->placed();
    books.read(stack);
    read_told();
    read_known();
    read_misdeeds();
}

void Chaos::read_told() {
    told.clear();
    events = 0;
    std::ifstream lines(stack.printed_ledger("--events"));
    for (std::string line; std::getline(lines, line);) {
        const auto entry = Json::parse(line);
        auto& build = told[entry.at("build_id")];
        const auto seq = entry.at("seq").get<std::size_t>();
        build.resize(std::max(build.size(), seq));
        build[seq - 1] = told_by_line(entry).text();
        ++events;
    }
}

void Chaos::read_known() {
    known.clear();
    constexpr std::uint64_t builds_at_once = 500;
    db::read(stack.pool(), [&](db::Tx& tx) {
        const auto last = tx.value<std::uint64_t>("n", "SELECT COALESCE(MAX(id), 0) AS n FROM build").value();
        for (std::uint64_t from = 0; from <= last; from += builds_at_once) {
            tx.each(
                [&](const db::Row& row) {
                    auto& build = known[row.get<std::string>("build_id")];
                    const auto seq = row.get<std::size_t>("seq");
                    build.resize(std::max(build.size(), seq));
                    build[seq - 1] = known_to_office(row).text();
                },
                "SELECT b.build_id, e.seq, e.station, e.state, e.pass_no, e.at, e.hold_reason, e.disposition, e.detail, "
                "  (SELECT GROUP_CONCAT(CONCAT(t.part_no, '/', COALESCE(t.lot, ''), '/', COALESCE(t.serial, ''), '/', "
                "     t.quantity, ';') ORDER BY t.item SEPARATOR '') FROM build_part t "
                "   WHERE t.build_pk = e.build_pk AND t.seq = e.seq) AS parts "
                "FROM build_event e JOIN build b ON b.id = e.build_pk JOIN customer_order o ON o.id = b.order_id "
                "JOIN person p ON p.id = o.salesperson_id "
                "WHERE b.id >= ? AND b.id < ? AND p.sign_in_name LIKE 'person.%'",
                from, from + builds_at_once);
        }
    });
}

void Chaos::read_misdeeds() {
    misdeeds.clear();
    lies.clear();
    std::set<std::string> ids, payloads, binary_topics;
    std::ifstream lines(stack.printed_ledger("--misdeeds"));
    for (std::string line; std::getline(lines, line);) {
        const auto entry = Json::parse(line);
        const std::string kind = entry.at("kind");
        ++misdeeds[kind];
        if (is_lie(kind)) lies.emplace(entry.at("bodid"), kind + " " + entry.at("build_id").get<std::string>());
        const std::string payload = entry.value("payload", "");
        if (payload.empty()) continue;
        if (const auto id = entry.value("bodid", ""); !id.empty()) ids.insert(id);
        payloads.insert(payload);
        binary_topics.insert(entry.at("topic").get<std::string>());
    }
    strangers.clear();
    db::read(stack.pool(), [&](db::Tx& tx) {
        tx.each(
            [&](const db::Row& row) {
                const auto id = row.opt<std::string>("message_id").value_or("");
                const auto raw = row.get<std::string>("raw"), topic = row.get<std::string>("topic");
                if (ids.contains(id) || payloads.contains(raw)) return;
                if (is_binary(raw) && binary_topics.contains(topic)) return;
                strangers.push_back(row.get<std::string>("reason") + " " + row.get<std::string>("detail") + " " +
                                    topic + " " + raw.substr(0, 300));
            },
            "SELECT message_id, topic, reason, detail, raw FROM set_aside WHERE line_code = 'ga-1'");
    });
    read_believed();
}

/// What took effect is in the inbox.
void Chaos::read_believed() {
    believed.clear();
    db::read(stack.pool(), [&](db::Tx& tx) {
        for (const auto& [bodid, what] : lies)
            if (tx.value<int>("one", "SELECT 1 AS one FROM inbox WHERE message_id = ?", bodid))
                believed.push_back(what);
    });
}

std::vector<Check> Chaos::check() const {
    auto checks = books.check();
    Check each{"events", "every event of every car is at the office as the line told it, once"};
    for (const auto& [build_id, at_line] : told) {
        const auto found = known.find(build_id);
        const auto at_office = found == known.end() ? std::vector<std::string>{} : found->second;
        for (std::size_t i = 0; i < std::max(at_line.size(), at_office.size()); ++i) {
            const auto line = i < at_line.size() ? at_line[i] : "", office = i < at_office.size() ? at_office[i] : "";
            each.look(line == office, build_id + " SEQ " + std::to_string(i + 1) + ": the line told [" + line +
                                          "], the office knows [" + office + "]");
        }
    }
    for (const auto& [build_id, at_office] : known)
        each.look(told.contains(build_id), build_id + " has a history that no line told");
    checks.push_back(std::move(each));

    Check cars{"cars", "VIN, engine and last SEQ are equal on both sides"};
    Check twins{"cars", "no VIN is there twice"};
    std::set<std::string> vins;
    for (const auto& entry : books.line_book) {
        if (entry.at("build_id").is_null()) continue;
        const std::string build_id = entry.at("build_id");
        const auto found = books.builds.find(build_id);
        if (found == books.builds.end()) continue;  // said elsewhere
        cars.same(found->second.at("last_seq"), entry.at("last_seq"), build_id + " last SEQ");
        if (entry.at("vin").is_null()) continue;
        twins.look(vins.insert(entry.at("vin")).second, build_id + " has the VIN of another car");
        cars.same(found->second.at("vin"), entry.at("vin"), build_id + " VIN");
        cars.same(found->second.at("engine_number"), entry.at("engine_number"), build_id + " engine");
    }
    checks.push_back(std::move(cars));
    checks.push_back(std::move(twins));

    Check ended{"orders", "every order has arrived or is cancelled: nothing is stuck"};
    for (const auto& [number, order] : books.office) {
        const std::string state = order.at("state");
        ended.look(state == "ARRIVED" || state == "CANCELLED" || state == "REFUSED", number + " is still " + state);
    }
    ended.look(quiet, "it did not become quiet: it waits for " + waits_for_);
    checks.push_back(std::move(ended));

    Check left{"left over", "nothing in the outbox, no request unanswered, every word of the line confirmed"};
    left.same(books.in_outbox, 0, "messages in the outbox");
    left.same(books.unanswered, 0, "requests without an answer");
    for (const auto& entry : books.line_book)
        if (!entry.at("build_id").is_null())
            left.same(entry.at("unconfirmed"), 0, entry.at("build_id").get<std::string>() + " unconfirmed words");
    checks.push_back(std::move(left));

    Check aside{"set aside", "nothing was set aside but what was said wrongly on purpose"};
    aside.looked_at = books.set_aside;
    aside.disagreements = strangers;
    checks.push_back(std::move(aside));

    Check lied{"set aside", "no second build, no other's build ID or VIN was believed"};
    lied.looked_at = lies.size();
    lied.disagreements = believed;
    checks.push_back(std::move(lied));

    Check steady{"processes", "nothing ended by itself, and nobody got an answer that is no answer"};
    steady.disagreements = clients_->odd();
    for (const auto& name : fell) steady.disagreements.push_back(name + " ended by itself");
    steady.looked_at = plan_.kills * std::size(scenarios::all_parts);
    checks.push_back(std::move(steady));
    return checks;
}

}  // namespace marque::bench
