#include "builds/errands.h"

#include "builds/builds.h"

namespace marque::builds {
namespace {

Errand map_errand(const db::Row& row) {
    Errand errand;
    errand.errand_id = row.get<std::string>("errand_id");
    errand.kind = row.get<ErrandKind>("kind");
    const auto subject = row.get<std::string>("subject");
    if (errand.kind == ErrandKind::ask) errand.build_id = subject;
    if (errand.kind == ErrandKind::compare) errand.run_id = std::stoull(subject);
    errand.from_seq = row.opt<std::int64_t>("from_seq");
    errand.topic = row.opt<std::string>("topic");
    errand.raw = row.opt<std::string>("raw");
    return errand;
}

}  // namespace

void send_errand(db::Tx& tx, const std::string& line, const NewErrand& errand, core::Instant at) {
    tx.execute(
        "INSERT INTO bridge_errand (errand_id, line_code, kind, subject, from_seq, topic, raw, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE from_seq = LEAST(from_seq, VALUES(from_seq))",
        errand.errand_id, line, errand.kind, errand.subject, errand.from_seq, errand.topic, errand.raw, at);
}

std::vector<Errand> lease_errands(db::Tx& tx, const std::string& line, int most, core::Instant now,
                                  core::Instant until) {
    std::vector<std::uint64_t> ids;
    auto errands = tx.list(
        [&](const db::Row& row) {
            ids.push_back(row.get<std::uint64_t>("id"));
            return map_errand(row);
        },
        "SELECT id, errand_id, kind, subject, from_seq, topic, raw FROM bridge_errand "
        "WHERE line_code = ? AND (leased_until IS NULL OR leased_until < ?) ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED",
        line, now, most);
    if (ids.empty()) return errands;
    db::SqlBuilder hold("UPDATE bridge_errand SET");
    hold.add("leased_until = ? WHERE id IN", until).add_in(ids);
    tx.execute(hold);
    return errands;
}

void settle_errand(db::Tx& tx, const std::string& line, const std::string& errand_id,
                   std::optional<std::int64_t> done_from) {
    const auto settled = tx.execute(
        "DELETE FROM bridge_errand WHERE errand_id = ? AND line_code = ? AND (from_seq IS NULL OR from_seq >= ?)",
        errand_id, line, done_from.value_or(0));
    if (settled == 0 && done_from)
        tx.execute("UPDATE bridge_errand SET leased_until = NULL WHERE errand_id = ? AND line_code = ?", errand_id,
                   line);
}

void ask_line_after(db::Tx& tx, const std::string& line, const std::string& build_id, std::int64_t from_seq,
                    core::Instant at) {
    send_errand(tx, line, {core::random_uuid(), ErrandKind::ask, build_id, from_seq}, at);
}

void ask_line_after_all(db::Tx& tx, const std::string& line, std::uint64_t run, core::Instant at) {
    send_errand(tx, line, {core::random_uuid(), ErrandKind::compare, std::to_string(run)}, at);
}

void ask_line_no_more(db::Tx& tx, const std::string& line, std::uint64_t run) {
    tx.execute("DELETE FROM bridge_errand WHERE line_code = ? AND kind = ? AND subject = ?", line, ErrandKind::compare,
               std::to_string(run));
}

}  // namespace marque::builds
