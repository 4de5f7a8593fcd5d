#include "promises/sketch.h"

#include <boost/test/unit_test.hpp>

namespace {

using namespace marque::promises;

Sketch of(std::initializer_list<double> seconds) {
    Sketch sketch;
    for (const double each : seconds) sketch.add(each);
    return sketch;
}

BOOST_AUTO_TEST_SUITE(promises)
BOOST_AUTO_TEST_SUITE(sketches)

BOOST_AUTO_TEST_CASE(mean_and_variance_are_exact) {
    const auto moments = of({10, 20, 30}).moments();
    BOOST_TEST(moments.mean == 20, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(moments.variance == 200.0 / 3, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(Sketch().moments().mean == 0);
}

BOOST_AUTO_TEST_CASE(nearly_all_lay_below_a_quantile_to_the_width_of_a_bin) {
    Sketch sketch;
    for (int i = 1; i <= 100; ++i) sketch.add(i * 60);
    BOOST_TEST(sketch.quantile(0.99) >= 99 * 60);
    BOOST_TEST(sketch.quantile(0.99) < 99 * 60 * 1.25);
    BOOST_TEST(sketch.quantile(0.5) >= 50 * 60);
    BOOST_TEST(sketch.quantile(0.5) < 50 * 60 * 1.25);
    BOOST_TEST(Sketch().quantile(0.99) == 0);
}

BOOST_AUTO_TEST_CASE(what_has_lasted_a_while_has_less_to_come_but_never_nothing) {
    auto mostly_short = of({100, 100, 100, 100, 100, 100, 100, 100, 100, 1000});
    const double fresh = mostly_short.left(0).mean;
    BOOST_TEST(fresh == 190, boost::test_tools::tolerance(0.01));
    // It has outlasted the short ones: it is one of the long ones.
    BOOST_TEST(mostly_short.left(300).mean > 600);
    BOOST_TEST(mostly_short.left(300).mean < 800);
    // Longer than anything that was ever seen: half as long again.
    BOOST_TEST(mostly_short.left(10'000).mean == 5'000);
}

BOOST_AUTO_TEST_CASE(the_past_fades_so_that_a_new_pace_is_found_soon) {
    Sketch sketch;
    for (int i = 0; i < 100'000; ++i) sketch.add(3600);
    BOOST_TEST(sketch.weight() <= Bins::most_weight);
    for (int i = 0; i < 1500; ++i) sketch.add(60);
    BOOST_TEST(sketch.moments().mean < 600);
    BOOST_TEST(sketch.bins().text().size() < 200u);
}

BOOST_AUTO_TEST_CASE(bins_survive_their_text) {
    const auto sketch = of({0, 0.5, 12, 12, 86400, 1e9, -5});
    const auto back = Bins::parse(sketch.bins().text());
    BOOST_REQUIRE(back.has_value());
    BOOST_TEST(back->text() == sketch.bins().text());
    BOOST_TEST(back->weight() == 7);
    BOOST_TEST(Bins::parse("")->weight() == 0);
    for (const char* broken : {"1", "1:", "x:1", "1:2,3:4", "1:-2", "1:2  3:4", "1:nan"})
        BOOST_TEST(!Bins::parse(broken).has_value(), broken);
}

BOOST_AUTO_TEST_CASE(without_experience_residuals_are_normal) {
    const Residuals none;
    BOOST_TEST(none.quantile(0.5) == 0, boost::test_tools::tolerance(0.02));
    BOOST_TEST(none.quantile(0.9) == 1.2816, boost::test_tools::tolerance(0.02));
}

BOOST_AUTO_TEST_CASE(residuals_learn_that_forecasts_were_too_narrow_or_too_early) {
    Residuals late;
    for (int i = 0; i < 300; ++i) late.add(i % 10 == 0 ? 5 : 2);
    BOOST_TEST(late.quantile(0.5) > 1.8);
    BOOST_TEST(late.quantile(0.5) < 2.2);
    BOOST_TEST(late.quantile(0.95) > 4.5);
    Residuals wild;
    wild.add(1e9);
    wild.add(-1e9);
    BOOST_TEST(wild.quantile(0.999) <= 8.1);
}

BOOST_AUTO_TEST_CASE(the_less_was_compared_the_wider_p90_stays) {
    Residuals exact;
    double before = exact.quantile(0.9, 60);
    for (const int more : {5, 20, 100}) {
        for (int i = 0; i < more; ++i) exact.add(0.05);
        const double after = exact.quantile(0.9, 60);
        BOOST_TEST(after < before);
        // The more alike they are the more of them it takes.
        BOOST_TEST(exact.quantile(0.9) < after);
        before = after;
    }
}

BOOST_AUTO_TEST_CASE(errors_of_long_ago_are_forgotten) {
    Residuals residuals;
    for (int i = 0; i < 1000; ++i) residuals.add(i % 2 == 0 ? 5 : 4);
    for (int i = 0; i < 600; ++i) residuals.add(i % 2 == 0 ? 0.5 : -0.5);
    BOOST_TEST(residuals.bins().weight() <= Residuals::most_weight);
    BOOST_TEST(residuals.quantile(0.5) < 0.6);
    BOOST_TEST(residuals.quantile(0.9) < 1.5);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
