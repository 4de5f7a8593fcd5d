#include <boost/test/unit_test.hpp>

#include "core/clock.h"
#include "materials/materials.h"
#include "materials/shortage.h"
#include "support/shared.h"
#include "support/world.h"

namespace {

using namespace marque;

/// A line with more cars than are looked at while the planner waits, all short of one part.
struct BusyLine {
    static constexpr int cars = 2600;
    db::Pool& pool = support::database().pool();
    support::Network net = support::make_network(pool);
    support::Line line = support::make_line(pool);
    support::Model model = support::make_model(pool, line.code);
    core::BusinessClock clock;

    BusyLine() {
        const auto supplier = support::unique("SUP-"), number = support::unique("O");
        db::in_tx(pool, [&](db::Tx& tx) {
            tx.execute("INSERT INTO supplier (code, name_zh, name_en) VALUES (?, '制动厂', 'Brakes')", supplier);
            tx.execute(
                "INSERT INTO bill_of_material (line_code, part_no, station, name_zh, name_en, quantity, supplier_code, delivery) "
                "VALUES (?, 'BRAKE', 'PA-0210', '制动模块', 'Brake module', 1, ?, 'JIS')",
                line.code, supplier);
            tx.execute(
                "INSERT INTO customer_order (number, dealer_id, region_id, salesperson_id, kind, state, event_code, line_code, "
                "  model_id, price, requested_date, destination_id, placed_at, updated_at) "
                "SELECT CONCAT(?, seq), ?, ?, ?, 'STOCK', 'IN_PRODUCTION', 3400, ?, ?, '150000.00', '2026-12-24', ?, ?, ? "
                "FROM seq_1_to_2600",
                number, net.dealer.id, net.region.id, net.salesperson.id, line.code, model.id, net.dealer.id,
                clock.now(), clock.now());
            tx.execute(
                "INSERT INTO build (build_id, order_id, dealer_id, line_code, state, last_seq, station, station_state) "
                "SELECT CONCAT('B', number), id, dealer_id, line_code, 'RUNNING', 1, 'BO-0110', 'COMPLETED' "
                "FROM customer_order WHERE line_code = ?",
                line.code);
        });
    }
    std::uint64_t report() {
        return db::in_tx(pool, [&](db::Tx& tx) {
            const marque::materials::Reporting reporting{net.plant_planner.scope, {}, clock.now(), clock.real_now()};
            return marque::materials::report_shortage(tx, line.code, {"BRAKE", {}, clock.now(), {}, {}}, reporting);
        });
    }
    int cars_hit(std::uint64_t id) {
        return db::read(pool, [&](db::Tx& tx) {
            return marque::materials::read_shortage(tx, net.plant_planner.scope, line.code, id).cars;
        });
    }
    bool follow() { return marque::materials::follow_shortage(pool, clock); }
};

BOOST_AUTO_TEST_SUITE(materials)
BOOST_FIXTURE_TEST_SUITE(shortages_of_a_busy_line, BusyLine)

BOOST_AUTO_TEST_CASE(the_first_cars_are_found_at_once_and_the_others_by_one_server_in_one_round) {
    const auto id = report();
    BOOST_TEST(cars_hit(id) == 2000);
    BOOST_TEST(follow());
    BOOST_TEST(cars_hit(id) == cars);
    // Its time comes again, and for one server only.
    BOOST_TEST(!follow());
    db::in_tx(pool, [&](db::Tx& tx) {
        tx.execute("UPDATE build SET station = 'PA-0210' WHERE line_code = ? AND build_id LIKE '%00'", line.code);
        tx.execute("UPDATE part_shortage SET look_at = ? WHERE id = ?", clock.real_now(), id);
    });
    BOOST_TEST(follow());
    BOOST_TEST(cars_hit(id) == cars - 26);
    BOOST_TEST(!follow());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
