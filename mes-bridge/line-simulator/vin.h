#pragma once

#include <string>

namespace marque::line {

// A VIN as GB 16735 and ISO 3779 have it: maker (3), model (5), check digit, model year, plant, serial (6 digits).
// Throws std::invalid_argument when a piece does not fit its place.
std::string make_vin(const std::string& wmi, const std::string& model_code, int model_year,
                     const std::string& plant_code, int serial);

// The check digit that belongs in the ninth place; whatever stands there does not matter.
char vin_check_digit(const std::string& vin);

// 2010 = A … 2026 = T … 2039 = 9; the code comes round every 30 years.
char vin_model_year_code(int model_year);

}  // namespace marque::line
