#include "scheduling/waiting_cars.h"

#include <algorithm>

#include "identity/identity.h"

namespace marque::scheduling {
namespace {

PlannedCar map_waiting(const db::Row& row) {
    PlannedCar car;
    car.order = row.get<core::OrderId>("id");
    car.order_number = row.get<std::string>("number");
    car.build = row.get<core::BuildKey>("build_pk");
    car.build_id = row.get<std::string>("build_id");
    car.configuration_version = row.get<int>("configuration_version");
    car.priority = row.get<int>("urgency");
    car.requested = row.get<core::Date>("requested_date");
    car.dealer = row.get<core::OrganisationId>("dealer_id");
    car.expected = row.opt<core::Instant>("planned_start");
    return car;
}

constexpr char select_waiting[] =
    "SELECT o.id, o.number, o.configuration_version, o.requested_date, o.dealer_id, o.urgency, b.id AS build_pk, "
    "  b.build_id, b.planned_start FROM customer_order o";
constexpr char join_build[] = "JOIN build b ON b.live_order_id = o.id AND b.state = 'SCHEDULED'";

}  // namespace

std::map<core::OrderId, PlannedCar> read_waiting(db::Tx& tx, const std::string& line) {
    db::SqlBuilder sql(select_waiting);
    sql.add("FORCE INDEX (customer_order_waiting)").add(join_build);
    sql.add("WHERE o.scheduled_line = ? ORDER BY o.urgency, o.requested_date, o.id LIMIT ?", line, most_cars);
    std::map<core::OrderId, PlannedCar> waiting;
    for (auto& car : tx.list(map_waiting, sql)) waiting.emplace(car.order, std::move(car));
    return waiting;
}

void add_overtaken(db::Tx& tx, const std::vector<PlannedCar>& rows, std::map<core::OrderId, PlannedCar>& waiting) {
    std::vector<core::OrderId> keeping;
    for (const auto& row : rows) {
        const bool keeps = row.frozen || row.pinned || row.brought_in || row.starts_at;
        if (keeps && !row.started_at && !waiting.contains(row.order)) keeping.push_back(row.order);
    }
    identity::in_portions(keeping, [&](const std::vector<core::OrderId>& some) {
        db::SqlBuilder sql(select_waiting);
        sql.add(join_build).add("WHERE o.state = 'SCHEDULED' AND o.id IN").add_in(some);
        for (auto& car : tx.list(map_waiting, sql)) waiting.emplace(car.order, std::move(car));
    });
}

std::optional<PlannedCar> find_waiting(db::Tx& tx, const std::string& line, const std::string& build_id) {
    db::SqlBuilder sql(select_waiting);
    sql.add(join_build).add("WHERE o.scheduled_line = ? AND b.build_id = ?", line, build_id);
    auto found = tx.list(map_waiting, sql);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

int count_waiting(db::Tx& tx, const std::string& line) {
    return tx.value<int>("n", "SELECT COUNT(*) AS n FROM customer_order WHERE scheduled_line = ?", line).value();
}

void read_features(db::Tx& tx, const LineSchedule& schedule, std::vector<PlannedCar*> cars) {
    std::map<core::OrderId, std::vector<RatioFeature>> features;
    std::vector<core::OrderId> orders;
    for (const auto* car : cars) orders.push_back(car->order);
    identity::in_portions(orders, [&](const std::vector<core::OrderId>& some) {
        db::SqlBuilder sql(
            "SELECT o.id, f.family, f.code FROM customer_order o "
            "JOIN order_line l ON l.order_id = o.id AND l.version = o.configuration_version "
            "JOIN feature f ON f.id = l.feature_id WHERE o.id IN");
        for (auto& [id, feature] : tx.list(
                 [](const db::Row& row) {
                     return std::pair(row.get<core::OrderId>("id"),
                                      RatioFeature{row.get<catalog::Family>("family"), row.get<std::string>("code")});
                 },
                 sql.add_in(some)))
            features[id].push_back(std::move(feature));
    });
    for (auto* car : cars) {
        const auto& has = features[car->order];
        car->options = options_of(schedule, has);
        const auto colour = std::find_if(has.begin(), has.end(), [](const auto& feature) {
            return feature.family == catalog::Family::exterior_colour;
        });
        car->colour = colour == has.end() ? "" : colour->code;
    }
}

}  // namespace marque::scheduling
