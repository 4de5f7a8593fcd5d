#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "b2mml/parse.h"
#include "b2mml/write.h"
#include "line-simulator/mischief.h"
#include "line_shop.h"
#include "support/paths.h"

// What goes wrong on a line, on purpose: what is said for it, and what its ledger keeps of it.
namespace marque::line {
namespace {

using namespace std::chrono_literals;
using b2mml::Performance;
using b2mml::Segment;
using b2mml::SegmentState;
using nlohmann::json;

struct Wire {
    support::TempDir folder;
    Ledger ledger{(folder.path() / "ledger.db").string()};
    Instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21}};

    static b2mml::Envelope envelope() { return {b2mml::new_bodid(), b2mml::now(), "mes/plant-01", "marque"}; }

    Outgoing keep(const b2mml::Message& message, const std::string& build_id, int seq) {
        Outgoing out{0,
                     b2mml::envelope_of(message).bodid,
                     build_id,
                     "ORD-" + build_id,
                     "topic/" + build_id,
                     b2mml::write(message),
                     seq,
                     0};
        ledger.add(out);
        return out;
    }
    Outgoing event(const std::string& build_id, int seq, const std::string& vin = "") {
        Segment segment;
        segment.seq = seq;
        segment.station = vin.empty() ? "BO-0110" : "LINE-OFF";
        segment.state = SegmentState::completed;
        segment.started_at = segment.ended_at = now;
        segment.vin = vin;
        if (!vin.empty()) segment.engine_number = "ENG-" + vin, segment.odometer_km = 9;
        return keep(Performance{envelope(), build_id, "ORD-" + build_id, segment}, build_id, seq);
    }
    Outgoing answer(const std::string& build_id) {
        b2mml::OrderAnswer answer;
        answer.envelope = envelope();
        answer.original_bodid = b2mml::new_bodid();
        answer.accepted = true;
        answer.order_number = "ORD-" + build_id;
        answer.build_id = build_id;
        answer.planned_start = answer.planned_end = now;
        return keep(answer, build_id, 0);
    }
    // A car that has arrived and of which the office has confirmed every word.
    Car finished(const std::string& build_id, const std::string& vin) {
        auto said = event(build_id, 1, vin);
        ledger.confirm(said.bodid, true, "");
        Car car;
        car.build_id = build_id;
        car.order_number = "ORD-" + build_id;
        car.state = BuildState::arrived;
        car.phase = Phase::gone;
        car.vin = vin;
        ledger.save(car);
        return car;
    }
    std::vector<json> misdeeds() {
        std::vector<json> list;
        ledger.dump_misdeeds([&](const std::string& line) { list.push_back(json::parse(line)); });
        return list;
    }
    std::size_t entered(const std::string& kind) {
        const auto list = misdeeds();
        return static_cast<std::size_t>(
            std::count_if(list.begin(), list.end(), [&](const json& m) { return m.at("kind") == kind; }));
    }
    Mischief with(MischiefRates rates, std::uint64_t seed = 1) { return Mischief(rates, Chance(seed), ledger); }
};

