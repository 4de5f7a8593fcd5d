#pragma once

#include "http/paging.h"
#include "identity/identity.h"
#include "promises/promise_store.h"

namespace marque::promises {

/// Which tasks somebody wants to see: all that the scope allows, or only their own.
struct TaskFilter {
    TaskState state = TaskState::open;
    bool mine = false;
    http::PageRequest page;
};

struct TaskView {
    std::uint64_t id = 0;
    std::string order_number;
    identity::OrganisationRef dealer;
    identity::PersonRef salesperson;
    core::Localized model_name;
    std::optional<core::CustomerId> customer_id;
    std::optional<std::string> customer_name;
    std::optional<std::string> customer_phone;
    TaskState state = TaskState::open;
    std::string reason;
    std::optional<MissingPart> missing_part;  ///< what the buyer is to be called about
    core::Date promised_date;
    std::optional<core::Instant> p50_at;
    std::optional<core::Instant> p90_at;
    core::Instant opened_at;
    std::optional<core::Instant> closed_at;
    std::optional<std::string> closed_by;
    std::optional<TaskOutcome> outcome;
    std::string note;
    int version = 1;
};
MARQUE_JSON(TaskView, id, order_number, dealer, salesperson, model_name, customer_id, customer_name, customer_phone,
            state, reason, missing_part, promised_date, p50_at, p90_at, opened_at, closed_at, closed_by, outcome, note,
            version)

std::vector<TaskView> list_tasks(db::Tx& tx, const core::Scope& scope, const TaskFilter& filter);
/// Throws `promise.task_not_found` for what does not exist and for what the asker may not see, alike.
TaskView read_task(db::Tx& tx, const core::Scope& scope, std::uint64_t id);

constexpr std::size_t most_told_at_once = 100;

/// The other open tasks of a task's buyer with the same dealer, the oldest first: one call is enough for all of them.
/// At most `most_told_at_once` less one.
std::vector<TaskView> list_same_buyer(db::Tx& tx, const core::Scope& scope, const TaskView& task);

struct LedgerView {
    int seq = 0;
    LedgerKind kind = LedgerKind::made;
    core::Instant at;
    core::Date promised_date;
    std::optional<core::Date> before_date;
    std::string reason;
    std::optional<core::Instant> p50_at;
    std::optional<core::Instant> p90_at;
    std::string actor;
    std::string note;
};
MARQUE_JSON(LedgerView, seq, kind, at, promised_date, before_date, reason, p50_at, p90_at, actor, note)

struct EtaView {
    core::Instant p50_at;
    core::Instant p90_at;
    core::Instant computed_at;
    Phase phase = Phase::queue;
    int ahead = 0;
    Cause cause = Cause::queue;
};
MARQUE_JSON(EtaView, p50_at, p90_at, computed_at, phase, ahead, cause)

/// Why no date can be forecast for a car that is not there yet.
enum class NoEta { draft, waits_for_allocation, on_hold, not_measured };

struct PromiseView {
    std::string order_number;
    core::Date requested_date;
    std::optional<core::Date> promised_date;
    bool at_risk = false;
    std::optional<std::uint64_t> open_task;
    std::optional<EtaView> eta;
    std::optional<NoEta> no_eta;  ///< nothing when there is one, and when the car is there or will not come
    std::vector<LedgerView> ledger;
};
}  // namespace marque::promises

template <>
struct marque::core::EnumText<marque::promises::NoEta> {
    using E = marque::promises::NoEta;
    static constexpr std::array<std::pair<E, std::string_view>, 4> names{
        {{E::draft, "DRAFT"},
         {E::waits_for_allocation, "WAITS_FOR_ALLOCATION"},
         {E::on_hold, "ON_HOLD"},
         {E::not_measured, "NOT_MEASURED"}}};
};

namespace marque::promises {
MARQUE_JSON(PromiseView, order_number, requested_date, promised_date, at_risk, open_task, eta, no_eta, ledger)

/// Promise, ETA and ledger of an order; throws `order.not_found`. An order that has just been accepted is estimated
/// here.
PromiseView read_promise(db::Tx& tx, const core::Scope& scope, const std::string& number, core::Instant now);

/// When a car could be at the asker's dealer if it were accepted now; no dates while too little was measured.
struct NewOrderEta {
    std::optional<core::Instant> p50_at;
    std::optional<core::Instant> p90_at;
    int ahead = 0;  ///< cars that go onto the line before it
    core::Instant computed_at;
};
MARQUE_JSON(NewOrderEta, p50_at, p90_at, ahead, computed_at)
struct WishedCar {
    std::string model;
    int model_year = 0;
    bool stock = false;  ///< cars that have a buyer go first
};
/// Throws `promise.no_such_model`.
NewOrderEta eta_of_a_new_order(db::Tx& tx, core::OrganisationId dealer, const WishedCar& wished, core::Instant now);

/// Another task of the same buyer that the call was about too.
struct OtherTask {
    std::uint64_t id = 0;
    int version = 0;
};
MARQUE_JSON(OtherTask, id, version)

/// The salesperson called; what was said, and the day that was agreed on, if another one was: for all the cars that the
/// call was about.
struct CloseTask {
    int version = 0;
    std::string note;
    std::optional<core::Date> promised_date;
    std::optional<std::vector<OtherTask>> others{};  ///< at most `most_told_at_once` less one
};
MARQUE_JSON(CloseTask, version, note, promised_date, others)

struct Closing {
    core::Scope scope;
    core::Actor actor;
    core::Instant at, real_now;
};
/// All or nothing. Throws `promise.task_not_found`, `promise.task_done`, `promise.stale_version`,
/// `promise.date_out_of_reach`, `promise.another_buyer`.
void close_task(db::Tx& tx, std::uint64_t id, const CloseTask& command, const Closing& closing);

}  // namespace marque::promises
