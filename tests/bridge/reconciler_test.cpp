#include <boost/test/unit_test.hpp>

#include "b2mml/write.h"
#include "between.h"

// What the office asks of the bridge beside carrying requests, by an office and a line that do what the test wants.
namespace marque::bridge_test {
namespace {

using nlohmann::json;

struct Desk : Between {
    std::string take(const std::string& raw) {
        return office.errand(
            {{"kind", "TAKE"}, {"topic", "marque/plant-01/vehicle/ga-1/b2mml/somewhere/else"}, {"raw", raw}});
    }
    std::string take(const b2mml::Message& message) { return take(b2mml::write(message)); }
    json settlement(const std::string& errand) {
        BOOST_REQUIRE(eventually(patience, [&] { return office.book().settlements.contains(errand); }));
        return office.book().settlements.at(errand);
    }
    PerformanceQuery await_question(const std::string& build_id, int from_seq) {
        std::optional<PerformanceQuery> found;
        BOOST_REQUIRE(eventually(patience, [&] {
            for (auto& query : line.all<PerformanceQuery>())
                if (query.build_id == build_id && query.from_seq == from_seq) found = query;
            return found.has_value();
        }));
        return *found;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(reconciler)

BOOST_FIXTURE_TEST_CASE(a_message_refused_before_is_taken_again_and_has_its_effect, Desk) {
    auto event = progress("26B0000001", 1);
    line.say(event, false);
    BOOST_TEST(await_receipt(event.envelope.bodid).reason == "UNKNOWN_BUILD_ID");
    office.know_build("26B0000001");
    auto errand = take(event);
    BOOST_TEST(settlement(errand).at("outcome") == "USED");
    BOOST_REQUIRE(office.book().applied.size() == 1);
    BOOST_TEST(office.book().applied.at(0).at("message_id") == errand);
    BOOST_TEST(office.book().applied.at(0).at("seq") == 1);
}

BOOST_FIXTURE_TEST_CASE(taken_again_and_again_a_message_has_one_effect, Desk) {
    office.know_build("26B0000001");
    office.answer_deliveries_with(503);
    auto errand = take(progress("26B0000001", 1));
    BOOST_REQUIRE(eventually(patience, [&] { return bridge.has_logged("taken_again"); }));
    bridge.kill9();
    bridge.start();
    BOOST_REQUIRE(eventually(patience, [&] { return bridge.has_logged("taken_again"); }));
    office.answer_deliveries_with(0);
    BOOST_TEST(settlement(errand).at("outcome") == "USED");
    BOOST_TEST(office.book().applied.size() == 1);
    BOOST_TEST(eventually(patience, [&] { return journal_is_empty(); }));
    BOOST_TEST(office.book().applied.size() == 1);
}

BOOST_FIXTURE_TEST_CASE(what_is_still_no_message_is_refused_with_the_place_at_fault, Desk) {
    auto no_json = take("{\"SyncOperationsPerformance\": ");
    BOOST_TEST(settlement(no_json).at("outcome") == "REFUSED");
    auto text = b2mml::write(progress("26B0000001", 1));
    auto message = json::parse(text);
    message["SyncOperationsPerformance"].erase("DataArea");
    auto refused = settlement(take(message.dump()));
    BOOST_TEST(refused.at("outcome") == "REFUSED");
    BOOST_TEST(refused.at("reason") == "INVALID_MESSAGE");
    BOOST_TEST(refused.at("detail").get<std::string>().find("DataArea") != std::string::npos);
    BOOST_TEST(office.book().applied.empty());
}

BOOST_FIXTURE_TEST_CASE(what_the_office_refuses_again_comes_back_with_the_new_reason, Desk) {
    office.know_build("26B0000001");
    office.reject("26B0000001", 1, "UNKNOWN_STATION");
    auto errand = take(progress("26B0000001", 1));
    auto refused = settlement(errand);
    BOOST_TEST(refused.at("outcome") == "REFUSED");
    BOOST_TEST(refused.at("reason") == "UNKNOWN_STATION");
    BOOST_TEST(office.book().set_aside.at(0).at("message_id") == errand);
}

// Before that a question may have been lost with the connection, or the line may be away.
BOOST_FIXTURE_TEST_CASE(a_question_of_the_office_is_done_when_the_line_has_answered_it, Desk) {
    const auto told = office.errand({{"kind", "ASK"}, {"build_id", "26B0000008"}, {"from_seq", 2}});
    const auto nothing = office.errand({{"kind", "ASK"}, {"build_id", "26B0000009"}, {"from_seq", 4}});
    const auto first = await_question("26B0000008", 2), second = await_question("26B0000009", 4);
    settlement(take("this is not JSON"));  // the round that does it would have settled the others too
    settlement(take("this is not JSON"));
    BOOST_TEST(office.book().settlements.size() == 2);
    line.say(PerformanceHistory{from_the_line(), first.envelope.bodid, "26B0000008", "", {segment(2)}}, false);
    line.say(Receipt{from_the_line(), second.envelope.bodid, true, "", ""}, false);
    BOOST_TEST(settlement(told) == json({{"line", "ga-1"}, {"outcome", "DONE"}, {"from_seq", 2}}));
    BOOST_TEST(settlement(nothing) == json({{"line", "ga-1"}, {"outcome", "DONE"}, {"from_seq", 4}}));
    BOOST_TEST(line.all<PerformanceQuery>().size() == 2);
}

BOOST_FIXTURE_TEST_CASE(a_comparison_of_a_line_that_does_not_answer_keeps_no_errand_waiting, Desk) {
    office.know_build("26B0000001", 5);
    office.compare_when_asked();
    bridge.stop();
    line.forget();
    bridge.start();
    await_question("26B0000001", 5);
    office.errand({{"kind", "ASK"}, {"build_id", "26B0000009"}, {"from_seq", 4}});
    await_question("26B0000009", 4);
    settlement(take("this is not JSON"));
    BOOST_TEST(office.book().line_answers.empty());
}

BOOST_FIXTURE_TEST_CASE(a_bridge_that_starts_compares_what_the_line_says_of_every_build, Desk) {
    for (const char* build : {"26B0000001", "26B0000002", "26B0000003"}) office.know_build(build, 5);
    office.compare_when_asked();
    bridge.stop();
    line.forget();
    bridge.start();
    auto told = await_question("26B0000001", 5);
    PerformanceHistory history{
        from_the_line(), told.envelope.bodid, "26B0000001", "ORD-OF-26B0000001", {segment(5), segment(6)}};
    line.say(history, false);
    auto receipt = [&](const PerformanceQuery& query, bool accepted) {
        Receipt answer{from_the_line(), query.envelope.bodid, accepted, accepted ? "" : "UNKNOWN_BUILD_ID", ""};
        line.say(answer, false);
    };
    receipt(await_question("26B0000002", 5), true);
    receipt(await_question("26B0000003", 5), false);
    BOOST_REQUIRE(eventually(patience, [&] { return office.book().line_answers.size() == 2; }));
    std::map<std::string, json> answers;
    const json builds = office.book().line_answers.at(0).at("builds");
    for (const auto& build : builds) answers[build.at("build_id")] = build;
    BOOST_TEST(answers.at("26B0000001").at("answer") == "TOLD");
    BOOST_TEST(answers.at("26B0000001").at("last_seq") == 6);
    BOOST_TEST(answers.at("26B0000001").contains("behind_since"));
    BOOST_TEST(answers.at("26B0000002").at("answer") == "NOTHING_MORE");
    BOOST_TEST(answers.at("26B0000003").at("answer") == "UNKNOWN");
    auto last = office.book().line_answers.at(1);
    BOOST_TEST(last.at("last") == true);
    BOOST_TEST(last.at("heard") == true);
    // The answer is the replay as well.
    BOOST_TEST(eventually(patience, [&] { return office.book().last_seq.at("26B0000001") == 6; }));
}

BOOST_FIXTURE_TEST_CASE(a_comparison_that_ended_while_the_bridge_was_away_is_settled_and_not_asked_again, Desk) {
    office.end_comparison();
    auto errand = office.errand({{"kind", "COMPARE"}, {"run_id", 6}});
    BOOST_TEST(settlement(errand).at("outcome") == "DONE");
    BOOST_TEST(office.book().line_answers.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque::bridge_test
