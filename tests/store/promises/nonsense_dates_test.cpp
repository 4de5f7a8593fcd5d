#include "promise_plant.h"

namespace {

using namespace marque;
using namespace marque::promises_tests;

BOOST_AUTO_TEST_SUITE(promises)
BOOST_FIXTURE_TEST_SUITE(dates_that_cannot_be_meant, PromisePlant)

BOOST_AUTO_TEST_CASE(one_of_them_moves_its_car_and_spoils_no_forecast) {
    measure(20);
    const auto probe = linked(hour(30));
    const auto before = promise(probe).eta->p90_at;
    const auto far = *core::parse_rfc3339("2199-01-01T00:00:00Z"), past = *core::parse_rfc3339("1971-01-01T00:00:00Z");
    for (const auto nonsense : {far, past}) {
        const auto car = linked(hour(30));
        db::in_tx(pool, [&](db::Tx& tx) {
            const std::vector<BuildStep> steps{{car.id, StepKind::running, nonsense, line.stations[0]},
                                               {car.id, StepKind::completed, nonsense, line.stations[0]}};
            marque::promises::follow_builds(tx, line.code, steps, hour(31), hour(31));
        });
        // It is on the line, and is forecast from when it was heard of.
        const auto eta = promise(car, hour(31)).eta;
        BOOST_REQUIRE(eta.has_value());
        BOOST_TEST((eta->phase == marque::promises::Phase::line));
        BOOST_TEST((eta->p50_at > hour(31) && eta->p50_at < hour(60)));
    }
    recompute(hour(31));
    const auto after = promise(probe, hour(31)).eta->p90_at;
    BOOST_TEST((after < before + std::chrono::hours{24}));
    const auto longest = number<double>("SELECT MAX(total) AS n FROM stage_time WHERE line_code = ?", line.code);
    BOOST_TEST(longest < 3600.0 * 24 * 30);
}

BOOST_AUTO_TEST_CASE(what_is_told_late_after_an_outage_is_measured_as_it_happened) {
    measure(20);
    const auto total = [&] {
        return number<double>("SELECT total AS n FROM stage_time WHERE line_code = ? AND stage = ? AND dealer_id = 0",
                              line.code, line.stations[0]);
    };
    const auto before = total();
    const auto car = linked(hour(30));
    db::in_tx(pool, [&](db::Tx& tx) {
        const std::vector<BuildStep> steps{{car.id, StepKind::running, hour(31), line.stations[0]},
                                           {car.id, StepKind::completed, hour(33), line.stations[0]}};
        marque::promises::follow_builds(tx, line.code, steps, hour(31 + 24 * 7), hour(31 + 24 * 7));
    });
    BOOST_TEST(total() == before + 7200, boost::test_tools::tolerance(1e-6));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
