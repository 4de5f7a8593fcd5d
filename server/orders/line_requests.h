#pragma once

#include <string>

#include "catalog/catalog.h"
#include "db/feed.h"
#include "db/tx.h"
#include "orders/order_store.h"

namespace marque::orders {

/// Where nobody has set a priority, the buyers' cars go before those for stock; the column `urgency` says the same.
constexpr int usual_priority(Kind kind) { return kind == Kind::customer ? 40 : 60; }

struct Window {
    core::Instant start, end;
};

/// Something to be asked of the line: a release, a change, a cancel or a slot, with the whole configuration.
struct RequestToLine {
    RequestAction action = RequestAction::release;
    int configuration_version = 1;
    int priority = 40;
    core::Date wished;
    std::string dealer_code;
    std::string destination_code;
    core::Instant at;
    std::optional<Window> slot = {};          ///< instead of the wished window
    std::optional<std::string> repeats = {};  ///< the request that this says once more
};

/// The request with the dates and codes that the order stands for.
RequestToLine request_about(db::Tx& tx, const Order& order, RequestAction action, int configuration_version,
                            core::Instant at);

/// Enters it in the outbox and the ledger of requests.
void ask_line(db::Tx& tx, const Order& order, const catalog::Model& model,
              const std::vector<ConfiguredFeature>& features, const RequestToLine& request);

/// Tells open pages that the order has moved.
void tell_pages(db::Tx& tx, const Order& order, core::Instant real_now);

}  // namespace marque::orders
