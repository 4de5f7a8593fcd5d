#pragma once

#include <string>

#include "core/localized.h"
#include "core/time.h"

/// Figures as people say them, for sentences in both languages.
namespace marque::care {

/// "12月3日" / "3 Dec"; with the year when it is not this one.
core::Localized spoken_date(core::Date day, core::Date today);
/// "5,000"
std::string grouped(int number);
/// "1 day", "3 days"
std::string count_of(int number, const std::string& english_noun);

}  // namespace marque::care
