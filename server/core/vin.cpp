#include "core/vin.h"

#include <array>

namespace marque::core {
namespace {

constexpr std::size_t vin_length = 17;
constexpr std::size_t check_position = 8;
constexpr std::array<int, vin_length> weights{8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};

/// The value of a character in the check sum, -1 for one that no VIN has.
int value_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    constexpr std::string_view letters = "ABCDEFGHJKLMNPRSTUVWXYZ";
    constexpr std::string_view values = "12345678123457923456789";
    const auto found = letters.find(c);
    return found == std::string_view::npos ? -1 : values[found] - '0';
}

bool check_digit_is_law(char region) { return region == 'L' || (region >= '1' && region <= '5'); }

std::string normalised(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    std::string result(text);
    for (char& c : result) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return result;
}

}  // namespace

char Vin::check_digit(std::string_view seventeen) {
    int sum = 0;
    for (std::size_t i = 0; i < vin_length; ++i) sum += weights[i] * value_of(seventeen[i]);
    const int rest = sum % 11;
    return rest == 10 ? 'X' : static_cast<char>('0' + rest);
}

std::optional<Vin> Vin::parse(std::string_view text, Fault* fault) {
    auto refuse = [fault](Fault why) -> std::optional<Vin> {
        if (fault) *fault = why;
        return std::nullopt;
    };
    std::string vin = normalised(text);
    if (vin.size() != vin_length) return refuse(Fault::length);
    for (const char c : vin) {
        if (value_of(c) < 0) return refuse(Fault::characters);
    }
    if (check_digit_is_law(vin.front()) && vin[check_position] != check_digit(vin)) return refuse(Fault::check_digit);
    return Vin(std::move(vin));
}

}  // namespace marque::core
