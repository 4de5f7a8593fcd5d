#include <boost/test/unit_test.hpp>
#include <cctype>

#include "core/clock.h"
#include "db/tx.h"
#include "support/shared.h"
#include "support/world.h"

namespace {

using namespace marque;
using support::Json;

struct Car {
    support::Network net = support::make_network(support::database().pool());
    support::Model model =
        support::make_model(support::database().pool(), support::make_line(support::database().pool()).code);
    support::Customer owner = support::make_customer(support::database().pool(), net.dealer.id);
    support::Vehicle car = support::make_vehicle(support::database().pool(), model, owner,
                                                 core::BusinessClock().today("Asia/Shanghai") - std::chrono::days{100});

    std::string path() const { return "/vehicles/" + car.vin; }
};

BOOST_AUTO_TEST_SUITE(vehicles)

BOOST_AUTO_TEST_CASE(the_owners_dealer_reads_the_whole_record) {
    const Car world;
    const auto reply = support::server().client(world.net.salesperson).get(world.path());
    BOOST_REQUIRE(reply.status == 200);
    const auto car = reply.json();
    BOOST_TEST((car["vin"] == world.car.vin));
    BOOST_TEST((car["owner"]["name"] == world.owner.name));
    BOOST_TEST((car["owner"]["phone"] == world.owner.phone));
    BOOST_TEST((car["colour"]["code"] == "C1"));
    BOOST_TEST(car["open_repair_order"].is_null());
}

BOOST_AUTO_TEST_CASE(a_service_station_without_the_car_does_not_learn_who_owns_it) {
    const Car world;
    const auto reply = support::server().client(world.net.service_adviser).get(world.path());
    BOOST_REQUIRE(reply.status == 200);
    BOOST_TEST(reply.json()["owner"].is_null());
    BOOST_TEST(reply.body.find(world.owner.name) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(another_dealers_car_is_not_there) {
    const Car world;
    for (const auto& asker :
         {world.net.other_salesperson, world.net.far_salesperson, world.net.other_regional_manager}) {
        auto client = support::server().client(asker);
        for (const std::string& path : {world.path(), world.path() + "/timeline"}) {
            const auto reply = client.get(path);
            BOOST_TEST(reply.status == 404);
            BOOST_TEST(reply.code() == "vehicle.not_found");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_vin_of_no_car_is_not_found) {
    const auto net = support::make_network(support::database().pool());
    const auto reply = support::server().client(net.service_adviser).get("/vehicles/" + support::make_vin());
    BOOST_TEST(reply.status == 404);
    BOOST_TEST(reply.code() == "vehicle.not_found");
}

BOOST_AUTO_TEST_CASE(a_mistyped_vin_is_told_what_is_wrong_in_the_askers_language) {
    const auto net = support::make_network(support::database().pool());
    auto client = support::server().client(net.service_adviser);
    const auto ask = [&](const std::string& vin) {
        const auto reply = client.get("/vehicles/" + vin);
        BOOST_TEST(reply.status == 422);
        BOOST_TEST(reply.code() == "vehicle.vin_invalid");
        return reply.json()["detail"].get<std::string>();
    };
    client.language("en");
    BOOST_TEST(ask("LSG123").find("this one has 6") != std::string::npos);
    BOOST_TEST(ask("LSGTEST00T000000O").find("wrong here: O") != std::string::npos);
    auto mistyped = support::make_vin();
    mistyped[16] = mistyped[16] == '9' ? '8' : '9';
    BOOST_TEST(ask(mistyped).find("check digit") != std::string::npos);
    client.language("zh-CN");
    BOOST_TEST(ask("LSG123").find("17 位") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_vin_is_found_in_lower_case_too) {
    const Car world;
    auto vin = world.car.vin;
    for (char& c : vin) c = static_cast<char>(std::tolower(c));
    BOOST_TEST(
        (support::server().client(world.net.service_adviser).get("/vehicles/" + vin).json()["vin"] == world.car.vin));
}

BOOST_AUTO_TEST_CASE(nobody_reads_a_car_without_signing_in) {
    const auto reply = support::server().client().get("/vehicles/" + support::make_vin());
    BOOST_TEST(reply.status == 401);
    BOOST_TEST(reply.code() == "session.missing_or_expired");
}

BOOST_AUTO_TEST_CASE(the_timeline_goes_on_where_the_page_before_ended) {
    const Car world;
    db::in_tx(support::database().pool(), [&](db::Tx& tx) {
        for (int i = 0; i < 3; ++i) {
            tx.execute(
                "INSERT INTO vehicle_event (vehicle_id, at, kind, organisation_id, reference, summary) "
                "VALUES (?, '2026-02-03 04:05:06.789', 'CARE_CALL', ?, ?, ?)",
                world.car.id, world.net.care_centre.id, std::to_string(i),
                R"({"rule":{"zh":"首次回访","en":"First visit"},"outcome":"REACHED"})");
        }
    });
    auto client = support::server().client(world.net.technical_engineer);
    const auto first = client.get(world.path() + "/timeline?limit=2").json();
    BOOST_TEST(first["items"].size() == 2);
    BOOST_TEST((first["items"][0]["reference"] == "2"));
    BOOST_TEST((first["items"][0]["at"] == "2026-02-03T04:05:06.789Z"));
    const auto second =
        client.get(world.path() + "/timeline?limit=2&cursor=" + first["next"].get<std::string>()).json();
    BOOST_TEST(second["items"].size() == 1);
    BOOST_TEST((second["items"][0]["reference"] == "0"));
    BOOST_TEST(second["next"].is_null());
}

BOOST_AUTO_TEST_CASE(a_cursor_of_nowhere_and_a_limit_of_nothing_are_refused) {
    const Car world;
    auto client = support::server().client(world.net.service_adviser);
    BOOST_TEST(client.get(world.path() + "/timeline?cursor=yesterday").code() == "request.cursor_invalid");
    BOOST_TEST(client.get(world.path() + "/timeline?cursor=999999999").code() == "request.cursor_invalid");
    BOOST_TEST(client.get(world.path() + "/timeline?limit=0").status == 422);
    BOOST_TEST(client.get(world.path() + "/timeline?limit=201").status == 422);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
