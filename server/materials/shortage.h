#pragma once

#include "core/scope.h"
#include "db/tx.h"
#include "http/paging.h"

/// A part that is missing: which cars, orders and promises that hits, and who is called about it.
namespace marque::materials {

enum class ShortageState { open, ended };

struct ReportShortage {
    std::string part_no;
    std::optional<std::string> lot;  ///< only this lot is missing or blocked
    core::Instant from;
    std::optional<core::Instant> expected_back;
    std::optional<std::string> note;
};
MARQUE_JSON(ReportShortage, part_no, lot, from, expected_back, note)

struct EndShortage {
    int version = 0;
};
MARQUE_JSON(EndShortage, version)

struct Reporting {
    core::Scope scope;
    core::Actor actor;
    core::Instant at, real_now;
};
/// Enters it and puts the buyers of the cars it hits on their salespeople's call lists. Throws
/// `shortage.part_not_used`, `shortage.back_before_from`. Returns its id.
std::uint64_t report_shortage(db::Tx& tx, const std::string& line, const ReportShortage& command,
                              const Reporting& reporting);
/// Nobody is called about it any more. Throws `shortage.not_found`, `shortage.ended`, `shortage.stale_version`.
void end_shortage(db::Tx& tx, const std::string& line, std::uint64_t id, const EndShortage& command,
                  const Reporting& reporting);

struct ShortageView {
    std::uint64_t id = 0;
    std::string part_no;
    core::Localized part_name;
    std::optional<std::string> lot;
    core::Instant from;
    std::optional<core::Instant> expected_back;
    std::string note;
    ShortageState state = ShortageState::open;
    std::string reported_by;
    core::Instant reported_at;
    std::optional<core::Instant> ended_at;
    int cars = 0;   ///< hit since it was reported
    int calls = 0;  ///< of which nobody has called the buyer yet
    int version = 1;
};

/// A car that needs the part and has not had it.
struct HitView {
    std::string order_number;
    std::optional<std::string> build_id;
    core::Localized model_name;
    std::string dealer_code;
    core::Localized dealer_name;
    std::optional<std::string> customer_name;
    std::string state;  ///< of the order
    std::optional<std::string> station;
    std::string needed_station;
    std::optional<core::Instant> needed_at;
    std::optional<core::Date> promised_date;
    std::optional<std::string> call;  ///< OPEN, DONE; nothing when nobody was promised anything
};
MARQUE_JSON(HitView, order_number, build_id, model_name, dealer_code, dealer_name, customer_name, state, station,
            needed_station, needed_at, promised_date, call)

std::vector<ShortageView> list_shortages(db::Tx& tx, const core::Scope& scope, const std::string& line,
                                         ShortageState state, const http::PageRequest& page);
ShortageView read_shortage(db::Tx& tx, const core::Scope& scope, const std::string& line, std::uint64_t id);
/// By order from `page.before` on, upwards.
std::vector<HitView> list_hits(db::Tx& tx, const core::Scope& scope, const std::string& line, std::uint64_t id,
                               std::uint64_t after, int limit, std::vector<std::uint64_t>& keys);

}  // namespace marque::materials

template <>
struct marque::core::EnumText<marque::materials::ShortageState> {
    using E = marque::materials::ShortageState;
    static constexpr std::array<std::pair<E, std::string_view>, 2> names{{{E::open, "OPEN"}, {E::ended, "ENDED"}}};
};

namespace marque::materials {
MARQUE_JSON(ShortageView, id, part_no, part_name, lot, from, expected_back, note, state, reported_by, reported_at,
            ended_at, cars, calls, version)
}  // namespace marque::materials
