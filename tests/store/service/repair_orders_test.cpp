#include <boost/test/unit_test.hpp>

#include <future>

#include "core/error.h"
#include "service/repair_queries.h"
#include "service/repair_use_cases.h"
#include "service/workshop.h"
#include "support/shared.h"
#include "support/world.h"
#include "vehicles/warranty.h"

namespace {

using namespace marque;

using marque::service::PayType;
using marque::service::RepairOrderView;
using marque::service::TypedLines;

const core::Instant opening = *core::parse_rfc3339("2026-05-04T01:00:00Z");
db::Pool& pool() { return support::database().pool(); }

/// The code with which `work` is refused; empty when it is not.
template <class F>
std::string refusal(F&& work) {
    try {
        work();
        return {};
    } catch (const core::Error& error) {
        return std::string(error.spec().code);
    }
}

/// A service station, a car that was delivered in January 2026, and something to do and to fit.
struct Shop {
    support::Network net = support::make_network(pool());
    support::Model model = support::make_model(pool(), support::make_line(pool()).code);
    support::Vehicle car = support::make_vehicle(pool(), model, support::make_customer(pool(), net.dealer.id),
                                                 *core::parse_date("2026-01-05"));
    std::string work = support::make_labour_operation(pool()).code;
    std::string part = support::make_part(pool()).part_no;
    std::string tracked = support::make_part(pool(), true).part_no;

