#pragma once

#include "builds/genealogy.h"

/// Which cars of a window an answer is true of, and how many.
namespace marque::builds {

/// What went into which car is for the plant's and the maker's people, and for the engineers who hunt a fault.
void add_genealogy_visibility(db::SqlBuilder& sql, const core::Scope& scope);

/// The part's name, as `part_zh` and `part_en`, if the line's bill of material knows it.
std::optional<core::Localized> map_part_name(const db::Row& row);

struct CarsFound {
    std::vector<std::uint64_t> builds;  ///< in the order in which they were started
    std::optional<std::string> next;    ///< the cursor of the next page
};
/// Up to `limit` cars behind the cursor; for HAS_NOT and UNKNOWN only so many are looked at that there may be fewer and
/// still a next page. Throws `request.cursor_invalid`.
CarsFound find_cars(db::Tx& tx, const core::Scope& scope, const GenealogyQuestion& question, GenealogyAnswer answer,
                    const std::string& cursor, int limit);

}  // namespace marque::builds
