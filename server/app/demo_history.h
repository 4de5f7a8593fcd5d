#pragma once

#include "app/demo_draw.h"
#include "app/load_network.h"
#include "catalog/catalog.h"
#include "db/number_series.h"
#include "db/tx.h"

namespace marque::app::demo {

/// Fills in dealers, service stations and their people from the loaded network; `pools` must be there and stay where it
/// is.
void read_world(db::Tx& tx, World& world);

/// Writes what was drawn.
void write_history(db::Tx& tx, db::NumberSeries& numbers, const World& world, Dice& dice, History& history);
void count_history(db::Tx& tx, LoadReport& report);

/// Each customer is looked after by whoever sold or offered them a car last.
void assign_customers(db::Tx& tx);
/// Places orders of all dealers, to be built when nobody else's wait: the line has work, and a newcomer's car goes
/// first.
std::size_t place_orders_for_the_line(db::Tx& tx, db::NumberSeries& numbers, catalog::Catalog& catalog,
                                      const World& world, Dice& dice);

/// Quotes of all dealers: open ones, one that waits for its manager, one that has expired.
std::size_t make_quotes(db::Tx& tx, db::NumberSeries& numbers, catalog::Catalog& catalog, const World& world,
                        Dice& dice);

}  // namespace marque::app::demo
