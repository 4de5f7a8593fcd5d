#include "app/demo_history.h"

#include "app/demo_write.h"

namespace marque::app::demo {
namespace {

std::size_t count(db::Tx& tx, db::Sql sql) { return tx.value<std::size_t>("n", sql).value(); }

}  // namespace

void write_history(db::Tx& tx, db::NumberSeries& numbers, const World& world, Dice& dice, History& history) {
    Writing writing{tx, world, history, numbers, dice, {}, {}};
    write_buyers(writing);
    write_orders(writing);
    write_builds(writing);
    write_as_built(writing);
    write_promises(writing);
    write_cars(writing);
    hand_over_cars(writing);
    write_repairs(writing);
    live_through(writing);
    write_later(writing);
}

void count_history(db::Tx& tx, LoadReport& report) {
    report.customers = count(tx, "SELECT COUNT(*) AS n FROM customer");
    report.vehicles = count(tx, "SELECT COUNT(*) AS n FROM vehicle");
    report.repair_orders = count(tx, "SELECT COUNT(*) AS n FROM repair_order");
    report.care_calls = count(tx, "SELECT COUNT(*) AS n FROM care_call");
}

}  // namespace marque::app::demo
