#include "app/demo_write.h"

namespace marque::app::demo {
namespace {

constexpr std::size_t stations_after_line_off = 3;

/// When the car was done with each line station: evenly on the line, then yard, road and dealer.
std::vector<core::Instant> station_times(const World& world, const Way& way) {
    const std::size_t on_line = world.line_stations.size() - stations_after_line_off;
    std::vector<core::Instant> times;
    for (std::size_t i = 1; i <= on_line; ++i) {
        times.push_back(way.started + (way.built - way.started) * static_cast<int>(i) / static_cast<int>(on_line));
    }
    times.insert(times.end(), {way.yard, way.shipped});
    if (!way.on_road) times.push_back(way.arrived);
    return times;
}

db::Params build_row(const World& world, const Car& car, std::uint64_t id) {
    const std::size_t passed = world.line_stations.size() - (car.way.on_road ? 1 : 0);
    return {id,
            car.build_id,
            car.order,
            world.dealers[car.dealer].id,
            car.configured.line,
            car.way.on_road ? "COMPLETED" : "ARRIVED",
            passed,
            world.line_stations[passed - 1].code,
            "COMPLETED",
            car.way.on_road ? car.way.shipped : car.way.arrived,
            car.way.started,
            car.way.built,
            car.way.started,
            car.way.built,
            car.vin,
            car.carrier,
            car.way.arrived};
}

/// Lots change weekly, as paint and glass do.
std::string lot_of(const GenealogyPool& part, core::Instant at) {
    return part.part_no.substr(0, 2) + std::to_string((local_day(at).time_since_epoch().count() + 3) / 7);
}

void add_parts(Writing& writing, const Car& car, std::uint64_t build, const std::string& station, std::size_t seq,
               core::Instant at, std::vector<db::Params>& parts) {
    int item = 0;
    for (const auto& part : writing.world.pools.genealogy) {
        if (part.station != station) continue;
        db::Param lot(std::nullopt), serial(std::nullopt);
        if (part.tracked_by == "lot") {
            lot = db::Param(lot_of(part, at));
        } else if (part.tracked_by == "engine") {
            serial = db::Param(car.engine_number);
        } else {
            serial = db::Param(writing.dice.serial(12));
        }
        parts.push_back({build, seq, ++item, part.part_no, std::move(lot), std::move(serial), car.configured.line,
                         car.way.started});
    }
}

}  // namespace

void write_builds(Writing& writing) {
    const World& world = writing.world;
    std::uint64_t id = next_id(writing.tx, "SELECT COALESCE(MAX(id), 0) + 1 AS id FROM build");
    std::vector<db::Params> builds, events, parts;
    for (const auto& car : writing.history.cars) {
        builds.push_back(build_row(world, car, id));
        const auto times = station_times(world, car.way);
        for (std::size_t i = 0; i < times.size(); ++i) {
            const std::string& station = world.line_stations[i].code;
            events.push_back(
                {id, i + 1, car.build_id + "#" + std::to_string(i + 1), station, "COMPLETED", 1, times[i], times[i]});
            add_parts(writing, car, id, station, i + 1, times[i], parts);
        }
        ++id;
    }
    writing.tx.insert_rows(
        "INSERT INTO build (id, build_id, order_id, dealer_id, line_code, state, last_seq, station, station_state, "
        "station_since, planned_start, "
        "planned_end, started_at, completed_at, vin, carrier, road_eta) VALUES",
        builds);
    writing.tx.insert_rows(
        "INSERT INTO build_event (build_pk, seq, message_id, station, state, pass_no, at, received_at) VALUES", events);
    writing.tx.insert_rows(
        "INSERT INTO build_part (build_pk, seq, item, part_no, lot, serial, line_code, started_at) VALUES", parts);
}

}  // namespace marque::app::demo
