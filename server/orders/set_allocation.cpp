#include "db/audit.h"
#include "orders/allocation.h"
#include "orders/allocation_views.h"
#include "orders/order_errors.h"
#include "orders/waiting_line.h"

namespace marque::orders {
namespace {

struct Row {
    std::uint64_t id = 0;
    int version = 0;
    int quota = 0;
};

/// The dealer's time zone, if the asker sets its allocation.
std::string require_dealer(db::Tx& tx, const core::Scope& scope, core::OrganisationId dealer) {
    const auto zone = tx.value<std::string>(
        "time_zone", "SELECT time_zone FROM organisation WHERE id = ? AND kind = 'DEALER' AND parent_id = ?", dealer,
        scope.organisation);
    if (!zone) throw core::Error(errors::not_your_dealer);
    return *zone;
}

/// Orders that were accepted this month before there was a limit are counted from now on.
void count_accepted(db::Tx& tx, std::uint64_t allocation, core::OrganisationId dealer, core::ModelId model,
                    core::Date month, const std::string& zone) {
    constexpr auto widest_zone = std::chrono::hours{14};
    std::vector<std::uint64_t> counted;
    tx.each(
        [&](const db::Row& row) {
            const bool meant = model == core::ModelId{} || row.get<core::ModelId>("model_id") == model;
            if (meant && month_of(core::local_date(row.get<core::Instant>("placed_at"), zone)) == month) {
                counted.push_back(row.get<std::uint64_t>("id"));
            }
        },
        "SELECT id, model_id, placed_at FROM customer_order WHERE dealer_id = ? AND placed_at >= ? AND allocation_id IS NULL "
        "AND state NOT IN ('DRAFT', 'WAITING', 'ON_HOLD', 'REFUSED', 'CANCELLED')",
        dealer, core::Instant(month) - widest_zone);
    if (counted.empty()) return;
    // What counts an order is nothing that its readers see, so its version stays.
    db::SqlBuilder sql("UPDATE customer_order SET");
    sql.add("allocation_id = ? WHERE id IN", allocation).add_in(counted);
    tx.execute(sql);
    tx.execute("UPDATE allocation SET used = ? WHERE id = ?", counted.size(), allocation);
}

void write(db::Tx& tx, const std::optional<Row>& row, const SetAllocation& command, core::Date month,
           core::ModelId model, const std::string& zone, core::Instant at) {
    if (!command.quota) {
        if (row) tx.execute("DELETE FROM allocation WHERE id = ?", row->id);
    } else if (row) {
        tx.execute("UPDATE allocation SET quota = ?, updated_at = ?, version = version + 1 WHERE id = ?",
                   *command.quota, at, row->id);
    } else {
        const auto id = tx.insert<core::Id<struct AllocationTag>>(
            "INSERT INTO allocation (dealer_id, month, model_id, quota, updated_at) VALUES (?, ?, ?, ?, ?) RETURNING id",
            command.dealer_id, month, model, *command.quota, at);
        count_accepted(tx, id.value, command.dealer_id, model, month, zone);
    }
}

}  // namespace

core::Date parse_month(const std::string& text) {
    const auto day = core::parse_date(text + "-01");
    if (!day) throw core::Error(errors::month_invalid);
    return *day;
}

void set_allocation(db::Tx& tx, catalog::Catalog& catalog, const SetAllocation& command, const Doing& doing) {
    const auto zone = require_dealer(tx, doing.scope, command.dealer_id);
    const auto month = parse_month(command.month);
    const auto this_month = month_of(core::local_date(doing.at, zone));
    if (month < this_month) throw core::Error(errors::month_invalid);
    core::ModelId model;
    if (command.model) model = catalog.current(tx)->require(*command.model, command.model_year.value_or(0)).id;
    const auto row = tx.find(
        [](const db::Row& found) {
            return Row{found.get<std::uint64_t>("id"), found.get<int>("version"), found.get<int>("quota")};
        },
        "SELECT id, version, quota FROM allocation WHERE dealer_id = ? AND month = ? AND model_id = ? FOR UPDATE",
        command.dealer_id, month, model);
    const int now = row ? row->version : 0;
    if (now != command.version) {
        throw core::Error(errors::allocation_stale,
                          {{"yours", std::to_string(command.version)}, {"now", std::to_string(now)}});
    }
    write(tx, row, command, month, model, zone, doing.at);
    std::size_t accepted = 0;
    if (month == this_month)
        accepted = admit_waiting_of(tx, catalog, command.dealer_id, month, doing.at, doing.real_now);
    const auto quota = [](std::optional<int> value) { return value ? http::Json(*value) : http::Json(nullptr); };
    db::audit(tx, doing.at, doing.actor, "allocation.set",
              "allocation " + std::to_string(command.dealer_id.value) + " " + command.month,
              http::Json{{"quota", quota(row ? std::optional(row->quota) : std::nullopt)}}.dump(),
              http::Json{{"quota", quota(command.quota)}, {"model", command.model.value_or("")}, {"accepted", accepted}}
                  .dump());
}

}  // namespace marque::orders
