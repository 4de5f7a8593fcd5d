#pragma once

#include <optional>
#include <string>

#include "core/scope.h"
#include "db/tx.h"
#include "http/json_fields.h"

namespace marque::tracking {

/// Whether the buyer has an address, and since when; never the address itself.
struct LinkView {
    std::optional<core::Instant> made_at;
    std::optional<std::string> made_by;
};
MARQUE_JSON(LinkView, made_at, made_by)

/// The one time that the address is said: "/t/…", below wherever the portal is opened.
struct MadeLink {
    std::string address;
    core::Instant made_at;
    std::string made_by;
};
MARQUE_JSON(MadeLink, address, made_at, made_by)

struct LinkMaking {
    core::Scope scope;
    core::Actor actor;
    core::Instant at;
};

/// Whoever has the address made before finds nothing there any more. Throws `order.not_found`, `tracking.no_buyer`,
/// `tracking.nothing_to_follow`.
MadeLink make_link(db::Tx& tx, const std::string& number, const LinkMaking& making);
/// Nothing happens where there is none. Throws `order.not_found`.
void withdraw_link(db::Tx& tx, const std::string& number, const LinkMaking& making);
LinkView read_link(db::Tx& tx, const core::Scope& scope, const std::string& number);

}  // namespace marque::tracking
