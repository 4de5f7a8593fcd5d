#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenarios/check.h"
#include "scenarios/shift.h"

namespace marque::scenarios {

using Ledger = std::map<std::string, Json>;  ///< by order number

std::vector<Check> check_orders(Shift& shift, const Ledger& ledger);
std::vector<Check> check_line(Shift& shift, const Ledger& ledger);
Check check_trouble(const Shift& shift);           ///< holds and rework did happen
std::vector<Check> check_lives(Shift& shift);      ///< cars, repairs, planned calls
std::vector<Check> check_left_over(Shift& shift);  ///< outbox, unanswered requests, set-aside

/// Reads every order anew and lays all books side by side.
std::vector<Check> check_everything(Shift& shift, const Ledger& ledger);

/// Falsifies one entry for each check; true when every check found its own. The shift's data are spoilt afterwards.
bool prove_checks(Shift& shift, Ledger ledger);

}  // namespace marque::scenarios
