#pragma once

#include "core/localized.h"
#include "orders/order.h"

namespace marque::orders {

/// As the portal's lists call it.
core::Localized name_of(State state);
/// As one would say what to do: "change the buyer".
core::Localized name_of(Action action);
/// Offered to people; the others come with the line's messages, or are one side of another act.
bool is_for_people(Action action);

}  // namespace marque::orders
