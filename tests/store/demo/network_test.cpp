#include <boost/test/unit_test.hpp>

#include "core/phone.h"
#include "core/vin.h"
#include "identity/identity.h"
#include "loaded_demo.h"

namespace {

using namespace marque;
using demo_tests::LoadedDemo;

BOOST_AUTO_TEST_SUITE(demo, *boost::unit_test::fixture<LoadedDemo>())

BOOST_AUTO_TEST_CASE(three_regions_eight_dealers_five_service_stations_and_two_hundred_cars_are_there) {
    BOOST_TEST(LoadedDemo::report.loaded);
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(*) AS n FROM organisation WHERE kind = 'REGION'") == 3);
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(*) AS n FROM organisation d JOIN organisation r ON r.id = d.parent_id "
                                  "WHERE d.kind = 'DEALER' AND r.kind = 'REGION'") == 8);
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(*) AS n FROM organisation WHERE kind = 'SERVICE_STATION'") == 5);
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(*) AS n FROM model WHERE orderable") == 4);
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(*) AS n FROM vehicle WHERE owner_id IS NOT NULL") == 200);
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(*) AS n FROM customer_order WHERE state = 'ARRIVED'") > 8);
}

BOOST_AUTO_TEST_CASE(a_dealer_has_a_second_place_that_its_cars_can_go_to) {
    BOOST_TEST(LoadedDemo::number(
                   "SELECT COUNT(*) AS n FROM organisation p JOIN organisation d ON d.id = p.parent_id "
                   "JOIN person s ON s.organisation_id = d.id WHERE d.kind = 'DEALER' AND s.sign_in_name = 'li.na'") ==
               1);
    // What the carrier owes comes in time to come.
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(*) AS n FROM build WHERE state = 'COMPLETED' "
                                  "AND road_eta <= (SELECT MAX(placed_at) FROM customer_order)") == 0);
}

BOOST_AUTO_TEST_CASE(there_is_somebody_for_every_role_who_can_sign_in) {
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(DISTINCT role) AS n FROM person_role") ==
               static_cast<std::int64_t>(core::EnumText<core::Role>::names.size()));
    for (const auto& sign_in : app::demo_sign_ins(demo_tests::schema_dir)) {
        const auto hash = db::read(LoadedDemo::pool(), [&](db::Tx& tx) {
            return tx.value<std::string>("password_hash", "SELECT password_hash FROM person WHERE sign_in_name = ?",
                                         sign_in.sign_in_name);
        });
        BOOST_REQUIRE_MESSAGE(hash.has_value(), sign_in.sign_in_name << " is offered but not there");
        BOOST_TEST(identity::password_fits(sign_in.password, *hash));
    }
}

BOOST_AUTO_TEST_CASE(every_vin_is_valid_and_every_phone_can_be_dialled) {
    db::read(LoadedDemo::pool(), [](db::Tx& tx) {
        tx.each([](const db::Row& row) { BOOST_TEST(core::Vin::parse(row.get<std::string>("vin")).has_value()); },
                "SELECT vin FROM vehicle");
        tx.each(
            [](const db::Row& row) {
                const auto phone = row.get<std::string>("phone");
                BOOST_TEST(core::parse_phone(phone).value_or("none") == phone);
            },
            "SELECT phone FROM customer UNION ALL SELECT phone FROM organisation WHERE phone LIKE '+86%' AND phone NOT "
            "LIKE '+86400%'");
    });
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(*) - COUNT(DISTINCT phone) AS n FROM customer") == 0);
}

BOOST_AUTO_TEST_CASE(loading_twice_is_loading_once) {
    const auto before = LoadedDemo::number("SELECT COUNT(*) AS n FROM order_event");
    app::load_reference(LoadedDemo::pool(), demo_tests::schema_dir);
    const auto again = app::load_demo(LoadedDemo::pool(), demo_tests::loading_day, demo_tests::schema_dir);
    BOOST_TEST(!again.loaded);
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(*) AS n FROM order_event") == before);
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(*) AS n FROM care_rule") == 10);
    BOOST_TEST(LoadedDemo::number("SELECT COUNT(*) AS n FROM line_station") == 45);
}

BOOST_AUTO_TEST_CASE(the_same_day_gives_the_same_history) {
    support::TestDatabase other;
    app::load_reference(other.pool(), demo_tests::schema_dir);
    app::load_demo(other.pool(), demo_tests::loading_day, demo_tests::schema_dir);
    const auto same = [&](db::Sql checksum) {
        BOOST_TEST(LoadedDemo::number(other.pool(), checksum) == LoadedDemo::number(checksum));
    };
    same("SELECT SUM(CRC32(CONCAT(vin, engine_number, COALESCE(plate, ''), odometer_km))) AS n FROM vehicle");
    same("SELECT SUM(CRC32(CONCAT(number, price, placed_at))) AS n FROM customer_order");
    same("SELECT SUM(CRC32(CONCAT(number, complaint, opened_at, odometer_km))) AS n FROM repair_order");
    same("SELECT SUM(CRC32(CONCAT(vehicle_id, rule_id, occurrence, state, due_on))) AS n FROM care_call");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
