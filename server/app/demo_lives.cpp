#include <algorithm>
#include <functional>

#include "app/demo_write.h"
#include "care/care.h"
#include "http/json_fields.h"
#include "vehicles/vehicles.h"

namespace marque::app::demo {
namespace {

using http::Json;

Json name_json(const std::string& zh, const std::string& en) { return {{"zh", zh}, {"en", en}}; }

const std::string& technician_name(const Station& station, core::PersonId id) {
    return std::find_if(station.technicians.begin(), station.technicians.end(),
                        [&](const Staff& one) { return one.id == id; })
        ->name;
}

/// The summary of a closed visit, as VehicleEvent in docs/openapi.yaml has it.
std::string closed_summary(const World& world, const Visit& visit) {
    Json operations = Json::array(), parts = Json::array();
    for (const auto& job : visit.jobs) {
        const auto& operation = world.operations.at(job.operation);
        operations.push_back({{"name", name_json(operation.name_zh, operation.name_en)},
                              {"technician", technician_name(world.stations[visit.station], job.technician)},
                              {"cause", job.cause},
                              {"correction", job.correction}});
    }
    for (const auto& used : visit.parts) {
        const auto& part = world.parts.at(used.part_no);
        parts.push_back({{"part_no", used.part_no},
                         {"name", name_json(part.name_zh, part.name_en)},
                         {"quantity", core::Hundredths{used.quantity * 100}.text()},
                         {"serial", used.serial.empty() ? Json(nullptr) : Json(used.serial)}});
    }
    return Json{{"complaint", visit.complaint}, {"operations", operations}, {"parts", parts}}.dump();
}

core::CustomerId owner_id(const Writing& writing, const Ownership& period) {
    return writing.history.buyers[period.buyer].id;
}

/// One car's life after its hand-over.
class Life {
  public:
    Life(Writing& writing, Car& car) : writing_(writing), tx_(writing.tx), world_(writing.world), car_(car) {}

    void run() {
        std::vector<std::pair<core::Date, std::function<void()>>> happenings;
        for (const auto& visit : car_.visits) {
            happenings.emplace_back(local_day(visit.opened), [this, &visit] { this->visit(visit); });
        }
        if (car_.owners.size() > 1) happenings.emplace_back(car_.owners.back().from, [this] { sell_on(); });
        if (car_.told) happenings.emplace_back(car_.told->on, [this] { tell_reading(); });
        std::stable_sort(happenings.begin(), happenings.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        for (const auto& [day, happen] : happenings) {
            make_calls(writing_, car_, day);
            happen();
        }
        respect_a_no(writing_, car_);
        make_calls(writing_, car_, world_.today);
    }

  private:
    void sell_on() {
        const core::Date day = car_.owners.back().from;
        const core::CustomerId buyer = owner_id(writing_, car_.owners.back());
        tx_.execute("UPDATE ownership_period SET to_date = ? WHERE vehicle_id = ? AND to_date IS NULL", day,
                    car_.vehicle);
        tx_.execute("INSERT INTO ownership_period (vehicle_id, customer_id, from_date) VALUES (?, ?, ?)", car_.vehicle,
                    buyer, day);
        tx_.execute("UPDATE vehicle SET owner_id = ?, version = version + 1 WHERE id = ?", buyer, car_.vehicle);
        care::plan_after_hand_over(tx_, {car_.vehicle, buyer, world_.dealers[car_.dealer].region, day, day});
    }

    void tell_reading() {
        vehicles::record_odometer(tx_, car_.vehicle, car_.told->on, static_cast<int>(car_.told->km),
                                  vehicles::OdometerSource::owner);
    }

    void visit(const Visit& visit) {
        const auto station = world_.stations[visit.station].id;
        const auto km = static_cast<int>(visit.odometer_km);
        vehicles::record_odometer(tx_, car_.vehicle, local_day(visit.opened), km,
                                  vehicles::OdometerSource::repair_order);
        note(writing_, {car_.vehicle, visit.opened, vehicles::EventKind::repair_opened, station, visit.number, km,
                        Json{{"complaint", visit.complaint}}.dump()});
        if (!visit.closed) return;
        note(writing_, {car_.vehicle, *visit.closed, vehicles::EventKind::repair_closed, station, visit.number, km,
                        closed_summary(world_, visit)});
        std::vector<std::string> operations;
        for (const auto& job : visit.jobs) operations.push_back(job.operation);
        const core::Date day = local_day(*visit.closed);
        care::plan_after_repair(tx_, {car_.vehicle, day, visit.number, operations, day});
    }

    Writing& writing_;
    db::Tx& tx_;
    const World& world_;
    Car& car_;
};

}  // namespace

void hand_over_cars(Writing& writing) {
    for (auto& car : writing.history.cars) {
        if (car.owners.empty()) continue;
        const Dealer& dealer = writing.world.dealers[car.dealer];
        const core::Date day = car.owners.front().from;
        const core::CustomerId buyer = owner_id(writing, car.owners.front());
        vehicles::hand_over(writing.tx, {car.vehicle, buyer, dealer.id, day, *car.way.handed_over,
                                         static_cast<int>(car.delivery_km), car.plate, car.order_number});
        care::plan_after_hand_over(writing.tx, {car.vehicle, buyer, dealer.region, day, day});
    }
}

void live_through(Writing& writing) {
    for (auto& car : writing.history.cars) {
        if (!car.owners.empty()) Life(writing, car).run();
    }
}

}  // namespace marque::app::demo
