#pragma once

#include "app/demo_world.h"
#include "app/load_network.h"
#include "db/number_series.h"
#include "db/tx.h"
#include "vehicles/vehicles.h"

/// The steps of writing a drawn history, in this order, each by few statements with many rows.
namespace marque::app::demo {

struct Writing {
    db::Tx& tx;
    const World& world;
    History& history;
    db::NumberSeries& numbers;
    Dice& dice;
    /// Rows of the cars' timelines and of calls' attempts: nothing that is planned depends on them, so they wait for
    /// write_later.
    std::vector<db::Params> timeline{}, attempts{};
};

void note(Writing& writing, const vehicles::TimelineEntry& entry);

void write_buyers(Writing& writing);
/// Numbers the orders and enters them with configuration, diary and the line's answer.
void write_orders(Writing& writing);
/// Builds with one event a line station and what went into the car.
void write_builds(Writing& writing);
/// What the line said it built, of the last months' cars; at each dealer one came otherwise than ordered.
void write_as_built(Writing& writing);
/// What was promised of each, and how it came out; the line's times as measured.
void write_promises(Writing& writing);
/// Cars as they left the line and reached their dealer.
void write_cars(Writing& writing);
/// The first owners take their cars; the care plan knows nothing yet of the repairs to come.
void hand_over_cars(Writing& writing);
/// Numbers the repair orders and enters them with their lines.
void write_repairs(Writing& writing);
/// Sales, visits and the calls between them, as they happened one after the other.
void live_through(Writing& writing);

void write_later(Writing& writing);

/// Makes the calls of a car that fell due before the day; of the last weeks' some are left over.
void make_calls(Writing& writing, const Car& car, core::Date before);
/// Drops what is planned for an owner who does not want to be called.
void respect_a_no(Writing& writing, const Car& car);

/// Where the ids of a table go on.
std::uint64_t next_id(db::Tx& tx, db::Sql highest);

}  // namespace marque::app::demo
