#include "vehicles/vehicle_queries.h"

#include <boost/test/unit_test.hpp>

#include "support/shared.h"
#include "support/world.h"

namespace {

using namespace marque;

const core::Instant morning = *core::parse_rfc3339("2026-05-04T01:00:00Z");
core::Date date(const char* iso) { return *core::parse_date(iso); }
db::Pool& the_pool() { return support::database().pool(); }

struct Garage {
    support::Network net = support::make_network(the_pool());
    support::Model model = support::make_model(the_pool(), support::make_line(the_pool()).code);
    support::Customer owner = support::make_customer(the_pool(), net.dealer.id);
    support::Vehicle car = support::make_vehicle(the_pool(), model, owner, date("2026-01-05"));

    marque::vehicles::VehicleView look(const support::Person& asker) const {
        return db::read(the_pool(), [&](db::Tx& tx) {
            return marque::vehicles::read_vehicle(tx, asker.scope, car.vin, date("2026-05-04"));
        });
    }
    bool hidden_from(const support::Person& asker) const {
        try {
            look(asker);
            return false;
        } catch (const core::Error& error) {
            BOOST_TEST(error.spec().code == "vehicle.not_found");
            return true;
        }
    }
    void add_event(core::Instant at, const std::string& reference) const {
        db::in_tx(the_pool(), [&](db::Tx& tx) {
            marque::vehicles::add_to_timeline(tx, {car.id, at, marque::vehicles::EventKind::repair_opened,
                                                   net.station.id, reference, 100, R"({"complaint":"异响"})"});
        });
    }
    std::vector<marque::vehicles::EventView> events(int limit,
                                                    std::optional<std::uint64_t> before = std::nullopt) const {
        http::PageRequest page;
        page.limit = limit;
        page.before = before;
        return db::read(the_pool(), [&](db::Tx& tx) {
            return marque::vehicles::list_events(tx, net.service_adviser.scope, car.vin, page);
        });
    }
};

BOOST_AUTO_TEST_SUITE(vehicles)

BOOST_AUTO_TEST_CASE(the_record_says_what_the_car_is) {
    const Garage garage;
    const auto view = garage.look(garage.net.service_adviser);
    BOOST_TEST(view.vin == garage.car.vin);
    BOOST_TEST(view.model == garage.model.code);
    BOOST_REQUIRE(view.colour);
    BOOST_TEST(view.colour->code == "C1");
    BOOST_TEST(view.odometer_km == 12);
    BOOST_TEST(!view.forecast);
    BOOST_TEST(!view.open_repair_order);
}

BOOST_AUTO_TEST_CASE(a_car_nobody_of_the_asker_has_to_do_with_does_not_exist_for_them) {
    const Garage garage;
    BOOST_TEST(!garage.hidden_from(garage.net.salesperson));
    BOOST_TEST(garage.hidden_from(garage.net.other_salesperson));
    BOOST_TEST(garage.hidden_from(garage.net.far_salesperson));
    BOOST_TEST(!garage.hidden_from(garage.net.regional_manager));
    BOOST_TEST(garage.hidden_from(garage.net.other_regional_manager));
    BOOST_TEST(!garage.hidden_from(garage.net.other_adviser));
    BOOST_TEST(!garage.hidden_from(garage.net.plant_planner));
}

BOOST_AUTO_TEST_CASE(the_owner_is_shown_to_the_workshop_only_while_the_car_is_there) {
    const Garage garage;
    const auto& net = garage.net;
    BOOST_TEST(!garage.look(net.service_adviser).owner);
    const auto number = support::unique("RO-T-");
    db::in_tx(the_pool(), [&](db::Tx& tx) {
        tx.execute(
            "INSERT INTO repair_order (number, station_id, vehicle_id, adviser_id, state, odometer_km, complaint, "
            "opened_at) "
            "VALUES (?, ?, ?, ?, 'OPEN', 100, '异响', ?)",
            number, net.station.id, garage.car.id, net.service_adviser.id, morning);
    });
    const auto here = garage.look(net.service_adviser);
    BOOST_REQUIRE(here.owner);
    BOOST_TEST(here.owner->name == garage.owner.name);
    BOOST_TEST((here.owner->since == date("2026-01-05")));
    BOOST_TEST(here.open_repair_order.value() == number);
    BOOST_TEST(!garage.look(net.other_adviser).owner);
    db::in_tx(the_pool(),
              [&](db::Tx& tx) { tx.execute("UPDATE repair_order SET state = 'CLOSED' WHERE number = ?", number); });
    BOOST_TEST(!garage.look(net.service_adviser).owner);
}

BOOST_AUTO_TEST_CASE(a_former_owner_is_shown_to_nobody) {
    const Garage garage;
    const auto second = support::make_customer(the_pool(), garage.net.other_dealer.id);
    db::in_tx(the_pool(), [&](db::Tx& tx) {
        tx.execute("UPDATE ownership_period SET to_date = '2026-03-01' WHERE vehicle_id = ?", garage.car.id);
        tx.execute("INSERT INTO ownership_period (vehicle_id, customer_id, from_date) VALUES (?, ?, '2026-03-01')",
                   garage.car.id, second.id);
        tx.execute("UPDATE vehicle SET owner_id = ?, version = version + 1 WHERE id = ?", second.id, garage.car.id);
    });
    BOOST_TEST(garage.look(garage.net.care_agent).owner->name == second.name);
    BOOST_TEST(garage.look(garage.net.other_salesperson).owner->name == second.name);
    BOOST_TEST(garage.hidden_from(garage.net.salesperson));
}

BOOST_AUTO_TEST_CASE(the_timeline_pages_newest_first_through_equal_moments) {
    const Garage garage;
    for (int i = 0; i < 5; ++i) garage.add_event(morning, "same-" + std::to_string(i));
    garage.add_event(morning + std::chrono::hours{1}, "later");
    garage.add_event(morning - std::chrono::hours{1}, "earlier");
    std::vector<std::string> seen;
    std::optional<std::uint64_t> before;
    for (auto rows = garage.events(2); !rows.empty(); rows = garage.events(2, before)) {
        if (rows.size() > 2) rows.resize(2);
        for (const auto& event : rows) seen.push_back(event.reference);
        before = rows.back().id;
    }
    const std::vector<std::string> expected{"later", "same-4", "same-3", "same-2", "same-1", "same-0", "earlier"};
    BOOST_TEST(seen == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(another_cars_event_is_no_cursor) {
    const Garage garage;
    const Garage other;
    other.add_event(morning, "there");
    const auto foreign = other.events(1).front().id;
    BOOST_CHECK_EXCEPTION(garage.events(1, foreign), core::Error,
                          [](const core::Error& error) { return error.spec().code == "request.cursor_invalid"; });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
