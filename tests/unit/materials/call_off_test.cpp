#include "materials/call_off.h"

#include <boost/test/unit_test.hpp>

namespace {

using namespace marque;
using marque::materials::BillLine;
using marque::materials::compare;
using marque::materials::Delivery;
using marque::materials::fitted_in;
using marque::materials::FixedCar;
using marque::materials::KnownNeed;
using marque::materials::Need;
using marque::materials::needs_of;
using marque::materials::Quantity;
using marque::materials::settle_starts;
using marque::materials::Start;
using std::chrono::minutes;
using std::chrono::seconds;

const core::Instant shift_start = core::parse_rfc3339("2026-11-23T06:00:00Z").value();
core::Instant minute(int n) { return shift_start + minutes{n}; }
Quantity pieces(const char* text) { return Quantity::parse(text).value(); }

BillLine seats() { return {"SEAT-SET", "GA-0500", "SEATS", "", "", Delivery::jis, pieces("1")}; }
BillLine bolts() { return {"BOLT", "GA-0490", "BOLTS", "", "", Delivery::jit, pieces("20")}; }
FixedCar car(unsigned order, core::Instant start, std::set<std::string> features = {}) {
    return {core::OrderId{order}, start, "4NB69", std::move(features)};
}
std::vector<KnownNeed> known(const std::vector<Need>& needs) {
    std::vector<KnownNeed> list;
    for (const auto& need : needs) list.push_back({list.size() + 1, need});
    return list;
}

BOOST_AUTO_TEST_SUITE(materials)
BOOST_AUTO_TEST_SUITE(call_off)

BOOST_AUTO_TEST_CASE(a_quantity_is_written_without_zeros_that_say_nothing) {
    BOOST_TEST(pieces("4.000").text() == "4");
    BOOST_TEST(pieces("1.850").text() == "1.85");
    BOOST_TEST(pieces("0.005").text() == "0.005");
    for (const char* wrong : {"", "-1", "1.", ".5", "1.2345", "4x", "1e3"}) BOOST_TEST(!Quantity::parse(wrong));
}

BOOST_AUTO_TEST_CASE(in_sequence_each_car_has_a_line_at_the_time_it_reaches_the_station) {
    const auto needs = needs_of({car(1, minute(0)), car(2, minute(1))}, {seats()}, {{"GA-0500", 1800.0}});
    BOOST_REQUIRE(needs.size() == 2u);
    BOOST_TEST((needs[0].order == core::OrderId{1} && needs[0].needed_at == minute(30)));
    BOOST_TEST((needs[1].order == core::OrderId{2} && needs[1].needed_at == minute(31)));
}

BOOST_AUTO_TEST_CASE(by_lot_the_cars_of_an_hour_are_bundled) {
    const auto needs =
        needs_of({car(1, minute(10)), car(2, minute(20)), car(3, minute(70))}, {bolts()}, {{"GA-0490", 0.0}});
    BOOST_REQUIRE(needs.size() == 2u);
    BOOST_TEST((needs[0].needed_at == minute(0) && needs[0].quantity == pieces("40")));
    BOOST_TEST((needs[1].needed_at == minute(60) && needs[1].quantity == pieces("20")));
    BOOST_TEST(needs[0].order.value == 0u);
}

BOOST_AUTO_TEST_CASE(a_part_goes_into_the_cars_that_have_its_feature_and_is_of_its_model) {
    auto heater = seats();
    heater.part_no = "HEATER";
    heater.feature = "KA1";
    auto other_model = seats();
    other_model.part_no = "BENCH";
    other_model.model = "5VN42";
    const auto needs = needs_of({car(1, minute(0), {"KA1"}), car(2, minute(1))}, {heater, other_model}, {});
    BOOST_REQUIRE(needs.size() == 1u);
    BOOST_TEST((needs[0].part_no == "HEATER" && needs[0].order == core::OrderId{1}));
}

BOOST_AUTO_TEST_CASE(the_same_sequence_changes_nothing) {
    const auto needs = needs_of({car(1, minute(0)), car(2, minute(1))}, {seats(), bolts()}, {});
    BOOST_TEST(compare(known(needs), needs, {}, minute(0)).empty());
}

BOOST_AUTO_TEST_CASE(what_differs_is_added_removed_moved_or_of_another_quantity) {
    const auto before = needs_of({car(1, minute(10)), car(2, minute(20))}, {seats(), bolts()}, {});
    const auto after = needs_of({car(1, minute(15)), car(3, minute(30)), car(4, minute(40))}, {seats(), bolts()}, {});
    const auto difference = compare(known(before), after, {}, minute(0));
    BOOST_TEST(difference.added == 2);             // seats of 3 and 4
    BOOST_TEST(difference.removed == 1);           // seats of 2
    BOOST_TEST(difference.moved == 1);             // seats of 1
    BOOST_TEST(difference.quantity_changed == 1);  // bolts of the hour, 40 to 60
    BOOST_TEST(difference.closed.size() == 3u);
    BOOST_TEST(difference.opened.size() == 4u);
}

BOOST_AUTO_TEST_CASE(what_its_time_has_passed_for_is_neither_taken_back_nor_called_off_again) {
    const auto needs = needs_of({car(1, minute(10))}, {seats()}, {});
    const auto gone = compare(known(needs), {}, {}, minute(11));
    BOOST_TEST(gone.empty());
    BOOST_TEST(gone.closed.size() == 1u);
    const auto late = compare({}, needs, {}, minute(11));
    BOOST_TEST(late.empty());
    BOOST_TEST(late.opened.empty());
}

BOOST_AUTO_TEST_CASE(an_hour_that_is_over_is_changed_no_more) {
    const std::vector<FixedCar> cars{car(1, minute(10)), car(2, minute(20))};
    const auto both = needs_of(cars, {bolts(), seats()}, {}), second = needs_of({cars[1]}, {bolts(), seats()}, {});
    const auto long_after = compare(known(both), second, {}, minute(200));
    BOOST_TEST(long_after.empty());
    // The hour holds as it was called off; only the seats of the car that is gone end.
    BOOST_TEST(long_after.opened.empty());
    BOOST_TEST(long_after.closed.size() == 1u);
    BOOST_TEST(compare(known(both), second, {}, minute(30)).quantity_changed == 1);
    // What was to have come, and now comes later, is moved.
    const auto later = needs_of({car(1, minute(300)), cars[1]}, {seats()}, {});
    BOOST_TEST(compare(known(needs_of(cars, {seats()}, {})), later, {}, minute(200)).moved == 1);
}

BOOST_AUTO_TEST_CASE(starts_that_hardly_move_stay_and_two_that_swap_stay_apart) {
    const std::map<core::OrderId, core::Instant> before{{core::OrderId{1}, minute(5)}, {core::OrderId{2}, minute(6)}};
    const auto drifted = settle_starts(
        {{core::OrderId{1}, minute(5) + seconds{40}}, {core::OrderId{2}, minute(6) + seconds{40}}}, before);
    BOOST_TEST((drifted[0].at == minute(5) && drifted[1].at == minute(6)));
    const auto swapped = settle_starts({{core::OrderId{2}, minute(5)}, {core::OrderId{1}, minute(6)}}, before);
    BOOST_TEST((swapped[0].order == core::OrderId{2}));
    BOOST_TEST((swapped[0].at < swapped[1].at));
    const auto far = settle_starts({{core::OrderId{1}, minute(9)}}, before);
    BOOST_TEST((far[0].at == minute(9)));
}

BOOST_AUTO_TEST_CASE(what_is_fitted_ends_without_a_word_and_an_hours_parts_stay_as_they_were) {
    auto seats_there = seats(), bolts_there = bolts();
    seats_there.position = 30;
    bolts_there.position = 29;
    const std::vector bill{seats_there, bolts_there};
    std::vector cars{car(1, minute(10)), car(2, minute(20))};
    const auto before = needs_of(cars, bill, {});
    cars[0].passed = 29;
    BOOST_TEST(compare(known(before), needs_of(cars, bill, {}), fitted_in(cars, bill), minute(0)).closed.empty());
    cars[0].passed = 30;
    const auto after = compare(known(before), needs_of(cars, bill, {}), fitted_in(cars, bill), minute(0));
    BOOST_TEST(after.empty());
    BOOST_TEST(after.closed.empty());
    BOOST_TEST(after.fitted.size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_is_fitted_at_one_station_is_still_taken_back_from_another) {
    auto front = seats(), rear = seats();
    front.position = 30;
    rear.station = "GA-0520";
    rear.position = 32;
    std::vector cars{car(1, minute(10))};
    const auto before = needs_of(cars, {front, rear}, {});
    cars[0].passed = 30;
    const auto without_rear = compare(known(before), {}, fitted_in(cars, {front, rear}), minute(0));
    BOOST_TEST(without_rear.fitted.size() == 1u);
    BOOST_TEST(without_rear.removed == 1);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
