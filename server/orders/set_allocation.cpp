#include "db/audit.h"
#include "orders/allocation.h"
#include "orders/allocation_views.h"
#include "orders/order_errors.h"
#include "orders/waiting_line.h"

namespace marque::orders {
namespace {

struct Setting {
    std::optional<int> quota;
    int version = 0;
};

/// The dealer's time zone, if the asker sets its allocation. Its row stays locked: who places an order holds it too, so
/// all that was placed before is counted, and what comes later finds the limit.
std::string lock_dealer(db::Tx& tx, const core::Scope& scope, core::OrganisationId dealer) {
    const auto zone = tx.value<std::string>(
        "time_zone", "SELECT time_zone FROM organisation WHERE id = ? AND kind = 'DEALER' AND parent_id = ? FOR UPDATE",
        dealer, scope.organisation);
    if (!zone) throw core::Error(errors::not_your_dealer);
    return *zone;
}

std::optional<Setting> find_setting(db::Tx& tx, core::OrganisationId dealer, core::Date month, core::ModelId model) {
    return tx.find(
        [](const db::Row& row) {
            return Setting{row.opt<int>("quota"), row.get<int>("version")};
        },
        "SELECT quota, version FROM allocation WHERE dealer_id = ? AND month = ? AND model_id = ?", dealer, month,
        model);
}

/// A limit that is lifted leaves its row behind, so that none of an earlier month comes back.
void write_setting(db::Tx& tx, const SetAllocation& command, core::Date month, core::ModelId model, core::Instant at) {
    tx.execute(
        "INSERT INTO allocation (dealer_id, month, model_id, quota, updated_at, version) VALUES (?, ?, ?, ?, ?, ?) "
        "ON DUPLICATE KEY UPDATE version = IF(VALUES(quota) IS NULL, 0, version + 1), "
        "  waiting = IF(VALUES(quota) IS NULL, 0, waiting), quota = VALUES(quota), updated_at = VALUES(updated_at)",
        command.dealer_id, month, model, command.quota, at, command.quota ? 1 : 0);
}

}  // namespace

core::Date parse_month(const std::string& text) {
    const auto day = core::parse_date(text + "-01");
    if (!day) throw core::Error(errors::month_invalid);
    return *day;
}

void set_allocation(db::Tx& tx, catalog::Catalog& catalog, const SetAllocation& command, const Doing& doing) {
    const auto zone = lock_dealer(tx, doing.scope, command.dealer_id);
    const auto month = parse_month(command.month);
    const auto this_month = month_of(core::local_date(doing.at, zone));
    if (month < this_month) throw core::Error(errors::month_invalid);
    core::ModelId model;
    if (command.model) model = catalog.current(tx)->require(*command.model, command.model_year.value_or(0)).id;
    const bool now = month == this_month;
    if (now) open_month(tx, command.dealer_id, month, doing.at);
    const auto before = find_setting(tx, command.dealer_id, month, model).value_or(Setting{});
    if (before.version != command.version) {
        throw core::Error(errors::allocation_stale,
                          {{"yours", std::to_string(command.version)}, {"now", std::to_string(before.version)}});
    }
    write_setting(tx, command, month, model, doing.at);
    std::size_t accepted = 0;
    if (now) {
        count_accepted(tx, command.dealer_id, month, zone);
        accepted = admit_waiting_of(tx, catalog, command.dealer_id, month, doing.at, doing.real_now);
    }
    const auto quota = [](std::optional<int> value) { return value ? http::Json(*value) : http::Json(nullptr); };
    db::audit(tx, doing.at, doing.actor, "allocation.set",
              "allocation " + std::to_string(command.dealer_id.value) + " " + command.month,
              http::Json{{"quota", quota(before.quota)}}.dump(),
              http::Json{{"quota", quota(command.quota)}, {"model", command.model.value_or("")}, {"accepted", accepted}}
                  .dump());
}

}  // namespace marque::orders
