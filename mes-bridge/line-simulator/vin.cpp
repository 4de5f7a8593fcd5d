#include "line-simulator/vin.h"

#include <cctype>
#include <cstdio>
#include <stdexcept>
#include <string_view>

namespace marque::line {
namespace {

constexpr std::string_view letters = "ABCDEFGHJKLMNPRSTUVWXYZ";  // I, O and Q look like digits
constexpr std::string_view letter_values = "12345678123457923456789";
constexpr int weights[17] = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};

int value_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    auto place = letters.find(c);
    if (place == std::string_view::npos) throw std::invalid_argument(std::string("no character of a VIN: ") + c);
    return letter_values[place] - '0';
}

// The five places that describe the model: the characters of its code that a VIN allows, filled up with zeros.
std::string description_of(const std::string& model_code) {
    std::string description;
    for (unsigned char c : model_code) {
        auto upper = static_cast<char>(std::toupper(c));
        bool allowed = std::isdigit(c) || letters.find(upper) != std::string_view::npos;
        if (allowed && description.size() < 5) description += upper;
    }
    description.resize(5, '0');
    return description;
}

}  // namespace

char vin_model_year_code(int model_year) {
    constexpr std::string_view codes = "ABCDEFGHJKLMNPRSTVWXY123456789";
    if (model_year < 1980 || model_year > 2099) throw std::invalid_argument("no model year");
    return codes[static_cast<std::size_t>(model_year - 1980) % codes.size()];
}

char vin_check_digit(const std::string& vin) {
    if (vin.size() != 17) throw std::invalid_argument("a VIN has 17 characters: " + vin);
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i) sum += i == 8 ? 0 : value_of(vin[i]) * weights[i];
    int rest = sum % 11;
    return rest == 10 ? 'X' : static_cast<char>('0' + rest);
}

std::string make_vin(const std::string& wmi, const std::string& model_code, int model_year,
                     const std::string& plant_code, int serial) {
    if (wmi.size() != 3 || plant_code.size() != 1) throw std::invalid_argument("a maker has 3 characters, a plant 1");
    if (serial < 0 || serial > 999'999) throw std::invalid_argument("the serials of this plant are used up");
    char digits[8];
    std::snprintf(digits, sizeof digits, "%06d", serial);
    auto vin = wmi + description_of(model_code) + '0' + vin_model_year_code(model_year) + plant_code + digits;
    vin[8] = vin_check_digit(vin);
    return vin;
}

}  // namespace marque::line
