#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "line-simulator/vin.h"
#include "line_shop.h"

namespace marque::line {
namespace {

using namespace std::chrono_literals;
using b2mml::Segment;
using b2mml::SegmentState;

}  // namespace

BOOST_AUTO_TEST_SUITE(line_floor)

BOOST_FIXTURE_TEST_CASE(a_car_passes_every_station_in_order_and_arrives, Shop) {
    open();
    floor->admit(car("A"), now);
    run_dry();
    check_history("A");
    std::vector<std::string> wanted;
    for (const auto& station : plan.stations) wanted.push_back(station.id);
    for (auto* last : {"LINE-OFF", "YARD-IN", "SHIPPED", "ARRIVED"}) wanted.push_back(last);
    BOOST_TEST(wanted.size() == 41 + 4);
    BOOST_TEST(stations_of("A") == wanted, boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(no_station_ever_holds_two_cars, Shop) {
    open();
    for (int i = 0; i < 60; ++i) floor->admit(car("B" + std::to_string(i)), now);
    run_dry();
    // Of each station: the stretches of time in which a car was worked on there must not overlap.
    std::map<std::string, std::vector<std::pair<Instant, Instant>>> busy;
    for (const auto& [build_id, history] : told) {
        check_history(build_id);
        for (const auto& s : history)
            if (s.state == SegmentState::completed && s.started_at && s.station != "LINE-OFF")
                busy[s.station].emplace_back(*s.started_at, *s.ended_at);
    }
    BOOST_TEST(busy.size() == plan.stations.size());
    for (auto& [station, stretches] : busy) {
        std::sort(stretches.begin(), stretches.end());
        for (std::size_t i = 1; i < stretches.size(); ++i) BOOST_TEST((stretches[i].first >= stretches[i - 1].second));
    }
}

BOOST_FIXTURE_TEST_CASE(the_queue_goes_by_priority_then_arrival, Shop) {
    open();
    for (const auto& c : {car("first", 50), car("late", 50), car("urgent", 10), car("later", 50)}) floor->admit(c, now);
    auto* promoted = floor->find("later");
    promoted->priority = 20;
    floor->requeue(*promoted);
    run_dry();
    std::vector<std::pair<Instant, std::string>> order;
    for (const auto& [build_id, history] : told) order.emplace_back(*history.front().started_at, build_id);
    std::sort(order.begin(), order.end());
    BOOST_TEST(order[0].second == "first");
    BOOST_TEST(order[1].second == "urgent");
    BOOST_TEST(order[2].second == "later");
    BOOST_TEST(order[3].second == "late");
}

BOOST_FIXTURE_TEST_CASE(holds_are_told_with_their_reason_and_end, Shop) {
    pace.hold_rate = 41;  // every visit
    open();
    floor->admit(car("A"), now);
    run_dry();
    check_history("A");
    int holds = 0;
    const auto& history = told.at("A");
    for (std::size_t i = 0; i < history.size(); ++i) {
        if (history[i].state != SegmentState::held) continue;
        ++holds;
        BOOST_TEST(!history[i].hold_reason.empty());
        BOOST_TEST((history[i].hold_reason == "PART_SHORTAGE") == !history[i].hold_part_no.empty());
        BOOST_TEST((history[i - 1].state == SegmentState::running && history[i + 1].state == SegmentState::running));
        BOOST_TEST((history[i + 2].state == SegmentState::completed));
    }
    BOOST_TEST(holds == 41);
}

BOOST_FIXTURE_TEST_CASE(a_failed_inspection_sends_the_car_round_the_failed_span_once_more, Shop) {
    pace.rework_rate = 20;  // more than certain, the first time and the second
    open();
    for (int i = 0; i < 12; ++i) floor->admit(car("R" + std::to_string(i)), now);
    run_dry();
    for (const auto& [build_id, history] : told) {
        check_history(build_id);
        std::map<std::string, std::vector<const Segment*>> done;
        for (const auto& s : history)
            if (s.state == SegmentState::completed) done[s.station].push_back(&s);
        const auto& inspections = done.at("PA-0270");
        BOOST_REQUIRE(inspections.size() == 3);
        for (int pass = 1; pass <= 3; ++pass) {
            const auto* s = inspections[static_cast<std::size_t>(pass) - 1];
            BOOST_TEST(s->pass_no == pass);
            BOOST_TEST((s->operations_type == b2mml::OperationsType::quality));
            BOOST_TEST(s->tests.front().passed == (pass == 3));
            BOOST_TEST(s->disposition == (pass == 3 ? "" : "REWORK"));
        }
        BOOST_TEST(done.at("PA-0250").size() == 3);
        BOOST_TEST(done.at("PA-0240").size() == 1);
        BOOST_TEST(done.at("PT-0310").front()->pass_no == 1);
    }
}

BOOST_FIXTURE_TEST_CASE(vins_and_engine_numbers_are_unique_and_well_formed, Shop) {
    open();
    for (int i = 0; i < 30; ++i) floor->admit(car("V" + std::to_string(i)), now);
    run_dry();
    std::set<std::string> vins, engines;
    for (const auto& [build_id, history] : told)
        for (const auto& s : history)
            if (s.station == "LINE-OFF") {
                vins.insert(s.vin);
                engines.insert(s.engine_number);
                BOOST_TEST(s.vin[8] == vin_check_digit(s.vin));
                BOOST_TEST(s.vin.substr(0, 3) == "LSG");
            }
    BOOST_TEST(vins.size() == 30);
    BOOST_TEST(engines.size() == 30);
}

BOOST_FIXTURE_TEST_CASE(a_car_is_told_as_it_was_built_and_now_and_then_that_is_not_as_it_was_asked_for, Shop) {
    const std::vector<b2mml::Feature> asked{{"ENGINE", "LIY"}, {"OPTION", "CF5"}, {"OPTION", "RQ9"}, {"OPTION", "UVD"}};
    const auto built = [&](double wrong_option, std::uint64_t seed) {
        told.clear();
        pace.wrong_option = wrong_option;
        open(seed);
        for (int i = 0; i < 40; ++i) {
            auto one = car("A" + std::to_string(i));
            one.features = asked;
            floor->admit(one, now);
        }
        run_dry();
        std::map<std::string, std::vector<b2mml::Feature>> cars;
        for (const auto& [build_id, history] : told)
            for (const auto& s : history)
                if (s.station == "LINE-OFF") cars[build_id] = s.features;
        return cars;
    };
    for (const auto& [build_id, features] : built(0, 1)) BOOST_TEST((features == asked), build_id);
    const auto mistaken = built(0.25, 7);
    const auto wrong =
        std::count_if(mistaken.begin(), mistaken.end(), [&](const auto& c) { return c.second != asked; });
    BOOST_TEST(wrong > 2);
    BOOST_TEST(wrong < 20);
    BOOST_TEST((mistaken == built(0.25, 7)));
    for (const auto& [build_id, features] : mistaken) BOOST_TEST((features.front() == asked.front()), build_id);
}

BOOST_FIXTURE_TEST_CASE(a_withdrawn_car_gives_its_place_to_the_next, Shop) {
    open();
    for (int i = 0; i < 5; ++i) floor->admit(car("W" + std::to_string(i)), now);
    for (int i = 0; i < 4; ++i) step();
    floor->withdraw(*floor->find("W0"), BuildState::cancelled, now);
    floor->withdraw(*floor->find("W4"), BuildState::cancelled, now);
    floor->release_gone();
    run_dry();
    BOOST_TEST((told.at("W0").back().state == SegmentState::aborted));
    BOOST_TEST(!told.contains("W4"));
    for (auto* build_id : {"W1", "W2", "W3"}) check_history(build_id);
}

BOOST_FIXTURE_TEST_CASE(restored_as_it_stood_the_floor_goes_on_the_same_way, Shop) {
    pace.hold_rate = 2;
    pace.rework_rate = 3;
    auto stations_told = [&] {
        std::map<std::string, std::string> text;
        for (const auto& [build_id, history] : told)
            for (const auto& s : history) text[build_id] += s.station + std::to_string(s.pass_no) + s.hold_reason + " ";
        return text;
    };
    auto cars = [&] {
        std::vector<Car> all;
        for (int i = 0; i < 20; ++i) all.push_back(car("K" + std::to_string(i)));
        return all;
    }();
    open(5);
    for (const auto& c : cars) floor->admit(c, now);
    run_dry();
    auto undisturbed = stations_told();

    told.clear();
    now = Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21}};
    open(5);
    std::map<std::string, Car> book;
    for (const auto& c : cars) floor->admit(c, now);
    int steps = 0;
    do {
        for (const auto* c : floor->take_changed()) book[c->build_id] = *c;
        if (++steps % 97 != 0) continue;
        open(5);
        for (const auto& [build_id, c] : book)
            if (c.phase != Phase::gone) floor->restore(c);
        floor->settle_in(now);
    } while (step());
    BOOST_TEST((stations_told() == undisturbed));
    for (const auto& c : cars) check_history(c.build_id);
}

BOOST_FIXTURE_TEST_CASE(event_times_follow_the_office_clock_and_never_run_back, Shop) {
    open();
    floor->admit(car("A"), now);
    for (int i = 0; i < 10; ++i) step();
    floor->set_shift(240h);
    for (int i = 0; i < 10; ++i) step();
    floor->set_shift(0h);
    run_dry();
    check_history("A");
    BOOST_TEST((*told.at("A").back().ended_at - *told.at("A").front().started_at >= 240h));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(line_vin)

BOOST_AUTO_TEST_CASE(check_digits_are_those_of_iso_3779) {
    BOOST_TEST(vin_check_digit("1M8GDM9AXKP042788") == 'X');
    BOOST_TEST(vin_check_digit("11111111111111111") == '1');
    BOOST_TEST(vin_model_year_code(2010) == 'A');
    BOOST_TEST(vin_model_year_code(2026) == 'T');
    BOOST_TEST(vin_model_year_code(2030) == 'Y');
    BOOST_TEST(vin_model_year_code(2031) == '1');
    auto vin = make_vin("LSG", "4nbO-69", 2026, "A", 123);
    BOOST_TEST(vin.size() == 17);
    BOOST_TEST(vin.substr(0, 8) == "LSG4NB69");
    BOOST_TEST(vin.substr(9) == "TA000123");
    BOOST_CHECK_THROW(make_vin("LSG", "X", 2026, "A", 1'000'000), std::invalid_argument);
    BOOST_CHECK_THROW(make_vin("LIG", "X", 2026, "A", 1), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(check_digits_agree_with_known_vins) {
    auto file = std::filesystem::path(MARQUE_SOURCE_DIR) / "../shared/data/vin-vectors.tsv";
    std::ifstream stream(file);
    if (!stream) {
        BOOST_TEST_MESSAGE("skipped: no ../shared");
        return;
    }
    std::string row;
    std::getline(stream, row);
    int checked = 0;
    while (std::getline(stream, row)) {
        std::vector<std::string> cells;
        std::istringstream cell_stream(row);
        for (std::string cell; std::getline(cell_stream, cell, '\t');) cells.push_back(cell);
        if (cells.size() < 7 || cells[0].size() != 17 || cells[4] != "1" || cells[5].size() != 1) continue;
        if (cells[0].find_first_not_of("0123456789ABCDEFGHJKLMNPRSTUVWXYZ") != std::string::npos) continue;
        BOOST_TEST(vin_check_digit(cells[0]) == cells[5][0], cells[0]);
        ++checked;
    }
    BOOST_TEST(checked > 100);
}

BOOST_AUTO_TEST_CASE(a_line_file_of_no_use_is_refused_with_a_sentence) {
    BOOST_CHECK_THROW(read_line_plan("/nowhere/line.json"), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque::line
