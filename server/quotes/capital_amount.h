#pragma once

#include <string>

#include "core/money.h"

namespace marque::quotes {

/// "167,000.00"
std::string grouped(core::Money amount);

/// An amount in the characters that Chinese documents use for money, "壹拾陆万柒仟元整" for 167000.00, by the rules of
/// the People's Bank for filling in bills. Up to 999,999,999,999.99; not negative.
std::string capital_amount(core::Money amount);

}  // namespace marque::quotes
