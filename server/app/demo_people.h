#pragma once

#include "app/demo_world.h"

namespace marque::app::demo {

/// A private buyer, sometimes a company or a foreigner. Phones differ for every `ordinal` under 10,000.
Buyer draw_buyer(Dice& dice, const World& world, const Dealer& dealer, std::size_t ordinal, core::Instant met_at);

/// A plate of the dealer's city; plug-in hybrids get the longer one of new-energy cars.
std::string draw_plate(Dice& dice, const Dealer& dealer, bool plug_in);

/// A VIN with the right check digit. The line that builds on from here starts its serials far above these ordinals.
std::string make_vin(const std::string& model_code, unsigned model_year, std::size_t ordinal);

}  // namespace marque::app::demo
