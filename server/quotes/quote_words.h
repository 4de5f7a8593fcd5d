#pragma once

#include "core/localized.h"
#include "quotes/quote.h"

namespace marque::quotes {

/// As the portal's lists call it.
core::Localized name_of(State state);
/// As one would say what to do: "withdraw the quote".
core::Localized name_of(Action action);

}  // namespace marque::quotes
