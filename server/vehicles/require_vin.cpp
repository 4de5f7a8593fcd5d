#include "vehicles/vehicle_errors.h"
#include "vehicles/vehicles.h"

namespace marque::vehicles {
namespace {

bool starts_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

/// What was typed, cut into characters, without blanks around it.
std::vector<std::string> characters_of(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    std::vector<std::string> characters;
    for (const char byte : text) {
        if (starts_character(byte) || characters.empty()) characters.emplace_back();
        characters.back() += byte;
    }
    return characters;
}

bool fits_a_vin(const std::string& character) {
    constexpr std::string_view allowed = "0123456789ABCDEFGHJKLMNPRSTUVWXYZabcdefghjklmnprstuvwxyz";
    return character.size() == 1 && allowed.find(character.front()) != std::string_view::npos;
}

std::string wrong_among(const std::vector<std::string>& characters) {
    std::string wrong;
    for (const auto& character : characters) {
        if (!fits_a_vin(character) && wrong.find(character) == std::string::npos) {
            wrong += (wrong.empty() ? "" : " ") + character;
        }
    }
    return wrong;
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

struct Refusal {
    const core::ErrorSpec* spec;
    core::ErrorParams params;
};

Refusal refusal_of(const std::string& text) {
    const auto characters = characters_of(text);
    if (characters.size() != 17) return {&errors::vin_length, {{"count", std::to_string(characters.size())}}};
    if (const auto wrong = wrong_among(characters); !wrong.empty())
        return {&errors::vin_characters, {{"wrong", wrong}}};
    std::string seventeen;
    for (const auto& character : characters) seventeen += upper(character.front());
    return {&errors::vin_check_digit, {{"given", {seventeen[8]}}, {"expected", {core::Vin::check_digit(seventeen)}}}};
}

}  // namespace

core::Vin require_vin(const std::string& text, const std::string& pointer) {
    if (auto vin = core::Vin::parse(text)) return *std::move(vin);
    const auto refusal = refusal_of(text);
    std::vector<core::FieldError> fields;
    if (!pointer.empty()) fields.push_back({pointer, refusal.spec, refusal.params});
    throw core::Error(*refusal.spec, refusal.params, std::move(fields));
}

}  // namespace marque::vehicles
