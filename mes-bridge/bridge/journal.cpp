#include "bridge/journal.h"

#include <algorithm>
#include <functional>

namespace marque::bridge {
namespace {

constexpr const char* schema = R"sql(
CREATE TABLE IF NOT EXISTS reserved (name TEXT PRIMARY KEY, up_to INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS inbound (
  id          INTEGER PRIMARY KEY,
  topic       TEXT NOT NULL,
  raw         BLOB NOT NULL,
  size        INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  content     INTEGER);
CREATE TABLE IF NOT EXISTS answered (
  bodid    TEXT PRIMARY KEY,
  accepted INTEGER NOT NULL,
  reason   TEXT NOT NULL,
  detail   TEXT NOT NULL,
  readable INTEGER NOT NULL,
  at       INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS answered_at ON answered (at);
CREATE TABLE IF NOT EXISTS outbound (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id   TEXT NOT NULL UNIQUE,
  order_number TEXT NOT NULL,
  version      INTEGER NOT NULL,
  topic        TEXT NOT NULL,
  payload      TEXT NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('OPEN', 'ANSWERED', 'CLOSED')),
  attempts     INTEGER NOT NULL DEFAULT 0,
  next_attempt INTEGER NOT NULL DEFAULT 0,
  at           INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS outbound_open ON outbound (order_number, id) WHERE state <> 'CLOSED';
DROP INDEX IF EXISTS outbound_due;
CREATE INDEX IF NOT EXISTS outbound_fresh ON outbound (id) WHERE state = 'OPEN' AND attempts = 0;
CREATE INDEX IF NOT EXISTS outbound_again ON outbound (next_attempt, id) WHERE state = 'OPEN' AND attempts > 0;
CREATE INDEX IF NOT EXISTS outbound_under_way ON outbound (attempts) WHERE state <> 'CLOSED' AND attempts > 0;
CREATE INDEX IF NOT EXISTS outbound_closed ON outbound (at) WHERE state = 'CLOSED';
)sql";

constexpr std::int64_t reserved_at_once = 100'000;
constexpr std::size_t most_bytes_read = 8'000'000;

std::int64_t stored(Instant at) { return at.time_since_epoch().count(); }
Instant instant(std::int64_t value) { return Instant{std::chrono::milliseconds{value}}; }

// Two messages that happen to share it do no harm: the second is not confirmed, and is kept when it comes again after
// the first has gone.
std::int64_t content_of(std::string_view topic, std::string_view payload) {
    constexpr std::hash<std::string_view> hash;
    return static_cast<std::int64_t>(hash(topic) * 31 + hash(payload));
}

InboundRow read_inbound(const sqlite::Statement& row) {
    return {row.integer(0), row.text(1), row.text(2), static_cast<std::size_t>(row.integer(3)),
            instant(row.integer(4))};
}

OutboundRequest read_outbound(const sqlite::Statement& row) {
    OutboundRequest request;
    request.message_id = row.text(0);
    request.order_number = row.text(1);
    request.topic = row.text(2);
    request.payload = row.text(3);
    request.configuration_version = static_cast<int>(row.integer(4));
    request.attempts = static_cast<int>(row.integer(5));
    return request;
}

}  // namespace

// A message of the line that a power cut takes away was not confirmed yet, and the line sends it again. What the server
// has handed over is nowhere else: that goes to the disk before the server is told, in store().
Journal::Journal(const std::string& file) : database_(file, sqlite::Durability::survives_crash) {
    // One bridge has one journal: without locks to share it, a commit costs less, and a second bridge is kept out.
    database_.execute("PRAGMA locking_mode = EXCLUSIVE");
    // Pages that change with every message go into the main file once for thousands of messages.
    database_.execute("PRAGMA wal_autocheckpoint = 8000");
    database_.execute("PRAGMA cache_size = -16000");
    database_.execute(schema);
    database_.run("INSERT OR IGNORE INTO reserved (name, up_to) VALUES ('inbound', 0)");
    // The sequence is that of journals in which SQLite itself gave the numbers.
    auto row = database_.prepare(
        "SELECT MAX((SELECT up_to FROM reserved WHERE name = 'inbound'), (SELECT COALESCE(MAX(id), 0) FROM inbound), "
        "COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'inbound'), 0))");
    row.step();
    next_inbound_ = inbound_reserved_ = row.integer(0);
    know_what_waits();
}

void Journal::know_what_waits() {
    // Journals of earlier versions lack the column; what waits in them is not recognised.
    if (!database_.prepare("SELECT 1 FROM pragma_table_info('inbound') WHERE name = 'content'").step())
        database_.execute("ALTER TABLE inbound ADD COLUMN content INTEGER");
    auto row = database_.prepare("SELECT content IS NULL, content FROM inbound");
    for (; row.step(); ++inbound_count_)
        if (row.integer(0) == 0) waiting_.insert(row.integer(1));
}

// Numbers are reserved by the block and never given twice, which costs a page less a message than SQLite's sequence.
void Journal::reserve_inbound_ids(std::size_t count) {
    const auto needed = next_inbound_ + static_cast<std::int64_t>(count);
    if (needed <= inbound_reserved_) return;
    const auto up_to = needed + reserved_at_once;
    database_.run("UPDATE reserved SET up_to = ? WHERE name = 'inbound'", up_to);
    inbound_reserved_ = up_to;
}

void Journal::receive(std::span<const Arrival> arrivals) {
    std::lock_guard lock(mutex_);
    std::unordered_set<std::int64_t> fresh;
    reserve_inbound_ids(arrivals.size());
    const auto received_at = stored(b2mml::now());
    sqlite::Transaction transaction(database_);
    for (const auto& [topic, payload] : arrivals) {
        const auto content = content_of(topic, payload);
        if (waiting_.contains(content) || !fresh.insert(content).second) continue;
        database_.run("INSERT INTO inbound (id, topic, raw, size, received_at, content) VALUES (?, ?, ?, ?, ?, ?)",
                      ++next_inbound_, topic, payload.substr(0, longest_raw), static_cast<std::int64_t>(payload.size()),
                      received_at, content);
    }
    transaction.commit();
    inbound_count_ += static_cast<std::int64_t>(fresh.size());
    waiting_.merge(fresh);
}

std::vector<InboundRow> Journal::inbound_after(std::int64_t id, std::size_t most) {
    std::lock_guard lock(mutex_);
    auto row =
        database_.prepare("SELECT id, topic, raw, size, received_at FROM inbound WHERE id > ? ORDER BY id LIMIT ?", id,
                          static_cast<std::int64_t>(most));
    std::vector<InboundRow> rows;
    for (std::size_t bytes = 0; bytes < most_bytes_read && row.step(); bytes += rows.back().raw.size())
        rows.push_back(read_inbound(row));
    return rows;
}

std::optional<InboundRow> Journal::inbound(std::int64_t id) {
    std::lock_guard lock(mutex_);
    auto row = database_.prepare("SELECT id, topic, raw, size, received_at FROM inbound WHERE id = ?", id);
    if (!row.step()) return {};
    return read_inbound(row);
}

std::optional<Answered> Journal::answer_to(const std::string& bodid) {
    std::lock_guard lock(mutex_);
    auto row = database_.prepare("SELECT accepted, reason, detail, readable FROM answered WHERE bodid = ?", bodid);
    if (!row.step()) return {};
    return Answered{bodid, row.integer(0) != 0, row.text(1), row.text(2), row.integer(3) != 0};
}

void Journal::settle(const std::vector<Settlement>& settlements) {
    if (settlements.empty()) return;
    std::lock_guard lock(mutex_);
    std::vector<std::int64_t> gone;
    sqlite::Transaction transaction(database_);
    for (const auto& settlement : settlements) {
        if (const auto& answer = settlement.answer)
            database_.run(
                "INSERT INTO answered (bodid, accepted, reason, detail, readable, at) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (bodid) DO UPDATE SET accepted = excluded.accepted, reason = excluded.reason, "
                "detail = excluded.detail, readable = excluded.readable, at = excluded.at WHERE NOT answered.readable",
                answer->bodid, answer->accepted, answer->reason, answer->detail, answer->readable,
                stored(b2mml::now()));
        if (!settlement.reopens.empty())
            database_.run("UPDATE outbound SET state = 'OPEN' WHERE message_id = ? AND state = 'ANSWERED'",
                          settlement.reopens);
        if (!settlement.closes.empty())
            database_.run("UPDATE outbound SET state = 'CLOSED', at = ? WHERE message_id = ?", stored(b2mml::now()),
                          settlement.closes);
        auto row = database_.prepare("DELETE FROM inbound WHERE id = ? RETURNING content", settlement.inbound_id);
        while (row.step()) gone.push_back(row.integer(0));
    }
    transaction.commit();
    for (auto content : gone) waiting_.erase(content);
    inbound_count_ -= static_cast<std::int64_t>(gone.size());
}

void Journal::store(const std::vector<OutboundRequest>& requests) {
    if (requests.empty()) return;
    std::lock_guard lock(mutex_);
    database_.keep(sqlite::Durability::survives_power_cut);
    sqlite::Transaction transaction(database_);
    for (const auto& request : requests)
        database_.run(
            "INSERT INTO outbound (message_id, order_number, version, topic, payload, state, at) "
            "VALUES (?, ?, ?, ?, ?, 'OPEN', ?) ON CONFLICT (message_id) DO NOTHING",
            request.message_id, request.order_number, request.configuration_version, request.topic, request.payload,
            stored(b2mml::now()));
    transaction.commit();
    database_.keep(sqlite::Durability::survives_crash);
}

std::int64_t Journal::on_the_way() {
    auto row = database_.prepare(
        "SELECT COUNT(*) FROM outbound WHERE state <> 'CLOSED' AND attempts > 0 AND attempts <= ?", patient_attempts);
    row.step();
    return row.integer(0);
}

// Both selections walk an index of what they look for, so that it costs the same however many wait or are done with. A
// request that has been sent is the oldest of its order: the new ones are asked whether another goes before them.
std::vector<OutboundRequest> Journal::due(Instant now, std::size_t most, std::size_t window) {
    std::lock_guard lock(mutex_);
    std::vector<OutboundRequest> requests;
    auto again = database_.prepare(
        "SELECT message_id, order_number, topic, payload, version, attempts FROM outbound INDEXED BY outbound_again "
        "WHERE state = 'OPEN' AND attempts > 0 AND next_attempt <= ? ORDER BY next_attempt, id LIMIT ?",
        stored(now), static_cast<std::int64_t>(most));
    while (again.step()) requests.push_back(read_outbound(again));
    auto room = std::min(static_cast<std::int64_t>(window) - on_the_way(),
                         static_cast<std::int64_t>(most) - static_cast<std::int64_t>(requests.size()));
    if (room <= 0) return requests;
    auto fresh = database_.prepare(
        "SELECT message_id, order_number, topic, payload, version, attempts FROM outbound AS o "
        "INDEXED BY outbound_fresh WHERE state = 'OPEN' AND attempts = 0 AND NOT EXISTS "
        "  (SELECT 1 FROM outbound AS earlier WHERE earlier.order_number = o.order_number "
        "   AND earlier.state <> 'CLOSED' AND earlier.id < o.id) ORDER BY id LIMIT ?",
        room);
    while (fresh.step()) requests.push_back(read_outbound(fresh));
    return requests;
}

void Journal::sent(const std::vector<std::pair<std::string, Instant>>& next_attempts) {
    if (next_attempts.empty()) return;
    std::lock_guard lock(mutex_);
    sqlite::Transaction transaction(database_);
    for (const auto& [message_id, next_attempt] : next_attempts)
        database_.run("UPDATE outbound SET attempts = attempts + 1, next_attempt = ? WHERE message_id = ?",
                      stored(next_attempt), message_id);
    transaction.commit();
}

void Journal::line_answered(const std::vector<std::string>& message_ids) {
    if (message_ids.empty()) return;
    std::lock_guard lock(mutex_);
    sqlite::Transaction transaction(database_);
    for (const auto& id : message_ids)
        database_.run("UPDATE outbound SET state = 'ANSWERED' WHERE message_id = ? AND state = 'OPEN'", id);
    transaction.commit();
}

std::optional<OutboundRequest> Journal::request(const std::string& message_id) {
    std::lock_guard lock(mutex_);
    auto row = database_.prepare(
        "SELECT message_id, order_number, topic, payload, version, attempts FROM outbound WHERE message_id = ?",
        message_id);
    if (!row.step()) return {};
    return read_outbound(row);
}

bool Journal::has_open_request(const std::string& order_number) {
    std::lock_guard lock(mutex_);
    return database_
        .prepare("SELECT 1 FROM outbound WHERE order_number = ? AND state <> 'CLOSED' LIMIT 1", order_number)
        .step();
}

Journal::Depth Journal::depth() {
    std::lock_guard lock(mutex_);
    auto row = database_.prepare("SELECT COUNT(*) FROM outbound WHERE state <> 'CLOSED'");
    row.step();
    return {inbound_count_, row.integer(0)};
}

void Journal::prune(Instant before) {
    std::lock_guard lock(mutex_);
    sqlite::Transaction transaction(database_);
    database_.run("DELETE FROM answered WHERE at < ?", stored(before));
    database_.run("DELETE FROM outbound WHERE state = 'CLOSED' AND at < ?", stored(before));
    transaction.commit();
}

}  // namespace marque::bridge
