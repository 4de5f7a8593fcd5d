#include <numeric>

#include "b2mml/write.h"
#include "between.h"

// Whatever is killed or away, what was said is neither lost nor said twice.
namespace marque::bridge_test {

BOOST_AUTO_TEST_SUITE(outage)

BOOST_FIXTURE_TEST_CASE(one_message_the_server_will_not_read_does_not_hold_up_the_others, Between) {
    office.know_build("26B0000001");
    office.know_build("26B0000002");
    office.answer_deliveries_with(503);
    auto bad = progress("26B0000002", 1);
    office.refuse_to_read(bad.envelope.bodid);
    std::vector<Performance> events;
    for (int seq = 1; seq <= 5; ++seq) {
        events.push_back(progress("26B0000001", seq));
        line.say(events.back(), false);
        if (seq == 2) line.say(bad, false);
    }
    BOOST_REQUIRE(
        eventually(patience, [&] { return bridge.health().at("lines").at(0).at("journal").at("inbound") == 6; }));
    office.answer_deliveries_with(0);
    for (const auto& event : events) BOOST_TEST(await_receipt(event.envelope.bodid).accepted);
    BOOST_TEST(await_receipt(bad.envelope.bodid).reason == "INVALID_MESSAGE");
}

// Whatever the office means by it: what is refused for good is found, kept, and answered, and the line goes on.
BOOST_FIXTURE_TEST_CASE(a_message_refused_for_good_with_any_word_is_set_aside_alone, Between) {
    int build = 10'000;
    for (const int status : {404, 409, 412, 413, 415, 422}) {
        const auto build_id = "26B00" + std::to_string(++build);
        office.know_build(build_id);
        auto bad = progress(build_id, 1), good = progress(build_id, 1), next = progress(build_id, 2);
        office.refuse_to_read(bad.envelope.bodid, status);
        line.say_all({bad, good, next}, false);
        BOOST_TEST(await_receipt(bad.envelope.bodid).reason == "INVALID_MESSAGE", status);
        BOOST_TEST(await_receipt(good.envelope.bodid).accepted);
        BOOST_TEST(await_receipt(next.envelope.bodid).accepted);
        BOOST_TEST(office.book().set_aside.back().at("raw") == b2mml::write(bad));
    }
    BOOST_TEST(office.book().set_aside.size() == 6);
}

BOOST_FIXTURE_TEST_CASE(what_passes_by_waiting_costs_no_message, Between) {
    office.know_build("26B0000001");
    std::vector<Performance> events;
    for (const int status : {401, 403, 408, 429, 500, 503}) {
        office.answer_deliveries_with(status);
        const auto before = office.book().delivery_requests;
        events.push_back(progress("26B0000001", static_cast<int>(events.size()) + 1));
        line.say(events.back(), false);
        BOOST_REQUIRE(eventually(patience, [&] { return office.book().delivery_requests >= before + 2; }));
        office.answer_deliveries_with(0);
        BOOST_TEST(await_receipt(events.back().envelope.bodid).accepted);
    }
    BOOST_TEST(office.book().set_aside.empty());
}

BOOST_FIXTURE_TEST_CASE(what_comes_while_the_office_is_away_is_kept_and_delivered_once, Between) {
    office.know_build("26B0000001");
    office.answer_deliveries_with(-1);
    std::vector<Performance> events;
    for (int seq = 1; seq <= 5; ++seq) events.push_back(progress("26B0000001", seq));
    for (const auto& event : events) line.say(event, false);
    BOOST_REQUIRE(eventually(patience, [&] { return office.book().delivery_requests >= 2; }));
    BOOST_TEST(office.book().applied.empty());
    office.answer_deliveries_with(0);
    for (const auto& event : events) BOOST_TEST(await_receipt(event.envelope.bodid).accepted);
    BOOST_TEST(applied("26B0000001") == one_to_five, boost::test_tools::per_element());
}

// However long it takes: each answer would be one more message in the journal.
BOOST_FIXTURE_TEST_CASE(while_the_office_is_away_the_line_is_not_asked_and_afterwards_it_is, Between) {
    office.know_build("26B0000001");
    office.know_build("26B0000002");
    auto questions = [&] { return line.all<PerformanceQuery>().size(); };
    line.say(progress("26B0000001", 2), false);
    BOOST_REQUIRE(eventually(patience, [&] { return questions() >= 1; }));
    office.answer_deliveries_with(503);
    const auto other = progress("26B0000002", 1);
    line.say(other, false);
    auto tries = [&](int more) {
        const auto before = office.book().delivery_requests;
        BOOST_REQUIRE(eventually(patience, [&] { return office.book().delivery_requests >= before + more; }));
    };
    tries(2);
    const auto before = questions();
    tries(3);
    BOOST_TEST(questions() == before);
    office.answer_deliveries_with(0);
    BOOST_TEST(await_receipt(other.envelope.bodid).accepted);
    BOOST_TEST(eventually(patience, [&] { return questions() > before; }));
}

BOOST_FIXTURE_TEST_CASE(killed_between_receipt_and_delivery_the_bridge_loses_nothing, Between) {
    office.know_build("26B0000001");
    office.answer_deliveries_with(503);
    std::vector<Performance> events;
    for (int seq = 1; seq <= 5; ++seq) {
        events.push_back(progress("26B0000001", seq));
        line.say(events.back(), false);
        if (seq == 3) {
            BOOST_REQUIRE(eventually(patience, [&] { return !journal_is_empty(); }));
            bridge.kill9();
        }
    }
    bridge.start();
    BOOST_REQUIRE(eventually(patience, [&] { return bridge.connected(); }));
    BOOST_TEST(office.book().applied.empty());
    office.answer_deliveries_with(0);
    for (const auto& event : events) BOOST_TEST(await_receipt(event.envelope.bodid).accepted);
    BOOST_TEST(applied("26B0000001") == one_to_five, boost::test_tools::per_element());
}

// Far more than one batch, so that batches go beside each other and are prepared ahead when the end comes.
BOOST_FIXTURE_TEST_CASE(killed_with_batches_on_the_way_each_build_keeps_its_order_and_nothing_counts_twice, Between) {
    constexpr int builds = 60, events_a_build = 25;
    auto build_id = [](int build) { return "26B00" + std::to_string(10000 + build); };
    for (int build = 0; build < builds; ++build) office.know_build(build_id(build));
    std::vector<int> wanted(events_a_build);
    std::iota(wanted.begin(), wanted.end(), 1);
    auto taken = [&](std::size_t least) { return office.book().applied.size() >= least; };
    auto kill_after = [&](std::size_t least) {
        BOOST_REQUIRE(eventually(patience, [&] { return taken(least); }));
        bridge.kill9();
        bridge.start();
    };
    for (int seq = 1; seq <= events_a_build; ++seq) {
        std::vector<b2mml::Message> round;
        for (int build = 0; build < builds; ++build) round.push_back(progress(build_id(build), seq));
        line.say_all(round, false);
        if (seq == 8) kill_after(100);
        if (seq == 16) kill_after(builds * 8);
    }
    BOOST_REQUIRE(eventually(patience, [&] { return taken(builds * events_a_build) && journal_is_empty(); }));
    for (int build = 0; build < builds; ++build)
        BOOST_TEST(applied(build_id(build)) == wanted, boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(a_request_taken_but_not_yet_sent_survives_the_bridge, Between) {
    broker.kill9();
    auto id = office.order("ORD-2026-0000001");
    BOOST_REQUIRE(eventually(patience, [&] { return office.book().settled.contains(id); }));
    bridge.kill9();
    broker.restart();
    MqttEnd other(broker.port(), usual_prefix);
    bridge.start();
    BOOST_TEST(eventually(patience, [&] {
        auto requests = other.all<OrderRequest>();
        return !requests.empty() && requests.front().envelope.bodid == id;
    }));
}

BOOST_FIXTURE_TEST_CASE(a_killed_broker_is_found_again, Between) {
    office.know_build("26B0000001");
    broker.kill9();
    BOOST_REQUIRE(eventually(patience, [&] { return !bridge.connected(); }));
    broker.restart();
    BOOST_REQUIRE(eventually(patience, [&] { return bridge.connected(); }));
    MqttEnd other(broker.port(), usual_prefix);
    auto event = progress("26B0000001", 1);
    other.say(event, false);
    BOOST_TEST(eventually(patience, [&] { return applied("26B0000001").size() == 1; }));
}

BOOST_FIXTURE_TEST_CASE(told_to_stop_it_stops_and_later_goes_on, Between) {
    office.know_build("26B0000001");
    BOOST_TEST(bridge.stop() == 0);
    auto event = progress("26B0000001", 1);
    line.say(event, false);
    bridge.start();
    BOOST_TEST(await_receipt(event.envelope.bodid).accepted);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque::bridge_test
