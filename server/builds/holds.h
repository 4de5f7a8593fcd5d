#pragma once

#include "core/scope.h"
#include "db/tx.h"
#include "identity/identity.h"
#include "promises/promises.h"

namespace marque::builds {

/// A car that the line holds: where, since when, why, for want of which part, and whom it keeps waiting.
struct HoldView {
    std::string build_id;
    std::string order_number;
    std::string order_kind;
    std::string station;
    core::Localized station_name;
    core::Instant since;
    int pass_no = 1;
    std::optional<std::string> reason;
    std::optional<std::string> part_no;
    core::Localized model_name;
    identity::OrganisationRef dealer;
    std::optional<core::Date> promised_date;
    std::optional<promises::Forecast> forecast;
};
MARQUE_JSON(HoldView, build_id, order_number, order_kind, station, station_name, since, pass_no, reason, part_no,
            model_name, dealer, promised_date, forecast)

/// Where a page ended: the longest held come first.
struct HoldCursor {
    core::Instant since;
    std::string build_id;

    std::string text() const { return core::to_rfc3339(since) + "~" + build_id; }
    /// Throws `request.cursor_invalid`.
    static HoldCursor parse(const std::string& text);
};
std::vector<HoldView> list_holds(db::Tx& tx, const core::Scope& scope, const std::string& line,
                                 const std::optional<HoldCursor>& after, int limit);

}  // namespace marque::builds
