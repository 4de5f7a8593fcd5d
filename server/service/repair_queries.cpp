#include "service/repair_queries.h"

#include "service/service_errors.h"

namespace marque::service {
namespace {

using core::Role;

constexpr core::RoleSet workshop_roles{Role::service_adviser, Role::technician, Role::station_manager};

RepairOrderView map_head(const db::Row& row) {
    RepairOrderView view;
    view.number = row.get<std::string>("number");
    view.state = row.get<RepairState>("state");
    view.version = row.get<unsigned>("version");
    view.station = identity::map_organisation_ref(row, "station_");
    view.vin = row.get<std::string>("vin");
    view.plate = row.opt<std::string>("plate");
    view.model_name = {row.get<std::string>("model_zh"), row.get<std::string>("model_en")};
    view.adviser = {row.get<core::PersonId>("adviser_id"), row.get<std::string>("adviser")};
    view.odometer_km = row.get<int>("odometer_km");
    view.complaint = row.get<std::string>("complaint");
    view.opened_at = row.get<core::Instant>("opened_at");
    view.closed_at = row.opt<core::Instant>("closed_at");
    return view;
}

OperationView map_operation_view(const db::Row& row) {
    return {row.get<int>("line_no"),
            row.get<std::string>("operation_code"),
            {row.get<std::string>("name_zh"), row.get<std::string>("name_en")},
            {row.get<core::PersonId>("technician_id"), row.get<std::string>("technician")},
            row.get<core::Hundredths>("hours"),
            row.get<PayType>("pay_type"),
            row.get<std::string>("cause"),
            row.get<std::string>("correction"),
            row.get<core::Money>("amount")};
}

PartView map_part_view(const db::Row& row) {
    return {row.get<int>("line_no"),
            row.get<std::string>("part_no"),
            {row.get<std::string>("name_zh"), row.get<std::string>("name_en")},
            row.get<core::Hundredths>("quantity"),
            row.opt<std::string>("serial"),
            row.get<PayType>("pay_type"),
            row.get<core::Money>("unit_price"),
            row.get<core::Money>("amount")};
}

RepairOrderSummary map_summary(const db::Row& row) {
    return {row.get<core::RepairOrderId>("id"), row.get<std::string>("number"),
            row.get<RepairState>("state"),      row.get<std::string>("vin"),
            row.opt<std::string>("plate"),      {row.get<std::string>("model_zh"), row.get<std::string>("model_en")},
            row.get<std::string>("complaint"),  row.get<std::string>("adviser"),
            row.get<int>("odometer_km"),        row.get<core::Instant>("opened_at"),
            row.opt<core::Instant>("closed_at")};
}

void read_lines(db::Tx& tx, RepairOrderView& view, core::RepairOrderId id) {
    view.operations = tx.list(map_operation_view,
                              "SELECT l.line_no, l.operation_code, o.name_zh, o.name_en, l.technician_id, "
                              "  p.name AS technician, l.hours, l.pay_type, l.cause, l.correction, l.amount "
                              "FROM repair_operation l JOIN labour_operation o ON o.code = l.operation_code "
                              "JOIN person p ON p.id = l.technician_id WHERE l.repair_order_id = ? ORDER BY l.line_no",
                              id);
    view.parts = tx.list(map_part_view,
                         "SELECT l.line_no, l.part_no, p.name_zh, p.name_en, l.quantity, l.serial, l.pay_type, "
                         "  l.unit_price, l.amount "
                         "FROM repair_part l JOIN part p ON p.part_no = l.part_no WHERE l.repair_order_id = ? "
                         "ORDER BY l.line_no",
                         id);
    for (const auto& line : view.operations) add_to_totals(view.totals, line.pay_type, line.amount);
    for (const auto& line : view.parts) add_to_totals(view.totals, line.pay_type, line.amount);
}

}  // namespace

RepairOrderView read_repair_order(db::Tx& tx, const core::Scope& scope, const std::string& number) {
    core::RepairOrderId id;
    auto view = tx.find(
        [&](const db::Row& row) {
            id = row.get<core::RepairOrderId>("id");
            return map_head(row);
        },
        "SELECT r.id, r.number, r.state, r.version, r.odometer_km, r.complaint, r.opened_at, r.closed_at, "
        "  s.id AS station_id, s.code AS station_code, s.name_zh AS station_name_zh, s.name_en AS station_name_en, "
        "  v.vin, v.plate, m.name_zh AS model_zh, m.name_en AS model_en, r.adviser_id, a.name AS adviser "
        "FROM repair_order r JOIN organisation s ON s.id = r.station_id JOIN vehicle v ON v.id = r.vehicle_id "
        "JOIN model m ON m.id = v.model_id JOIN person a ON a.id = r.adviser_id WHERE r.number = ?",
        number);
    if (!view) throw core::Error(errors::not_found, {{"number", number}});
    view->own =
        scope.has_any(workshop_roles) && view->station.id == scope.organisation && !legal_actions(view->state).empty();
    read_lines(tx, *view, id);
    return *std::move(view);
}

std::vector<RepairOrderSummary> list_repair_orders(db::Tx& tx, const core::Scope& scope,
                                                   std::optional<RepairState> state, const http::PageRequest& page) {
    // The page is cut before anything is joined: beside a table as small as the models', the optimiser would rather
    // sort the whole list.
    db::SqlBuilder sql(
        "SELECT r.id, r.number, r.state, v.vin, v.plate, m.name_zh AS model_zh, m.name_en AS model_en, r.complaint, "
        "  a.name AS adviser, r.odometer_km, r.opened_at, r.closed_at "
        "FROM (SELECT id, number, state, vehicle_id, adviser_id, complaint, odometer_km, opened_at, closed_at "
        "      FROM repair_order");
    sql.add("WHERE id < ?", page.before.value_or(~std::uint64_t{0}));
    if (scope.has_any(workshop_roles)) sql.add("AND station_id = ?", scope.organisation);
    if (state) sql.add("AND state = ?", *state);
    sql.add("ORDER BY id DESC LIMIT ?", page.limit + 1);
    sql.add(
        ") r JOIN vehicle v ON v.id = r.vehicle_id JOIN model m ON m.id = v.model_id "
        "JOIN person a ON a.id = r.adviser_id ORDER BY r.id DESC");
    return tx.list(map_summary, sql);
}

}  // namespace marque::service
