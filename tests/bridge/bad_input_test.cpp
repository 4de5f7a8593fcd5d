#include <boost/test/unit_test.hpp>

#include <nlohmann/json.hpp>

#include "b2mml/write.h"
#include "db/tx.h"
#include "plant.h"
#include "support/test_database.h"
#include "support/test_server.h"

// Whatever is said on the topics: the real bridge and the real server answer it, keep it, and go on. After each piece
// of nonsense the car's next true event must still take effect, and nothing else may have changed.
namespace marque::bridge_test {
namespace {

using b2mml::Performance;
using nlohmann::json;

struct RealOffice {
    support::TestDatabase database;
    support::TestServer server{database};
    support::TestBroker broker;
    support::Network net = support::make_network(database.pool());
    support::Model model = support::make_model(database.pool(), "ga-1");
    support::HttpClient dealer = server.client(net.salesperson);
    MqttEnd line{broker.port(), usual_prefix};
    Bridge bridge{broker.port(), server.port(), server.service_token("ga-1")};
    std::string order, build_id;
    int seq = 0;

    static inline RealOffice* running = nullptr;
    RealOffice() {
        running = this;
        BOOST_REQUIRE(eventually(patience, [&] { return bridge.connected(); }));
        order = place_order();
        build_id = "26B0000001";
        accept(order, build_id);
    }
    ~RealOffice() { running = nullptr; }

    static b2mml::Envelope envelope() { return {b2mml::new_bodid(), b2mml::now(), "mes/plant-01", "marque"}; }

    std::string place_order() { return order_for_stock(dealer, model); }
    b2mml::OrderAnswer answer_to(const std::string& number, const std::string& build) {
        b2mml::OrderAnswer answer;
        BOOST_REQUIRE(eventually(patience, [&] {
            for (const auto& request : line.all<b2mml::OrderRequest>())
                if (request.order_number == number) answer.original_bodid = request.envelope.bodid;
            return !answer.original_bodid.empty();
        }));
        answer.envelope = envelope();
        answer.accepted = true;
        answer.order_number = number;
        answer.build_id = build;
        answer.planned_start = b2mml::now();
        answer.planned_end = b2mml::now() + 1h;
        return answer;
    }
    void accept(const std::string& number, const std::string& build) {
        const auto answer = answer_to(number, build);
        line.say(answer, false);
        BOOST_REQUIRE(verdict_on(answer.envelope.bodid) == "ACCEPTED");
    }
    Performance event(int at_seq, const std::string& station = "BO-0110") {
        b2mml::Segment segment;
        segment.seq = at_seq;
        segment.station = station;
        segment.started_at = b2mml::now();
        return {envelope(), build_id, order, segment};
    }
    // "ACCEPTED", or the reason of the rejection.
    std::string verdict_on(const std::string& bodid) {
        std::string verdict;
        BOOST_REQUIRE_MESSAGE(eventually(patience,
                                         [&] {
                                             for (const auto& receipt : line.all<b2mml::Receipt>())
                                                 if (receipt.original_bodid == bodid)
                                                     verdict = receipt.accepted ? "ACCEPTED" : receipt.reason;
                                             return !verdict.empty();
                                         }),
                              "no ConfirmBOD for " << bodid);
        return verdict;
    }
    std::string verdict_on(const Performance& performance) {
        line.say(performance, false);
        return verdict_on(performance.envelope.bodid);
    }
    // A well-formed message with something put in the place of something else.
    std::string verdict_on_text(const Performance& performance, const std::string& what, const std::string& with) {
        auto text = b2mml::write(performance);
        const auto place = text.find(what);
        BOOST_REQUIRE(place != std::string::npos);
        text.replace(place, what.size(), with);
        line.publish(line.topics().of(performance, false), text);
        const auto verdict = verdict_on(performance.envelope.bodid);
        BOOST_TEST(kept(text) == 1);
        return verdict;
    }
    // How often this very text is among what was set aside.
    int kept(const std::string& raw) {
        return db::read(database.pool(), [&](db::Tx& tx) {
            return tx.value<int>("n", "SELECT COUNT(*) AS n FROM set_aside WHERE raw = ?", raw).value();
        });
    }
    bool nothing_waits() const { return bridge.health().at("lines").at(0).at("journal").at("inbound") == 0; }
    bool is_kept(const std::string& raw) {
        return eventually(patience, [&] { return kept(raw) == 1; });
    }
    // The car's next true event takes effect: nothing stands in its way.
    void goes_on() {
        BOOST_TEST(verdict_on(event(seq + 1)) == "ACCEPTED");
        ++seq;
        const auto build = dealer.get("/orders/" + order).json().at("build");
        BOOST_TEST(build.at("build_id") == build_id);
        BOOST_TEST(build.at("last_seq") == seq);
        BOOST_TEST(bridge.connected());
    }
};

RealOffice& office() { return *RealOffice::running; }
const std::string seq_before = R"({"ID":"SEQ","Value":[{"ValueString":")";

}  // namespace

