#pragma once

#include <span>

#include "core/time.h"
#include "db/tx.h"
#include "promises/promises.h"

namespace marque::materials {

/// A part that is missing.
struct Missing {
    std::uint64_t id = 0;
    std::string line;
    promises::MissingPart part;
    core::Instant from;
    bool one_lot = false;  ///< which cars would get the lot is not known: nobody is called
};
/// Of shortages as `s`.
db::SqlBuilder select_missing();
Missing map_missing(const db::Row& row);

/// Who asks promises/ that somebody be called.
std::string asker(std::uint64_t shortage);

/// The orders whose cars it may hit, or has hit, upwards: those that the line has taken and not built yet, and those of
/// its fixed sequence.
std::vector<core::OrderId> cars_in_question(db::Tx& tx, const Missing& missing);

/// So many are looked at at once.
constexpr std::size_t cars_a_look = 500;
std::vector<std::span<const core::OrderId>> in_looks(const std::vector<core::OrderId>& cars);

/// Those of them that it hits and has not hit so far, hits no more, or hits at another time than before.
std::vector<core::OrderId> cars_that_differ(db::Tx& tx, const Missing& missing, std::span<const core::OrderId> cars,
                                            core::Instant now);
/// Enters those of them that it hits now, and has their buyers called; lets go of those that got the part, were called
/// off, or are planned for another time. For a transaction that holds the shortage's row.
void note_hits(db::Tx& tx, const Missing& missing, std::span<const core::OrderId> cars, core::Instant now,
               core::Instant real_now);

/// A car that is short of two parts is still short of the other one.
void ask_for_the_others(db::Tx& tx, std::uint64_t ended, const std::vector<core::OrderId>& of, core::Instant now,
                        core::Instant real_now);

}  // namespace marque::materials
