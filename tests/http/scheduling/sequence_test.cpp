#include "db/tx.h"
#include "http/order_book.h"
#include "support/eventually.h"

namespace {

using namespace marque::support;
using namespace std::chrono_literals;

struct PlanOffice : OrderBook {
    HttpClient planner = server().client(net.plant_planner);
    std::string at_line(const std::string& what) const { return "/lines/" + line.code + what; }

    static Json schedule(int frozen = 2) {
        return {{"takt_ms", 60000},
                {"working_days", {1, 2, 3, 4, 5, 6, 7}},
                {"working_from", "00:00"},
                {"working_until", "00:00"},
                {"slot_cars", 5},
                {"dealer_cars", 0},
                {"frozen_cars", frozen},
                {"paint_batch", 0},
                {"lead_days", 7},
                {"ratios",
                 {{{"code", "SUN"},
                   {"name", {{"zh", "天窗"}, {"en", "Sunroof"}}},
                   {"most", 1},
                   {"window", 2},
                   {"features", {{{"family", "OPTION"}, {"code", "OB"}}}}}}},
                {"version", 0}};
    }
    void set() {
        const auto reply = planner.put(at_line("/schedule"), schedule());
        BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
    }
    Json sequence() { return planner.get(at_line("/sequence")).json(); }
    /// So many cars stand in the sequence.
    Json planned(std::size_t cars) {
        Json seen;
        BOOST_REQUIRE(eventually(20s, [&] {
            seen = sequence();
            return seen.at("unplanned") == 0 && seen.at("items").size() == cars;
        }));
        return seen;
    }
    void wait_for(int cars) {
        for (int i = 0; i < cars; ++i) accepted(place());
    }
    static Json change(const Json& sequence, const std::string& act, std::size_t car, std::size_t to) {
        return {{"version", sequence.at("version")},
                {"act", act},
                {"build_id", sequence.at("items").at(car).at("build_id")},
                {"position", sequence.at("items").at(to).at("position")}};
    }
    static std::string build(const Json& sequence, std::size_t car) {
        return sequence.at("items").at(car).at("build_id");
    }
};

BOOST_AUTO_TEST_SUITE(scheduling)
BOOST_FIXTURE_TEST_SUITE(the_sequence, PlanOffice)

BOOST_AUTO_TEST_CASE(a_line_has_a_schedule_once_a_planner_has_set_one) {
    const auto unset = planner.get(at_line("/schedule")).json();
    BOOST_TEST(unset.at("schedule").at("version") == 0);
    set();
    const auto now = planner.get(at_line("/schedule")).json();
    BOOST_TEST(now.at("schedule").at("version") == 1);
    BOOST_TEST(now.at("schedule").at("ratios").at(0).at("name").at("zh") == "天窗");
    auto auditor = server().client(net.auditor);
    BOOST_TEST(auditor.get(at_line("/schedule")).status == 200);
}

BOOST_AUTO_TEST_CASE(a_planner_says_which_car_is_urgent_and_the_next_plan_goes_by_it) {
    set();
    wait_for(6);
    const auto before = planned(6);
    const auto last = build(before, 5);
    const auto path = at_line("/sequence/" + last + "/priority");
    BOOST_TEST(refusal(seller, [&] {
                   return seller.put(path, {{"priority", 5}, {"reason", "x"}});
               }) == "403 access.role_missing");
    BOOST_TEST(planner.put(path, {{"priority", 101}, {"reason", "x"}}).status == 422);
    BOOST_TEST(planner.put(path, {{"priority", 5}, {"reason", ""}}).status == 422);
    BOOST_TEST(planner.put(path, {{"priority", "5"}, {"reason", "x"}}).status == 422);
    BOOST_TEST(refusal(planner, [&] {
                   return planner.put(at_line("/sequence/NO-SUCH/priority"), {{"priority", 5}, {"reason", "x"}});
               }) == "409 schedule.car_not_waiting");
    const auto done = planner.put(path, {{"priority", 0}, {"reason", "救护车改装，客户急用"}});
    BOOST_REQUIRE_MESSAGE(done.status == 200, done.body);
    BOOST_TEST(done.json().at("priority") == 0);
    BOOST_TEST(sequence().at("items").at(5).at("priority") == 0);
    auto auditor = server().client(net.auditor);
    const auto trail = auditor.get("/audit?limit=50").json().at("items");
    BOOST_TEST(std::any_of(trail.begin(), trail.end(), [&](const Json& entry) {
        return entry.at("action") == "order.priority_set" && entry.dump().find("救护车改装") != std::string::npos;
    }));
    const auto planned_anew =
        planner.post(at_line("/sequence/plan"), {{"version", sequence().at("version")}, {"seconds", 1}});
    BOOST_REQUIRE_MESSAGE(planned_anew.status == 200, planned_anew.body);
    const auto after = sequence().at("items");
    const auto place =
        std::find_if(after.begin(), after.end(), [&](const Json& car) { return car.at("build_id") == last; });
    BOOST_TEST((place - after.begin()) < 5);
}

BOOST_AUTO_TEST_CASE(settings_that_cannot_be_meant_are_refused_together) {
    auto wrong = schedule();
    wrong["takt_ms"] = 0;
    wrong["working_days"] = {9};
    wrong["working_from"] = "25:00";
    wrong["ratios"][0]["most"] = 2;
    wrong["ratios"].push_back(wrong["ratios"][0]);
    wrong["ratios"][1]["features"] = Json::array();
    const auto reply = planner.put(at_line("/schedule"), wrong);
    BOOST_TEST(reply.status == 422);
    const std::set<std::string> expected{"/takt_ms field.range",
                                         "/working_days/0 field.range",
                                         "/working_from field.not_allowed",
                                         "/ratios/0/most schedule.ratio_impossible",
                                         "/ratios/1/most schedule.ratio_impossible",
                                         "/ratios/1/features schedule.ratio_without_feature",
                                         "/ratios/1/code schedule.ratio_twice"};
    BOOST_TEST((faults(reply) == expected), reply.body);
    wrong = schedule();
    wrong["colour"] = "red";
    BOOST_TEST(faults(planner.put(at_line("/schedule"), wrong)).contains("/colour field.unknown"));
    wrong = schedule();
    wrong["takt_ms"] = "fast";
    BOOST_TEST(faults(planner.put(at_line("/schedule"), wrong)).contains("/takt_ms field.wrong_type"));
}

BOOST_AUTO_TEST_CASE(who_has_old_settings_is_told_so) {
    set();
    BOOST_TEST(refusal(planner, [&] { return planner.put(at_line("/schedule"), schedule()); }) ==
               "409 schedule.stale_settings");
}

BOOST_AUTO_TEST_CASE(cars_that_wait_are_sequenced_and_the_frozen_ones_told_to_the_line) {
    set();
    wait_for(4);
    const auto seen = planned(4);
    BOOST_TEST(seen.at("items").at(0).at("zone") == "FROZEN");
    BOOST_TEST(seen.at("items").at(2).at("zone") == "FREE");
    BOOST_TEST(seen.at("items").at(0).at("requested_date") == day(60));
    BOOST_TEST(seen.at("totals").at("cars") == 4);
    const auto told = lease();
    BOOST_REQUIRE_MESSAGE(told.size() == 2u, told.dump());
    for (const auto& request : told) {
        BOOST_TEST(request.at("action") == "RELEASE");
        BOOST_TEST(request.at("configuration_version") == 1);
        // The line says yes again; nothing happens to the order.
        const auto number = request.at("order_number").get<std::string>();
        const auto version = this->version(number);
        BOOST_TEST(this->told(yes(request, "B" + number.substr(4))) == "ACCEPTED");
        BOOST_TEST(this->version(number) == version);
        BOOST_TEST(state(number) == "SCHEDULED");
    }
    const auto page = planner.get(at_line("/sequence?limit=3")).json();
    BOOST_TEST(page.at("items").size() == 3u);
    const auto rest = planner.get(at_line("/sequence?limit=3&cursor=" + page.at("next").get<std::string>())).json();
    BOOST_TEST(build(rest, 0) == build(seen, 3));
}

BOOST_AUTO_TEST_CASE(a_slot_that_the_line_refuses_leaves_the_order_as_it_is) {
    set();
    const auto number = place();
    accepted(number);
    planned(1);
    const auto told = lease();
    BOOST_REQUIRE(told.size() == 1u);
    BOOST_TEST(this->told(no(told.at(0), "STALE_VERSION")) == "ACCEPTED");
    BOOST_TEST(state(number) == "SCHEDULED");
}

BOOST_AUTO_TEST_CASE(a_move_is_shown_before_it_is_done) {
    set();
    wait_for(5);
    const auto seen = planned(5);
    const auto move = change(seen, "MOVE", 4, 2);
    const auto preview = planner.post(at_line("/sequence/preview"), move);
    BOOST_REQUIRE_MESSAGE(preview.status == 200, preview.body);
    const auto effect = preview.json();
    BOOST_TEST(effect.at("moved").at(0).at("build_id") == build(seen, 4));
    BOOST_TEST(effect.at("shifted_count") == 2);
    BOOST_TEST(effect.at("frozen_changed") == false);
    BOOST_TEST(build(sequence(), 4) == build(seen, 4));
    const auto done = planner.post(at_line("/sequence/changes"), move);
    BOOST_REQUIRE_MESSAGE(done.status == 200, done.body);
    BOOST_TEST(done.json().at("version") == seen.at("version").get<int>() + 1);
    BOOST_TEST(build(sequence(), 2) == build(seen, 4));
}

BOOST_AUTO_TEST_CASE(a_car_moved_among_the_frozen_ones_is_told_to_the_line) {
    set();
    wait_for(5);
    const auto seen = planned(5);
    lease();
    const auto done = planner.post(at_line("/sequence/changes"), change(seen, "MOVE", 4, 0));
    BOOST_REQUIRE_MESSAGE(done.status == 200, done.body);
    BOOST_TEST(done.json().at("frozen_changed") == true);
    // The two that are frozen now, and the one that no longer is.
    BOOST_TEST(lease().size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_pinned_car_stays_until_it_is_unpinned) {
    set();
    wait_for(5);
    auto seen = planned(5);
    const auto pinned = build(seen, 3);
    auto pin = change(seen, "PIN", 3, 3);
    pin["position"] = nullptr;
    BOOST_REQUIRE(planner.post(at_line("/sequence/changes"), pin).status == 200);
    seen = sequence();
    BOOST_TEST(seen.at("items").at(3).at("pinned") == true);
    BOOST_TEST(refusal(planner, [&] {
                   return planner.post(at_line("/sequence/preview"), change(seen, "MOVE", 4, 3));
               }) == "409 schedule.position_pinned");
    BOOST_REQUIRE(planner.post(at_line("/sequence/changes"), change(seen, "MOVE", 4, 2)).status == 200);
    seen = sequence();
    BOOST_TEST(build(seen, 3) == pinned);
    const auto plan = planner.post(at_line("/sequence/plan"), {{"version", seen.at("version")}, {"seconds", 1}});
    BOOST_REQUIRE_MESSAGE(plan.status == 200, plan.body);
    seen = sequence();
    BOOST_TEST(build(seen, 3) == pinned);
    BOOST_REQUIRE(planner.post(at_line("/sequence/changes"), change(seen, "UNPIN", 3, 3)).status == 200);
    BOOST_TEST(sequence().at("totals").at("pinned") == 0);
}

BOOST_AUTO_TEST_CASE(a_late_car_is_slipped_in) {
    set();
    wait_for(6);
    const auto seen = planned(6);
    auto slip = change(seen, "SLIP_IN", 5, 0);
    slip["position"] = nullptr;
    const auto preview = planner.post(at_line("/sequence/preview"), slip);
    BOOST_REQUIRE_MESSAGE(preview.status == 200, preview.body);
    BOOST_TEST(preview.json().at("moved_count") == 1);
    BOOST_REQUIRE(planner.post(at_line("/sequence/changes"), slip).status == 200);
    const auto slipped = sequence();
    BOOST_TEST(build(slipped, 2) == build(seen, 5));
    BOOST_TEST(slipped.at("totals").at("pinned") == 1);
    const auto again = planner.post(at_line("/sequence/plan"), {{"version", slipped.at("version")}, {"seconds", 1}});
    BOOST_REQUIRE_MESSAGE(again.status == 200, again.body);
    BOOST_TEST(build(sequence(), 2) == build(seen, 5));
}

BOOST_AUTO_TEST_CASE(a_car_that_goes_onto_the_line_stays_in_sight) {
    set();
    wait_for(3);
    const auto seen = planned(3);
    const auto first = build(seen, 0);
    BOOST_REQUIRE(told(at("BO-0110", first, 1, "RUNNING")) == "ACCEPTED");
    const auto now = sequence();
    BOOST_TEST(now.at("items").at(0).at("zone") == "STARTED");
    BOOST_TEST(now.at("totals").at("cars") == 2);
    auto move = change(seen, "MOVE", 0, 1);
    move["version"] = now.at("version");
    BOOST_TEST(refusal(planner, [&] { return planner.post(at_line("/sequence/preview"), move); }) ==
               "409 schedule.car_not_waiting");
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_the_sequence_is_refused_with_the_reason) {
    BOOST_TEST(refusal(planner, [&] {
                   return planner.post(at_line("/sequence/plan"), {{"version", 0}, {"seconds", 1}});
               }) == "409 schedule.not_set");
    set();
    wait_for(3);
    const auto seen = planned(3);
    const auto ask = [&](Json wanted) {
        return refusal(planner, [&] { return planner.post(at_line("/sequence/preview"), wanted); });
    };
    auto move = change(seen, "MOVE", 2, 0);
    move["version"] = seen.at("version").get<int>() + 7;
    BOOST_TEST(ask(move) == "409 schedule.stale_plan");
    move = change(seen, "MOVE", 2, 0);
    move["position"] = 9999;
    BOOST_TEST(ask(move) == "409 schedule.no_such_position");
    move["position"] = nullptr;
    BOOST_TEST(faults(planner.post(at_line("/sequence/preview"), move)).contains("/position schedule.position_needed"));
    move = change(seen, "JUMP", 2, 0);
    BOOST_TEST(faults(planner.post(at_line("/sequence/preview"), move)).contains("/act field.not_allowed"));
    move = change(seen, "MOVE", 2, 0);
    move["why"] = "because";
    BOOST_TEST(faults(planner.post(at_line("/sequence/changes"), move)).contains("/why field.unknown"));
    BOOST_TEST(faults(planner.post(at_line("/sequence/plan"), {{"version", 1}, {"seconds", 600}}))
                   .contains("/seconds field.range"));
    BOOST_TEST(refusal(planner, [&] {
                   return planner.post(at_line("/sequence/plan"), {{"version", 99}, {"seconds", 1}});
               }) == "409 schedule.stale_plan");
    for (const char* what : {"/schedule", "/sequence"}) {
        BOOST_TEST(refusal(planner, [&] { return planner.get(std::string("/lines/no-such-line") + what); }) ==
                   "404 line.not_found");
    }
}

BOOST_AUTO_TEST_CASE(every_car_frozen_leaves_no_place_to_slip_in) {
    BOOST_REQUIRE(planner.put(at_line("/schedule"), schedule(50)).status == 200);
    wait_for(2);
    const auto seen = planned(2);
    BOOST_TEST(refusal(planner, [&] {
                   return planner.post(at_line("/sequence/preview"), change(seen, "SLIP_IN", 1, 1));
               }) == "409 schedule.nothing_free");
}

BOOST_AUTO_TEST_CASE(the_planner_of_another_plant_does_not_know_the_line) {
    set();
    const auto plant = make_organisation(pool, marque::core::OrganisationKind::plant, net.maker.id);
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        tx.execute("UPDATE production_line SET plant_code = ? WHERE code = ?", plant.code, line.code);
    });
    const Json pin{{"version", 0}, {"act", "PIN"}, {"build_id", "B1"}};
    BOOST_TEST(planner.get(at_line("/sequence")).status == 404);
    BOOST_TEST(planner.get(at_line("/schedule")).status == 404);
    BOOST_TEST(planner.put(at_line("/schedule"), schedule()).status == 404);
    BOOST_TEST(planner.post(at_line("/sequence/preview"), pin).status == 404);
    BOOST_TEST(planner.post(at_line("/sequence/changes"), pin).status == 404);
    BOOST_TEST(planner.post(at_line("/sequence/plan"), {{"version", 0}, {"seconds", 1}}).status == 404);
    const auto own = make_person(pool, plant, {marque::core::Role::plant_planner});
    auto theirs = server().client(own);
    BOOST_TEST(theirs.get(at_line("/sequence")).status == 200);
}

BOOST_AUTO_TEST_CASE(only_the_plant_plans_and_only_the_plant_and_the_maker_look) {
    set();
    for (const auto& person : {net.salesperson, net.regional_manager, net.care_agent}) {
        auto client = server().client(person);
        BOOST_TEST(client.get(at_line("/sequence")).status == 403);
        BOOST_TEST(client.get(at_line("/schedule")).status == 403);
    }
    auto administrator = server().client(net.administrator);
    BOOST_TEST(administrator.get(at_line("/sequence")).status == 200);
    BOOST_TEST(administrator.put(at_line("/schedule"), schedule()).status == 403);
    const Json pin{{"version", 0}, {"act", "PIN"}, {"build_id", "B1"}};
    BOOST_TEST(administrator.post(at_line("/sequence/changes"), pin).status == 403);
    BOOST_TEST(administrator.post(at_line("/sequence/preview"), pin).status == 403);
    BOOST_TEST(administrator.post(at_line("/sequence/plan"), {{"version", 0}, {"seconds", 1}}).status == 403);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
