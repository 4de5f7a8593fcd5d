#pragma once

#include <map>
#include <string>
#include <vector>

#include "db/tx.h"
#include "http/router.h"
#include "http/services.h"

/// When a car comes and what was promised: measured stage times, ETA, the ledger of promises, tasks when one is at
/// risk. The door of the slice.
namespace marque::promises {

void add_routes(http::Router& router, http::Services& services);

enum class StepKind { linked, changed, cancelled, running, completed, held, rework, aborted };

/// One thing that the line said of an order's build.
struct BuildStep {
    core::OrderId order;
    StepKind kind = StepKind::running;
    core::Instant at;
    std::string station{};
    std::string hold_reason{};
    bool dated = true;  ///< false: the line's date cannot be meant, and `at` is when it was heard; nothing is measured
};
/// Learns from a batch of a line's events, in the batch's transaction, and computes anew the ETAs of the orders in it.
/// A handful of statements, however many steps. `now` is business time.
void follow_builds(db::Tx& tx, const std::string& line, const std::vector<BuildStep>& steps, core::Instant now,
                   core::Instant real_now);

/// Computes the ETAs of all open orders of a line anew, a bounded number a transaction. Returns how many there are.
std::size_t recompute_etas(db::Pool& pool, const std::string& line, core::Instant now, core::Instant real_now);
std::vector<std::string> line_codes(db::Tx& tx);
/// One round of the follower: each line whose turn it is and that no other server copy has leased. Time alone moves an
/// ETA, and a car that starts moves all behind it.
void follow_lines(http::Services& services);

/// Seconds from the start of a car to each line station, up to line-off, by the means of what was measured; empty while
/// too little was.
std::map<std::string, double> measured_offsets(db::Tx& tx, const std::string& line);

/// By how many days the road of a line's cars to one place is longer than to another, by the means of what was
/// measured; nothing while too few have arrived at either.
std::optional<int> road_difference(db::Tx& tx, const std::string& line, core::OrganisationId from,
                                   core::OrganisationId to);

/// Within what time 99 of 100 cars went on from where they were, as measured; what was measured too seldom is left out.
struct UsualTimes {
    std::vector<std::string> stations;  ///< in their order, the dealer last
    std::map<std::string, double> p99;  ///< seconds from being done at the place before to being done at this one
    std::optional<double> hold_p99;
};
UsualTimes usual_times(db::Tx& tx, const std::string& line);

/// What a buyer is to be told of.
struct MissingPart {
    std::string part_no;
    core::Localized name;
    std::optional<core::Instant> expected_back;  ///< nothing: nobody knows
};
MARQUE_JSON(MissingPart, part_no, name, expected_back)
/// Buyers of these orders to whom a day was promised are to be called, whatever the estimate says: each gets an open
/// task. `asked_by` names who asks, "shortage-7", at most 40 characters.
void ask_to_call(db::Tx& tx, const std::vector<core::OrderId>& orders, const std::string& asked_by,
                 const MissingPart& part, core::Instant now, core::Instant real_now);
/// What was asked for is over: its open tasks are closed, but for those of promises that are at risk.
void call_no_more(db::Tx& tx, const std::string& asked_by, core::Instant now, core::Instant real_now);
/// The same for these orders alone.
void call_no_more(db::Tx& tx, const std::vector<core::OrderId>& orders, const std::string& asked_by, core::Instant now,
                  core::Instant real_now);

/// How many open tasks each salesperson has; a task is its order's salesperson's.
std::map<core::PersonId, int> tasks_in_hand(db::Tx& tx, const std::vector<core::PersonId>& people);

/// When a car will be at its dealer: with even chances, and almost surely.
struct Forecast {
    core::Instant p50_at;
    core::Instant p90_at;
};
MARQUE_JSON(Forecast, p50_at, p90_at)
/// As they were computed last; a car that has arrived, or of which too little is known, has none.
std::map<core::OrderId, Forecast> forecasts_of(db::Tx& tx, const std::vector<core::OrderId>& orders);

/// Two orders have exchanged their buyers: what was promised to the buyer holds for the car they take over.
struct PromiseExchange {
    core::OrderId waiting, stock;
    std::string waiting_number, stock_number;
    std::string line;
};
void exchange_promises(db::Tx& tx, const PromiseExchange& exchange, const std::string& actor, core::Instant now,
                       core::Instant real_now);

/// Measures a line anew from the builds that are on record, the latest `most`. `takt_seconds` replaces what the record
/// says of the pace, where it holds only some of the cars that were built.
void learn_from_history(db::Tx& tx, const std::string& line, int most, std::optional<double> takt_seconds = {});

/// How often the truth lay within what was forecast at a moment of the car's way.
struct Coverage {
    std::string moment;
    int forecasts = 0;
    int within_p50 = 0, within_p90 = 0;
};
/// Goes through a line's builds, the latest `most`, in the order of time: each is forecast from what was known before
/// only.
std::vector<Coverage> backtest(db::Tx& tx, const std::string& line, int most);

}  // namespace marque::promises
