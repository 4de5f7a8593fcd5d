#pragma once

#include <charconv>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace marque::materials {

/// How much of a part, to a thousandth: "4", "1.85".
struct Quantity {
    std::int64_t thousandths = 0;

    auto operator<=>(const Quantity&) const = default;
    Quantity& operator+=(Quantity more) {
        thousandths += more.thousandths;
        return *this;
    }

    /// As DECIMAL(10,3) and people write it.
    static std::optional<Quantity> parse(std::string_view text) {
        const auto point = text.find('.');
        std::string digits(text.substr(0, point));
        const std::string_view fraction = point == std::string_view::npos ? "" : text.substr(point + 1);
        if (digits.empty() || digits.size() > 12 || fraction.size() > 3 || (point != text.npos && fraction.empty()))
            return std::nullopt;
        digits += fraction;
        digits.append(3 - fraction.size(), '0');
        Quantity quantity;
        const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), quantity.thousandths);
        if (fault != std::errc{} || end != digits.data() + digits.size() || digits.front() == '-') return std::nullopt;
        return quantity;
    }
    /// Without zeros that say nothing.
    std::string text() const {
        std::string text = std::to_string(thousandths / 1000);
        if (thousandths % 1000 == 0) return text;
        std::string fraction = std::to_string(1000 + thousandths % 1000).substr(1);
        fraction.erase(fraction.find_last_not_of('0') + 1);
        return text + '.' + fraction;
    }
};

}  // namespace marque::materials
