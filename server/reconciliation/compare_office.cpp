#include "reconciliation/compare_office.h"

#include <tuple>

#include "builds/builds.h"
#include "orders/orders.h"
#include "reconciliation/second_build.h"

namespace marque::reconciliation {
namespace {

/// Each is sent again under its order's lock, which dealers wait for.
constexpr int most_orders = 20;
constexpr int most_messages = 300;
const core::Actor reconciliation_actor{std::nullopt, "reconciliation", "", ""};

std::uint64_t key_after(const Run& run) { return run.after.empty() ? 0 : std::stoull(run.after); }

struct LateRelease {
    std::uint64_t id = 0;
    Found found;
};

LateRelease map_late_release(const db::Row& row) {
    LateRelease late{row.get<std::uint64_t>("id"), {}};
    late.found.kind = FindingKind::order_without_build;
    late.found.subject = row.get<std::string>("number");
    late.found.order_number = late.found.subject;
    late.found.ours.version = row.get<int>("configuration_version");
    late.found.ours.message_id = row.get<std::string>("message_id");
    late.found.ours.since = row.get<core::Instant>("sent_at");
    late.found.act = Act::send_request_again;
    return late;
}

struct Leftover {
    std::uint64_t id = 0;
    std::string reason, key;
    core::Instant received_at;
    bool build_known = false;
    std::optional<std::string> second_build;  ///< whole, where it names a second build of an order
};

std::vector<Leftover> next_leftovers(db::Tx& tx, const Run& run) {
    return tx.list(
        [](const db::Row& row) {
            return Leftover{row.get<std::uint64_t>("id"),      row.get<std::string>("reason"),
                            row.get<std::string>("topic_key"), row.get<core::Instant>("received_at"),
                            row.get<bool>("build_known"),      row.opt<std::string>("second_build")};
        },
        "SELECT s.id, COALESCE(s.last_reason, s.reason) AS reason, SUBSTRING_INDEX(s.topic, '/', -1) AS topic_key, "
        "s.received_at, b.id IS NOT NULL AS build_known, "
        "IF(COALESCE(s.last_reason, s.reason) = 'ORDER_HAS_LIVE_BUILD', s.raw, NULL) AS second_build "
        "FROM set_aside s LEFT JOIN build b ON b.build_id = SUBSTRING_INDEX(s.topic, '/', -1) AND b.line_code = s.line_code "
        "WHERE s.line_code = ? AND s.state = 'OPEN' AND s.id > ? ORDER BY s.id LIMIT ?",
        run.line, key_after(run), most_messages);
}

std::optional<Found> judge(const Leftover& message) {
    Found found;
    found.subject = message.key;
    found.set_aside = message.id;
    found.theirs.since = message.received_at;
    found.theirs.state = message.reason;
    found.act = Act::send_message_again;
    if (message.reason == "UNKNOWN_BUILD_ID") {
        found.kind = FindingKind::orphan_build;
        found.build_id = found.theirs.build_id = message.key;
    } else if (message.reason == "UNKNOWN_REQUEST" || message.reason == "UNKNOWN_ORDER") {
        found.kind = FindingKind::orphan_build;
        found.order_number = found.theirs.order_number = message.key;
    } else if (message.reason == "BUILD_ID_IN_USE") {
        found.kind = FindingKind::two_orders_one_build;
        found.order_number = found.theirs.order_number = message.key;
    } else if (message.reason == "VIN_IN_USE" || message.reason == "VIN_INVALID") {
        found.kind = FindingKind::vin_differs;
        found.build_id = found.theirs.build_id = message.key;
    } else {
        return std::nullopt;
    }
    return found;
}

/// What the message said, and of the order what it said it of. Nothing once the line has named our build again since.
std::optional<Found> judge_second_build(db::Tx& tx, const Run& run, std::uint64_t id, const std::string& order_number,
                                        const std::string& raw) {
    const auto said = read_second_build(raw);
    Found found{FindingKind::two_builds_one_order, order_number};
    found.order_number = order_number;
    found.set_aside = id;
    found.theirs.build_id = said.build_id;
    found.theirs.since = said.at;
    const auto ours = tx.find(
        [](const db::Row& row) {
            return std::tuple{row.get<std::string>("state"), row.opt<std::string>("build_id"),
                              row.opt<core::Instant>("named_at")};
        },
        "SELECT o.state, b.build_id, (SELECT MAX(r.answered_at) FROM line_request r WHERE r.order_id = o.id "
        "  AND r.answer = 'ACCEPTED') AS named_at "
        "FROM customer_order o LEFT JOIN build b ON b.live_order_id = o.id WHERE o.number = ? AND o.line_code = ?",
        order_number, run.line);
    if (!ours) return std::nullopt;
    const auto& [state, build_id, named_at] = *ours;
    if (!build_id) {
        found.kind = FindingKind::orphan_build;
        found.ours.state = state;
        return found;
    }
    if (said.at && named_at && *named_at > *said.at) return std::nullopt;
    found.build_id = found.ours.build_id = build_id;
    found.act = Act::send_request_again;
    return found;
}

}  // namespace

void compare_orders(const Stepping& stepping, Run& run) {
    const auto patience = patience_of(stepping.tx, run.line);
    const auto late = stepping.tx.list(
        map_late_release,
        "SELECT o.id, o.number, r.message_id, r.configuration_version, r.sent_at FROM customer_order o "
        "JOIN line_request r ON r.order_id = o.id AND r.action = 'RELEASE' AND r.answer IS NULL AND r.sent_at < ? "
        "WHERE o.state = 'RELEASED' AND o.line_code = ? AND o.id > ? AND o.updated_at < ? ORDER BY o.id LIMIT ?",
        stepping.now - patience.answer_after, run.line, key_after(run), stepping.now - patience.answer_after,
        most_orders);
    for (const auto& [id, found] : late) {
        note(stepping.tx, run.id, run.line, found, stepping.real_now);
        if (orders::repeat_request(stepping.tx, stepping.catalog, *found.ours.message_id, stepping.now))
            note_act(stepping.tx, run.line, found.kind, found.subject, stepping.real_now);
        run.after = std::to_string(id);
    }
    add_compared(stepping.tx, run.id, late.size(), 0);
    if (late.size() == most_orders) return;
    run.step = Step::set_aside;
    run.after = "";
}

void compare_set_aside(const Stepping& stepping, Run& run) {
    const auto leftovers = next_leftovers(stepping.tx, run);
    for (const auto& message : leftovers) {
        run.after = std::to_string(message.id);
        const auto found = message.second_build
                               ? judge_second_build(stepping.tx, run, message.id, message.key, *message.second_build)
                               : judge(message);
        if (!found) continue;
        note(stepping.tx, run.id, run.line, *found, stepping.real_now);
        // The build has become known since: the message is as good as new.
        if (message.reason == "UNKNOWN_BUILD_ID" && message.build_known &&
            builds::send_set_aside_again(stepping.tx, run.line, message.id, reconciliation_actor, stepping.real_now))
            note_act(stepping.tx, run.line, found->kind, found->subject, stepping.real_now);
    }
    if (leftovers.size() == most_messages) return;
    run.step = Step::findings;
    run.after = "";
}

}  // namespace marque::reconciliation
