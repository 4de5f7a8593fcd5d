#include "line-simulator/floor.h"
#include "line-simulator/vin.h"

// From the end of the line to the dealer's yard.
namespace marque::line {

using b2mml::OperationsType;
using b2mml::Segment;
using b2mml::SegmentState;

void Floor::line_off(Car& car, Instant now) {
    Segment segment;
    segment.station = "LINE-OFF";
    segment.state = SegmentState::completed;
    segment.ended_at = event_time(car, now);
    segment.started_at = segment.ended_at;
    car.vin = make_vin(plan_.wmi, car.model_code, car.model_year, plan_.plant_code, serials_.next_vin_serial());
    segment.vin = car.vin;
    segment.engine_number = car.engine_number;
    segment.features = as_built(car);
    segment.odometer_km = 8 + chance_.pick(20, car.build_id, "odometer");
    car.state = BuildState::completed;
    car.in_bay = false;
    tell(car, std::move(segment));
    wait_until(car, Phase::on_yard, now + on_the_road(0.1));
}

void Floor::yard_in(Car& car, Instant now) {
    Segment segment;
    segment.station = "YARD-IN";
    segment.state = SegmentState::completed;
    segment.operations_type = OperationsType::inventory;
    segment.ended_at = event_time(car, now);
    tell(car, std::move(segment));
    wait_until(car, Phase::ready, now + on_the_road(0.2));
}

void Floor::ship(Car& car, Instant now) {
    Segment segment;
    segment.station = "SHIPPED";
    segment.state = SegmentState::completed;
    segment.operations_type = OperationsType::inventory;
    segment.ended_at = event_time(car, now);
    auto count = static_cast<int>(plan_.carriers.size());
    segment.carrier = plan_.carriers[static_cast<std::size_t>(chance_.pick(count, car.build_id, "carrier"))];
    segment.eta = *segment.ended_at + on_the_road(0.7);
    tell(car, std::move(segment));
    auto spread = 0.9 + 0.3 * chance_.uniform(car.build_id, "road");
    wait_until(car, Phase::on_road, now + on_the_road(0.7 * spread));
}

void Floor::arrive(Car& car, Instant now) {
    Segment segment;
    segment.station = "ARRIVED";
    segment.state = SegmentState::completed;
    segment.operations_type = OperationsType::inventory;
    segment.ended_at = event_time(car, now);
    car.state = BuildState::arrived;
    car.phase = Phase::gone;
    tell(car, std::move(segment));
}

}  // namespace marque::line
