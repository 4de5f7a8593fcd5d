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
/// After how long: "后20天" / "20 days"; whole years as years: "满4年" / "4 years".
core::Localized spoken_term(int days);
/// How long ago, as exactly as people say it: "39天" / "39 days", "约15个月" / "about 15 months", "4年多" / "over 4
/// years".
core::Localized spoken_age(int days);

}  // namespace marque::care
