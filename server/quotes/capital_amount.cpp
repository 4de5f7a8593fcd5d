#include "quotes/capital_amount.h"

#include <array>

namespace marque::quotes {
namespace {

constexpr std::array<const char*, 10> numerals{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
constexpr std::array<const char*, 4> place_names{"", "拾", "佰", "仟"};
constexpr std::array<const char*, 3> section_names{"", "万", "亿"};

/// Zeros inside a number are said once, those at its end not at all.
std::string whole_part(std::int64_t yuan) {
    std::string text;
    bool zero = false;
    bool section_said = false;
    const auto figures = std::to_string(yuan);
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const auto place = figures.size() - 1 - i;
        const auto digit = static_cast<std::size_t>(figures[i] - '0');
        if (digit == 0) {
            zero = !text.empty();
        } else {
            if (zero) text += numerals[0];
            zero = false;
            section_said = true;
            text += std::string(numerals[digit]) + place_names[place % 4];
        }
        if (place % 4 == 0) {
            if (section_said) text += section_names[place / 4];
            section_said = false;
        }
    }
    return text;
}

}  // namespace

std::string grouped(core::Money amount) {
    auto text = amount.text();
    const std::size_t first = text.starts_with('-') ? 1 : 0;
    for (auto at = text.find('.'); at > first + 3; at -= 3) text.insert(at - 3, ",");
    return text;
}

std::string capital_amount(core::Money amount) {
    const auto yuan = amount.cents / 100;
    const auto jiao = static_cast<std::size_t>(amount.cents / 10 % 10);
    const auto fen = static_cast<std::size_t>(amount.cents % 10);
    std::string text = yuan > 0 ? whole_part(yuan) + "元" : "";
    if (jiao == 0 && fen == 0) return (text.empty() ? "零元" : text) + "整";
    if (jiao > 0) {
        text += std::string(numerals[jiao]) + "角";
    } else if (!text.empty()) {
        text += numerals[0];
    }
    return fen > 0 ? text + numerals[fen] + "分" : text + "整";
}

}  // namespace marque::quotes
