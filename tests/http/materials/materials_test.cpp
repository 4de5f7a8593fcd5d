#include "http/materials/plant_stores.h"
#include "support/eventually.h"

namespace {

using namespace marque::support;

/// The server looks at shortages three times a minute.
constexpr std::chrono::seconds upkeep_patience{60};

BOOST_AUTO_TEST_SUITE(materials)
BOOST_FIXTURE_TEST_SUITE(call_offs, PlantStores)

BOOST_AUTO_TEST_CASE(a_planner_reads_each_version_and_what_it_changed) {
    BOOST_TEST(planner.get(of_line("/call-offs")).json().at("items").empty());
    enter_versions();
    const auto newest = planner.get(of_line("/call-offs")).json().at("items");
    BOOST_REQUIRE(newest.size() == 1u);
    BOOST_TEST(newest.at(0).at("version") == 2);
    BOOST_TEST(newest.at(0).at("supplier").at("name").at("zh") == "制动厂");
    const auto versions = planner.get(of_line("/call-offs/" + supplier + "?limit=1")).json();
    BOOST_TEST(versions.at("items").at(0).at("version") == 2);
    BOOST_TEST(versions.at("next") == "2");
    const auto document = planner.get(of_line("/call-offs/" + supplier + "/2")).json();
    BOOST_TEST(document.at("lines").size() == 2u);
    BOOST_TEST(document.at("lines").at(1).at("sequence") == 2);
    BOOST_REQUIRE(document.at("changes").size() == 1u);
    BOOST_TEST(document.at("changes").at(0).at("change") == "ADDED");
    BOOST_TEST(document.at("changes").at(0).at("line").at("sequence") == 2);
    BOOST_TEST(document.at("changes").at(0).at("line").at("part_name").at("en") == "Brake module");
}

BOOST_AUTO_TEST_CASE(a_version_is_a_table_too) {
    enter_versions();
    const auto table = planner.get(of_line("/call-offs/" + supplier + "/1/lines.csv"));
    BOOST_TEST(table.status == 200);
    BOOST_TEST(table.header("content-type") == "text/csv; charset=utf-8");
    BOOST_TEST(table.header("content-disposition").find("call-off-" + line.code + "-" + supplier + "-1.csv") !=
               std::string::npos);
    BOOST_TEST(table.body.find(line.code + "," + supplier + ",1,JIS,1,BRAKE,1,PA-0210,2026-11-23T07:00:00.000Z") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_version_that_is_not_there_is_not_found) {
    for (const char* version : {"7", "0", "99999999999"}) {
        BOOST_TEST(refusal(planner, [&] { return planner.get(of_line("/call-offs/" + supplier + "/" + version)); }) ==
                   "404 call_off.not_found");
    }
    BOOST_TEST(refusal(planner, [&] { return planner.get("/lines/no-such/call-offs"); }) == "404 line.not_found");
    BOOST_TEST(refusal(seller, [&] { return seller.get(of_line("/call-offs")); }) == "403 access.role_missing");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_FIXTURE_TEST_SUITE(shortages, PlantStores)

BOOST_AUTO_TEST_CASE(a_shortage_hits_the_cars_that_have_not_passed_the_line_station) {
    const auto waiting = place();
    accepted(waiting);
    const auto build = accepted(place());
    BOOST_REQUIRE(told(at("BO-0110", build, 1)) == "ACCEPTED");
    BOOST_REQUIRE(told(at("GA-0410", build, 2, "RUNNING")) == "ACCEPTED");
    const auto reported = report();
    BOOST_TEST(reported.at("cars") == 1);
    const auto hit = hits(reported);
    BOOST_REQUIRE(hit.size() == 1u);
    BOOST_TEST(hit.at(0).at("order_number") == waiting);
    BOOST_TEST(hit.at(0).at("needed_station") == "PA-0210");
    BOOST_TEST(hit.at(0).at("customer_name") == buyer.name);
}

BOOST_AUTO_TEST_CASE(a_car_that_should_have_been_there_before_and_was_not_is_hit) {
    const auto taken = [&] {
        const auto number = place();
        accepted(number);
        return number;
    };
    const auto not_started = taken(), stopped = taken(), later = taken();
    BOOST_REQUIRE(told(at("BO-0110", "B" + stopped.substr(4), 1)) == "ACCEPTED");
    for (const auto& number : {not_started, stopped}) planned_for(number, day(-1));
    planned_for(later, day(5));
    auto for_a_day = shortage();
    for_a_day["expected_back"] = day(1) + "T00:00:00Z";
    const auto answer = planner.post(of_line("/shortages"), for_a_day);
    BOOST_REQUIRE_MESSAGE(answer.status == 201, answer.body);
    const auto hit = hits(answer.json());
    BOOST_REQUIRE(hit.size() == 2u);
    BOOST_TEST(hit.at(0).at("order_number") == not_started);
    BOOST_TEST(hit.at(1).at("order_number") == stopped);
    // Of a part that is still there they may have got theirs by then.
    auto from_tomorrow = shortage();
    from_tomorrow["from"] = day(1) + "T00:00:00Z";
    from_tomorrow["expected_back"] = day(3) + "T00:00:00Z";
    BOOST_TEST(planner.post(of_line("/shortages"), from_tomorrow).json().at("cars") == 0);
}

BOOST_AUTO_TEST_CASE(the_buyers_to_whom_a_day_was_promised_are_called_until_the_part_is_there) {
    const auto number = place();
    accepted(number);
    promised(number);
    const auto reported = report();
    BOOST_TEST(reported.at("calls") == 1);
    const auto open = calls();
    BOOST_REQUIRE(open.size() == 1u);
    BOOST_TEST(open.at(0).at("order_number") == number);
    BOOST_TEST(open.at(0).at("reason") == "SHORTAGE");
    BOOST_TEST(hits(reported).at(0).at("call") == "OPEN");
    const Json nobody_knows{
        {"part_no", "BRAKE"}, {"name", {{"zh", "制动模块"}, {"en", "Brake module"}}}, {"expected_back", nullptr}};
    BOOST_TEST(open.at(0).at("missing_part") == nobody_knows);
    end(reported);
    BOOST_TEST(calls().empty());
    BOOST_TEST(calls("DONE").at(0).at("outcome") == "RECOVERED");
    BOOST_TEST(calls("DONE").at(0).at("missing_part").is_null());
    BOOST_TEST(planner.get(of_line("/shortages")).json().at("items").empty());
    BOOST_TEST(planner.get(of_line("/shortages?state=ENDED")).json().at("items").size() == 1u);
}

BOOST_AUTO_TEST_CASE(for_want_of_one_lot_the_cars_are_listed_and_nobody_is_called) {
    const auto number = place();
    accepted(number);
    promised(number);
    auto one_lot = shortage();
    one_lot["lot"] = "LOT-7";
    const auto reported = planner.post(of_line("/shortages"), one_lot);
    BOOST_REQUIRE_MESSAGE(reported.status == 201, reported.body);
    BOOST_TEST(hits(reported.json()).at(0).at("order_number") == number);
    BOOST_TEST(reported.json().at("calls") == 0);
    BOOST_TEST(calls().empty());
}

BOOST_AUTO_TEST_CASE(a_car_that_is_short_of_two_parts_stays_on_the_list_for_the_other) {
    const auto number = place();
    accepted(number);
    promised(number);
    auto for_a_day = shortage();
    for_a_day["expected_back"] = day(1) + "T00:00:00Z";
    const auto first = planner.post(of_line("/shortages"), for_a_day).json(), second = report();
    const auto back = [&] { return calls().at(0).at("missing_part").at("expected_back"); };
    BOOST_TEST(back().is_null());
    end(second);
    BOOST_REQUIRE(calls().size() == 1u);
    BOOST_TEST(back() == first.at("expected_back"));
    end(first);
    BOOST_TEST(calls().empty());
}

BOOST_AUTO_TEST_CASE(a_car_that_got_the_part_was_called_off_or_is_planned_for_later_is_hit_no_more) {
    const auto taken = [&] {
        const auto number = place();
        accepted(number);
        promised(number);
        return number;
    };
    const auto passed = taken(), cancelled = taken(), later = taken(), still = taken();
    const auto built = "B" + passed.substr(4);
    auto for_a_day = shortage();
    for_a_day["expected_back"] = day(1) + "T00:00:00Z";
    const auto answer = planner.post(of_line("/shortages"), for_a_day);
    BOOST_REQUIRE_MESSAGE(answer.status == 201, answer.body);
    BOOST_TEST(answer.json().at("cars") == 4);
    BOOST_TEST(calls().size() == 4u);

    BOOST_REQUIRE(told(at("BO-0110", built, 1)) == "ACCEPTED");
    BOOST_REQUIRE(told(at("PA-0210", built, 2)) == "ACCEPTED");
    BOOST_REQUIRE(told(yes(called_off(cancelled), "B" + cancelled.substr(4))) == "ACCEPTED");
    planned_for(later, day(5));
    Json left;
    BOOST_REQUIRE(eventually(upkeep_patience, [&] {
        left = hits(answer.json());
        return left.size() == 1u;
    }));
    BOOST_TEST(left.at(0).at("order_number") == still);
    const auto open = calls();
    BOOST_REQUIRE(open.size() == 1u);
    BOOST_TEST(open.at(0).at("order_number") == still);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_reported_is_said) {
    BOOST_TEST(refusal(planner, [&] { return planner.post(of_line("/shortages"), shortage("NOT-HERE")); }) ==
               "422 request.fields_at_fault");
    auto backwards = shortage();
    backwards["expected_back"] = "2020-01-01T00:00:00Z";
    BOOST_TEST(refusal(planner, [&] { return planner.post(of_line("/shortages"), backwards); }) ==
               "422 request.fields_at_fault");
    auto unknown = shortage();
    unknown["colour"] = "red";
    BOOST_TEST(refusal(planner, [&] { return planner.post(of_line("/shortages"), unknown); }) ==
               "422 request.fields_at_fault");
    auto auditor = server().client(net.auditor);
    BOOST_TEST(refusal(auditor, [&] { return auditor.post(of_line("/shortages"), shortage()); }) ==
               "403 access.role_missing");
    BOOST_TEST(auditor.get(of_line("/shortages")).status == 200);
}

BOOST_AUTO_TEST_CASE(a_shortage_ends_once_and_by_who_saw_it_as_it_is) {
    const auto reported = report();
    const auto path = of_line("/shortages/" + std::to_string(reported.at("id").get<int>()) + "/end");
    BOOST_TEST(refusal(planner, [&] { return planner.post(path, {{"version", 9}}); }) == "409 shortage.stale_version");
    end(reported);
    BOOST_TEST(refusal(planner, [&] { return planner.post(path, {{"version", 2}}); }) == "409 shortage.ended");
    BOOST_TEST(refusal(planner, [&] {
                   return planner.post(of_line("/shortages/999999/end"), {{"version", 1}});
               }) == "404 shortage.not_found");
    BOOST_TEST(refusal(planner, [&] { return planner.get(of_line("/shortages/999999/orders")); }) ==
               "404 shortage.not_found");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
