#pragma once

#include <optional>
#include <string>

#include "promises/eta.h"

/// What is promised to the buyer, and when it moves. Pure.
///
/// What is promised is the day by which the car is at its dealer, and its arrival keeps or misses the promise; when the
/// buyer comes for it is agreed there. A promise is made when the line has taken the order: the day of p90 and one
/// more. It is not moved behind anybody's back: when p90 passes it, the salesperson gets a task, calls the customer and
/// agrees on another day. Only a change that the buyer asked for moves it by itself, by as many days as the change
/// costs and no more, because its effect was shown before it was made.
namespace marque::promises {

enum class LedgerKind { made, moved, kept, missed, withdrawn };
enum class TaskState { open, done };
/// How a task ended: the customer was told; p90 came back; the promise was moved; the car arrived; the order was
/// cancelled.
enum class TaskOutcome { told, recovered, moved, arrived, cancelled };

constexpr auto margin_of_promise = std::chrono::days{1};
constexpr std::string_view accepted_reason = "LINE_ACCEPTED", arrived_reason = "ARRIVED",
                           cancelled_reason = "CANCELLED";

/// The promise of an order as it stands.
struct Promise {
    std::optional<core::Date> date;
    int ledger_seq = 0;   ///< of the last entry
    int promise_seq = 0;  ///< of the entry that made the present date
    bool at_risk = false;
};

struct LedgerEntry {
    int seq = 0;
    LedgerKind kind = LedgerKind::made;
    core::Date date;
    std::optional<core::Date> before;
    std::string reason;
};

/// What follows from a new estimate, or from the end of the order's way.
struct Consequence {
    std::optional<LedgerEntry> entry;
    bool open_task = false;
    std::optional<TaskOutcome> close_task;
};

/// Makes, endangers or relieves the promise. `p90_day` is the day in the dealer's zone; nothing without an estimate.
/// `by_change` is how much of it a change by the buyer has cost since the promise was weighed last.
Consequence weigh(Promise& promise, const Car& car, std::optional<core::Date> p90_day,
                  std::chrono::days by_change = {});
/// The car is at its dealer since `day`, or nobody builds it any more.
Consequence conclude(Promise& promise, bool arrived, core::Date day);
/// The salesperson and the customer agreed on another day.
LedgerEntry move_promise(Promise& promise, core::Date to, const std::string& reason);

}  // namespace marque::promises

template <>
struct marque::core::EnumText<marque::promises::LedgerKind> {
    using E = marque::promises::LedgerKind;
    static constexpr std::array<std::pair<E, std::string_view>, 5> names{{{E::made, "MADE"},
                                                                          {E::moved, "MOVED"},
                                                                          {E::kept, "KEPT"},
                                                                          {E::missed, "MISSED"},
                                                                          {E::withdrawn, "WITHDRAWN"}}};
};
template <>
struct marque::core::EnumText<marque::promises::TaskState> {
    using E = marque::promises::TaskState;
    static constexpr std::array<std::pair<E, std::string_view>, 2> names{{{E::open, "OPEN"}, {E::done, "DONE"}}};
};
template <>
struct marque::core::EnumText<marque::promises::TaskOutcome> {
    using E = marque::promises::TaskOutcome;
    static constexpr std::array<std::pair<E, std::string_view>, 5> names{{{E::told, "TOLD"},
                                                                          {E::recovered, "RECOVERED"},
                                                                          {E::moved, "MOVED"},
                                                                          {E::arrived, "ARRIVED"},
                                                                          {E::cancelled, "CANCELLED"}}};
};
