#pragma once

#include "promises/promise_store.h"

namespace marque::promises {

/// Computes open orders anew inside one transaction and gathers what follows from it.
class Settling {
  public:
    Settling(db::Tx& tx, const LineTimes& times, core::Instant now);

    /// Estimate and promise of the order as its car now stands.
    void settle(OpenOrder& order);
    /// Of the orders from which something follows, those that somebody else has locked are as if they had not been
    /// settled; it returns them. Whoever locked estimates before orders asks this, for `write` would wait.
    std::set<core::OrderId> leave_held_orders();
    /// Ledger, tasks, pages; the rows of those that have ended go.
    void write(core::Instant real_now);

  private:
    const std::string& zone_of(core::OrganisationId destination);
    /// By how many days a change of the buyer's alone makes the car later.
    std::chrono::days cost_of_change(Car car, std::optional<core::Date> p90_day);

    db::Tx& tx_;
    const LineTimes& times_;
    core::Instant now_;
    std::map<core::OrganisationId, std::string> zones_;
    std::vector<Noted> noted_;
    std::vector<core::OrderId> ended_;
};

}  // namespace marque::promises
