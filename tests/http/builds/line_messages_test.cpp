#include "db/tx.h"
#include "http/order_book.h"

namespace {

using namespace marque::support;

BOOST_AUTO_TEST_SUITE(builds)
BOOST_FIXTURE_TEST_SUITE(line_messages, OrderBook)

BOOST_AUTO_TEST_CASE(the_build_id_is_linked_for_good) {
    const auto number = place();
    const auto request = lease().at(0);
    const auto answer = yes(request, "BUILD-" + number);
    BOOST_TEST(told(answer) == "ACCEPTED");
    BOOST_TEST(read(number).at("build_id") == "BUILD-" + number);
    // The same message again, and the same answer in another message.
    BOOST_TEST(told(answer) == "ACCEPTED");
    BOOST_TEST(told(yes(request, "BUILD-" + number)) == "ACCEPTED");
    BOOST_TEST(read(number).at("build_id") == "BUILD-" + number);
    BOOST_TEST(read(number).at("events").size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_second_build_of_an_order_is_refused_whatever_the_line_answers_with_it) {
    const auto number = place();
    const auto released = lease().at(0);
    const auto build_id = "BUILD-" + number;
    BOOST_REQUIRE(told(yes(released, build_id)) == "ACCEPTED");
    BOOST_TEST(told(yes(released, "OTHER-" + number)) == "REJECTED ORDER_HAS_LIVE_BUILD");
    BOOST_TEST(told(at("BO-0110", "OTHER-" + number, 1)) == "REJECTED UNKNOWN_BUILD_ID");
    const auto taken_back = called_off(number);
    BOOST_TEST(told(yes(taken_back, "OTHER-" + number)) == "REJECTED ORDER_HAS_LIVE_BUILD");
    BOOST_TEST(read(number).at("build_id") == build_id);
    BOOST_TEST(state(number) == "SCHEDULED");
    BOOST_TEST(told(yes(taken_back, build_id)) == "ACCEPTED");
    BOOST_TEST(state(number) == "CANCELLED");
}

BOOST_AUTO_TEST_CASE(an_answer_of_another_version_than_was_asked_for_is_no_answer) {
    const auto built_as = [&](const std::string& number) {
        const auto order = read(number);
        for (const auto& configuration : order.at("configurations"))
            if (configuration.at("state") == "CURRENT") return configuration.at("version").get<int>();
        return 0;
    };
    const auto number = place();
    const auto released = lease().at(0);
    auto answer = yes(released, "B" + number.substr(4));
    answer["configuration_version"] = 6;
    BOOST_TEST(told(answer) == "REJECTED INVALID_MESSAGE");
    BOOST_TEST(read(number).at("build_id").is_null());
    const auto build_id = "B" + number.substr(4);
    BOOST_REQUIRE(told(yes(released, build_id)) == "ACCEPTED");
    const auto asked = seller.post("/orders/" + number + "/changes",
                                   {{"version", version(number)}, {"features", {"T1", "E1", "C2", "I1"}}});
    BOOST_REQUIRE_MESSAGE(asked.status == 201, asked.body);
    const auto change = lease().at(0);
    auto other = yes(change, build_id);
    other["configuration_version"] = change.at("configuration_version").get<int>() + 5;
    BOOST_TEST(told(other) == "REJECTED INVALID_MESSAGE");
    BOOST_TEST(built_as(number) == 1);
    BOOST_TEST(told(yes(change, build_id)) == "ACCEPTED");
    BOOST_TEST(built_as(number) == 2);
}

BOOST_AUTO_TEST_CASE(a_refused_release_that_is_accepted_after_all_makes_nobodys_car) {
    const auto number = place();
    const auto released = lease().at(0);
    BOOST_REQUIRE(told(no(released, "NO_CAPACITY")) == "ACCEPTED");
    BOOST_TEST(told(yes(released, "B" + number.substr(4))) == "REJECTED INVALID_MESSAGE");
    BOOST_TEST(state(number) == "REFUSED");
}

BOOST_AUTO_TEST_CASE(with_a_build_id_an_order_can_be_sequenced_and_with_a_planned_start_it_is_scheduled) {
    const auto free = place();
    accepted(free);
    BOOST_TEST(read(free).at("event_code") == 3100);
    const auto planned = place();
    auto answer = yes(lease().back(), "B" + planned.substr(4));
    answer["planned_start"] = day(2) + "T00:00:00Z";
    answer["planned_end"] = day(2) + "T10:00:00Z";
    BOOST_REQUIRE(told(answer) == "ACCEPTED");
    BOOST_TEST(read(planned).at("event_code") == 3300);
}

BOOST_AUTO_TEST_CASE(a_build_id_belongs_to_one_order) {
    const auto build_id = accepted(place());
    place();
    BOOST_TEST(told(yes(lease().at(0), build_id)) == "REJECTED BUILD_ID_IN_USE");
}

BOOST_AUTO_TEST_CASE(a_refused_release_ends_the_order) {
    const auto number = place();
    BOOST_TEST(told(no(lease().at(0), "NO_CAPACITY")) == "ACCEPTED");
    const auto order = read(number);
    BOOST_TEST(order.at("state") == "REFUSED");
    BOOST_TEST(order.at("events").back().at("detail").at("reason") == "NO_CAPACITY");
}

BOOST_AUTO_TEST_CASE(a_release_refused_before_its_cancellation_was_answered_ends_the_order_once) {
    const auto number = place();
    const auto released = lease().at(0);
    const auto taken_back = called_off(number);
    // The line never took the car, and is glad to take back what it does not have.
    const auto results = tell(Json::array({no(released, "NO_CAPACITY"), yes(taken_back, "B-NONE")}));
    BOOST_TEST(results.at(0).at("result") == "ACCEPTED");
    BOOST_TEST(results.at(1).at("result") == "ACCEPTED");
    const auto order = read(number);
    BOOST_TEST(order.at("state") == "REFUSED");
    BOOST_TEST(order.at("events").back().at("kind") == "REFUSED_BY_LINE");
}

BOOST_AUTO_TEST_CASE(a_release_refused_after_the_order_was_called_off_changes_nothing) {
    const auto number = place();
    const auto released = lease().at(0);
    const auto taken_back = called_off(number);
    BOOST_TEST(told(yes(taken_back, "B-NONE")) == "ACCEPTED");
    BOOST_TEST(told(no(released, "NO_CAPACITY")) == "ACCEPTED");
    BOOST_TEST(state(number) == "CANCELLED");
    // A car that is built all the same is nobody's: it is set aside for the planner.
    const auto second = place();
    const auto release = lease().at(0);
    BOOST_REQUIRE(told(yes(called_off(second), "B-NONE")) == "ACCEPTED");
    BOOST_TEST(told(yes(release, "B" + second.substr(4))) == "REJECTED INVALID_MESSAGE");
    BOOST_TEST(state(second) == "CANCELLED");
}

BOOST_AUTO_TEST_CASE(a_cancellation_agreed_to_after_the_car_left_the_line_is_none) {
    const auto number = place();
    const auto build_id = accepted(number);
    BOOST_REQUIRE(told(at("BO-0110", build_id, 1)) == "ACCEPTED");
    const auto taken_back = called_off(number);
    const auto other = accepted(place());
    const auto results = tell(Json::array({line_off(build_id, 2, make_vin()), yes(taken_back, build_id),
                                           at("BO-0110", other, 1), at("YARD-IN", build_id, 3)}));
    BOOST_TEST(results.at(0).at("result") == "ACCEPTED");
    BOOST_TEST(results.at(1).at("result") == "ACCEPTED");
    BOOST_TEST(results.at(2).at("result") == "ACCEPTED");
    BOOST_TEST(results.at(3).at("result") == "ACCEPTED");
    const auto order = read(number);
    BOOST_TEST(order.at("state") == "IN_YARD");
    BOOST_TEST(order.at("cancel_requested") == false);
    std::set<std::string> refusals;
    for (const auto& event : order.at("events")) {
        if (event.at("kind") == "CANCEL_REFUSED") refusals.insert(event.at("detail").at("reason"));
    }
    BOOST_TEST((refusals == std::set<std::string>{"BUILT_ALREADY"}));
}

BOOST_AUTO_TEST_CASE(messages_take_effect_in_their_order_and_once) {
    const auto number = place();
    const auto build_id = accepted(number);
    const auto first = at("BO-0110", build_id, 1);
    const auto second = at("BO-0120", build_id, 2);
    const auto gap = tell(Json::array({second})).at(0);
    BOOST_TEST(gap.at("result") == "GAP");
    BOOST_TEST(gap.at("expected_seq") == 1);
    BOOST_TEST(state(number) == "SCHEDULED");
    for (int i = 0; i < 2; ++i) {
        for (const auto& result : tell(Json::array({first, second, second})))
            BOOST_TEST(result.at("result") == "ACCEPTED");
    }
    const auto order = read(number);
    BOOST_TEST(order.at("build_events").size() == 2u);
    BOOST_TEST(order.at("build").at("last_seq") == 2);
}

BOOST_AUTO_TEST_CASE(a_clock_of_the_plant_that_is_wrong_takes_no_car_out_of_a_window_of_time) {
    for (const char* wrong : {"2199-12-31T23:00:00.000Z", "2000-01-01T00:00:00.000Z"}) {
        const auto number = place();
        const auto build_id = "B" + number.substr(4);
        auto answer = yes(lease().at(0), build_id);
        answer["created_at"] = std::max(std::string(wrong), now());
        BOOST_REQUIRE(told(answer) == "ACCEPTED");
        auto first = at("BO-0110", build_id, 1);
        first["started_at"] = first["ended_at"] = wrong;
        first["parts"] = {{{"part_no", "PN-1"}, {"lot", "L-1"}}};
        auto off = line_off(build_id, 2, make_vin());
        off["ended_at"] = wrong;
        BOOST_REQUIRE(told(first) == "ACCEPTED");
        BOOST_REQUIRE(told(off) == "ACCEPTED");
        const auto just_now = marque::db::read(pool, [&](marque::db::Tx& tx) {
            return tx.value<int>(
                "n",
                "SELECT COUNT(*) AS n FROM build b JOIN build_part p ON p.build_pk = b.id JOIN vehicle v ON v.vin = b.vin "
                "WHERE b.build_id = ? AND ABS(TIMESTAMPDIFF(MINUTE, b.started_at, UTC_TIMESTAMP())) < 10 "
                "AND p.started_at = b.started_at AND b.station_since >= b.started_at AND b.completed_at >= b.started_at "
                "AND b.completed_at < UTC_TIMESTAMP() + INTERVAL 10 MINUTE",
                build_id);
        });
        BOOST_TEST(just_now.value() == 1, wrong);
        // The history keeps what was told.
        const auto order = read(number);
        BOOST_TEST(order.at("build_events").at(0).at("at") == wrong);
        for (const auto& event : order.at("events"))
            BOOST_TEST(event.at("at").get<std::string>().substr(0, 3) == "202");
    }
}

BOOST_AUTO_TEST_CASE(one_batch_enters_many_builds_and_moves_each_of_them) {
    constexpr int cars = 7;
    for (int i = 0; i < cars; ++i) place();
    const auto requests = lease();
    BOOST_REQUIRE(requests.size() == static_cast<std::size_t>(cars));
    Json batch = Json::array();
    const auto build_of = [](const Json& request) {
        return "M" + request.at("order_number").get<std::string>().substr(4);
    };
    for (const auto& request : requests) batch.push_back(yes(request, build_of(request)));
    for (const int seq : {1, 2})
        for (const auto& request : requests) batch.push_back(at("BO-0110", build_of(request), seq));
    for (const auto& result : tell(batch)) BOOST_TEST(result.at("result") == "ACCEPTED");
    // The next batch finds them as the last one left them.
    for (const auto& request : requests) {
        const auto order = read(request.at("order_number").get<std::string>());
        BOOST_TEST(order.at("build").at("build_id") == build_of(request));
        BOOST_TEST(order.at("build").at("last_seq") == 2);
        BOOST_TEST(order.at("state") == "IN_PRODUCTION");
        BOOST_TEST(told(at("BO-0120", build_of(request), 3)) == "ACCEPTED");
    }
}

BOOST_AUTO_TEST_CASE(what_cannot_be_used_is_rejected_with_its_reason_and_changes_nothing) {
    const auto number = place();
    const auto request = lease().at(0);
    const auto build_id = "B" + number.substr(4);
    BOOST_REQUIRE(told(yes(request, build_id)) == "ACCEPTED");
    BOOST_TEST(told(at("BO-0110", "NO-SUCH-BUILD", 1)) == "REJECTED UNKNOWN_BUILD_ID");
    BOOST_TEST(told(at("ZZ-9999", build_id, 1)) == "REJECTED UNKNOWN_STATION");
    BOOST_TEST(told(at("YARD-IN", build_id, 1)) == "REJECTED INVALID_MESSAGE");
    BOOST_TEST(told(line_off(build_id, 1, make_vin())) == "REJECTED INVALID_MESSAGE");
    auto unasked = request;
    unasked["message_id"] = fresh_key();
    BOOST_TEST(told(yes(unasked, "B-X")) == "REJECTED UNKNOWN_REQUEST");
    auto foreign = at("BO-0110", build_id, 1);
    foreign["order_number"] = "ORD-1999-0000001";
    BOOST_TEST(told(foreign) == "REJECTED INVALID_MESSAGE");
    auto backwards = at("BO-0110", build_id, 1);
    backwards["started_at"] = "2026-11-21T10:00:01Z";
    backwards["ended_at"] = "2026-11-21T10:00:00Z";
    BOOST_TEST(told(backwards) == "REJECTED INVALID_MESSAGE");
    BOOST_TEST(state(number) == "SCHEDULED");
    BOOST_TEST(read(number).at("build").at("last_seq") == 0);
}

BOOST_AUTO_TEST_CASE(a_vin_is_checked_and_belongs_to_one_car) {
    const auto taken = arrived(place());
    const auto number = place();
    const auto build_id = accepted(number);
    BOOST_REQUIRE(told(at("BO-0110", build_id, 1)) == "ACCEPTED");
    BOOST_TEST(told(line_off(build_id, 2, "LSGTEST0XT0000001")) == "REJECTED VIN_INVALID");
    BOOST_TEST(told(line_off(build_id, 2, taken)) == "REJECTED VIN_IN_USE");
    BOOST_TEST(state(number) == "IN_PRODUCTION");
    BOOST_TEST(told(line_off(build_id, 2, make_vin())) == "ACCEPTED");
    BOOST_TEST(state(number) == "BUILT");
}

BOOST_AUTO_TEST_CASE(a_car_that_has_arrived_moves_no_more) {
    const auto number = place();
    arrived(number);
    BOOST_TEST(told(at("BO-0110", "B" + number.substr(4), 6)) == "REJECTED BUILD_ENDED");
}

BOOST_AUTO_TEST_CASE(what_happened_to_a_car_before_it_was_called_off_is_known_though_it_comes_later) {
    const auto number = place();
    const auto build_id = accepted(number);
    BOOST_REQUIRE(told(at("BO-0110", build_id, 1, "RUNNING")) == "ACCEPTED");
    BOOST_REQUIRE(told(yes(called_off(number), build_id)) == "ACCEPTED");
    BOOST_TEST(told(at("BO-0110", build_id, 2)) == "ACCEPTED");
    BOOST_TEST(told(line_off(build_id, 3, make_vin())) == "REJECTED BUILD_ENDED");
    BOOST_TEST(told(at("BO-0120", build_id, 3, "ABORTED")) == "ACCEPTED");
    BOOST_TEST(told(at("BO-0120", build_id, 4, "RUNNING")) == "REJECTED BUILD_ENDED");
    const auto order = read(number);
    BOOST_TEST(order.at("state") == "CANCELLED");
    BOOST_TEST(order.at("build_events").size() == 3u);
}

BOOST_AUTO_TEST_CASE(another_lines_car_is_left_alone) {
    const auto number = place();
    const auto build_id = accepted(number);
    const auto other = make_line(pool).code;
    auto stranger = server().client();
    stranger.bearer(server().service_token(other));
    const auto reply = stranger.post("/bridge/line-messages",
                                     {{"line", other}, {"messages", Json::array({at("BO-0110", build_id, 1)})}});
    BOOST_TEST(reply.json().at("results").at(0).at("reason") == "LINE_MISMATCH");
    BOOST_TEST(state(number) == "SCHEDULED");
}

BOOST_AUTO_TEST_CASE(one_bad_message_does_not_hold_up_those_behind_it) {
    const auto first = place();
    const auto first_build = accepted(first);
    const auto second_build = accepted(place());
    auto parts = at("BO-0110", first_build, 1);
    parts["parts"] = {{{"part_no", "PN-1"}, {"quantity", "1.85"}, {"serial", "SN-1"}}};
    parts["tests"] = {{{"id", "GAP"}, {"result", "PASS"}, {"measurements", {{{"id", "mm"}, {"value", "3.4"}}}}}};
    const auto results = tell(Json::array({parts, at("ZZ-9999", second_build, 1), at("BO-0120", first_build, 2)}));
    BOOST_TEST(results.at(0).at("result") == "ACCEPTED");
    BOOST_TEST(results.at(1).at("result") == "REJECTED");
    BOOST_TEST(results.at(2).at("result") == "ACCEPTED");
    BOOST_TEST(read(first).at("build").at("last_seq") == 2);
    // One that the database itself will not take.
    auto unspeakable = at("BO-0110", second_build, 1);
    unspeakable["message_id"] = "消息";
    const auto spoiled = tell(Json::array({at("PA-0210", first_build, 3), unspeakable, at("GA-0410", first_build, 4)}));
    BOOST_TEST(spoiled.at(0).at("result") == "ACCEPTED");
    BOOST_TEST(spoiled.at(1).at("reason") == "INVALID_MESSAGE");
    BOOST_TEST(spoiled.at(2).at("result") == "ACCEPTED");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
