#include "line-simulator/ledger.h"

#include <nlohmann/json.hpp>

namespace marque::line {

using nlohmann::json;

namespace {

constexpr const char* schema = R"sql(
CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS build (
  build_id TEXT PRIMARY KEY, order_number TEXT NOT NULL, version INTEGER NOT NULL, priority INTEGER NOT NULL,
  arrival INTEGER NOT NULL, model_code TEXT NOT NULL, model_year INTEGER NOT NULL, features TEXT NOT NULL,
  destination TEXT NOT NULL, state TEXT NOT NULL, phase TEXT NOT NULL, station INTEGER NOT NULL,
  stands_in INTEGER NOT NULL, furthest INTEGER NOT NULL, pass_no INTEGER NOT NULL, in_bay INTEGER NOT NULL,
  was_held INTEGER NOT NULL, until INTEGER NOT NULL, waiting_since INTEGER NOT NULL, work_started INTEGER NOT NULL,
  last_seq INTEGER NOT NULL, last_event_at INTEGER NOT NULL, vin TEXT UNIQUE, engine_number TEXT UNIQUE) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS slot (
  build_id TEXT PRIMARY KEY, start INTEGER NOT NULL, told INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS build_order ON build (order_number, arrival);
CREATE INDEX IF NOT EXISTS build_on_hand ON build (arrival) WHERE phase <> 'GONE';
CREATE INDEX IF NOT EXISTS build_gone ON build (arrival) WHERE phase = 'GONE';
CREATE TABLE IF NOT EXISTS message (
  id INTEGER PRIMARY KEY AUTOINCREMENT, bodid TEXT NOT NULL UNIQUE, build_id TEXT NOT NULL, seq INTEGER NOT NULL,
  order_number TEXT NOT NULL, topic TEXT NOT NULL, payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('OPEN', 'CONFIRMED', 'REJECTED')), reason TEXT NOT NULL DEFAULT '',
  attempts INTEGER NOT NULL DEFAULT 0, next_attempt INTEGER NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX IF NOT EXISTS message_seq ON message (build_id, seq) WHERE seq > 0;
CREATE INDEX IF NOT EXISTS message_unsent ON message (id) WHERE state = 'OPEN' AND attempts = 0;
CREATE INDEX IF NOT EXISTS message_due ON message (next_attempt) WHERE state = 'OPEN' AND attempts > 0;
CREATE TABLE IF NOT EXISTS shown (
  bodid TEXT PRIMARY KEY, build_id TEXT NOT NULL, from_seq INTEGER NOT NULL, to_seq INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS decision (
  bodid TEXT PRIMARY KEY, order_number TEXT NOT NULL, version INTEGER NOT NULL, action TEXT NOT NULL,
  build_id TEXT NOT NULL, accepted INTEGER NOT NULL, reason TEXT NOT NULL, answer_bodid TEXT NOT NULL,
  place INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS decision_order ON decision (order_number, place);
CREATE TABLE IF NOT EXISTS misdeed (
  id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, bodid TEXT NOT NULL, build_id TEXT NOT NULL,
  order_number TEXT NOT NULL, seq INTEGER NOT NULL, topic TEXT NOT NULL, payload TEXT NOT NULL, at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS shortage (
  id INTEGER PRIMARY KEY AUTOINCREMENT, part_no TEXT NOT NULL, station TEXT NOT NULL, since INTEGER NOT NULL,
  until INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS shortage_until ON shortage (until);
)sql";

constexpr const char* car_columns =
    "build_id, order_number, version, priority, arrival, model_code, model_year, features, destination, state, phase, "
    "station, stands_in, furthest, pass_no, in_bay, was_held, until, waiting_since, work_started, last_seq, "
    "last_event_at, vin, engine_number";

constexpr int most_misdeeds = 500'000;

std::int64_t stored(Instant at) { return at.time_since_epoch().count(); }
Instant instant(std::int64_t value) { return Instant{std::chrono::milliseconds{value}}; }
std::optional<std::string> or_null(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

std::string write_features(const std::vector<b2mml::Feature>& features) {
    json list = json::array();
    for (const auto& feature : features) list.push_back({feature.family, feature.code});
    return list.dump();
}

std::vector<b2mml::Feature> read_features(const std::string& text) {
    std::vector<b2mml::Feature> features;
    for (const auto& pair : json::parse(text))
        features.push_back({pair[0].get<std::string>(), pair[1].get<std::string>()});
    return features;
}

Car read_car(const sqlite::Statement& row) {
    auto number = [&](int column) { return static_cast<int>(row.integer(column)); };
    Car car;
    car.build_id = row.text(0);
    car.order_number = row.text(1);
    car.configuration_version = number(2);
    car.priority = number(3);
    car.arrival = row.integer(4);
    car.model_code = row.text(5);
    car.model_year = number(6);
    car.features = read_features(row.text(7));
    car.destination = row.text(8);
    car.state = build_state_named(row.text(9));
    car.phase = phase_named(row.text(10));
    car.station = number(11);
    car.stands_in = number(12);
    car.furthest = number(13);
    car.pass_no = number(14);
    car.in_bay = row.integer(15) != 0;
    car.was_held = row.integer(16) != 0;
    car.until = instant(row.integer(17));
    car.waiting_since = instant(row.integer(18));
    car.work_started = instant(row.integer(19));
    car.last_seq = number(20);
    car.last_event_at = instant(row.integer(21));
    car.vin = row.text(22);
    car.engine_number = row.text(23);
    return car;
}

Outgoing read_outgoing(const sqlite::Statement& row) {
    return {row.integer(0),
            row.text(1),
            row.text(2),
            row.text(3),
            row.text(4),
            row.text(5),
            static_cast<int>(row.integer(6)),
            static_cast<int>(row.integer(7))};
}

Decision read_decision(const sqlite::Statement& row) {
    return {row.text(0), row.text(1), static_cast<int>(row.integer(2)), row.text(3), row.text(4), row.integer(5) != 0,
            row.text(6), row.text(7)};
}

}  // namespace

// The words and the state they follow from must outlive the program; a power cut ends the simulation anyway.
Ledger::Ledger(const std::string& file) : database_(file, sqlite::Durability::survives_crash) {
    database_.execute(schema);
}

int Ledger::next(const char* counter, int first) {
    database_.run("INSERT INTO counter (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + 1",
                  counter, first);
    return static_cast<int>(number(counter));
}

std::int64_t Ledger::number(const char* name) {
    auto row = database_.prepare("SELECT value FROM counter WHERE name = ?", name);
    return row.step() ? row.integer(0) : 0;
}

void Ledger::remember(const char* name, std::int64_t value) {
    database_.run(
        "INSERT INTO counter (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name,
        value);
}

void Ledger::save(const Car& car) {
    static const std::string sql =
        std::string("INSERT INTO build (") + car_columns +
        ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (build_id) DO UPDATE SET "
        "version = excluded.version, priority = excluded.priority, model_code = excluded.model_code, "
        "model_year = excluded.model_year, features = excluded.features, destination = excluded.destination, "
        "state = excluded.state, phase = excluded.phase, station = excluded.station, stands_in = excluded.stands_in, "
        "furthest = excluded.furthest, pass_no = excluded.pass_no, in_bay = excluded.in_bay, "
        "was_held = excluded.was_held, until = excluded.until, waiting_since = excluded.waiting_since, "
        "work_started = excluded.work_started, last_seq = excluded.last_seq, "
        "last_event_at = excluded.last_event_at, vin = excluded.vin, engine_number = excluded.engine_number";
    database_.run(sql.c_str(), car.build_id, car.order_number, car.configuration_version, car.priority, car.arrival,
                  car.model_code, car.model_year, write_features(car.features), car.destination, name_of(car.state),
                  name_of(car.phase), car.station, car.stands_in, car.furthest, car.pass_no, car.in_bay, car.was_held,
                  stored(car.until), stored(car.waiting_since), stored(car.work_started), car.last_seq,
                  stored(car.last_event_at), or_null(car.vin), or_null(car.engine_number));
    if (car.slot && car.phase == Phase::queued)
        database_.run("INSERT OR REPLACE INTO slot (build_id, start, told) VALUES (?,?,?)", car.build_id,
                      stored(*car.slot), stored(car.slot_told));
    else if (car.phase == Phase::gone)
        database_.run("DELETE FROM slot WHERE build_id = ?", car.build_id);
}

std::vector<Car> Ledger::cars_on_hand() {
    static const std::string sql =
        std::string("SELECT ") + car_columns + " FROM build WHERE phase <> 'GONE' ORDER BY arrival";
    auto row = database_.prepare(sql.c_str());
    std::vector<Car> cars;
    while (row.step()) cars.push_back(read_car(row));
    for (auto& car : cars) {
        auto slot = database_.prepare("SELECT start, told FROM slot WHERE build_id = ?", car.build_id);
        if (!slot.step()) continue;
        car.slot = instant(slot.integer(0));
        car.slot_told = instant(slot.integer(1));
    }
    return cars;
}

std::optional<Car> Ledger::car(const std::string& build_id) {
    static const std::string sql = std::string("SELECT ") + car_columns + " FROM build WHERE build_id = ?";
    auto row = database_.prepare(sql.c_str(), build_id);
    return row.step() ? std::optional(read_car(row)) : std::nullopt;
}

std::optional<Car> Ledger::latest_car_of(const std::string& order_number) {
    static const std::string sql =
        std::string("SELECT ") + car_columns + " FROM build WHERE order_number = ? ORDER BY arrival DESC LIMIT 1";
    auto row = database_.prepare(sql.c_str(), order_number);
    return row.step() ? std::optional(read_car(row)) : std::nullopt;
}

void Ledger::add(const Outgoing& message) {
    database_.run(
        "INSERT INTO message (bodid, build_id, seq, order_number, topic, payload, state) VALUES (?,?,?,?,?,?,'OPEN')",
        message.bodid, message.build_id, message.seq, message.order_number, message.topic, message.payload);
}

std::vector<Outgoing> Ledger::unsent(std::size_t most) {
    auto row = database_.prepare(
        "SELECT id, bodid, build_id, order_number, topic, payload, seq, attempts FROM message "
        "WHERE state = 'OPEN' AND attempts = 0 ORDER BY id LIMIT ?",
        static_cast<std::int64_t>(most));
    std::vector<Outgoing> messages;
    while (row.step()) messages.push_back(read_outgoing(row));
    return messages;
}

std::vector<Outgoing> Ledger::due_again(Instant now, std::size_t most) {
    auto row = database_.prepare(
        "SELECT id, bodid, build_id, order_number, topic, payload, seq, attempts FROM message "
        "WHERE state = 'OPEN' AND attempts > 0 AND next_attempt <= ? ORDER BY next_attempt, id LIMIT ?",
        stored(now), static_cast<std::int64_t>(most));
    std::vector<Outgoing> messages;
    while (row.step()) messages.push_back(read_outgoing(row));
    return messages;
}

void Ledger::sent(std::int64_t id, Instant next_attempt) {
    database_.run("UPDATE message SET attempts = attempts + 1, next_attempt = ? WHERE id = ?", stored(next_attempt),
                  id);
}

void Ledger::send_all_again() {
    database_.run("UPDATE message SET next_attempt = 0 WHERE state = 'OPEN' AND attempts > 0");
}

std::optional<Instant> Ledger::next_attempt() {
    auto row = database_.prepare("SELECT MIN(next_attempt) FROM message WHERE state = 'OPEN' AND attempts > 0");
    if (!row.step() || row.is_null(0)) return {};
    return instant(row.integer(0));
}

std::optional<Ledger::Confirmed> Ledger::confirm(const std::string& bodid, bool accepted, const std::string& reason) {
    auto row = database_.prepare("SELECT build_id, seq FROM message WHERE bodid = ? AND state = 'OPEN'", bodid);
    if (!row.step()) return {};
    database_.run("UPDATE message SET state = ?, reason = ? WHERE bodid = ?", accepted ? "CONFIRMED" : "REJECTED",
                  reason, bodid);
    return Confirmed{row.text(0), static_cast<int>(row.integer(1))};
}

void Ledger::confirm_range(const std::string& build_id, int from_seq, int to_seq) {
    database_.run(
        "UPDATE message SET state = 'CONFIRMED' WHERE build_id = ? AND seq BETWEEN ? AND ? AND seq > 0 AND state = "
        "'OPEN'",
        build_id, from_seq, to_seq);
}

std::vector<std::string> Ledger::history(const std::string& build_id, int from_seq) {
    auto row = database_.prepare("SELECT payload FROM message WHERE build_id = ? AND seq >= ? AND seq > 0 ORDER BY seq",
                                 build_id, from_seq);
    std::vector<std::string> payloads;
    while (row.step()) payloads.push_back(row.text(0));
    return payloads;
}

void Ledger::add_shown(const std::string& bodid, const std::string& build_id, int from_seq, int to_seq) {
    database_.run("INSERT INTO shown (bodid, build_id, from_seq, to_seq) VALUES (?, ?, ?, ?)", bodid, build_id,
                  from_seq, to_seq);
}

bool Ledger::confirm_shown(const std::string& bodid) {
    auto row = database_.prepare("SELECT build_id, from_seq, to_seq FROM shown WHERE bodid = ?", bodid);
    if (!row.step()) return false;
    confirm_range(row.text(0), static_cast<int>(row.integer(1)), static_cast<int>(row.integer(2)));
    database_.run("DELETE FROM shown WHERE bodid = ?", bodid);
    return true;
}

std::optional<Decision> Ledger::decision(const std::string& bodid) {
    auto row = database_.prepare(
        "SELECT bodid, order_number, version, action, build_id, accepted, reason, answer_bodid FROM decision "
        "WHERE bodid = ?",
        bodid);
    return row.step() ? std::optional(read_decision(row)) : std::nullopt;
}

std::optional<Outgoing> Ledger::heard_acceptance(const std::string& order_number) {
    auto row = database_.prepare(
        "SELECT id, message.bodid, message.build_id, message.order_number, topic, payload, seq, attempts "
        "FROM decision JOIN message ON message.bodid = answer_bodid "
        "WHERE decision.order_number = ? AND accepted = 1 AND action = 'RELEASE' AND message.state = 'CONFIRMED' "
        "ORDER BY place DESC LIMIT 1",
        order_number);
    return row.step() ? std::optional(read_outgoing(row)) : std::nullopt;
}

void Ledger::add(const Decision& decision) {
    database_.run(
        "INSERT INTO decision (bodid, order_number, version, action, build_id, accepted, reason, answer_bodid, place) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        decision.bodid, decision.order_number, decision.configuration_version, decision.action, decision.build_id,
        decision.accepted, decision.reason, decision.answer_bodid, next("decision", 1));
}

void Ledger::answer_again(const std::string& answer_bodid) {
    database_.run("UPDATE message SET state = 'OPEN', attempts = 0 WHERE bodid = ?", answer_bodid);
}

void Ledger::add(const Misdeed& misdeed) {
    database_.run(
        "INSERT INTO misdeed (kind, bodid, build_id, order_number, seq, topic, payload, at) VALUES (?,?,?,?,?,?,?,?)",
        misdeed.kind, misdeed.bodid, misdeed.build_id, misdeed.order_number, misdeed.seq, misdeed.topic,
        misdeed.payload, stored(misdeed.at));
}

std::optional<Car> Ledger::finished_car_besides(const std::string& build_id) {
    static const std::string sql =
        std::string("SELECT ") + car_columns +
        " FROM build WHERE phase = 'GONE' AND state = 'ARRIVED' AND build_id <> ? AND NOT EXISTS (SELECT 1 FROM "
        "message WHERE message.build_id = build.build_id AND message.state <> 'CONFIRMED') ORDER BY arrival DESC "
        "LIMIT 1";
    auto row = database_.prepare(sql.c_str(), build_id);
    return row.step() ? std::optional(read_car(row)) : std::nullopt;
}

void Ledger::add(const Shortage& shortage) {
    database_.run("INSERT INTO shortage (part_no, station, since, until) VALUES (?, ?, ?, ?)", shortage.part_no,
                  shortage.station, stored(shortage.since), stored(shortage.until));
}

std::vector<Shortage> Ledger::shortages_after(Instant now) {
    auto row = database_.prepare("SELECT part_no, station, since, until FROM shortage WHERE until > ? ORDER BY id",
                                 stored(now));
    std::vector<Shortage> shortages;
    while (row.step())
        shortages.push_back({row.text(0), row.text(1), instant(row.integer(2)), instant(row.integer(3))});
    return shortages;
}

void Ledger::prune(int keep) {
    database_.run("DELETE FROM misdeed WHERE id <= (SELECT MAX(id) FROM misdeed) - ?", most_misdeeds);
    database_.run("DELETE FROM shortage WHERE id <= (SELECT MAX(id) FROM shortage) - ?", most_misdeeds);
    database_.run(
        "DELETE FROM message WHERE seq > 0 AND state <> 'OPEN' AND build_id IN (SELECT build_id FROM build AS b "
        "WHERE phase = 'GONE' AND arrival < (SELECT arrival FROM build WHERE phase = 'GONE' "
        "ORDER BY arrival DESC LIMIT 1 OFFSET ?) AND NOT EXISTS (SELECT 1 FROM message AS m "
        "WHERE m.build_id = b.build_id AND m.state = 'OPEN'))",
        keep);
}

}  // namespace marque::line
