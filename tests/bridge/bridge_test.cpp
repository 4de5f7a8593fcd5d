#include <boost/test/unit_test.hpp>

#include "b2mml/write.h"
#include "between.h"

// The bridge between an office and a line that do exactly what the test wants.
namespace marque::bridge_test {

BOOST_AUTO_TEST_SUITE(bridge)

BOOST_FIXTURE_TEST_CASE(an_order_reaches_the_line_and_its_build_id_the_office, Between) {
    auto id = office.order("ORD-2026-0000001");
    auto request = await_request(id);
    BOOST_TEST((request.action == b2mml::RequestAction::release));
    BOOST_TEST(request.order_number == "ORD-2026-0000001");
    BOOST_TEST(request.model_code == "4NB69");
    BOOST_TEST(request.model_year == 2026);
    BOOST_TEST(request.features.size() == 6);
    BOOST_TEST(request.dealer_code == "SH0101");
    BOOST_TEST(eventually(patience, [&] { return office.book().settled.contains(id); }));

    auto answer = build_id_for(request, "26B0000001");
    line.say(answer, false);
    BOOST_TEST(await_receipt(answer.envelope.bodid).accepted);
    auto told = office.book().applied.at(0);
    BOOST_TEST(told.at("kind") == "BUILD_ACCEPTED");
    BOOST_TEST(told.at("build_id") == "26B0000001");
    BOOST_TEST(told.at("original_message_id") == id);
}

BOOST_FIXTURE_TEST_CASE(a_request_is_repeated_word_for_word_until_the_line_answers, Between) {
    auto id = office.order("ORD-2026-0000001");
    auto times = [&] {
        return std::ranges::count_if(line.all<OrderRequest>(), [&](auto& r) { return r.envelope.bodid == id; });
    };
    BOOST_REQUIRE(eventually(patience, [&] { return times() >= 3; }));
    std::set<std::string> payloads;
    for (const auto& heard : line.heard())
        if (std::holds_alternative<OrderRequest>(heard.message)) payloads.insert(heard.payload);
    BOOST_TEST(payloads.size() == 1);
    auto answer = build_id_for(await_request(id), "26B0000001");
    line.say(answer, false);
    await_receipt(answer.envelope.bodid);
    BOOST_TEST(bridge.health().at("lines").at(0).at("journal").at("requests") == 0);
}

BOOST_FIXTURE_TEST_CASE(a_change_waits_for_the_answer_to_its_release, Between) {
    auto release = office.order("ORD-2026-0000001");
    auto change = office.order("ORD-2026-0000001", "CHANGE", 2);
    await_request(release);
    BOOST_TEST(eventually(patience, [&] { return office.book().settled.size() == 2; }));
    auto request = await_request(release);
    auto other = office.order("ORD-2026-0000002");
    await_request(other);
    for (const auto& heard : line.all<OrderRequest>()) BOOST_TEST(heard.envelope.bodid != change);
    line.say(build_id_for(request, "26B0000001"), false);
    BOOST_TEST(await_request(change).configuration_version == 2);
}

BOOST_AUTO_TEST_CASE(a_line_that_is_slow_to_answer_is_told_a_window_of_requests_and_each_once) {
    constexpr std::size_t window = 5, orders = 12;
    support::TestBroker broker;
    ScriptedOffice office;
    MqttEnd line(broker.port(), usual_prefix);
    Bridge bridge(broker.port(), office.port(), "secret-of-the-line",
                  {"--set=request_window=5", "--set=request_retry_seconds=60"});
    for (std::size_t i = 1; i <= orders; ++i) office.order("ORD-2026-00000" + std::to_string(10 + i));
    auto heard = [&] { return line.all<OrderRequest>(); };
    BOOST_REQUIRE(eventually(patience, [&] { return office.book().settled.size() == orders; }));
    for (std::size_t answered = 0; answered < orders; ++answered) {
        auto wanted = std::min(answered + window, orders);
        BOOST_REQUIRE(eventually(patience, [&] { return heard().size() >= wanted; }));
        BOOST_TEST(heard().size() == wanted);
        auto request = heard().at(answered);
        line.say(build_id_for(request, "26B00000" + std::to_string(10 + answered)), false);
    }
    BOOST_TEST(eventually(patience, [&] { return office.book().applied.size() == orders; }));
    BOOST_TEST(heard().size() == orders);
}

BOOST_FIXTURE_TEST_CASE(a_release_the_line_cannot_read_is_a_refusal, Between) {
    auto id = office.order("ORD-2026-0000001");
    await_request(id);
    auto receipt = receipt_for(id, false, "INVALID_MESSAGE");
    line.say(receipt, false);
    BOOST_REQUIRE(eventually(patience, [&] { return !office.book().applied.empty(); }));
    auto told = office.book().applied.at(0);
    BOOST_TEST(told.at("kind") == "BUILD_REFUSED");
    BOOST_TEST(told.at("order_number") == "ORD-2026-0000001");
    BOOST_TEST(told.at("reason") == "INVALID_MESSAGE");
}

BOOST_FIXTURE_TEST_CASE(an_answer_that_the_office_cannot_use_leaves_the_request_open, Between) {
    for (const char* reason : {"INVALID_MESSAGE", "UNKNOWN_REQUEST"}) {
        const auto number = "ORD-" + std::string(reason), build_id = "26B-" + std::string(reason);
        office.reject_answer(number, reason);
        const auto id = office.order(number);
        const auto wrong = build_id_for(await_request(id), build_id);
        line.say(wrong, false);
        BOOST_TEST(await_receipt(wrong.envelope.bodid).reason == reason);
        line.forget();
        const auto right = build_id_for(await_request(id), build_id);
        line.say(right, false);
        BOOST_TEST(await_receipt(right.envelope.bodid).accepted);
        BOOST_TEST(office.book().applied.back().at("build_id") == right.build_id);
    }
    // An order that has its build is asked after no more.
    office.reject_answer("ORD-2026-0000003", "ORDER_HAS_LIVE_BUILD");
    const auto second = build_id_for(await_request(office.order("ORD-2026-0000003")), "26B0000003");
    line.say(second, false);
    await_receipt(second.envelope.bodid);
    BOOST_TEST(bridge.health().at("lines").at(0).at("journal").at("requests") == 0);
}

BOOST_FIXTURE_TEST_CASE(events_take_effect_in_the_order_of_seq_however_they_come, Between) {
    office.know_build("26B0000001");
    std::vector<Performance> events;
    for (int seq : {3, 1, 5, 2, 4}) events.push_back(progress("26B0000001", seq));
    for (const auto& event : events) line.say(event, false);
    for (const auto& event : events) BOOST_TEST(await_receipt(event.envelope.bodid).accepted);
    BOOST_TEST(applied("26B0000001") == one_to_five, boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(a_gap_is_asked_for_and_filled_from_the_answer, Between) {
    office.know_build("26B0000001");
    auto first = progress("26B0000001", 1), fifth = progress("26B0000001", 5);
    line.say(first, false);
    line.say(fifth, false);
    BOOST_TEST(await_receipt(first.envelope.bodid).accepted);
    auto asked = [&]() -> std::optional<PerformanceQuery> {
        for (auto& query : line.all<PerformanceQuery>())
            if (query.from_seq == 2) return query;
        return {};
    };
    BOOST_REQUIRE(eventually(patience, [&] { return asked().has_value(); }));
    BOOST_TEST(!receipt_for_message(fifth.envelope.bodid));

    PerformanceHistory history{from_the_line(),
                               asked()->envelope.bodid,
                               "26B0000001",
                               "ORD-OF-26B0000001",
                               {segment(2), segment(3), segment(4)}};
    line.say(history, false);
    BOOST_TEST(await_receipt(history.envelope.bodid).accepted);
    BOOST_TEST(await_receipt(fifth.envelope.bodid).accepted);
    BOOST_TEST(applied("26B0000001") == one_to_five, boost::test_tools::per_element());
    BOOST_TEST(office.book().applied.at(1).at("message_id") == history.envelope.bodid + "#2");
    BOOST_TEST(eventually(patience, [&] { return journal_is_empty(); }));
}

BOOST_FIXTURE_TEST_CASE(a_gap_that_stays_is_asked_for_again, Between) {
    office.know_build("26B0000001");
    line.say(progress("26B0000001", 2), false);
    BOOST_TEST(eventually(patience, [&] {
        return std::ranges::count_if(line.all<PerformanceQuery>(),
                                     [](auto& q) { return q.build_id == "26B0000001"; }) >= 3;
    }));
}

BOOST_FIXTURE_TEST_CASE(an_event_before_its_build_id_waits_for_it, Between) {
    auto request = await_request(office.order("ORD-2026-0000001"));
    auto event = progress("26B0000001", 1);
    event.order_number = request.order_number;
    line.say(event, false);
    BOOST_REQUIRE(
        eventually(patience, [&] { return bridge.health().at("lines").at(0).at("waiting").at("held") == 1; }));
    line.say(build_id_for(request, "26B0000001"), false);
    BOOST_TEST(await_receipt(event.envelope.bodid).accepted);
    BOOST_TEST(office.book().set_aside.empty());
}

BOOST_FIXTURE_TEST_CASE(the_same_message_twice_has_one_effect_and_two_receipts, Between) {
    office.know_build("26B0000001");
    auto event = progress("26B0000001", 1);
    line.say(event, false);
    await_receipt(event.envelope.bodid);
    line.say(event, false);
    BOOST_TEST(eventually(patience, [&] {
        return std::ranges::count_if(line.all<Receipt>(),
                                     [&](auto& r) { return r.original_bodid == event.envelope.bodid; }) == 2;
    }));
    BOOST_TEST(applied("26B0000001").size() == 1);
}

BOOST_FIXTURE_TEST_CASE(what_the_office_will_not_have_is_set_aside_whole_with_its_reason, Between) {
    office.know_build("26B0000001");
    office.reject("26B0000001", 1, "VIN_IN_USE");
    auto event = progress("26B0000001", 1);
    line.say(event, false);
    auto receipt = await_receipt(event.envelope.bodid);
    BOOST_TEST(!receipt.accepted);
    BOOST_TEST(receipt.reason == "VIN_IN_USE");
    auto kept = office.book().set_aside.at(0);
    BOOST_TEST(kept.at("reason") == "VIN_IN_USE");
    BOOST_TEST(kept.at("raw") == b2mml::write(event));
    BOOST_TEST(kept.at("message_id") == event.envelope.bodid);

    auto stranger = progress("26B7777777", 1);
    line.say(stranger, false);
    BOOST_TEST(await_receipt(stranger.envelope.bodid).reason == "UNKNOWN_BUILD_ID");
}

BOOST_FIXTURE_TEST_CASE(what_cannot_be_read_is_set_aside_whole_and_stops_nothing, Between) {
    office.know_build("26B0000001");
    auto event = progress("26B0000001", 1);
    auto topic = line.topics().of(event, false);
    auto good = b2mml::write(event);
    auto nonsense = good, misplaced = good;
    auto bad_id = b2mml::new_bodid();
    nonsense.replace(nonsense.find(event.envelope.bodid), 36, bad_id);
    nonsense.replace(nonsense.find("\"Running\""), 9, "\"Dancing\"");
    misplaced.replace(misplaced.find(event.envelope.bodid), 36, b2mml::new_bodid());

    line.publish(topic, "this is not JSON");
    line.publish(topic, std::string("\xff\x00\x01 binary", 10));
    line.publish(topic, std::string(10'000'000, '['));
    line.publish(topic, nonsense);
    line.publish(line.topics().prefix() + "/b2mml/sync-operations-performance/26B0000002", misplaced);
    line.publish(topic, good);

    BOOST_TEST(await_receipt(event.envelope.bodid).accepted);
    auto refused = await_receipt(bad_id);
    BOOST_TEST(!refused.accepted);
    BOOST_TEST(refused.reason == "INVALID_MESSAGE");
    auto kept = office.book().set_aside;
    BOOST_REQUIRE(kept.size() == 5);
    BOOST_TEST(kept[0].at("raw") == "this is not JSON");
    BOOST_TEST(kept[1].at("raw").get<std::string>().starts_with("base64:"));
    BOOST_TEST((kept[2].at("raw") == std::string(10'000'000, '[')));
    BOOST_TEST(kept[2].at("detail").get<std::string>().find("10000000") != std::string::npos);
    BOOST_TEST(kept[3].at("raw") == nonsense);
    for (const auto& message : kept) BOOST_TEST(message.at("reason") == "INVALID_MESSAGE");
}

BOOST_FIXTURE_TEST_CASE(when_it_starts_it_asks_after_every_build_in_progress, Between) {
    office.know_build("26B0000001", 7);
    office.know_build("26B0000002", 0);
    bridge.kill9();
    line.forget();
    bridge.start();
    auto asked_from = [&](const std::string& build_id) {
        for (auto& query : line.all<PerformanceQuery>())
            if (query.build_id == build_id) return query.from_seq;
        return 0;
    };
    BOOST_TEST(eventually(patience, [&] { return asked_from("26B0000001") == 8 && asked_from("26B0000002") == 1; }));
}

BOOST_AUTO_TEST_CASE(one_bridge_serves_several_lines) {
    support::TestBroker broker;
    ScriptedOffice office;
    MqttEnd first(broker.port(), usual_prefix), second(broker.port(), "marque/plant-02/vehicle/ga-2");
    Bridge bridge(broker.port(), office.port(), "secret-of-the-line",
                  {"--line=ga-1,ga-2", "--set=lines.ga-2.topic_prefix=marque/plant-02/vehicle/ga-2",
                   "--set=lines.ga-2.plant_id=mes/plant-02"});
    BOOST_REQUIRE(eventually(patience, [&] { return bridge.connected(); }));
    office.know_build("26B0000001");
    office.know_build("26C0000001");
    first.say(progress("26B0000001", 1), false);
    second.say(progress("26C0000001", 1), false);
    BOOST_TEST(
        eventually(patience, [&] { return first.all<Receipt>().size() == 1 && second.all<Receipt>().size() == 1; }));
    BOOST_TEST(second.all<Receipt>().front().envelope.receiver == "mes/plant-02");
}

BOOST_AUTO_TEST_CASE(settings_that_cannot_work_are_refused_with_a_sentence) {
    auto refusal = [](support::Arguments arguments) {
        arguments.insert(arguments.begin(), (support::bin_dir / "marque-bridge").string());
        auto ended = support::run("marque-bridge", arguments);
        BOOST_TEST(ended.status != 0);
        return ended.output;
    };
    BOOST_TEST(refusal({}).find("data_dir") != std::string::npos);
    BOOST_TEST(refusal({"--data=/tmp"}).find("server.token_file") != std::string::npos);
    BOOST_TEST(refusal({"--data=/tmp", "--token-file=t", "--server-url=ftp://x"}).find("server.url") !=
               std::string::npos);
    BOOST_TEST(refusal({"--data=/tmp", "--token-file=t", "--topic-prefix=a//b"}).find("topic prefix") !=
               std::string::npos);
    BOOST_TEST(refusal({"--data=/tmp", "--token-file=t", "--set=gap_retry_sceonds=5"})
                   .find("no such setting: gap_retry_sceonds") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque::bridge_test
