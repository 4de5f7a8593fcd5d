#include <set>

#include "core/log.h"
#include "line_of_orders.h"

namespace {

using namespace marque;
using namespace marque::scheduling_tests;

constexpr int cars_in_front_of_the_line = 2000;

struct FullYard : LineOfOrders {
    const std::string series = support::unique("ORD-L-");

    /// As many cars as a plan looks at, every fifth with the option, entered in one go.
    FullYard() {
        db::in_tx(pool, [&](db::Tx& tx) {
            for (int i = 0; i < cars_in_front_of_the_line; ++i) enter(tx, i, "2030-06-01");
        });
    }
    std::string build(int i) const { return "B" + series.substr(4) + "-" + std::to_string(i); }
    void enter(db::Tx& tx, int i, const std::string& wished) {
        const auto number = series + "-" + std::to_string(i);
        const auto build_id = "B" + number.substr(4);
        const auto order = tx.insert<core::OrderId>(
            "INSERT INTO customer_order (number, dealer_id, region_id, salesperson_id, customer_id, kind, state, event_code, "
            "  line_code, model_id, price, requested_date, destination_id, placed_at, updated_at, priority, build_id) "
            "VALUES (?, ?, ?, ?, ?, 'CUSTOMER', 'SCHEDULED', 3100, ?, ?, '150000.00', ?, ?, ?, ?, 40, ?) "
            "RETURNING id",
            number, net.dealer.id, net.region.id, net.salesperson.id, buyer.id, line.code, model.id, wished,
            net.dealer.id, clock.now(), clock.now(), build_id);
        std::vector<db::Params> features;
        for (const char* code : {"T1", "E1", "C1", "I1"})
            features.push_back({order, 1, model.features.at(code), "0.00"});
        if (i % 5 == 0) features.push_back({order, 1, model.features.at("OB"), "0.00"});
        tx.insert_rows("INSERT INTO order_line (order_id, version, feature_id, amount) VALUES", features);
        tx.execute(
            "INSERT INTO build (build_id, order_id, dealer_id, line_code, state) VALUES (?, ?, ?, ?, 'SCHEDULED')",
            build_id, order, net.dealer.id, line.code);
    }
};

BOOST_AUTO_TEST_SUITE(scheduling)
BOOST_FIXTURE_TEST_SUITE(a_full_yard, FullYard)

BOOST_AUTO_TEST_CASE(two_thousand_cars_that_wait_are_planned_each_once_and_within_the_ratio) {
    const auto began = std::chrono::steady_clock::now();
    BOOST_TEST(round());
    const auto lasted =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began).count();
    core::log::info("plan.large",
                    {{"cars", std::to_string(cars_in_front_of_the_line)}, {"milliseconds", std::to_string(lasted)}});
    const auto sequence = rows();
    BOOST_TEST(sequence.size() == static_cast<std::size_t>(cars_in_front_of_the_line));
    BOOST_TEST(std::set<std::string>(sequence.begin(), sequence.end()).size() == sequence.size());
    BOOST_TEST(board().totals.violations == 0);
    BOOST_TEST(board().left_out == 0);
}

BOOST_AUTO_TEST_CASE(of_more_cars_those_wished_first_are_planned_and_a_planner_can_bring_in_another) {
    const int first = cars_in_front_of_the_line;
    db::in_tx(pool, [&](db::Tx& tx) {
        enter(tx, first, "2030-01-01");
        enter(tx, first + 1, "2031-01-01");
        enter(tx, first + 2, "2031-01-01");
    });
    BOOST_TEST(round());
    const auto planned = [&](int car) {
        const auto sequence = rows();
        return std::find(sequence.begin(), sequence.end(), build(car)) != sequence.end();
    };
    BOOST_TEST(planned(first));
    BOOST_TEST(!planned(first - 1));
    BOOST_TEST(!planned(first + 1));
    BOOST_TEST(board().left_out == 3);

    const auto slipped = db::in_tx(pool, [&](db::Tx& tx) {
        return marque::scheduling::change_plan(tx, scheduling, line_of(),
                                               {version(), marque::scheduling::Act::slip_in, build(first + 1), {}}, {});
    });
    BOOST_REQUIRE(!slipped.moved.empty());
    BOOST_TEST(slipped.moved.front().build_id == build(first + 1));
    BOOST_TEST(slipped.moved.front().from == 0u);
    BOOST_TEST(board().left_out == 2);
    // It stays, though two thousand others are wished for before it.
    set(2);
    BOOST_TEST(round());
    BOOST_TEST(planned(first + 1));
    BOOST_TEST(rows().size() == static_cast<std::size_t>(first) + 1);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
