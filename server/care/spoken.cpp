#include "care/spoken.h"

#include <array>

namespace marque::care {
namespace {

constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

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
    for (std::size_t at = text.size(); at > first_digit + 3;)
        text.insert(at -= 3, ",");
    return text;
}

std::string count_of(int number, const std::string& english_noun) {
    return grouped(number) + " " + english_noun + (number == 1 ? "" : "s");
}

}  // namespace marque::care
