#pragma once

#include "orders/order_views.h"

namespace marque::orders {

/// So long ago a change may be and still be news.
constexpr auto news_time = std::chrono::days{30};

/// What a date was and is.
struct MovedDate {
    std::optional<core::Date> before;
    std::optional<core::Date> now;
};
MARQUE_JSON(MovedDate, before, now)
struct MovedInstant {
    std::optional<core::Instant> before;
    std::optional<core::Instant> now;
};
MARQUE_JSON(MovedInstant, before, now)
struct HoldSince {
    std::string station;
    core::Instant at;
    std::optional<std::string> reason;
};
MARQUE_JSON(HoldSince, station, at, reason)

/// What happened to an order since the asker looked at it last.
struct SinceLook {
    std::optional<core::Instant> looked_at;  ///< none: never
    std::vector<DiaryView> events;
    int stations_passed = 0;
    std::vector<HoldSince> holds;
    std::optional<MovedDate> promised;  ///< none: as it was
    std::optional<MovedInstant> eta;    ///< p90, when it moved by a day or more
};
MARQUE_JSON(SinceLook, looked_at, events, stations_passed, holds, promised, eta)

struct Looking {
    int version = 0;  ///< of the order, as it was seen
};
MARQUE_JSON(Looking, version)

/// The asker has seen the order in this version. A version that is no longer the present one is not recorded: there is
/// something they have not seen. Throws `order.not_found`.
void record_look(db::Tx& tx, const core::Scope& scope, const std::string& number, int version, core::Instant at);
/// From now on only what changes hereafter is news.
void record_look_at_all(db::Tx& tx, const core::Scope& scope, core::Instant at);
/// Throws `order.not_found`.
SinceLook read_since_look(db::Tx& tx, const core::Scope& scope, const std::string& number);

/// Marks the orders that have changed since the asker looked.
void mark_changed(db::Tx& tx, const core::Scope& scope, core::Instant now, std::vector<OrderSummary>& orders);
/// From when on a change is news of what the person never looked at; nothing for who never looked at any order.
std::optional<core::Instant> news_since(db::Tx& tx, core::PersonId person, core::Instant now);

}  // namespace marque::orders
