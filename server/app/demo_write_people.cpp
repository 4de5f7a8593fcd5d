#include "app/demo_write.h"
#include "core/vin.h"
#include "vehicles/vehicles.h"

namespace marque::app::demo {

void write_buyers(Writing& writing) {
    std::uint64_t id = next_id(writing.tx, "SELECT COALESCE(MAX(id), 0) + 1 AS id FROM customer");
    std::vector<db::Params> rows;
    for (auto& buyer : writing.history.buyers) {
        buyer.id = core::CustomerId{id++};
        rows.push_back({buyer.id, buyer.company ? "COMPANY" : "PERSON", buyer.name, buyer.phone, buyer.address,
                        buyer.postcode, buyer.locale, buyer.dealer, !buyer.do_not_call_reason.empty(),
                        buyer.do_not_call_reason, buyer.met_at});
    }
    writing.tx.insert_rows(
        "INSERT INTO customer (id, kind, name, phone, address, postcode, locale, dealer_id, do_not_call, "
        "do_not_call_reason, "
        "created_at) VALUES",
        rows);
}

void write_cars(Writing& writing) {
    for (auto& car : writing.history.cars) {
        vehicles::BuiltVehicle built{core::Vin::parse(car.vin).value(),
                                     car.engine_number,
                                     car.configured.model,
                                     car.configured.colour,
                                     car.order,
                                     car.build_id,
                                     static_cast<int>(car.line_km),
                                     car.way.built,
                                     writing.world.plant};
        car.vehicle = vehicles::register_built(writing.tx, built).value();
        if (car.way.on_road) continue;
        note(writing, {car.vehicle,
                       car.way.arrived,
                       vehicles::EventKind::arrived,
                       writing.world.dealers[car.dealer].id,
                       car.order_number,
                       {},
                       ""});
    }
}

void note(Writing& writing, const vehicles::TimelineEntry& entry) {
    writing.timeline.push_back(
        {entry.vehicle, entry.at, entry.kind, entry.organisation, std::string(entry.reference), entry.odometer_km,
         entry.summary.empty() ? db::Param(std::nullopt) : db::Param(std::string(entry.summary))});
}

void write_later(Writing& writing) {
    writing.tx.insert_rows(
        "INSERT INTO vehicle_event (vehicle_id, at, kind, organisation_id, reference, odometer_km, summary) VALUES",
        writing.timeline);
    writing.tx.insert_rows("INSERT INTO care_attempt (call_id, attempt, at, agent_id, outcome, note, next_at) VALUES",
                           writing.attempts);
}

}  // namespace marque::app::demo