BOOST_AUTO_TEST_SUITE(bad_input, *boost::unit_test::fixture<RealOffice>())

BOOST_AUTO_TEST_CASE(what_is_no_json) {
    auto& o = office();
    const auto topic = o.line.topics().of(o.event(1), false);
    const auto good = b2mml::write(o.event(1));
    for (const auto& text : {std::string("this is not JSON"), good.substr(0, good.size() / 2), good + good}) {
        o.line.publish(topic, text);
        BOOST_TEST(o.is_kept(text));
    }
    o.goes_on();
}

BOOST_AUTO_TEST_CASE(json_that_is_no_message) {
    auto& o = office();
    const auto topic = o.line.topics().of(o.event(1), false);
    for (const std::string text : {"{}", "[]", "null", "7", R"({"SyncOperationsPerformance":[]})",
                                   R"({"NotifyOperationsEvent":{"@releaseID":"7.0.1"}})"}) {
        o.line.publish(topic, text);
        BOOST_TEST(o.is_kept(text), text);
    }
    o.goes_on();
}

BOOST_AUTO_TEST_CASE(nonsense_in_the_right_places) {
    auto& o = office();
    BOOST_TEST(o.verdict_on_text(o.event(1), "\"Running\"", "\"Dancing\"") == "INVALID_MESSAGE");
    BOOST_TEST(o.verdict_on_text(o.event(1), "\"BO-0110\"", "\"BO 0110; DROP TABLE build\"") == "INVALID_MESSAGE");
    BOOST_TEST(o.verdict_on_text(o.event(1), "ActualStartTime\":\"20", "ActualStartTime\":\"99") == "INVALID_MESSAGE");
    BOOST_TEST(o.verdict_on(o.event(o.seq + 1, "BO-9999")) == "UNKNOWN_STATION");
    BOOST_TEST(o.verdict_on(o.event(o.seq + 1, "ARRIVED")) == "INVALID_MESSAGE");
    o.goes_on();
}

BOOST_AUTO_TEST_CASE(ten_megabytes) {
    auto& o = office();
    const auto topic = o.line.topics().of(o.event(1), false);
    auto padded = b2mml::write(o.event(o.seq + 1));
    padded.insert(padded.size() - 1, std::string(10'000'000, ' '));
    o.line.publish(topic, padded);
    BOOST_TEST(eventually(patience, [&] {
        return db::read(o.database.pool(), [&](db::Tx& tx) {
            return tx.value<int>("n",
                                 "SELECT COUNT(*) AS n FROM set_aside WHERE detail LIKE 'TOO_LARGE: 10%' AND "
                                 "raw = ?",
                                 padded)
                       .value() == 1;
        });
    }));
    o.goes_on();
}

BOOST_AUTO_TEST_CASE(an_answer_that_tells_nothing) {
    auto& o = office();
    const b2mml::PerformanceHistory empty{o.envelope(), b2mml::new_bodid(), o.build_id, o.order, {}};
    const auto text = b2mml::write(empty);
    o.line.publish(o.line.topics().of(empty, false), text);
    BOOST_TEST(o.verdict_on(empty.envelope.bodid) == "INVALID_MESSAGE");
    BOOST_TEST(o.kept(text) == 1);
    BOOST_TEST(eventually(patience, [&] { return o.nothing_waits(); }));
    o.goes_on();
}

BOOST_AUTO_TEST_CASE(a_seq_that_is_none) {
    auto& o = office();
    for (const auto* seq : {"0", "-1", "1000001", "99999999999999999999", "1.5", "one", ""})
        BOOST_TEST(o.verdict_on_text(o.event(7), seq_before + "7", seq_before + seq) == "INVALID_MESSAGE", seq);
    o.goes_on();
}

