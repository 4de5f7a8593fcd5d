#include "builds/set_aside.h"

#include <algorithm>

#include "builds/build_errors.h"
#include "builds/builds.h"
#include "builds/errands.h"
#include "db/audit.h"

namespace marque::builds {
namespace {

constexpr std::string_view not_text = "base64:";

struct SetAsideRow {
    std::uint64_t id = 0;
    SetAsideState state = SetAsideState::open;
    int tries = 0;
    int version = 1;
    std::string topic;
    std::string raw;
};

SetAsideRow lock_set_aside(db::Tx& tx, const std::string& line, std::uint64_t id) {
    auto row = tx.find(
        [&](const db::Row& found) {
            return SetAsideRow{id,
                               found.get<SetAsideState>("state"),
                               found.get<int>("tries"),
                               found.get<int>("version"),
                               found.get<std::string>("topic"),
                               found.get<std::string>("raw")};
        },
        "SELECT state, tries, version, topic, raw FROM set_aside WHERE id = ? AND line_code = ? FOR UPDATE", id, line);
    if (!row) throw core::Error(errors::no_such_set_aside);
    return *std::move(row);
}

void require_open(const SetAsideRow& row, int version) {
    if (row.version != version) throw core::Error(errors::set_aside_stale);
    if (row.state != SetAsideState::open) throw core::Error(errors::set_aside_not_open);
}

/// "line 3, column 14" of a byte of the text, both counted from 1.
core::ErrorParams place_of(const std::string& text, std::size_t byte) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte > 0 ? byte - 1 : 0, text.size()));
    const auto row = std::count(text.begin(), end, '\n') + 1;
    const auto line_start = std::find(std::make_reverse_iterator(end), text.rend(), '\n').base();
    return {{"row", std::to_string(row)}, {"column", std::to_string(std::distance(line_start, end) + 1)}};
}

void require_json_object(const std::string& text) {
    try {
        if (!http::Json::parse(text).is_object()) throw core::Error(errors::set_aside_not_json, place_of(text, 1));
    } catch (const http::Json::parse_error& fault) {
        throw core::Error(errors::set_aside_not_json, place_of(text, fault.byte));
    }
}

std::string subject_of(std::uint64_t id) { return "set-aside " + std::to_string(id); }

}  // namespace

void send_again(db::Tx& tx, const SetAsideAct& act, const SendAgain& command) {
    const auto row = lock_set_aside(tx, act.line, act.id);
    require_open(row, command.version);
    const auto mended = command.text && *command.text != row.raw ? command.text : std::nullopt;
    if (mended) require_json_object(*mended);
    if (!mended && row.raw.starts_with(not_text)) throw core::Error(errors::set_aside_cannot_be_sent);
    const auto sent_as = core::random_uuid();
    tx.execute(
        "INSERT INTO set_aside_try (sent_as, set_aside_id, try_no, mended, actor, sent_at) VALUES (?, ?, ?, ?, ?, ?)",
        sent_as, act.id, row.tries + 1, mended, act.actor.name, act.at);
    tx.execute("UPDATE set_aside SET state = 'SENT_AGAIN', tries = tries + 1, version = version + 1 WHERE id = ?",
               act.id);
    send_errand(tx, act.line, {sent_as, ErrandKind::take, sent_as, std::nullopt, row.topic, mended.value_or(row.raw)},
                act.at);
    db::audit(tx, act.at, act.actor, "SEND_AGAIN", subject_of(act.id), "",
              http::Json{{"sent_as", sent_as}, {"mended", mended.has_value()}}.dump());
}

void dismiss(db::Tx& tx, const SetAsideAct& act, const Dismiss& command) {
    require_open(lock_set_aside(tx, act.line, act.id), command.version);
    tx.execute(
        "UPDATE set_aside SET state = 'DISMISSED', closed_at = ?, closed_by = ?, close_reason = ?, version = version + 1 "
        "WHERE id = ?",
        act.at, act.actor.name, command.reason, act.id);
    db::audit(tx, act.at, act.actor, "DISMISS", subject_of(act.id), "", http::Json{{"reason", command.reason}}.dump());
}

bool send_set_aside_again(db::Tx& tx, const std::string& line, std::uint64_t id, const core::Actor& actor,
                          core::Instant at) {
    const auto row = lock_set_aside(tx, line, id);
    if (row.state != SetAsideState::open || row.raw.starts_with(not_text)) return false;
    send_again(tx, {line, id, actor, at}, {row.version, std::nullopt});
    return true;
}

bool answer_try(db::Tx& tx, const std::string& line, const TryAnswer& answer, core::Instant at) {
    const auto id =
        tx.value<std::uint64_t>("id",
                                "SELECT s.id FROM set_aside_try t JOIN set_aside s ON s.id = t.set_aside_id "
                                "WHERE t.sent_as = ? AND s.line_code = ?",
                                answer.sent_as, line);
    if (!id) return false;
    lock_set_aside(tx, line, *id);
    const bool used = answer.outcome == TryOutcome::used;
    const auto answered = tx.execute(
        "UPDATE set_aside_try SET outcome = ?, reason = NULLIF(?, ''), detail = NULLIF(?, ''), answered_at = ? "
        "WHERE sent_as = ? AND outcome IS NULL",
        answer.outcome, answer.reason, answer.detail, at, answer.sent_as);
    if (answered == 0) return true;
    if (used) {
        tx.execute("UPDATE set_aside SET state = 'USED', closed_at = ?, version = version + 1 WHERE id = ?", at, *id);
    } else {
        tx.execute(
            "UPDATE set_aside SET state = 'OPEN', last_reason = ?, last_detail = ?, version = version + 1 WHERE id = ?",
            answer.reason, answer.detail, *id);
    }
    return true;
}

}  // namespace marque::builds
