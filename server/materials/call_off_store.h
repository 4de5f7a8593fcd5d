#pragma once

#include <map>
#include <string>
#include <vector>

#include "db/tx.h"
#include "materials/call_off.h"

namespace marque::materials {

/// Whoever works out a line's call-offs is alone with them until the transaction ends.
void lock_line(db::Tx& tx, const std::string& line);

std::vector<BillLine> bill_of(db::Tx& tx, const std::string& line);

/// Cars of the sequence as it was fixed last, and whether they have gone onto the line since.
struct KnownCar {
    core::OrderId order;
    core::Instant start;
    bool on_the_line = false;
    int passed = 0;  ///< as of a FixedCar
};
std::vector<KnownCar> fixed_cars(db::Tx& tx, const std::string& line);
void save_fixed_cars(db::Tx& tx, const std::string& line, const std::vector<FixedCar>& cars);

/// Model and features of these orders, as they are to be built.
std::vector<FixedCar> configurations_of(db::Tx& tx, const std::vector<Start>& cars);

/// Seconds from the start to each line station, as the call-offs use them. They follow what the line measures only when
/// that has moved by a tenth, so that a call-off does not change by itself.
std::map<std::string, double> station_offsets(db::Tx& tx, const std::string& line, double takt_seconds);

/// The newest versions of a line's call-offs, by supplier, and what they hold.
std::map<std::string, int> newest_versions(db::Tx& tx, const std::string& line);
std::map<std::string, std::vector<KnownNeed>> newest_lines(db::Tx& tx, const std::string& line,
                                                           const std::map<std::string, int>& suppliers);
/// Writes the version that follows `version`.
void add_version(db::Tx& tx, const std::string& line, const std::string& supplier, int version,
                 const Difference& difference, core::Instant now);

}  // namespace marque::materials
