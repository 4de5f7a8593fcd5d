#include <algorithm>

#include "orders/allocation.h"
#include "orders/allocation_views.h"

namespace marque::orders {
namespace {

/// A dealer's limit as a month sees it: of the month itself, or of the latest before it.
struct StandingLimit {
    AllocationView view;
    core::ModelId model;  ///< 0: all others
};

StandingLimit map_limit(const db::Row& row) {
    StandingLimit limit;
    auto& view = limit.view;
    view.dealer = identity::map_organisation_ref(row, "dealer_");
    limit.model = row.opt<core::ModelId>("model_id").value_or(core::ModelId{});
    view.model = row.opt<std::string>("model_code");
    if (view.model) {
        view.model_year = row.get<int>("model_year");
        view.model_name = core::Localized{row.get<std::string>("model_zh"), row.get<std::string>("model_en")};
    }
    view.quota = row.opt<int>("quota");
    const bool of_month = row.opt<bool>("of_month").value_or(false);
    if (of_month) {
        view.used = row.get<int>("used");
        view.version = row.get<int>("version");
    }
    view.carried = view.quota && view.version == 0;
    return limit;
}

std::vector<StandingLimit> standing_limits(db::Tx& tx, const core::Scope& scope, core::Date month) {
    db::SqlBuilder sql(
        "SELECT d.id AS dealer_id, d.code AS dealer_code, d.name_zh AS dealer_name_zh, d.name_en AS dealer_name_en, a.quota, a.used, "
        "  a.version, a.model_id, m.code AS model_code, m.model_year, m.name_zh AS model_zh, m.name_en AS model_en,");
    sql.add("a.month = ? AS of_month", month)
        .add("FROM organisation d LEFT JOIN allocation a ON a.dealer_id = d.id AND a.quota IS NOT NULL")
        // A month that has begun has a row of all that stood then: what lies before it is not looked at.
        .add(
            "AND a.month >= COALESCE((SELECT MAX(b.month) FROM allocation b WHERE b.dealer_id = d.id AND b.model_id = 0 "
            "  AND b.opened AND b.month <= ?), '2000-01-01')",
            month)
        .add(
            "AND a.month <= ? AND NOT EXISTS (SELECT 1 FROM allocation n WHERE n.dealer_id = a.dealer_id "
            "  AND n.model_id = a.model_id AND n.month > a.month AND n.month <= ?)",
            month, month)
        .add("LEFT JOIN model m ON m.id = a.model_id WHERE d.kind = 'DEALER' AND");
    if (scope.organisation_kind == core::OrganisationKind::dealer) {
        sql.add("d.id = ?", scope.organisation);
    } else if (scope.has(core::Role::regional_manager)) {
        sql.add("d.parent_id = ?", scope.organisation);
    } else {
        sql.add("FALSE");
    }
    sql.add("ORDER BY d.code, a.model_id");
    return tx.list(map_limit, sql);
}

/// Who waits now, by the limit that it waits for: its model's own or that of all others.
void count_waiting_by_limit(db::Tx& tx, std::vector<StandingLimit>& limits) {
    std::vector<core::OrganisationId> dealers;
    for (const auto& limit : limits) dealers.push_back(limit.view.dealer.id);
    if (dealers.empty()) return;
    db::SqlBuilder sql("SELECT dealer_id, model_id, COUNT(*) AS n FROM customer_order WHERE state = 'WAITING'");
    sql.add("AND dealer_id IN").add_in(dealers).add("GROUP BY dealer_id, model_id");
    tx.list(
        [&](const db::Row& row) {
            const auto model = row.get<core::ModelId>("model_id");
            StandingLimit* waits_for = nullptr;
            for (auto& limit : limits) {
                if (limit.view.dealer.id != row.get<core::OrganisationId>("dealer_id")) continue;
                if (limit.model == model || (!waits_for && limit.model == core::ModelId{})) waits_for = &limit;
            }
            if (waits_for) waits_for->view.waiting += row.get<int>("n");
            return 0;
        },
        sql);
}

}  // namespace

bool is_month_open(db::Tx& tx, core::OrganisationId dealer, core::Date month) {
    return tx
        .value<bool>(
            "is_open",
            "SELECT NOT EXISTS (SELECT 1 FROM allocation WHERE dealer_id = ?) OR EXISTS (SELECT 1 FROM allocation "
            "WHERE dealer_id = ? AND month = ? AND model_id = 0 AND opened) AS is_open",
            dealer, dealer, month)
        .value();
}

void open_month(db::Tx& tx, core::OrganisationId dealer, core::Date month, core::Instant at) {
    tx.execute(
        "INSERT IGNORE INTO allocation (dealer_id, month, model_id, quota, updated_at, version) "
        "SELECT a.dealer_id, ?, a.model_id, a.quota, ?, 0 FROM allocation a WHERE a.dealer_id = ? AND a.month < ? "
        "  AND a.month >= COALESCE((SELECT MAX(b.month) FROM allocation b WHERE b.dealer_id = a.dealer_id AND b.model_id = 0 "
        "    AND b.opened AND b.month < ?), '2000-01-01') AND a.quota IS NOT NULL AND NOT EXISTS (SELECT 1 FROM allocation n WHERE n.dealer_id = a.dealer_id "
        "  AND n.model_id = a.model_id AND n.month > a.month AND n.month <= ?)",
        month, at, dealer, month, month, month);
    tx.execute(
        "INSERT INTO allocation (dealer_id, month, model_id, quota, updated_at, version, opened) VALUES (?, ?, 0, NULL, ?, 0, TRUE) "
        "ON DUPLICATE KEY UPDATE opened = TRUE",
        dealer, month, at);
}

std::vector<AllocationView> list_allocations(db::Tx& tx, const core::Scope& scope, core::Date month) {
    auto limits = standing_limits(tx, scope, month);
    count_waiting_by_limit(tx, limits);
    std::vector<AllocationView> views;
    for (auto& limit : limits) {
        limit.view.month = core::to_iso_date(month).substr(0, 7);
        views.push_back(std::move(limit.view));
    }
    return views;
}

}  // namespace marque::orders
