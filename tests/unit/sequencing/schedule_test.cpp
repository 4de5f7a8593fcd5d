#include "sequencing/schedule.h"

#include <boost/test/unit_test.hpp>

#include "unit/sequencing/mixed_line.h"

namespace marque {
namespace {

using marque::sequencing::Calendar;
using marque::sequencing::Obstacle;
using marque::sequencing::Placement;
using marque::sequencing::Wish;

constexpr std::uint64_t sunroof = 1;

/// Days of two cars each, of which one may have a sunroof.
Calendar days(std::size_t count) { return {std::vector<int>(count, 2), {{"sunroof", 1, 2}}}; }

Wish wish_for(int day, int priority = 0, std::uint64_t options = 0) {
    Wish wish;
    wish.wished = day;
    wish.priority = priority;
    wish.options = options;
    return wish;
}

BOOST_AUTO_TEST_SUITE(sequencing)
BOOST_AUTO_TEST_SUITE(scheduling)

BOOST_AUTO_TEST_CASE(a_row_has_room_for_as_many_as_can_be_sequenced) {
    for (int cars = 0; cars <= 12; ++cars) {
        for (const auto& option : {marque::sequencing::Option{"", 1, 2}, {"", 2, 3}, {"", 2, 5}, {"", 0, 4}}) {
            const int room = marque::sequencing::option_room(option, cars);
            BOOST_TEST(marque::sequencing::fewest_violations(option, room, cars) == 0);
            if (room < cars && cars >= option.window)
                BOOST_TEST(marque::sequencing::fewest_violations(option, room + 1, cars) > 0);
        }
    }
}

BOOST_AUTO_TEST_CASE(everyone_gets_the_wished_day_while_there_is_room) {
    const auto placed = marque::sequencing::schedule(days(3), {wish_for(2), wish_for(0), wish_for(2)});
    BOOST_TEST((placed == std::vector<Placement>{{2}, {0}, {2}}));
}

BOOST_AUTO_TEST_CASE(a_full_day_moves_those_of_least_priority) {
    const auto placed = marque::sequencing::schedule(days(4), {wish_for(2, 5), wish_for(2, 1), wish_for(2, 1)});
    BOOST_TEST((placed[0] == Placement{1, Obstacle::slot_full}));
    BOOST_TEST(*placed[1].slot == 2);
    BOOST_TEST(*placed[2].slot == 2);
}

BOOST_AUTO_TEST_CASE(a_day_late_is_better_than_a_month_early) {
    auto calendar = days(40);
    for (std::size_t day = 1; day <= 30; ++day) calendar.capacity[day] = 0;
    const auto placed = marque::sequencing::schedule(calendar, {wish_for(30)});
    BOOST_TEST(*placed[0].slot == 31);
}

BOOST_AUTO_TEST_CASE(nothing_is_built_before_it_can_be) {
    auto wish = wish_for(0);
    wish.earliest = 2;
    BOOST_TEST(
        (marque::sequencing::schedule(days(3), {wish}) == std::vector<Placement>{{2, Obstacle::before_earliest}}));
    wish.earliest = 3;
    BOOST_TEST(!marque::sequencing::schedule(days(3), {wish})[0].slot);
}

BOOST_AUTO_TEST_CASE(a_day_takes_no_more_of_an_option_than_its_sequence_can) {
    const auto placed =
        marque::sequencing::schedule(days(3), {wish_for(1, 0, sunroof), wish_for(1, 0, sunroof), wish_for(1)});
    BOOST_TEST(*placed[0].slot == 1);
    BOOST_TEST((placed[1] == Placement{0, Obstacle::option_full, 0}));
    BOOST_TEST(*placed[2].slot == 1);
}

BOOST_AUTO_TEST_CASE(an_allocation_that_is_used_up_holds_within_its_days_only) {
    auto calendar = days(4);
    calendar.quotas = {{7, 0, 1, 1}};
    auto wish = wish_for(1);
    wish.party = 7;
    const auto placed = marque::sequencing::schedule(calendar, {wish, wish, wish_for(1)});
    BOOST_TEST(*placed[0].slot == 1);
    BOOST_TEST((placed[1] == Placement{2, Obstacle::allocation_used}));
    BOOST_TEST(*placed[2].slot == 1);
}

BOOST_AUTO_TEST_CASE(who_has_a_day_keeps_it_even_when_it_is_overfull) {
    auto kept = wish_for(0, 9);
    kept.fixed = 1;
    const auto placed = marque::sequencing::schedule(days(2), {kept, kept, kept, wish_for(1)});
    for (int i = 0; i < 3; ++i) BOOST_TEST(*placed[static_cast<std::size_t>(i)].slot == 1);
    BOOST_TEST(*placed[3].slot == 0);
}

BOOST_AUTO_TEST_CASE(what_fits_nowhere_is_said_to_have_no_day) {
    const auto placed = marque::sequencing::schedule(days(1), {wish_for(0), wish_for(0), wish_for(0), wish_for(8)});
    BOOST_TEST((placed[2] == Placement{std::nullopt, Obstacle::slot_full}));
    BOOST_TEST((placed[3] == Placement{std::nullopt, Obstacle::no_such_slot}));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace marque
