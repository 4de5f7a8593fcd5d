#include <algorithm>

#include "app/demo_write.h"
#include "service/service.h"

namespace marque::app::demo {
namespace {

constexpr std::int64_t hundred = 100;

std::vector<std::pair<const Car*, Visit*>> visits_in_order(History& history) {
    std::vector<std::pair<const Car*, Visit*>> visits;
    for (auto& car : history.cars) {
        for (auto& visit : car.visits) visits.emplace_back(&car, &visit);
    }
    std::sort(visits.begin(), visits.end(),
              [](const auto& a, const auto& b) { return a.second->opened < b.second->opened; });
    return visits;
}

struct Rows {
    std::vector<db::Params> orders, operations, parts;
};

void add_lines(const World& world, const Visit& visit, std::uint64_t id, Rows& rows) {
    int line = 0;
    for (const auto& job : visit.jobs) {
        const auto& operation = world.operations.at(job.operation);
        rows.operations.push_back({id, ++line, job.operation, job.technician, operation.hours, job.pay_type, job.cause,
                                   job.correction, operation.hourly_rate * operation.hours});
    }
    line = 0;
    for (const auto& used : visit.parts) {
        const auto& part = world.parts.at(used.part_no);
        const core::Hundredths quantity{used.quantity * hundred};
        auto serial = used.serial.empty() ? db::Param(std::nullopt) : db::Param(used.serial);
        rows.parts.push_back({id, ++line, used.part_no, quantity, std::move(serial), used.pay_type, part.unit_price,
                              part.unit_price * quantity});
    }
}

}  // namespace

void write_repairs(Writing& writing) {
    const World& world = writing.world;
    std::uint64_t id = next_id(writing.tx, "SELECT COALESCE(MAX(id), 0) + 1 AS id FROM repair_order");
    Rows rows;
    for (const auto& [car, visit] : visits_in_order(writing.history)) {
        visit->number = service::next_repair_order_number(writing.numbers, local_day(visit->opened));
        rows.orders.push_back({id, visit->number, world.stations[visit->station].id, car->vehicle, visit->adviser,
                               visit->closed ? "CLOSED" : "OPEN", visit->odometer_km, visit->complaint, visit->opened,
                               visit->closed, visit->closed ? 3 : 1});
        add_lines(world, *visit, id++, rows);
    }
    auto& tx = writing.tx;
    tx.insert_rows(
        "INSERT INTO repair_order (id, number, station_id, vehicle_id, adviser_id, state, odometer_km, complaint, "
        "opened_at, "
        "closed_at, version) VALUES",
        rows.orders);
    tx.insert_rows(
        "INSERT INTO repair_operation (repair_order_id, line_no, operation_code, technician_id, hours, pay_type, "
        "cause, "
        "correction, amount) VALUES",
        rows.operations);
    tx.insert_rows(
        "INSERT INTO repair_part (repair_order_id, line_no, part_no, quantity, serial, pay_type, unit_price, amount) "
        "VALUES",
        rows.parts);
}

}  // namespace marque::app::demo
