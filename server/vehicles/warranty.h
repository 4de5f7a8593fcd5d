#pragma once

#include <array>
#include <optional>

#include "core/enum_text.h"
#include "core/time.h"

namespace marque::vehicles {

enum class WarrantyKind { basic, powertrain, corrosion };

/// What the maker grants with each new car.
struct WarrantyTerms {
    WarrantyKind kind;
    int years;
    std::optional<int> limit_km;
};
inline constexpr std::array<WarrantyTerms, 3> new_car_warranties{{
    {WarrantyKind::basic, 3, 100000},
    {WarrantyKind::powertrain, 5, 150000},
    {WarrantyKind::corrosion, 6, std::nullopt},
}};

struct Warranty {
    WarrantyKind kind = WarrantyKind::basic;
    core::Date from_date;
    core::Date to_date;  ///< the last day
    std::optional<int> limit_km;

    bool in_force(core::Date on, int km) const {
        return from_date <= on && on <= to_date && (!limit_km || km <= *limit_km);
    }
};

/// The warranty that begins on `from`; one that begins on 29 February ends as if it had begun on the 28th.
Warranty grant(const WarrantyTerms& terms, core::Date from);

}  // namespace marque::vehicles

namespace marque::core {

template <>
struct EnumText<vehicles::WarrantyKind> {
    using Kind = vehicles::WarrantyKind;
    static constexpr std::array<std::pair<Kind, std::string_view>, 3> names{
        {{Kind::basic, "BASIC"}, {Kind::powertrain, "POWERTRAIN"}, {Kind::corrosion, "CORROSION"}}};
};

}  // namespace marque::core
