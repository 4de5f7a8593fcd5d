#include <boost/test/unit_test.hpp>

#include <map>
#include <set>

#include "b2mml/write.h"
#include "plant.h"

// The line alone, seen from the wire: what a real MES in its place has to do too.
namespace marque::bridge_test {

using b2mml::OrderAnswer;
using b2mml::Performance;
using b2mml::PerformanceHistory;
using b2mml::Receipt;

namespace {

struct LineAlone {
    support::TestBroker broker;
    MqttEnd office{broker.port(), usual_prefix};

    OrderAnswer ask(const b2mml::OrderRequest& request) {
        office.say(request, true);
        return answer_to(request.envelope.bodid);
    }
    OrderAnswer answer_to(const std::string& bodid) {
        std::optional<OrderAnswer> found;
        BOOST_REQUIRE(eventually(patience, [&] {
            for (auto& answer : office.all<OrderAnswer>())
                if (answer.original_bodid == bodid) found = std::move(answer);
            return found.has_value();
        }));
        return *found;
    }
    bool has_reached(const std::string& build_id, const std::string& station) {
        for (const auto& progress : office.all<Performance>())
            if (progress.build_id == build_id && progress.segment.station == station) return true;
        return false;
    }
    // Each event once, by SEQ, however often it was sent.
    std::map<int, Performance> progress_of(const std::string& build_id) {
        std::map<int, Performance> events;
        for (auto& progress : office.all<Performance>())
            if (progress.build_id == build_id) events.emplace(progress.segment.seq, std::move(progress));
        return events;
    }
    void check_gapless(const std::map<int, Performance>& events) {
        int expected = 1;
        auto last = b2mml::Instant{};
        for (const auto& [seq, progress] : events) {
            BOOST_TEST(seq == expected++);
            auto at = progress.segment.ended_at ? *progress.segment.ended_at : *progress.segment.started_at;
            BOOST_TEST((at >= last));
            last = at;
        }
    }
};

b2mml::OrderRequest changed(b2mml::OrderRequest request, const char* family, const char* code) {
    request.envelope.bodid = b2mml::new_bodid();
    request.action = b2mml::RequestAction::change;
    ++request.configuration_version;
    for (auto& feature : request.features)
        if (feature.family == family) feature.code = code;
    return request;
}

const support::Arguments quick{"--car-seconds", "1", "--road-seconds", "0.3", "--resend-seconds", "1"};
const support::Arguments slow{"--takt", "600"};

}  // namespace

BOOST_AUTO_TEST_SUITE(line)

BOOST_FIXTURE_TEST_CASE(a_car_is_built_shipped_and_arrives_with_every_step_told, LineAlone) {
    Line line(broker.port(), quick);
    auto answer = ask(release_of("ORD-2026-0000001"));
    BOOST_TEST(answer.accepted);
    BOOST_REQUIRE(eventually(patience, [&] { return has_reached(answer.build_id, "ARRIVED"); }));
    auto events = progress_of(answer.build_id);
    check_gapless(events);
    BOOST_TEST(events.size() >= 2 * 41 + 4);

    std::map<std::string, b2mml::Segment> last;
    for (const auto& [seq, progress] : events) last[progress.segment.station] = progress.segment;
    BOOST_TEST(last.at("LINE-OFF").vin.size() == 17);
    BOOST_TEST(!last.at("LINE-OFF").engine_number.empty());
    BOOST_TEST(*last.at("LINE-OFF").odometer_km > 0);
    BOOST_TEST((last.at("YARD-IN").operations_type == b2mml::OperationsType::inventory));
    BOOST_TEST(!last.at("SHIPPED").carrier.empty());
    BOOST_TEST(last.at("SHIPPED").eta.has_value());
    BOOST_TEST(last.at("QC-0640").tests.size() == 1);
    BOOST_TEST(!last.at("GA-0500").parts.front().serial.empty());
}

BOOST_FIXTURE_TEST_CASE(the_same_order_and_version_gets_the_same_build_id, LineAlone) {
    Line line(broker.port(), slow);
    auto request = release_of("ORD-2026-0000001");
    auto first = ask(request);
    office.forget();
    auto again = ask(request);
    BOOST_TEST(again.build_id == first.build_id);
    BOOST_TEST(again.envelope.bodid == first.envelope.bodid);
    request.envelope.bodid = b2mml::new_bodid();
    BOOST_TEST(ask(request).build_id == first.build_id);
    BOOST_TEST(ask(release_of("ORD-2026-0000002")).build_id != first.build_id);
}

BOOST_FIXTURE_TEST_CASE(what_the_line_can_no_longer_do_is_refused_with_a_reason, LineAlone) {
    Line line(broker.port(), slow);
    auto first = release_of("ORD-2026-0000001", 3);
    ask(first);
    BOOST_TEST(ask(release_of("ORD-2026-0000001", 2)).reason == "STALE_VERSION");
    BOOST_TEST(ask(changed(release_of("ORD-2026-0000009"), "ENGINE", "LSY")).reason == "UNKNOWN_ORDER");

    auto recoloured = changed(first, "EXTERIOR_COLOUR", "GBA");
    BOOST_TEST(ask(recoloured).accepted);
    auto cancelled = recoloured;
    cancelled.envelope.bodid = b2mml::new_bodid();
    cancelled.action = b2mml::RequestAction::cancel;
    BOOST_TEST(ask(cancelled).accepted);
    BOOST_TEST(ask(changed(recoloured, "ENGINE", "LSY")).reason == "ORDER_CANCELLED");
    BOOST_TEST(line.ledger().at(0).at("state") == "CANCELLED");
}

BOOST_FIXTURE_TEST_CASE(a_change_after_its_window_is_refused_and_the_car_stays_as_it_was, LineAlone) {
    Line line(broker.port(), {"--car-seconds", "4", "--road-seconds", "60"});
    auto request = release_of("ORD-2026-0000001");
    auto answer = ask(request);
    BOOST_REQUIRE(eventually(patience, [&] { return has_reached(answer.build_id, "PA-0250"); }));
    auto refused = ask(changed(request, "EXTERIOR_COLOUR", "GBA"));
    BOOST_TEST(refused.reason == "CHANGE_WINDOW_CLOSED");
    BOOST_TEST(refused.build_id == answer.build_id);
    request.envelope.bodid = b2mml::new_bodid();
    request.action = b2mml::RequestAction::cancel;
    BOOST_TEST(ask(request).reason == "CHANGE_WINDOW_CLOSED");
    auto book = line.ledger().at(0);
    BOOST_TEST(book.at("version") == 1);
    BOOST_TEST(book.at("refused").size() == 2);
}

BOOST_FIXTURE_TEST_CASE(the_line_repeats_what_is_not_confirmed_and_only_that, LineAlone) {
    Line line(broker.port(), {"--takt", "600", "--resend-seconds", "0.2"});
    auto answer = ask(release_of("ORD-2026-0000001"));
    auto times_sent = [&](const std::string& bodid) {
        int times = 0;
        for (const auto& heard : office.heard()) times += b2mml::envelope_of(heard.message).bodid == bodid;
        return times;
    };
    BOOST_TEST(eventually(patience, [&] { return times_sent(answer.envelope.bodid) >= 2; }));
    BOOST_REQUIRE(eventually(patience, [&] { return !office.all<Performance>().empty(); }));
    auto event = office.all<Performance>().front().envelope.bodid;
    office.say(receipt_for(answer.envelope.bodid), true);
    BOOST_REQUIRE(eventually(patience, [&] { return line.ledger().at(0).at("unconfirmed") == 1; }));
    office.forget();
    BOOST_TEST(eventually(patience, [&] { return times_sent(event) >= 2; }));
    BOOST_TEST(times_sent(answer.envelope.bodid) == 0);
}

BOOST_FIXTURE_TEST_CASE(a_build_is_told_again_from_any_seq, LineAlone) {
    Line line(broker.port(), quick);
    auto answer = ask(release_of("ORD-2026-0000001"));
    BOOST_REQUIRE(eventually(patience, [&] { return has_reached(answer.build_id, "BO-0110"); }));
    auto get = [&](const std::string& build_id, int from) {
        b2mml::PerformanceQuery query{{b2mml::new_bodid(), b2mml::now(), "marque", "mes/plant-01"}, build_id, from};
        office.say(query, true);
        return query.envelope.bodid;
    };
    auto asked = get(answer.build_id, 3);
    std::optional<PerformanceHistory> history;
    BOOST_REQUIRE(eventually(patience, [&] {
        for (auto& shown : office.all<PerformanceHistory>())
            if (shown.original_bodid == asked) history = std::move(shown);
        return history.has_value();
    }));
    BOOST_TEST(history->segments.front().seq == 3);
    for (std::size_t i = 0; i < history->segments.size(); ++i)
        BOOST_TEST(history->segments[i].seq == static_cast<int>(i) + 3);

    auto receipt_to = [&](const std::string& bodid) {
        std::optional<Receipt> found;
        BOOST_REQUIRE(eventually(patience, [&] {
            for (auto& receipt : office.all<Receipt>())
                if (receipt.original_bodid == bodid) found = std::move(receipt);
            return found.has_value();
        }));
        return *found;
    };
    BOOST_TEST(receipt_to(get(answer.build_id, 1000)).accepted);
    BOOST_TEST(receipt_to(get("26B9999999", 1)).reason == "UNKNOWN_BUILD_ID");
}

BOOST_FIXTURE_TEST_CASE(killed_at_any_moment_the_line_goes_on_where_it_stood, LineAlone) {
    Line line(broker.port(), {"--car-seconds", "3", "--road-seconds", "0.5", "--resend-seconds", "0.5"});
    std::vector<std::string> builds;
    for (int i = 1; i <= 5; ++i) builds.push_back(ask(release_of("ORD-2026-000000" + std::to_string(i))).build_id);
    for (const char* station : {"PR-0020", "BO-0140", "PA-0260", "GA-0440", "QC-0620"}) {
        BOOST_REQUIRE(eventually(patience, [&] { return has_reached(builds.front(), station); }));
        line.kill9();
        line.start();
    }
    for (const auto& build : builds) {
        BOOST_REQUIRE(eventually(patience, [&] { return has_reached(build, "ARRIVED"); }));
        BOOST_REQUIRE(eventually(patience, [&] {
            auto events = progress_of(build);
            return events.rbegin()->first == static_cast<int>(events.size());
        }));
        check_gapless(progress_of(build));
    }
    std::set<std::string> vins, bodids;
    std::map<std::pair<std::string, int>, std::string> bodid_of;
    for (const auto& progress : office.all<Performance>()) {
        if (progress.segment.station == "LINE-OFF") vins.insert(progress.segment.vin);
        auto [place, fresh] =
            bodid_of.emplace(std::pair{progress.build_id, progress.segment.seq}, progress.envelope.bodid);
        BOOST_TEST(place->second == progress.envelope.bodid);
    }
    BOOST_TEST(vins.size() == builds.size());
}

BOOST_AUTO_TEST_CASE(the_same_seed_makes_the_same_choices) {
    auto story = [](const char* seed) {
        LineAlone plant;
        Line line(plant.broker.port(), {"--car-seconds", "1", "--road-seconds", "0.2", "--hold-rate", "1",
                                        "--rework-rate", "1", "--seed", seed});
        auto answer = plant.ask(release_of("ORD-2026-0000001"));
        BOOST_REQUIRE(eventually(patience, [&] { return plant.has_reached(answer.build_id, "ARRIVED"); }));
        std::string text;
        for (const auto& [seq, progress] : plant.progress_of(answer.build_id)) {
            const auto& s = progress.segment;
            text += s.station + " " + b2mml::name_of(s.state) + " " + std::to_string(s.pass_no) + " " + s.hold_reason +
                    s.disposition + s.carrier + "\n";
        }
        return text;
    };
    auto once = story("7");
    BOOST_TEST(once == story("7"));
    BOOST_TEST(once != story("8"));
}

BOOST_FIXTURE_TEST_CASE(a_message_the_line_cannot_read_is_answered_when_its_bodid_can, LineAlone) {
    Line line(broker.port(), slow);
    auto request = release_of("ORD-2026-0000001");
    auto text = b2mml::write(request);
    text.replace(text.find("\"Add\""), 5, "\"Eat\"");
    auto topic = office.topics().of(request, true);
    office.publish(topic, "not JSON at all");
    office.publish(topic, text);
    BOOST_TEST(eventually(patience, [&] {
        auto receipts = office.all<Receipt>();
        return receipts.size() == 1 && !receipts[0].accepted && receipts[0].reason == "INVALID_MESSAGE" &&
               receipts[0].original_bodid == request.envelope.bodid;
    }));
    BOOST_TEST(ask(release_of("ORD-2026-0000002")).accepted);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque::bridge_test
