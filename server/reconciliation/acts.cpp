#include "reconciliation/acts.h"

#include "builds/builds.h"
#include "db/audit.h"
#include "orders/orders.h"
#include "reconciliation/reconciliation_errors.h"

namespace marque::reconciliation {
namespace {

constexpr int most_messages_sent = 200;

FindingView lock_open(db::Tx& tx, const FindingAct& act) {
    tx.value<int>("version", "SELECT version FROM reconciliation_finding WHERE id = ? AND line_code = ? FOR UPDATE",
                  act.id, act.line);
    auto finding = read_finding(tx, act.line, act.id);
    if (finding.version != act.version) throw core::Error(errors::stale_finding);
    if (finding.state != FindingState::open) throw core::Error(errors::finding_ended);
    return finding;
}

std::string subject_of(const FindingAct& act) { return "finding " + std::to_string(act.id); }

/// The message that the finding names, and all others that lie there for the same reason and thing.
bool send_messages(db::Tx& tx, const FindingAct& act, std::uint64_t set_aside) {
    const auto alike = tx.list(
        [](const db::Row& row) { return row.get<std::uint64_t>("id"); },
        "SELECT s.id FROM set_aside s JOIN set_aside named ON named.id = ? WHERE s.line_code = ? AND s.state = 'OPEN' "
        "AND COALESCE(s.last_reason, s.reason) = COALESCE(named.last_reason, named.reason) "
        "AND SUBSTRING_INDEX(s.topic, '/', -1) = SUBSTRING_INDEX(named.topic, '/', -1) "
        "ORDER BY s.id LIMIT ?",
        set_aside, act.line, most_messages_sent);
    bool any = false;
    for (const auto id : alike) any = builds::send_set_aside_again(tx, act.line, id, act.actor, act.real_now) || any;
    return any;
}

/// When the car is to go onto the line, where Marque plans for it.
std::optional<core::Instant> place_of(db::Tx& tx, const std::string& build_id) {
    return tx.value<core::Instant>(
        "starts_at",
        "SELECT starts_at FROM line_slot s JOIN build b ON b.order_id = s.order_id WHERE b.build_id = ? "
        "AND s.starts_at IS NOT NULL",
        build_id);
}

bool done(db::Tx& tx, catalog::Catalog& catalog, const FindingAct& act, const FindingView& finding) {
    switch (finding.act) {
        case Act::ask_line:
            builds::ask_line_after(tx, act.line, finding.build_id.value(), finding.ours.last_seq.value_or(0) + 1,
                                   act.real_now);
            return true;
        case Act::send_request_again:
            if (finding.kind == FindingKind::two_builds_one_order)
                return orders::ask_which_build(tx, catalog, finding.order_number.value(),
                                               place_of(tx, finding.ours.build_id.value()), act.now);
            return orders::repeat_request(tx, catalog, finding.ours.message_id.value(), act.now);
        case Act::send_message_again:
            return send_messages(tx, act, finding.set_aside_id.value());
        case Act::none:
            break;
    }
    throw core::Error(errors::no_act);
}

}  // namespace

void do_act(db::Tx& tx, catalog::Catalog& catalog, const FindingAct& act) {
    const auto finding = lock_open(tx, act);
    if (!done(tx, catalog, act, finding)) throw core::Error(errors::act_too_late);
    tx.execute("UPDATE reconciliation_finding SET acted = acted + 1, acted_at = ?, version = version + 1 WHERE id = ?",
               act.real_now, act.id);
    db::audit(tx, act.real_now, act.actor, std::string(core::to_text(finding.act)), subject_of(act), "",
              http::Json{{"build_id", http::to_json_value(finding.build_id)},
                         {"order_number", http::to_json_value(finding.order_number)}}
                  .dump());
}

void close_finding(db::Tx& tx, const FindingAct& act, const std::string& reason) {
    lock_open(tx, act);
    tx.execute(
        "UPDATE reconciliation_finding SET state = 'CLOSED', ended_at = ?, ended_by = ?, end_reason = ?, "
        "version = version + 1 WHERE id = ?",
        act.real_now, act.actor.name, reason, act.id);
    db::audit(tx, act.real_now, act.actor, "CLOSE_FINDING", subject_of(act), "", http::Json{{"reason", reason}}.dump());
}

}  // namespace marque::reconciliation
