#pragma once

#include <array>
#include <optional>
#include <string>

#include "care/care_views.h"
#include "care/desk.h"
#include "db/tx.h"
#include "http/paging.h"

namespace marque::care {

/// due: can be called now. mine: claimed by the asker. upcoming: planned for later. done: over, latest first.
enum class QueueView { due, mine, upcoming, done };

/// Where a page of the queue ended.
struct QueuePosition {
    core::Date due_on;
    unsigned priority = 0;
    core::CareCallId id;

    std::string text() const;
    /// Throws `request.cursor_invalid`.
    static QueuePosition parse(const std::string& text);
};

struct QueueRequest {
    QueueView view = QueueView::due;
    int limit = 50;
    std::optional<QueuePosition> after;      ///< of every view but done
    std::optional<core::CareCallId> before;  ///< of done

    /// Reads `view`, `limit` and `cursor`.
    static QueueRequest from(const http::Request& request);
};
http::Page<CareCallSummary> list_calls(db::Tx& tx, const Desk& desk, const QueueRequest& request);

/// The team's day; each count stops at 10,000.
CareCounts count_calls(db::Tx& tx, const Desk& desk);

/// Calls planned and made for the present owner of the car. Throws `care.plan_of_other_dealer` to dealer staff whose
/// customer the owner is not.
CarePlan care_plan(db::Tx& tx, const core::Scope& scope, core::VehicleId vehicle);

}  // namespace marque::care

namespace marque::core {

template <>
struct EnumText<care::QueueView> {
    static constexpr std::array<std::pair<care::QueueView, std::string_view>, 4> names{{
        {care::QueueView::due, "due"},
        {care::QueueView::mine, "mine"},
        {care::QueueView::upcoming, "upcoming"},
        {care::QueueView::done, "done"},
    }};
};

}  // namespace marque::core