    template <class F>
    RepairOrderView act(const support::Person& person, const std::string& number, core::Instant at,
                        F&& use_case) const {
        const core::Actor actor{person.id, person.name, "127.0.0.1", "r-1"};
        return db::in_tx(pool(), [&](db::Tx& tx) {
            use_case(tx, marque::service::Act{person.scope, actor, at});
            return marque::service::read_repair_order(tx, person.scope, number);
        });
    }
    RepairOrderView open(const support::Person& adviser, int km = 3000) const {
        const auto number = support::unique("RO-T-");
        return act(adviser, number, opening, [&](db::Tx& tx, const marque::service::Act& who) {
            marque::service::open_repair_order(tx, who, {number, car.vin, km, "前轮异响"});
        });
    }
    RepairOrderView open() const { return open(net.service_adviser); }
    RepairOrderView save(const RepairOrderView& order, const TypedLines& lines, const support::Person& by) const {
        return act(by, order.number, opening + std::chrono::hours{1}, [&](db::Tx& tx, const marque::service::Act& who) {
            marque::service::save_repair_lines(tx, who, order.number, order.version, lines);
        });
    }
    RepairOrderView save(const RepairOrderView& order, const TypedLines& lines) const {
        return save(order, lines, net.technician);
    }
    RepairOrderView close(const RepairOrderView& order) const {
        return act(net.service_adviser, order.number, opening + std::chrono::hours{3},
                   [&](db::Tx& tx, const marque::service::Act& who) {
                       marque::service::close_repair_order(tx, who, order.number, order.version);
                   });
    }
    TypedLines lines(PayType pay = PayType::customer_pay) const {
        return {{{work, net.technician.id, std::nullopt, pay, "磨损到限", "更换"}},
                {{part, {250}, std::nullopt, pay}, {tracked, {100}, "SN-1", pay}}};
    }
    int count(db::Sql sql, const std::string& number) const {
        return db::read(pool(), [&](db::Tx& tx) { return tx.value<int>("n", sql, number).value(); });
    }
};

BOOST_AUTO_TEST_SUITE(service)

BOOST_AUTO_TEST_CASE(opening_enters_order_reading_event_and_audit) {
    const Shop shop;
    const auto order = shop.open();
    BOOST_TEST((order.state == marque::service::RepairState::open));
    BOOST_TEST(order.own);
    BOOST_TEST(order.version == 1);
    BOOST_TEST(shop.count("SELECT COUNT(*) AS n FROM vehicle_event WHERE reference = ? AND kind = 'REPAIR_OPENED' AND "
                          "odometer_km = 3000 AND JSON_VALUE(summary, '$.complaint') = '前轮异响'",
                          order.number) == 1);
    BOOST_TEST(shop.count("SELECT COUNT(*) AS n FROM audit WHERE subject = CONCAT('repair_order ', ?)", order.number) ==
               1);
}

BOOST_AUTO_TEST_CASE(a_suspect_reading_opens_the_order_and_stays_out_of_the_cars_life) {
    const Shop shop;
    const auto order = shop.open(shop.net.service_adviser, 900000);
    BOOST_TEST(order.odometer_km == 900000);
    BOOST_TEST(shop.count("SELECT odometer_suspect AS n FROM repair_order WHERE number = ?", order.number) == 1);
    BOOST_TEST(shop.count("SELECT COUNT(*) AS n FROM vehicle_event WHERE reference = ? AND odometer_km IS NULL",
                          order.number) == 1);
    BOOST_TEST(shop.count("SELECT odometer_km AS n FROM vehicle WHERE vin = ?", shop.car.vin) == 12);
}

BOOST_AUTO_TEST_CASE(a_car_stands_in_one_workshop_at_a_time) {
    const Shop shop;
    const auto order = shop.open();
    try {
        shop.open(shop.net.other_adviser, 3001);
        BOOST_FAIL("opened twice");
    } catch (const core::Error& error) {
        BOOST_TEST(error.spec().code == "repair_order.already_open");
        BOOST_TEST(error.params().at("number") == order.number);
        BOOST_TEST(error.params().at("station_zh") == order.station.name.zh);
        BOOST_TEST(error.params().at("since") == "2026-05-04");
    }
    BOOST_TEST(shop.count("SELECT COUNT(*) AS n FROM odometer_reading r JOIN vehicle v ON v.id = r.vehicle_id "
                          "WHERE v.vin = ? AND r.source = 'REPAIR_ORDER'",
                          shop.car.vin) == 1);
}

BOOST_AUTO_TEST_CASE(of_two_who_open_at_the_same_moment_one_does) {
    const Shop shop;
    std::vector<std::future<std::string>> tries;
    for (int i = 0; i < 4; ++i) {
        const auto& adviser = i % 2 == 0 ? shop.net.service_adviser : shop.net.other_adviser;
        tries.push_back(std::async(std::launch::async, [&shop, &adviser, number = support::unique("RO-T-")] {
            return refusal([&] {
                shop.act(adviser, number, opening, [&](db::Tx& tx, const marque::service::Act& who) {
                    marque::service::open_repair_order(tx, who, {number, shop.car.vin, 3000, "异响"});
                });
            });
        }));
    }
    std::multiset<std::string> codes;
    for (auto& attempt : tries) codes.insert(attempt.get());
    BOOST_TEST(codes.count("") == 1);
    BOOST_TEST(codes.count("repair_order.already_open") == 3);
}

BOOST_AUTO_TEST_CASE(lines_are_priced_by_the_catalogue_and_replace_what_was_there) {
    const Shop shop;
    auto order = shop.save(shop.open(), shop.lines());
    BOOST_TEST(order.version == 2);
    BOOST_TEST(order.operations.at(0).amount.text() == "300.00");
    BOOST_TEST(order.operations.at(0).technician.name == shop.net.technician.name);
    BOOST_TEST(order.parts.at(0).amount.text() == "222.00");
    BOOST_TEST(order.parts.at(1).serial.value() == "SN-1");
    BOOST_REQUIRE(order.totals.size() == 1);
    BOOST_TEST(order.totals.at(0).amount.text() == "610.80");
    order = shop.save(order, {{}, {{shop.part, {100}, std::nullopt, PayType::internal}}}, shop.net.service_adviser);
    BOOST_TEST(order.version == 3);
    BOOST_TEST(order.operations.empty());
    BOOST_TEST(order.parts.size() == 1);
    BOOST_TEST((order.totals.at(0).pay_type == PayType::internal));
}

BOOST_AUTO_TEST_CASE(whoever_saves_over_another_version_is_told_both) {
    const Shop shop;
    const auto order = shop.open();
    shop.save(order, shop.lines());
    try {
        shop.save(order, {});
        BOOST_FAIL("an old version was saved over a new one");
    } catch (const core::Error& error) {
        BOOST_TEST(error.spec().code == "repair_order.stale_version");
        BOOST_TEST(error.params().at("yours") == "1");
        BOOST_TEST(error.params().at("now") == "2");
    }
}

BOOST_AUTO_TEST_CASE(another_station_reads_but_does_not_write) {
    const Shop shop;
    const auto order = shop.save(shop.open(), shop.lines());
    const auto seen = db::read(pool(), [&](db::Tx& tx) {
        return marque::service::read_repair_order(tx, shop.net.other_adviser.scope, order.number);
    });
    BOOST_TEST(!seen.own);
    BOOST_TEST(seen.operations.size() == 1);
    BOOST_TEST(refusal([&] { shop.save(order, {}, shop.net.other_technician); }) == "repair_order.other_station");
}

BOOST_AUTO_TEST_CASE(only_technicians_at_work_here_do_the_work) {
    const Shop shop;
    const auto order = shop.open();
    auto lines = shop.lines();
    lines.operations[0].technician_id = shop.net.other_technician.id;
    BOOST_TEST(refusal([&] { shop.save(order, lines); }) == "repair_order.lines_at_fault");
    lines.operations[0].technician_id = shop.net.service_adviser.id;
    BOOST_TEST(refusal([&] { shop.save(order, lines); }) == "repair_order.lines_at_fault");
    db::in_tx(pool(),
              [&](db::Tx& tx) { tx.execute("UPDATE person SET active = FALSE WHERE id = ?", shop.net.technician.id); });
    BOOST_TEST(refusal([&] { shop.save(order, shop.lines(), shop.net.service_adviser); }) ==
               "repair_order.lines_at_fault");
}

BOOST_AUTO_TEST_CASE(the_maker_pays_only_while_the_warranty_ran_when_the_car_came_in) {
    const Shop shop;
    const auto order = shop.open();
    BOOST_TEST(refusal([&] { shop.save(order, shop.lines(PayType::warranty)); }) == "repair_order.warranty_expired");
    const auto warranty = [&](const char* to) {
        db::in_tx(pool(), [&](db::Tx& tx) {
            tx.execute(
                "REPLACE INTO warranty (vehicle_id, kind, from_date, to_date, limit_km) VALUES (?, 'BASIC', ?, ?, "
                "100000)",
                shop.car.id, "2026-01-05", to);
        });
    };
    warranty("2026-05-03");
    BOOST_TEST(refusal([&] { shop.save(order, shop.lines(PayType::warranty)); }) == "repair_order.warranty_expired");
    warranty("2026-05-04");
    BOOST_TEST(refusal([&] { shop.save(order, shop.lines(PayType::warranty)); }).empty());
}

BOOST_AUTO_TEST_CASE(closing_enters_the_cars_life_and_ends_the_work) {
    const Shop shop;
    const auto order = shop.close(shop.save(shop.open(), shop.lines()));
    BOOST_TEST((order.state == marque::service::RepairState::closed));
    BOOST_TEST(order.version == 3);
    BOOST_TEST(!order.own);
    BOOST_TEST(shop.count("SELECT COUNT(*) AS n FROM vehicle_event WHERE reference = ? AND kind = 'REPAIR_CLOSED' AND "
                          "JSON_VALUE(summary, '$.operations[0].cause') = '磨损到限' AND "
                          "JSON_VALUE(summary, '$.parts[1].serial') = 'SN-1' AND odometer_km = 3000",
                          order.number) == 1);
    BOOST_TEST(refusal([&] { shop.save(order, shop.lines()); }) == "repair_order.not_open");
    BOOST_TEST(refusal([&] { shop.close(order); }) == "repair_order.not_open");
    BOOST_TEST(refusal([&] { shop.open(shop.net.other_adviser, 3100); }).empty());
}

BOOST_AUTO_TEST_CASE(an_order_that_says_too_little_stays_open) {
    const Shop shop;
    auto order = shop.open();
    BOOST_TEST(refusal([&] { shop.close(order); }) == "repair_order.no_operations");
    auto lines = shop.lines();
    lines.operations[0].correction = "";
    order = shop.save(order, lines);
    BOOST_TEST(refusal([&] { shop.close(order); }) == "repair_order.lines_incomplete");
    BOOST_TEST(shop.count("SELECT COUNT(*) AS n FROM repair_order WHERE number = ? AND state = 'OPEN'", order.number) ==
               1);
}

BOOST_AUTO_TEST_CASE(a_station_lists_its_own_orders_newest_first) {
    const Shop shop;
    const auto first = shop.close(shop.save(shop.open(), shop.lines()));
    const auto second = shop.open(shop.net.service_adviser, 3100);
    const auto list = [&](const support::Person& person, std::optional<marque::service::RepairState> state) {
        return db::read(pool(),
                        [&](db::Tx& tx) { return marque::service::list_repair_orders(tx, person.scope, state, {}); });
    };
    const auto all = list(shop.net.technician, std::nullopt);
    BOOST_REQUIRE(all.size() == 2);
    BOOST_TEST(all[0].number == second.number);
    BOOST_TEST(all[1].number == first.number);
    BOOST_TEST(list(shop.net.technician, marque::service::RepairState::closed).size() == 1);
    BOOST_TEST(list(shop.net.other_technician, std::nullopt).empty());
    BOOST_TEST(list(shop.net.technical_engineer, std::nullopt).front().number == second.number);
}

BOOST_AUTO_TEST_CASE(look_ups_take_what_is_typed_letter_for_letter) {
    const Shop shop;
    const auto codes = [](const std::string& text) {
        std::vector<std::string> found;
        for (const auto& hit :
             db::read(pool(), [&](db::Tx& tx) { return marque::service::find_operations(tx, text); })) {
            found.push_back(hit.code);
        }
        return found;
    };
    const auto hits = codes(shop.work);
    BOOST_REQUIRE(!hits.empty());
    BOOST_TEST(hits.front() == shop.work);
    BOOST_TEST(codes("%").empty());
    BOOST_TEST(codes("_").empty());
    BOOST_TEST(codes("工时" + shop.work).size() >= 1);
    BOOST_TEST(codes("").size() <= 20);
    const auto parts = db::read(pool(), [&](db::Tx& tx) { return marque::service::find_parts(tx, shop.tracked); });
    BOOST_REQUIRE(!parts.empty());
    BOOST_TEST(parts.front().serialised);
}

BOOST_AUTO_TEST_CASE(what_has_it_as_a_word_comes_before_what_has_it_inside_one) {
    const auto rare = support::unique("zq");  // a word that no other test uses
    const auto enter = [](const std::string& code, const std::string& name) {
        db::in_tx(pool(), [&](db::Tx& tx) {
            tx.execute(
                "INSERT INTO labour_operation (code, name_zh, name_en, hours, hourly_rate) VALUES (?, ?, ?, 1, 200)",
                code, name, name);
        });
    };
    enter("A1" + rare, "Ignition c" + rare);
    enter("A2" + rare, "Engine " + rare + "y seal");
    enter("A3" + rare, "Engine " + rare + ", drain");
    enter(rare + "A4", "Whatever");
    std::vector<std::string> found;
    for (const auto& hit : db::read(pool(), [&](db::Tx& tx) { return marque::service::find_operations(tx, rare); })) {
        found.push_back(hit.code);
    }
    const std::vector<std::string> wanted{rare + "A4", "A3" + rare, "A2" + rare, "A1" + rare};
    BOOST_TEST(found == wanted, boost::test_tools::per_element());
    // What is no letter is no command of the search.
    for (const char* text : {"(", "[a-", "\\", "a{2,", "*", ".", "机油（"}) {
        db::read(pool(), [&](db::Tx& tx) { return marque::service::find_parts(tx, text); });
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
