#include "service/repair_order_store.h"

#include "service/service_errors.h"

namespace marque::service {
namespace {

RepairOrder map_repair_order(const db::Row& row) {
    RepairOrder order;
    order.id = row.get<core::RepairOrderId>("id");
    order.number = row.get<std::string>("number");
    order.station = row.get<core::OrganisationId>("station_id");
    order.vehicle = row.get<core::VehicleId>("vehicle_id");
    order.adviser = row.get<core::PersonId>("adviser_id");
    order.state = row.get<RepairState>("state");
    order.odometer_km = row.get<int>("odometer_km");
    order.odometer_suspect = row.get<bool>("odometer_suspect");
    order.complaint = row.get<std::string>("complaint");
    order.opened_at = row.get<core::Instant>("opened_at");
    order.closed_at = row.opt<core::Instant>("closed_at");
    order.version = row.get<unsigned>("version");
    return order;
}

OperationLine map_operation_line(const db::Row& row) {
    return {row.get<std::string>("operation_code"), row.get<core::PersonId>("technician_id"),
            row.get<core::Hundredths>("hours"),     row.get<PayType>("pay_type"),
            row.get<std::string>("cause"),          row.get<std::string>("correction"),
            row.get<core::Money>("amount")};
}

PartLine map_part_line(const db::Row& row) {
    return {row.get<std::string>("part_no"), row.get<core::Hundredths>("quantity"), row.opt<std::string>("serial"),
            row.get<PayType>("pay_type"),    row.get<core::Money>("unit_price"),    row.get<core::Money>("amount")};
}

void read_lines(db::Tx& tx, RepairOrder& order) {
    order.operations = tx.list(map_operation_line,
                               "SELECT operation_code, technician_id, hours, pay_type, cause, correction, amount "
                               "FROM repair_operation WHERE repair_order_id = ? ORDER BY line_no",
                               order.id);
    order.parts = tx.list(map_part_line,
                          "SELECT part_no, quantity, serial, pay_type, unit_price, amount "
                          "FROM repair_part WHERE repair_order_id = ? ORDER BY line_no",
                          order.id);
}

core::Error already_open(db::Tx& tx, core::VehicleId vehicle) {
    auto params = tx.find(
        [](const db::Row& row) {
            return core::ErrorParams{{"number", row.get<std::string>("number")},
                                     {"station_zh", row.get<std::string>("name_zh")},
                                     {"station_en", row.get<std::string>("name_en")},
                                     {"since", core::to_iso_date(core::local_date(row.get<core::Instant>("opened_at"),
                                                                                  row.get<std::string>("time_zone")))}};
        },
        "SELECT r.number, r.opened_at, s.name_zh, s.name_en, s.time_zone "
        "FROM repair_order r JOIN organisation s ON s.id = r.station_id WHERE r.open_vehicle_id = ?",
        vehicle);
    return core::Error(errors::already_open, params.value());
}

core::Error other_station(db::Tx& tx, const RepairOrder& order) {
    auto params = tx.find(
        [&](const db::Row& row) {
            return core::ErrorParams{{"number", order.number},
                                     {"station_zh", row.get<std::string>("name_zh")},
                                     {"station_en", row.get<std::string>("name_en")}};
        },
        "SELECT name_zh, name_en FROM organisation WHERE id = ?", order.station);
    return core::Error(errors::other_station, params.value());
}

core::Error stale(unsigned yours, unsigned current) {
    return core::Error(errors::stale_version, {{"yours", std::to_string(yours)}, {"now", std::to_string(current)}});
}

}  // namespace

core::RepairOrderId insert_repair_order(db::Tx& tx, const RepairOrder& order) {
    try {
        return tx.insert<core::RepairOrderId>(
            "INSERT INTO repair_order (number, station_id, vehicle_id, adviser_id, state, odometer_km, "
            "odometer_suspect, complaint, opened_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            order.number, order.station, order.vehicle, order.adviser, order.state, order.odometer_km,
            order.odometer_suspect, order.complaint, order.opened_at);
    } catch (const db::DuplicateKey& taken) {
        if (taken.key() != "repair_order_open_vehicle") throw;
        throw already_open(tx, order.vehicle);
    }
}

RepairOrder lock_repair_order(db::Tx& tx, const core::Scope& scope, const std::string& number) {
    auto order = tx.find(map_repair_order,
                         "SELECT id, number, station_id, vehicle_id, adviser_id, state, odometer_km, odometer_suspect, "
                         "complaint, opened_at, "
                         "closed_at, version FROM repair_order WHERE number = ? FOR UPDATE",
                         number);
    if (!order) throw core::Error(errors::not_found, {{"number", number}});
    if (order->station != scope.organisation) throw other_station(tx, *order);
    read_lines(tx, *order);
    return *std::move(order);
}

void require_version(const RepairOrder& order, unsigned version) {
    if (legal_actions(order.state).empty()) throw core::Error(errors::not_open, {{"number", order.number}});
    if (order.version != version) throw stale(version, order.version);
}

void save_repair_order(db::Tx& tx, RepairOrder& order) {
    const auto changed = tx.execute(
        "UPDATE repair_order SET state = ?, closed_at = ?, version = version + 1 WHERE id = ? AND version = ?",
        order.state, order.closed_at, order.id, order.version);
    if (changed != 1) throw stale(order.version, order.version + 1);
    ++order.version;
}

void replace_lines(db::Tx& tx, const RepairOrder& order) {
    tx.execute("DELETE FROM repair_operation WHERE repair_order_id = ?", order.id);
    tx.execute("DELETE FROM repair_part WHERE repair_order_id = ?", order.id);
    std::vector<db::Params> operations;
    for (const auto& line : order.operations) {
        operations.push_back({order.id, operations.size() + 1, line.operation_code, line.technician, line.hours,
                              line.pay_type, line.cause, line.correction, line.amount});
    }
    tx.insert_rows(
        "INSERT INTO repair_operation (repair_order_id, line_no, operation_code, technician_id, hours, pay_type, "
        "cause, "
        "correction, amount) VALUES",
        operations);
    std::vector<db::Params> parts;
    for (const auto& line : order.parts) {
        parts.push_back({order.id, parts.size() + 1, line.part_no, line.quantity, line.serial, line.pay_type,
                         line.unit_price, line.amount});
    }
    tx.insert_rows(
        "INSERT INTO repair_part (repair_order_id, line_no, part_no, quantity, serial, pay_type, unit_price, amount) "
        "VALUES",
        parts);
}

}  // namespace marque::service
