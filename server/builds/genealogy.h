#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/enum_text.h"
#include "core/scope.h"
#include "db/tx.h"
#include "http/json_fields.h"
#include "http/paging.h"
#include "http/router.h"
#include "http/services.h"

/// What went into each car, and which cars have it. A car belongs to a window by the moment it went onto the line.
namespace marque::builds {

/// HAS_NOT: whatever is recorded of the part names another lot, or serial. UNKNOWN: nothing is recorded, or something
/// that names none where one was asked for: the car may have it.
enum class GenealogyAnswer { has, has_not, unknown };

/// "Every car of this line with this lot, or serial, of this part, started from `from` until before `until`."
struct GenealogyQuestion {
    std::string line;  ///< its code in the letters in which it is kept
    std::string part_no;
    std::optional<std::string> lot, serial;  ///< one of them
    core::Instant from, until;
};

/// Of so many of a window's cars it is looked up what is recorded, for one page.
constexpr int most_looked_at = 5000;

/// The cars of the window, and how many of them each answer is true of: together they are all.
struct GenealogySummary {
    std::optional<core::Localized> part_name;  ///< as in the line's bill of material
    bool part_recorded = false;                ///< whether any car has a record of this part
    std::int64_t builds = 0, has = 0, has_not = 0, unknown = 0;
};
MARQUE_JSON(GenealogySummary, part_name, part_recorded, builds, has, has_not, unknown)
GenealogySummary count_answers(db::Tx& tx, const core::Scope& scope, const GenealogyQuestion& question);

/// A car with what is recorded last of the part; of an UNKNOWN one nothing, or what leaves the answer open.
struct GenealogyRow {
    std::string build_id;
    std::string order_number;
    std::optional<std::string> vin;
    std::string state;
    core::Instant started_at;
    std::optional<std::string> lot, serial, quantity, station;
    std::optional<core::Instant> at;
    std::optional<int> pass_no;
    bool replaced = false;  ///< of HAS: another one was put in at the same line station in a later pass
};
MARQUE_JSON(GenealogyRow, build_id, order_number, vin, state, started_at, lot, serial, quantity, station, at, pass_no,
            replaced)

/// One page of the cars of an answer. A page may hold fewer than asked for and still have a next one: only so many cars
/// are looked at for a page. Throws `request.cursor_invalid`.
http::Page<GenealogyRow> list_answer(db::Tx& tx, const core::Scope& scope, const GenealogyQuestion& question,
                                     GenealogyAnswer answer, const std::string& cursor, int limit);

struct PartRecord {
    std::string part_no;
    std::optional<core::Localized> part_name;  ///< as in the line's bill of material
    std::optional<std::string> lot, serial;
    std::string quantity;
    std::string station;
    core::Localized station_name;
    core::Instant at;
    int pass_no = 1;
};
MARQUE_JSON(PartRecord, part_no, part_name, lot, serial, quantity, station, station_name, at, pass_no)

/// All that is recorded of one car, in the order of the line's messages.
struct CarGenealogy {
    std::string build_id;
    std::string order_number;
    std::optional<std::string> vin;
    std::string line;
    std::string state;
    std::optional<core::Instant> started_at;
    std::vector<PartRecord> parts;
};
MARQUE_JSON(CarGenealogy, build_id, order_number, vin, line, state, started_at, parts)
/// By build ID or VIN; throws `genealogy.car_not_found`.
CarGenealogy read_car_genealogy(db::Tx& tx, const core::Scope& scope, const std::string& car);

void add_genealogy_routes(http::Router& router, http::Services& services);

}  // namespace marque::builds

template <>
struct marque::core::EnumText<marque::builds::GenealogyAnswer> {
    using E = marque::builds::GenealogyAnswer;
    static constexpr std::array<std::pair<E, std::string_view>, 3> names{
        {{E::has, "HAS"}, {E::has_not, "HAS_NOT"}, {E::unknown, "UNKNOWN"}}};
};