BOOST_AUTO_TEST_CASE(a_seq_far_ahead_waits_and_holds_up_nothing) {
    auto& o = office();
    o.line.say(o.event(999'999), false);
    BOOST_TEST(eventually(patience, [&] {
        const auto asked = o.line.all<b2mml::PerformanceQuery>();
        return std::any_of(asked.begin(), asked.end(), [&](auto& q) { return q.build_id == o.build_id; });
    }));
    o.goes_on();
    o.goes_on();
}

BOOST_AUTO_TEST_CASE(a_build_that_nobody_knows_and_one_of_another_order) {
    auto& o = office();
    auto stranger = o.event(1);
    stranger.build_id = "26B7777777";
    BOOST_TEST(o.verdict_on(stranger) == "UNKNOWN_BUILD_ID");
    auto mistaken = o.event(o.seq + 1);
    mistaken.order_number = "ORD-1999-0000001";
    BOOST_TEST(o.verdict_on(mistaken) == "INVALID_MESSAGE");
    const auto second = o.place_order();
    const auto taken = o.answer_to(second, o.build_id);
    o.line.say(taken, false);
    BOOST_TEST(o.verdict_on(taken.envelope.bodid) == "BUILD_ID_IN_USE");
    // What is told of the right build meanwhile waits for it.
    auto early = o.event(1);
    early.build_id = "26B0000002";
    early.order_number = second;
    o.line.say(early, false);
    // Put right, the answer counts.
    o.accept(second, "26B0000002");
    BOOST_TEST(o.verdict_on(early.envelope.bodid) == "ACCEPTED");
    BOOST_TEST(o.dealer.get("/orders/" + second).json().at("build").at("build_id") == "26B0000002");
    o.goes_on();
}

BOOST_AUTO_TEST_CASE(the_car_of_another_line) {
    auto& o = office();
    const auto other = support::make_line(o.database.pool());
    const std::string prefix = "marque/plant-01/vehicle/" + other.code;
    MqttEnd their_line(o.broker.port(), prefix);
    Bridge their_bridge(o.broker.port(), o.server.port(), o.server.service_token(other.code), {"--line=" + other.code});
    BOOST_REQUIRE(eventually(patience, [&] { return their_bridge.connected(); }));
    const auto foreign = o.event(o.seq + 1);
    their_line.say(foreign, false);
    std::string reason;
    BOOST_TEST(eventually(patience, [&] {
        for (const auto& receipt : their_line.all<b2mml::Receipt>())
            if (receipt.original_bodid == foreign.envelope.bodid) reason = receipt.reason;
        return !reason.empty();
    }));
    BOOST_TEST(reason == "LINE_MISMATCH");
    o.goes_on();
}

BOOST_AUTO_TEST_CASE(time_that_runs_backwards) {
    auto& o = office();
    auto ends_first = o.event(o.seq + 1);
    ends_first.segment.state = b2mml::SegmentState::completed;
    ends_first.segment.ended_at = *ends_first.segment.started_at - 1s;
    BOOST_TEST(o.verdict_on(ends_first) == "INVALID_MESSAGE");
    // A station's clock may be off: what it tells is true all the same, and its SEQ says when it was.
    auto yesterday = o.event(++o.seq);
    yesterday.segment.started_at = b2mml::now() - 24h;
    BOOST_TEST(o.verdict_on(yesterday) == "ACCEPTED");
    auto tomorrow = o.event(++o.seq, "BO-0120");
    tomorrow.segment.started_at = b2mml::now() + 24h;
    BOOST_TEST(o.verdict_on(tomorrow) == "ACCEPTED");
    o.goes_on();
}

BOOST_AUTO_TEST_CASE(what_the_line_should_not_say_at_all) {
    auto& o = office();
    const auto events_of_the_car = usual_prefix + "/b2mml/sync-operations-performance/" + o.build_id;
    const b2mml::PerformanceQuery question{o.envelope(), o.build_id, 1};
    o.line.publish(events_of_the_car, b2mml::write(question));
    BOOST_TEST(o.verdict_on(question.envelope.bodid) == "INVALID_MESSAGE");
    const auto misplaced = b2mml::write(o.event(o.seq + 1));
    o.line.publish(usual_prefix + "/b2mml/sync-operations-performance/26B7777777", misplaced);
    BOOST_TEST(o.is_kept(misplaced));
    o.goes_on();
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque::bridge_test
