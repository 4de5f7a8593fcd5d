#include "core/money.h"

#include <cstdlib>

namespace marque::core {
namespace {

constexpr int max_whole_digits = 12;

}  // namespace

std::optional<Money> Money::parse(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    const auto fraction = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    const bool has_point = point != std::string_view::npos;
    if (whole.empty() || whole.size() > max_whole_digits || (has_point && (fraction.empty() || fraction.size() > 2))) {
        return std::nullopt;
    }
    std::int64_t cents = 0;
    for (const auto part : {whole, fraction}) {
        for (const char digit : part) {
            if (digit < '0' || digit > '9') return std::nullopt;
            cents = cents * 10 + (digit - '0');
        }
    }
    for (auto places = fraction.size(); places < 2; ++places) cents *= 10;
    return Money{negative ? -cents : cents};
}

std::string Money::text() const {
    const auto magnitude = std::abs(cents);
    const auto fraction = magnitude % 100;
    return (cents < 0 ? "-" : "") + std::to_string(magnitude / 100) + (fraction < 10 ? ".0" : ".") +
           std::to_string(fraction);
}

std::optional<Hundredths> Hundredths::parse(std::string_view text) {
    const auto parsed = Money::parse(text);
    if (!parsed) return std::nullopt;
    return Hundredths{parsed->cents};
}

Money operator*(Money price, Hundredths quantity) {
    // The product of two amounts that each fit may not fit itself.
    __extension__ using Wide = __int128;
    const auto product = static_cast<Wide>(price.cents) * quantity.value;
    const auto half = product < 0 ? -50 : 50;
    return Money{static_cast<std::int64_t>((product + half) / 100)};
}

}  // namespace marque::core
