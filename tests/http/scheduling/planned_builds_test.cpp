#include "db/tx.h"
#include "http/reconciliation/reconciliation_desk.h"

namespace {

using namespace marque::support;
using namespace std::chrono_literals;

struct PlannedLine : ReconciliationDesk {
    PlannedLine() {
        const Json schedule{{"takt_ms", 60000},
                            {"working_days", {1, 2, 3, 4, 5, 6, 7}},
                            {"working_from", "00:00"},
                            {"working_until", "00:00"},
                            {"slot_cars", 5},
                            {"dealer_cars", 0},
                            {"frozen_cars", 0},
                            {"paint_batch", 0},
                            {"lead_days", 7},
                            {"ratios", Json::array()},
                            {"version", 0}};
        const auto reply = planner.put(at_line + "/schedule", schedule);
        BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
    }
    /// The line's own guess when it gave the build its ID, long before anything was planned.
    void guess(const std::string& build, const std::string& start, const std::string& end) {
        marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
            tx.execute("UPDATE build SET planned_start = ?, planned_end = ? WHERE build_id = ?", start, end, build);
        });
    }
};

BOOST_AUTO_TEST_SUITE(scheduling)
BOOST_FIXTURE_TEST_SUITE(builds_of_a_planned_line, PlannedLine)

BOOST_AUTO_TEST_CASE(a_car_is_not_missed_before_its_turn_however_long_ago_the_line_first_meant_to_start_it) {
    const auto build = accepted(place());
    guess(build, "2026-01-01 00:00:00.000", "2026-01-01 10:00:00.000");
    compared(Json::array());
    BOOST_TEST(findings("?kind=QUIET_BUILD").empty());
}

BOOST_AUTO_TEST_CASE(the_order_shows_when_its_car_starts_by_the_plan) {
    const auto number = place();
    const auto build = accepted(number);
    guess(build, "2031-01-01 00:00:00.000", "2031-01-01 10:00:00.000");
    const auto start = [&] {
        return seller.get("/orders/" + number).json().at("build").at("planned_start").get<std::string>();
    };
    BOOST_TEST(eventually(20s, [&] { return start() < "2031"; }), start());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
