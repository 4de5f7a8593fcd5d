#include "care/spoken.h"

#include <array>

namespace marque::care {
namespace {

constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr int days_a_year = 365;
constexpr int days_a_month = 30;
constexpr int said_in_days = 90;
constexpr int said_in_months = 2 * days_a_year;

}  // namespace

core::Localized spoken_date(core::Date day, core::Date today) {
    const std::chrono::year_month_day ymd{day};
    const unsigned month = static_cast<unsigned>(ymd.month());
    const auto day_text = std::to_string(static_cast<unsigned>(ymd.day()));
    core::Localized text{std::to_string(month) + "月" + day_text + "日", day_text + " " + months[month - 1]};
    if (ymd.year() != std::chrono::year_month_day{today}.year()) {
        const auto year = std::to_string(static_cast<int>(ymd.year()));
        text = {year + "年" + text.zh, text.en + " " + year};
    }
    return text;
}

std::string grouped(int number) {
    std::string text = std::to_string(number);
    const std::size_t first_digit = text.starts_with('-') ? 1 : 0;
    for (std::size_t at = text.size(); at > first_digit + 3;) text.insert(at -= 3, ",");
    return text;
}

core::Localized spoken_term(int days) {
    if (days > 0 && days % days_a_year == 0) {
        const int years = days / days_a_year;
        return {"满" + grouped(years) + "年", count_of(years, "year")};
    }
    return {"后" + grouped(days) + "天", count_of(days, "day")};
}

core::Localized spoken_age(int days) {
    if (days < said_in_days) return {grouped(days) + "天", count_of(days, "day")};
    if (days < said_in_months) {
        const int months = (days + days_a_month / 2) / days_a_month;
        return {"约" + grouped(months) + "个月", "about " + count_of(months, "month")};
    }
    const int years = days / days_a_year;
    return {grouped(years) + "年多", "over " + count_of(years, "year")};
}

std::string count_of(int number, const std::string& english_noun) {
    return grouped(number) + " " + english_noun + (number == 1 ? "" : "s");
}

}  // namespace marque::care
