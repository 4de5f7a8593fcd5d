#include "promises/promise.h"

namespace marque::promises {

LedgerEntry move_promise(Promise& promise, core::Date to, const std::string& reason) {
    const LedgerEntry entry{++promise.ledger_seq, promise.date ? LedgerKind::moved : LedgerKind::made, to, promise.date,
                            reason};
    promise.date = to;
    promise.promise_seq = entry.seq;
    promise.at_risk = false;
    return entry;
}

Consequence weigh(Promise& promise, const Car& car, std::optional<core::Date> p90_day, std::chrono::days by_change) {
    if (!car.linked || !p90_day) return {};
    if (!promise.date)
        return {move_promise(promise, *p90_day + margin_of_promise, std::string(accepted_reason)), false, {}};
    const bool passed = *p90_day > *promise.date;
    // A promise that something else has endangered stays with its task: the customer is owed that reason.
    const bool by_change_alone = passed && !promise.at_risk && *p90_day - by_change <= *promise.date;
    if (by_change_alone) {
        return {move_promise(promise, *promise.date + by_change, std::string(core::to_text(Cause::change_by_buyer))),
                false,
                {}};
    }
    if (passed == promise.at_risk) return {};
    promise.at_risk = passed;
    if (passed) return {{}, true, {}};
    return {{}, false, TaskOutcome::recovered};
}

Consequence conclude(Promise& promise, bool arrived, core::Date day) {
    if (!promise.date) return {};
    Consequence end;
    const auto kind = !arrived ? LedgerKind::withdrawn : day <= *promise.date ? LedgerKind::kept : LedgerKind::missed;
    end.entry = LedgerEntry{++promise.ledger_seq, kind, arrived ? day : *promise.date, promise.date,
                            std::string(arrived ? arrived_reason : cancelled_reason)};
    end.close_task = arrived ? TaskOutcome::arrived : TaskOutcome::cancelled;
    return end;
}

}  // namespace marque::promises
