#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace marque::core {

/// An amount in the currency beside it, in hundredths; never a floating-point number.
struct Money {
    std::int64_t cents = 0;

    /// Reads "-123.45", "123.4", "123"; nothing else.
    static std::optional<Money> parse(std::string_view text);
    /// Always two decimals: "123.40".
    std::string text() const;

    auto operator<=>(const Money&) const = default;
    Money& operator+=(Money other) { return cents += other.cents, *this; }
    Money& operator-=(Money other) { return cents -= other.cents, *this; }
    friend Money operator+(Money a, Money b) { return Money{a.cents + b.cents}; }
    friend Money operator-(Money a, Money b) { return Money{a.cents - b.cents}; }
};

/// A decimal with two places, as hours and quantities are kept; same text form as Money.
struct Hundredths {
    std::int64_t value = 0;

    static std::optional<Hundredths> parse(std::string_view text);
    std::string text() const { return Money{value}.text(); }
    auto operator<=>(const Hundredths&) const = default;
};

/// price × quantity, rounded half away from zero to a hundredth.
Money operator*(Money price, Hundredths quantity);

}  // namespace marque::core
