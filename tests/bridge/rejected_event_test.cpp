#include "b2mml/write.h"
#include "between.h"

// A car whose true event the office cannot use: at a station nobody entered, say. What follows waits; nothing piles up.
namespace marque::bridge_test {
namespace {

const std::string build_id = "26B0000001";

struct StuckCar {
    support::TestBroker broker;
    ScriptedOffice office;
    MqttEnd line{broker.port(), usual_prefix};
    Bridge bridge{broker.port(), office.port(), "secret-of-the-line", {"--set=gap_retry_longest_seconds=1"}};
    Performance second = progress(build_id, 2), third = progress(build_id, 3);
    std::size_t answered = 0;

    StuckCar() {
        BOOST_REQUIRE(eventually(patience, [&] { return bridge.connected(); }));
        office.know_build(build_id, 1);
        office.reject(build_id, 2, "UNKNOWN_STATION");
        line.say(third, false);
        line.say(second, false);
        BOOST_REQUIRE(eventually(patience, [&] { return has_answer(second); }));
    }
    bool has_answer(const Performance& event, bool accepted = false) {
        const auto receipts = line.all<Receipt>();
        return std::any_of(receipts.begin(), receipts.end(), [&](auto& receipt) {
            return receipt.original_bodid == event.envelope.bodid && receipt.accepted == accepted;
        });
    }
    // The line answers each question with all that it knows, each time in a new message. True once it was asked.
    bool answer_next_question() {
        const auto asked = line.all<PerformanceQuery>();
        if (asked.size() <= answered) return false;
        const auto& question = asked.at(answered++);
        PerformanceHistory history{from_the_line(), question.envelope.bodid, build_id, third.order_number, {}};
        for (const auto& event : {second, third})
            if (event.segment.seq >= question.from_seq) history.segments.push_back(event.segment);
        line.say(history, false);
        return true;
    }
    void answer_questions(int count) {
        for (int i = 0; i < count; ++i) BOOST_REQUIRE(eventually(patience, [&] { return answer_next_question(); }));
        const auto shown = answered;
        BOOST_REQUIRE(eventually(patience, [&] { return office.book().set_aside.size() > shown; }));
    }
    nlohmann::json health() const { return bridge.health().at("lines").at(0); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(rejected_event)

BOOST_FIXTURE_TEST_CASE(it_is_one_message_for_the_planner_however_often_the_line_is_asked, StuckCar) {
    answer_questions(3);
    std::set<std::string> kept;
    for (const auto& message : office.book().set_aside) kept.insert(message.at("raw").get<std::string>());
    // As the line told it, and as it told it when it was asked.
    BOOST_TEST(kept.size() == 2);
    BOOST_TEST(kept.contains(b2mml::write(second)));
}

BOOST_FIXTURE_TEST_CASE(what_follows_it_is_kept_once, StuckCar) {
    answer_questions(3);
    BOOST_TEST(eventually(patience, [&] {
        const auto now = health();
        return now.at("waiting").at("held") == 1 && now.at("journal").at("inbound") == 1;
    }));
}

BOOST_FIXTURE_TEST_CASE(mended_and_sent_again_it_takes_effect_and_so_does_what_waited, StuckCar) {
    answer_questions(2);
    office.reject_no_longer(build_id, 2);
    office.errand({{"kind", "TAKE"}, {"topic", line.topics().of(second, false)}, {"raw", b2mml::write(second)}});
    BOOST_TEST(eventually(patience, [&] { return has_answer(third, true); }));
    BOOST_TEST(eventually(patience, [&] { return health().at("journal").at("inbound") == 0; }));
    std::vector<int> told;
    for (const auto& event : office.book().applied) told.push_back(event.at("seq").get<int>());
    BOOST_TEST(told == (std::vector<int>{2, 3}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque::bridge_test
