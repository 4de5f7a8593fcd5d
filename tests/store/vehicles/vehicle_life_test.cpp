#include <boost/test/unit_test.hpp>

#include "core/error.h"
#include "support/shared.h"
#include "support/world.h"
#include "vehicles/vehicle_store.h"

namespace {

using namespace marque;

using marque::vehicles::OdometerSource;
using std::chrono::days;

core::Date day(const char* iso) { return *core::parse_date(iso); }
db::Pool& pool() { return support::database().pool(); }

struct Scene {
    support::Network net = support::make_network(pool());
    support::Model model = support::make_model(pool(), support::make_line(pool()).code);
    support::Customer buyer = support::make_customer(pool(), net.dealer.id);

    marque::vehicles::BuiltVehicle built(const std::string& vin) const {
        return {*core::Vin::parse(vin),
                "EN1",
                model.id,
                model.features.at("C2"),
                core::OrderId{77},
                "B-" + vin,
                5,
                *core::parse_rfc3339("2026-03-01T17:30:00Z"),
                net.plant.id};
    }
    core::VehicleId fresh_car() const {
        const auto car = built(support::make_vin());
        return db::in_tx(pool(), [&](db::Tx& tx) { return marque::vehicles::register_built(tx, car).value(); });
    }
    marque::vehicles::HandOver hand_over(core::VehicleId car, core::Date on, int km) const {
        return {car, buyer.id,   net.dealer.id,     on, core::Instant(on) + std::chrono::hours{4},
                km,  "沪A12345", "ORD-2026-0000077"};
    }
};

/// The code with which `work` is refused; empty when it is not.
template <class F>
std::string refusal(F&& work) {
    try {
        db::in_tx(pool(), work);
        return {};
    } catch (const core::Error& error) {
        return std::string(error.spec().code);
    }
}

template <class... Args>
int count(db::Sql sql, const Args&... args) {
    return db::read(pool(), [&](db::Tx& tx) { return tx.value<int>("n", sql, args...).value(); });
}

marque::vehicles::VehicleRef car_of(core::VehicleId id) {
    return db::in_tx(pool(), [&](db::Tx& tx) { return marque::vehicles::lock_vehicle(tx, id); });
}

bool read_odometer(core::VehicleId car, const char* on, int km, OdometerSource source = OdometerSource::repair_order) {
    return db::in_tx(pool(),
                     [&](db::Tx& tx) { return marque::vehicles::record_odometer(tx, car, day(on), km, source); });
}

BOOST_AUTO_TEST_SUITE(vehicles)

BOOST_AUTO_TEST_CASE(a_car_is_born_on_the_day_of_its_plant) {
    const Scene scene;
    const auto car = scene.fresh_car();
    const auto ref = car_of(car);
    BOOST_TEST(ref.odometer_km == 5);
    BOOST_TEST(!ref.owner);
    BOOST_TEST(count("SELECT COUNT(*) AS n FROM vehicle_event WHERE vehicle_id = ? AND kind = 'PRODUCED'", car) == 1);
    // 17:30 in UTC is the next day in Shanghai.
    BOOST_TEST(
        count("SELECT COUNT(*) AS n FROM odometer_reading WHERE vehicle_id = ? AND read_on = '2026-03-02'", car) == 1);
}

BOOST_AUTO_TEST_CASE(the_same_car_told_twice_is_one_car) {
    const Scene scene;
    const auto built = scene.built(support::make_vin());
    const auto tell = [&] {
        return db::in_tx(pool(), [&](db::Tx& tx) { return marque::vehicles::register_built(tx, built); });
    };
    const auto first = tell();
    const auto again = tell();
    BOOST_REQUIRE(first);
    BOOST_TEST((first == again));
    BOOST_TEST(count("SELECT COUNT(*) AS n FROM vehicle_event WHERE vehicle_id = ?", *first) == 1);
}

BOOST_AUTO_TEST_CASE(a_vin_that_names_another_car_names_no_second_one) {
    const Scene scene;
    auto built = scene.built(support::make_vin());
    db::in_tx(pool(), [&](db::Tx& tx) { marque::vehicles::register_built(tx, built); });
    built.build_id = "B-OTHER";
    BOOST_TEST(!db::in_tx(pool(), [&](db::Tx& tx) { return marque::vehicles::register_built(tx, built); }));
}

BOOST_AUTO_TEST_CASE(hand_over_begins_ownership_warranty_and_mileage) {
    const Scene scene;
    const auto car = scene.fresh_car();
    db::in_tx(pool(),
              [&](db::Tx& tx) { marque::vehicles::hand_over(tx, scene.hand_over(car, day("2026-04-01"), 31)); });
    const auto ref = car_of(car);
    BOOST_TEST((ref.owner == scene.buyer.id));
    BOOST_TEST((ref.delivered_on == day("2026-04-01")));
    BOOST_TEST(ref.odometer_km == 31);
    BOOST_TEST(count("SELECT COUNT(*) AS n FROM ownership_period WHERE vehicle_id = ? AND to_date IS NULL", car) == 1);
    BOOST_TEST(count("SELECT COUNT(*) AS n FROM warranty WHERE vehicle_id = ?", car) == 3);
    BOOST_TEST(count("SELECT COUNT(*) AS n FROM vehicle_event WHERE vehicle_id = ? AND kind = 'HANDED_OVER' AND "
                     "reference = 'ORD-2026-0000077' AND odometer_km = 31",
                     car) == 1);
}

BOOST_AUTO_TEST_CASE(a_car_is_handed_over_once) {
    const Scene scene;
    const auto car = scene.fresh_car();
    db::in_tx(pool(),
              [&](db::Tx& tx) { marque::vehicles::hand_over(tx, scene.hand_over(car, day("2026-04-01"), 31)); });
    const auto code =
        refusal([&](db::Tx& tx) { marque::vehicles::hand_over(tx, scene.hand_over(car, day("2026-04-02"), 40)); });
    BOOST_TEST(code == "vehicle.already_delivered");
}

BOOST_AUTO_TEST_CASE(the_odometer_at_hand_over_is_not_below_the_lines) {
    const Scene scene;
    const auto car = scene.fresh_car();
    const auto code =
        refusal([&](db::Tx& tx) { marque::vehicles::hand_over(tx, scene.hand_over(car, day("2026-04-01"), 4)); });
    BOOST_TEST(code == "vehicle.odometer_backwards");
    BOOST_TEST(!car_of(car).owner);
}

BOOST_AUTO_TEST_CASE(a_suspect_reading_is_kept_and_moves_nothing) {
    const Scene scene;
    const auto car = support::make_vehicle(pool(), scene.model, scene.buyer, day("2025-01-10")).id;
    BOOST_TEST(!read_odometer(car, "2025-07-10", 6000));
    BOOST_TEST(read_odometer(car, "2025-07-20", 610000));
    BOOST_TEST(read_odometer(car, "2025-08-01", 5999));
    BOOST_TEST(car_of(car).odometer_km == 6000);
    BOOST_TEST(count("SELECT COUNT(*) AS n FROM odometer_reading WHERE vehicle_id = ? AND suspect", car) == 2);
    // and the next true one is held against the last trusted one
    BOOST_TEST(!read_odometer(car, "2025-09-01", 7100));
    BOOST_TEST(car_of(car).odometer_km == 7100);
}

BOOST_AUTO_TEST_CASE(a_reading_entered_late_does_not_turn_the_odometer_back) {
    const Scene scene;
    const auto car = support::make_vehicle(pool(), scene.model, scene.buyer, day("2025-01-10")).id;
    BOOST_TEST(!read_odometer(car, "2025-07-10", 6000));
    BOOST_TEST(!read_odometer(car, "2025-04-10", 3000, OdometerSource::owner));
    BOOST_TEST(car_of(car).odometer_km == 6000);
    BOOST_TEST(read_odometer(car, "2025-04-11", 6001, OdometerSource::owner));
}

BOOST_AUTO_TEST_CASE(the_forecast_leaves_out_suspect_readings_and_the_way_to_the_dealer) {
    const Scene scene;
    const auto car = scene.fresh_car();  // 5 km on 2 March
    db::in_tx(pool(),
              [&](db::Tx& tx) { marque::vehicles::hand_over(tx, scene.hand_over(car, day("2026-04-01"), 10)); });
    const auto ask = [&](const char* today) {
        return db::read(pool(), [&](db::Tx& tx) { return marque::vehicles::forecast(tx, car, day(today)); });
    };
    BOOST_TEST(!ask("2026-05-01"));
    read_odometer(car, "2026-04-11", 410);
    read_odometer(car, "2026-04-12", 999999);
    const auto forecast = ask("2026-04-21");
    BOOST_REQUIRE(forecast);
    BOOST_TEST(forecast->km_per_day == 40.0);
    BOOST_TEST(forecast->km_today == 810);
    BOOST_TEST(forecast->readings == 2);
}

BOOST_AUTO_TEST_CASE(defects_are_covered_by_date_and_by_kilometres) {
    const Scene scene;
    const auto car = scene.fresh_car();
    const auto covered = [&](const char* on) {
        return db::read(pool(), [&](db::Tx& tx) { return marque::vehicles::defects_covered(tx, car, day(on)); });
    };
    BOOST_TEST(!covered("2026-03-15"));
    db::in_tx(pool(),
              [&](db::Tx& tx) { marque::vehicles::hand_over(tx, scene.hand_over(car, day("2026-04-01"), 10)); });
    BOOST_TEST(covered("2026-04-01"));
    BOOST_TEST(covered("2031-03-31"));   // powertrain
    BOOST_TEST(!covered("2031-04-01"));  // corrosion alone pays for no defect
    read_odometer(car, "2027-04-01", 150001);
    BOOST_TEST(!covered("2027-04-02"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
