#pragma once

#include "core/time.h"
#include "db/tx.h"
#include "reconciliation/run_store.h"

namespace marque::reconciliation {

enum class BuildAnswer { told, nothing_more, unknown };

/// What the line answered when it was asked after a build from `asked_seq` on, the last SEQ that was known here.
struct LineReport {
    std::string build_id;
    BuildAnswer answer = BuildAnswer::told;
    std::int64_t asked_seq = 0;
    std::int64_t last_seq = 0;
    std::optional<std::string> order_number;
    std::optional<std::string> vin;
    std::optional<core::Instant> behind_since;  ///< when the first thing happened that was not known here
};
MARQUE_JSON(LineReport, build_id, answer, asked_seq, last_seq, order_number, vin, behind_since)

/// Holds the line's answers against the builds; `now` is business time, which the line dates its events by.
void compare_answers(db::Tx& tx, const Run& run, const std::vector<LineReport>& reports, core::Instant now,
                     core::Instant real_now);

}  // namespace marque::reconciliation

template <>
struct marque::core::EnumText<marque::reconciliation::BuildAnswer> {
    using E = marque::reconciliation::BuildAnswer;
    static constexpr std::array<std::pair<E, std::string_view>, 3> names{
        {{E::told, "TOLD"}, {E::nothing_more, "NOTHING_MORE"}, {E::unknown, "UNKNOWN"}}};
};
