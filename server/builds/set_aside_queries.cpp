#include "builds/build_errors.h"
#include "builds/build_queries.h"
#include "core/random.h"

namespace marque::builds {
namespace {

std::vector<SetAsideTry> tries_of(db::Tx& tx, std::uint64_t id) {
    return tx.list(
        [](const db::Row& row) {
            return SetAsideTry{row.get<int>("try_no"),         row.opt<std::string>("mended"),
                               row.get<std::string>("actor"),  row.get<core::Instant>("sent_at"),
                               row.opt<TryOutcome>("outcome"), row.opt<std::string>("reason"),
                               row.opt<std::string>("detail"), row.opt<core::Instant>("answered_at")};
        },
        "SELECT try_no, mended, actor, sent_at, outcome, reason, detail, answered_at FROM set_aside_try "
        "WHERE set_aside_id = ? ORDER BY try_no",
        id);
}

}  // namespace

std::vector<SetAsideView> list_set_aside(db::Tx& tx, const core::Scope& scope, const std::string& line,
                                         const SetAsideFilter& filter, const http::PageRequest& page) {
    db::SqlBuilder sql(
        "SELECT id, message_id, topic, COALESCE(last_reason, reason) AS reason, COALESCE(last_detail, detail) AS detail, "
        "LEFT(raw, 16000) AS raw, received_at, times_seen, state, tries, version FROM set_aside");
    sql.add("WHERE line_code = ? AND id < ?", line, page.before.value_or(~std::uint64_t{0}));
    if (filter.state) sql.add("AND state = ?", *filter.state);
    if (filter.reason) sql.add("AND COALESCE(last_reason, reason) = ?", *filter.reason);
    add_plant_visibility(sql, scope);
    sql.add("ORDER BY id DESC LIMIT ?", page.limit + 1);
    return tx.list(
        [](const db::Row& row) {
            return SetAsideView{row.get<std::uint64_t>("id"),
                                row.opt<std::string>("message_id"),
                                row.get<std::string>("topic"),
                                row.get<std::string>("reason"),
                                row.get<std::string>("detail"),
                                row.get<std::string>("raw"),
                                row.get<core::Instant>("received_at"),
                                row.get<int>("times_seen"),
                                row.get<SetAsideState>("state"),
                                row.get<int>("tries"),
                                row.get<int>("version")};
        },
        sql);
}

SetAsideDetail read_set_aside(db::Tx& tx, const core::Scope& scope, const std::string& line, std::uint64_t id) {
    db::SqlBuilder sql(
        "SELECT message_id, topic, reason, detail, raw, received_at, times_seen, state, closed_at, closed_by, "
        "close_reason, version FROM set_aside");
    sql.add("WHERE id = ? AND line_code = ?", id, line);
    add_plant_visibility(sql, scope);
    auto found = tx.list(
        [&](const db::Row& row) {
            return SetAsideDetail{id,
                                  line,
                                  row.opt<std::string>("message_id"),
                                  row.get<std::string>("topic"),
                                  row.get<std::string>("reason"),
                                  row.get<std::string>("detail"),
                                  row.get<std::string>("raw"),
                                  row.get<core::Instant>("received_at"),
                                  row.get<int>("times_seen"),
                                  row.get<SetAsideState>("state"),
                                  row.opt<core::Instant>("closed_at"),
                                  row.opt<std::string>("closed_by"),
                                  row.opt<std::string>("close_reason"),
                                  row.get<int>("version"),
                                  {}};
        },
        sql);
    if (found.empty()) throw core::Error(errors::no_such_set_aside);
    found.front().tries = tries_of(tx, id);
    return std::move(found.front());
}

void keep_set_aside(db::Tx& tx, const std::string& line, const SetAside& message) {
    // A message that was sent again and is refused again stays the row it was.
    if (message.message_id) {
        const auto sent_as = message.message_id->substr(0, message.message_id->find('#'));
        if (answer_try(tx, line, {sent_as, TryOutcome::refused, message.reason, message.detail}, message.received_at))
            return;
    }
    tx.execute(
        "INSERT INTO set_aside (line_code, content_hash, message_id, topic, reason, detail, raw, received_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE times_seen = times_seen + 1",
        line, core::sha256(message.topic + '\n' + message.raw), message.message_id, message.topic, message.reason,
        message.detail, message.raw, message.received_at);
}

}  // namespace marque::builds