template <typename M>
M read(const Mail& mail) {
    return std::get<M>(std::get<b2mml::Message>(b2mml::parse(mail.payload)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(line_misbehaviour)

BOOST_FIXTURE_TEST_CASE(a_line_that_behaves_says_what_it_has_to_say_and_no_more, Wire) {
    const auto first = event("A", 1), second = event("A", 2);
    const auto said = with({}).arrange({first, second}, now);
    BOOST_REQUIRE(said.size() == 2u);
    BOOST_TEST(said[0].payload == first.payload);
    BOOST_TEST(said[1].payload == second.payload);
    BOOST_TEST(misdeeds().empty());
}

BOOST_FIXTURE_TEST_CASE(doubled_dropped_and_late_messages_are_in_the_ledger, Wire) {
    const std::vector<Outgoing> two{event("A", 1), event("A", 2)};
    BOOST_TEST(with({.duplicate = 1}).arrange(two, now).size() == 4u);
    BOOST_TEST(with({.drop = 1}).arrange(two, now).empty());
    auto late = with({.reorder = 1});
    BOOST_TEST(late.arrange(two, now).empty());
    BOOST_TEST(late.arrange({}, now).size() == 2u);
    BOOST_TEST(entered("DUPLICATE") == 2u);
    BOOST_TEST(entered("DROPPED") == 2u);
    BOOST_TEST(entered("REORDERED") == 2u);
    auto again = two;
    for (auto& message : again) message.attempts = 1;
    BOOST_TEST(with({.drop = 1}).arrange(again, now).size() == 2u);
}

BOOST_FIXTURE_TEST_CASE(garbage_goes_beside_what_is_true_and_is_kept_as_it_was_said, Wire) {
    std::vector<Outgoing> many;
    for (int seq = 1; seq <= 200; ++seq) many.push_back(event("A", seq));
    const auto said = with({.garbage = 1}).arrange(many, now);
    BOOST_TEST(said.size() == 400u);
    BOOST_TEST(entered("GARBAGE") == 200u);
    std::size_t of_no_use = 0;
    for (std::size_t i = 0; i < many.size(); ++i) {
        BOOST_TEST(said[2 * i].payload == many[i].payload);
        const auto& garbage = said[2 * i + 1].payload;
        const auto parsed = b2mml::parse(garbage);
        of_no_use += std::holds_alternative<b2mml::ParseError>(parsed) ? 1 : 0;
        // The words of the true message stay its own.
        if (std::holds_alternative<b2mml::Message>(parsed))
            BOOST_TEST(b2mml::envelope_of(std::get<b2mml::Message>(parsed)).bodid != many[i].bodid);
    }
    BOOST_TEST(of_no_use > 100u);
}

BOOST_FIXTURE_TEST_CASE(garbage_that_can_be_read_says_the_same_or_names_no_such_seq_or_build, Wire) {
    Segment yard;
    yard.station = "YARD-IN";
    yard.state = SegmentState::completed;
    yard.ended_at = now;
    for (int i = 0; i < 200; ++i) {
        const auto build_id = "Y" + std::to_string(i);
        yard.seq = 7;
        const auto said =
            with({.garbage = 1})
                .arrange({keep(Performance{envelope(), build_id, "ORD-" + build_id, yard}, build_id, 7)}, now);
        const auto parsed = b2mml::parse(said.at(1).payload);
        const auto* message = std::get_if<b2mml::Message>(&parsed);
        if (!message) continue;
        const auto& event = std::get<Performance>(*message);
        const bool believed = event.build_id == build_id && event.segment.seq == 7;
        BOOST_TEST((!believed || event.segment.ended_at == now));
    }
}

BOOST_FIXTURE_TEST_CASE(garbage_never_gives_an_order_a_build_that_is_not_there, Wire) {
    for (int i = 0; i < 200; ++i) {
        const auto build_id = "B" + std::to_string(i);
        const auto said = with({.garbage = 1}).arrange({answer(build_id)}, now);
        const auto parsed = b2mml::parse(said.at(1).payload);
        if (const auto* message = std::get_if<b2mml::Message>(&parsed))
            BOOST_TEST(std::get<b2mml::OrderAnswer>(*message).build_id == build_id);
    }
}

BOOST_FIXTURE_TEST_CASE(another_cars_vin_is_told_first_and_the_right_one_at_once_afterwards, Wire) {
    const auto mine = event("B", 5, "LSG4NB690TA000002");
    BOOST_TEST(with({.vin_reuse = 1}).arrange({mine}, now).size() == 1u);  // no other car is finished
    finished("A", "LSG4NB690TA000001");
    const auto said = with({.vin_reuse = 1}).arrange({mine}, now);
    BOOST_REQUIRE(said.size() == 2u);
    const auto wrong = read<Performance>(said[0]);
    BOOST_TEST(wrong.segment.vin == "LSG4NB690TA000001");
    BOOST_TEST(wrong.build_id == "B");
    BOOST_TEST(wrong.segment.seq == 5);
    BOOST_TEST(wrong.envelope.bodid != mine.bodid);
    BOOST_TEST(said[1].payload == mine.payload);
    const auto kept = misdeeds().at(0);
    BOOST_TEST(kept.at("kind") == "VIN_REUSED");
    BOOST_TEST(kept.at("bodid") == wrong.envelope.bodid);
    BOOST_TEST(kept.at("payload") == said[0].payload);
}

BOOST_FIXTURE_TEST_CASE(a_second_build_is_told_once_and_only_when_the_office_has_heard_of_the_first, Wire) {
    const auto said_on_the_way = [&](const std::string& build_id) {
        std::vector<Mail> said;
        for (int seq = 1; seq <= 20; ++seq)
            for (auto& mail : with({.second_build = 1}).arrange({event(build_id, seq)}, now)) said.push_back(mail);
        return said;
    };
    const auto accept = [&](const std::string& build_id) {
        const auto first = answer(build_id);
        ledger.add(Decision{b2mml::new_bodid(), "ORD-" + build_id, 1, "RELEASE", build_id, true, "", first.bodid});
        return first;
    };
    accept("26B0000001");
    BOOST_TEST(said_on_the_way("26B0000001").size() == 20u);
    const auto first = accept("26B0000002");
    ledger.confirm(first.bodid, true, "");
    const auto said = said_on_the_way("26B0000002");
    BOOST_REQUIRE(said.size() == 21u);
    const auto lie = std::find_if(said.begin(), said.end(), [&](const Mail& mail) {
        return std::holds_alternative<b2mml::OrderAnswer>(std::get<b2mml::Message>(b2mml::parse(mail.payload)));
    });
    const auto second = read<b2mml::OrderAnswer>(*lie);
    BOOST_TEST(lie->topic == first.topic);
    BOOST_TEST(second.build_id == "26B9000002");
    BOOST_TEST(second.order_number == "ORD-26B0000002");
    BOOST_TEST(second.original_bodid == read<b2mml::OrderAnswer>({first.topic, first.payload}).original_bodid);
    BOOST_REQUIRE(entered("SECOND_BUILD") == 1u);
    BOOST_TEST(misdeeds().at(0).at("bodid") == second.envelope.bodid);
    BOOST_TEST(misdeeds().at(0).at("build_id") == "26B9000002");
}

BOOST_FIXTURE_TEST_CASE(a_vin_that_the_office_may_not_have_heard_is_not_reused, Wire) {
    const auto car = finished("A", "LSG4NB690TA000001");
    event("A", 2);  // said, not confirmed
    BOOST_TEST(!ledger.finished_car_besides("B"));
    BOOST_TEST(with({.vin_reuse = 1}).arrange({event("B", 5, "LSG4NB690TA000002")}, now).size() == 1u);
}

BOOST_FIXTURE_TEST_CASE(another_orders_build_id_is_told_first_and_the_right_one_at_once_afterwards, Wire) {
    finished("A", "LSG4NB690TA000001");
    const auto mine = answer("B");
    const auto said = with({.build_id_reuse = 1}).arrange({mine}, now);
    BOOST_REQUIRE(said.size() == 2u);
    BOOST_TEST(read<b2mml::OrderAnswer>(said[0]).build_id == "A");
    BOOST_TEST(read<b2mml::OrderAnswer>(said[0]).order_number == "ORD-B");
    BOOST_TEST(read<b2mml::OrderAnswer>(said[1]).build_id == "B");
    BOOST_TEST(entered("BUILD_ID_REUSED") == 1u);
}

BOOST_FIXTURE_TEST_CASE(silence_follows_a_message_once_and_not_when_it_is_said_again, Wire) {
    auto mischief = with({.silence = 1, .silence_time = 4s});
    auto message = event("A", 1);
    const auto silence = mischief.falls_silent({message}, now);
    BOOST_REQUIRE(silence.has_value());
    BOOST_TEST((*silence >= 2s && *silence <= 6s));
    message.attempts = 1;
    BOOST_TEST(!mischief.falls_silent({message}, now).has_value());
    BOOST_TEST(entered("SILENCE") == 1u);
}

BOOST_FIXTURE_TEST_CASE(a_question_is_left_unanswered_for_a_while_and_answered_when_it_comes_again, Wire) {
    auto mischief = with({.no_replay = 0.5, .no_replay_time = 3s});
    const b2mml::PerformanceQuery query{envelope(), "A", 1};
    int answered = 0, unanswered = 0;
    for (int i = 0; i < 100; ++i, now += 1s) ++(mischief.leaves_unanswered(query, now) ? unanswered : answered);
    BOOST_TEST(answered > 5);
    BOOST_TEST(unanswered > 50);
    BOOST_TEST(entered("NO_REPLAY") > 5u);
}

BOOST_FIXTURE_TEST_CASE(the_same_seed_misbehaves_in_the_same_way, Wire) {
    std::vector<Outgoing> many;
    for (int seq = 1; seq <= 100; ++seq) many.push_back(event("A", seq));
    const MischiefRates rates{.duplicate = 0.2, .reorder = 0.2, .drop = 0.2};
    auto topics = [&](std::uint64_t seed) {
        std::vector<std::string> payloads;
        for (auto& mail : with(rates, seed).arrange(many, now)) payloads.push_back(mail.payload);
        return payloads;
    };
    BOOST_TEST((topics(4) == topics(4)));
    BOOST_TEST((topics(4) != topics(5)));
}

BOOST_FIXTURE_TEST_CASE(the_ledger_prints_every_event_of_a_car_with_the_offices_word_on_it, Wire) {
    ledger.confirm(event("A", 1).bodid, true, "");
    ledger.confirm(event("A", 2).bodid, false, "VIN_IN_USE");
    event("A", 3, "LSG4NB690TA000001");
    std::vector<json> events;
    ledger.dump_events([&](const std::string& line) { events.push_back(json::parse(line)); });
    BOOST_REQUIRE(events.size() == 3u);
    BOOST_TEST(events[0].at("office") == "CONFIRMED");
    BOOST_TEST(events[1].at("reason") == "VIN_IN_USE");
    BOOST_TEST(events[2].at("office") == "OPEN");
    BOOST_TEST(events[2].at("vin") == "LSG4NB690TA000001");
    BOOST_TEST(events[2].at("at") == b2mml::format_instant(now));
}

BOOST_FIXTURE_TEST_CASE(a_car_that_needs_a_missing_part_is_held_until_it_is_back, Shop) {
    open();
    const auto back = now + 24h;
    floor->restore(Shortage{"WINDSCREEN", "GA-0460", now, back});
    for (int i = 0; i < 3; ++i) admit("S" + std::to_string(i));
    run_dry();
    int held = 0;
    for (const auto& [build_id, history] : told) {
        BOOST_TEST(history.back().station == "ARRIVED");
        for (std::size_t i = 0; i < history.size(); ++i) {
            if (history[i].state != SegmentState::held) continue;
            ++held;
            BOOST_TEST(history[i].station == "GA-0460");
            BOOST_TEST(history[i].hold_reason == "PART_SHORTAGE");
            BOOST_TEST(history[i].hold_part_no == "WINDSCREEN");
            BOOST_TEST((time_of(history[i + 1]) == back));
            BOOST_TEST((history[i + 2].state == SegmentState::completed));
        }
    }
    BOOST_TEST(held == 1);  // the others stand in the line behind it
    BOOST_TEST(floor->take_new_shortages().empty());
}

BOOST_FIXTURE_TEST_CASE(stations_run_out_of_their_own_parts_and_say_which, Shop) {
    pace.shortage_rate = 0.2;
    pace.shortage_seconds = 300;
    open();
    for (int i = 0; i < 20; ++i) admit("P" + std::to_string(i));
    run_dry();
    const auto shortages = floor->take_new_shortages();
    BOOST_TEST(shortages.size() > 20u);
    for (const auto& shortage : shortages) {
        const auto& parts = plan.stations[static_cast<std::size_t>(plan.index_of(shortage.station))].parts;
        BOOST_TEST(std::any_of(parts.begin(), parts.end(), [&](auto& p) { return p.part_no == shortage.part_no; }));
        BOOST_TEST((shortage.until > shortage.since));
    }
    std::size_t holds = 0;
    for (const auto& [build_id, history] : told) {
        int seq = 0;
        for (const auto& segment : history) {
            BOOST_TEST(segment.seq == ++seq);
            holds += segment.hold_reason == "PART_SHORTAGE" ? 1 : 0;
        }
        BOOST_TEST(history.back().station == "ARRIVED");
    }
    BOOST_TEST(holds == shortages.size());
}

BOOST_FIXTURE_TEST_CASE(a_station_whose_clock_is_off_dates_its_events_wrongly_and_no_other_does, Shop) {
    auto times = [&](double rate) {
        told.clear();
        now = Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21}};
        pace.clock_skew_rate = rate;
        pace.clock_skew_seconds = 7200;
        open(3);
        admit("C");
        run_dry();
        return told.at("C");
    };
    const auto right = times(0), wrong = times(0.3);
    BOOST_REQUIRE(right.size() == wrong.size());
    std::set<std::string> off, exact;
    int ahead = 0, behind = 0;
    for (std::size_t i = 0; i < right.size(); ++i) {
        const auto error = time_of(wrong[i]) - time_of(right[i]);
        BOOST_TEST((error <= 7200s && error >= -7200s));
        if (error > 0s) ++ahead;
        if (error < 0s) ++behind;
        if (i < 82) (error == 0s ? exact : off).insert(right[i].station);
        // One message at least makes sense in itself.
        if (wrong[i].ended_at) BOOST_TEST((*wrong[i].started_at <= *wrong[i].ended_at));
    }
    BOOST_TEST(ahead > 2);
    BOOST_TEST(behind > 2);
    for (const auto& station : off) BOOST_TEST(!exact.contains(station));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque::line
