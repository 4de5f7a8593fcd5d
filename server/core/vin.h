#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace marque::core {

/// A vehicle identification number, ISO 3779: 17 of the digits and capital letters without I, O and Q.
class Vin {
  public:
    enum class Fault { length, characters, check_digit };

    /// Folds case and trims blanks. The check digit (49 CFR 565.15, GB 16735) is demanded only of makers in regions
    /// whose law has one: North America (WMI 1–5) and China (WMI L); elsewhere position 9 is free.
    static std::optional<Vin> parse(std::string_view text, Fault* fault = nullptr);
    /// What position 9 must be for the check digit to be right.
    static char check_digit(std::string_view seventeen);

    const std::string& text() const { return text_; }
    bool operator==(const Vin&) const = default;

  private:
    explicit Vin(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

}  // namespace marque::core
