#include "builds/build.h"

#include <boost/test/unit_test.hpp>

namespace marque {
namespace {

using marque::builds::Build;
using marque::builds::BuildState;
using marque::builds::LineMessage;
using marque::builds::Refusal;
using marque::builds::SegmentState;

const auto noon = core::parse_rfc3339("2026-11-21T12:00:00Z").value();

/// A message of the line about build B1, complete in itself.
LineMessage at(const char* station, SegmentState state = SegmentState::completed) {
    LineMessage message;
    message.message_id = "m";
    message.build_id = "B1";
    message.seq = 1;
    message.station = station;
    message.state = state;
    message.created_at = core::parse_rfc3339("2026-11-21T02:00:00Z").value();
    return message;
}
LineMessage line_off() {
    auto message = at("LINE-OFF");
    message.vin = "1M8GDM9AXKP042788";
    message.engine_number = "EN1";
    return message;
}
Build in_state(BuildState state) {
    Build build;
    build.order_number = "ORD-2026-0000001";
    build.state = state;
    if (state != BuildState::scheduled) build.started_at = core::parse_rfc3339("2026-11-21T01:00:00Z").value();
    return build;
}
Build running() { return in_state(BuildState::running); }

BOOST_AUTO_TEST_SUITE(builds)
BOOST_AUTO_TEST_SUITE(build)

BOOST_AUTO_TEST_CASE(messages_are_taken_without_a_gap) {
    Build build = running();
    build.last_seq = 4;
    BOOST_TEST((order_of(build, 5) == marque::builds::Order::next));
    BOOST_TEST((order_of(build, 4) == marque::builds::Order::repeated));
    BOOST_TEST((order_of(build, 1) == marque::builds::Order::repeated));
    BOOST_TEST((order_of(build, 6) == marque::builds::Order::gap));
}

BOOST_AUTO_TEST_CASE(the_first_station_starts_production_and_the_milestones_follow) {
    BOOST_TEST(
        (judge(in_state(BuildState::scheduled), at("BO-0110"), true).milestone == orders::Action::start_production));
    BOOST_TEST(!judge(running(), at("BO-0110"), true).milestone);
    BOOST_TEST((judge(running(), line_off(), true).milestone == orders::Action::finish));
    const auto built = in_state(BuildState::completed);
    BOOST_TEST((judge(built, at("YARD-IN"), true).milestone == orders::Action::enter_yard));
    BOOST_TEST((judge(built, at("SHIPPED"), true).milestone == orders::Action::ship));
    BOOST_TEST((judge(built, at("ARRIVED"), true).milestone == orders::Action::arrive));
    BOOST_TEST(!judge(built, at("ARRIVED", SegmentState::running), true).milestone);
}

BOOST_AUTO_TEST_CASE(a_build_that_ended_takes_nothing_more) {
    auto aborted = in_state(BuildState::cancelled);
    aborted.station_state = SegmentState::aborted;
    for (const auto& build : {in_state(BuildState::arrived), aborted})
        BOOST_TEST((judge(build, at("BO-0110"), true).refusal == Refusal::build_ended));
}

BOOST_AUTO_TEST_CASE(a_car_that_was_called_off_ends_with_its_abort_and_moves_its_order_no_more) {
    auto build = in_state(BuildState::cancelled);
    build.started_at.reset();
    for (const auto state : {SegmentState::running, SegmentState::held, SegmentState::completed}) {
        const auto step = judge(build, at("BO-0110", state), true);
        BOOST_TEST(!step.refusal);
        BOOST_TEST(!step.milestone);
        apply(build, at("BO-0110", state), noon);
        BOOST_TEST((build.state == BuildState::cancelled));
    }
    for (const auto& message : {line_off(), at("YARD-IN"), at("ARRIVED")})
        BOOST_TEST((judge(build, message, true).refusal == Refusal::build_ended));
    apply(build, at("BO-0110", SegmentState::aborted), noon);
    BOOST_TEST(build.ended());
}

BOOST_AUTO_TEST_CASE(yard_and_road_come_after_the_line_and_the_line_never_after_them) {
    BOOST_TEST((judge(running(), at("YARD-IN"), true).refusal == Refusal::invalid_message));
    BOOST_TEST((judge(in_state(BuildState::completed), at("BO-0110"), true).refusal == Refusal::invalid_message));
    BOOST_TEST((judge(running(), at("ZZ-1"), false).refusal == Refusal::unknown_station));
}

BOOST_AUTO_TEST_CASE(a_car_leaves_the_line_with_its_numbers_or_not_at_all) {
    for (const auto& spoil : {+[](LineMessage& message) { message.vin.reset(); },
                              +[](LineMessage& message) { message.engine_number.reset(); }}) {
        auto message = line_off();
        spoil(message);
        BOOST_TEST((judge(running(), message, true).refusal == Refusal::invalid_message));
    }
    auto mistyped = line_off();
    mistyped.vin = "1M8GDM9A1KP042788";
    BOOST_TEST((judge(running(), mistyped, true).refusal == Refusal::vin_invalid));
    BOOST_TEST((judge(in_state(BuildState::scheduled), line_off(), true).refusal == Refusal::invalid_message));
    auto foreign = at("BO-0110");
    foreign.order_number = "ORD-2026-0000002";
    BOOST_TEST((judge(running(), foreign, true).refusal == Refusal::invalid_message));
}

BOOST_AUTO_TEST_CASE(a_hold_lasts_until_the_car_moves) {
    Build build = running();
    auto held = at("PA-0210", SegmentState::held);
    held.hold_reason = "PART_SHORT";
    held.hold_part_no = "PN-1";
    apply(build, held, noon);
    BOOST_TEST((build.state == BuildState::held));
    BOOST_TEST(build.hold_part_no.value() == "PN-1");
    apply(build, at("PA-0210"), noon);
    BOOST_TEST((build.state == BuildState::running));
    BOOST_TEST(!build.hold_reason);
    BOOST_TEST(!build.hold_part_no);
}

BOOST_AUTO_TEST_CASE(a_car_stands_at_a_station_since_it_came_there) {
    Build build = running();
    auto came = at("BO-0110", SegmentState::running);
    apply(build, came, noon);
    const auto since = build.station_since;
    came.created_at += std::chrono::minutes{5};
    apply(build, came, noon);
    BOOST_TEST((build.station_since == since));
    came.station = "BO-0120";
    apply(build, came, noon);
    BOOST_TEST((build.station_since == came.created_at));
}

BOOST_AUTO_TEST_CASE(a_time_that_cannot_be_is_taken_for_the_moment_it_was_told) {
    auto build = in_state(BuildState::scheduled);
    build.placed_at = noon - std::chrono::days{30};
    const auto told_at = [&](core::Instant time) {
        auto message = at("BO-0110");
        message.started_at = message.ended_at = time;
        auto moved = build;
        apply(moved, message, noon);
        BOOST_TEST((moved.station_since == moved.started_at));
        return *moved.started_at;
    };
    for (const auto days : {1, 2, -30, -31}) {
        const auto time = noon + std::chrono::days{days};
        BOOST_TEST((told_at(time) == time), days);
    }
    for (const auto* wrong :
         {"2199-12-31T23:59:59Z", "2026-11-23T12:00:01Z", "2000-01-01T00:00:00Z", "2026-10-21T11:59:59Z"})
        BOOST_TEST((told_at(core::parse_rfc3339(wrong).value()) == noon), wrong);
    auto last = line_off();
    last.ended_at = noon + std::chrono::days{400};
    auto built = running();
    apply(built, last, noon);
    BOOST_TEST((built.completed_at == noon));
}

BOOST_AUTO_TEST_CASE(a_message_is_read_soberly) {
    BOOST_TEST(at("BO-0110").well_formed());
    const auto spoiled = [](auto&& spoil) {
        auto message = at("BO-0110");
        spoil(message);
        return message.well_formed();
    };
    BOOST_TEST(!spoiled([](auto& m) { m.message_id.clear(); }));
    BOOST_TEST(!spoiled([](auto& m) { m.message_id = std::string(101, 'm'); }));
    BOOST_TEST(!spoiled([](auto& m) { m.build_id.reset(); }));
    BOOST_TEST(!spoiled([](auto& m) { m.build_id = ""; }));
    BOOST_TEST(!spoiled([](auto& m) { m.seq = 0; }));
    BOOST_TEST(!spoiled([](auto& m) { m.seq = 1'000'001; }));
    BOOST_TEST(!spoiled([](auto& m) { m.station = ""; }));
    BOOST_TEST(!spoiled([](auto& m) { m.state.reset(); }));
    BOOST_TEST(!spoiled([](auto& m) { m.pass_no = 0; }));
    BOOST_TEST(!spoiled([](auto& m) { m.odometer_km = -1; }));
    for (const char* quantity : {"", "1.", ".5", "1.2345", "-1", "1e3", "12345678"}) {
        BOOST_TEST(!spoiled([&](auto& m) { m.parts = {{"PN-1", {}, {}, quantity}}; }), quantity);
    }
    for (const char* quantity : {"0", "1", "1.85", "0.125", "1234567.999"}) {
        BOOST_TEST(spoiled([&](auto& m) { m.parts = {{"PN-1", {}, {}, quantity}}; }), quantity);
    }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace marque
