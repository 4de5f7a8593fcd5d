#pragma once

#include <optional>
#include <string>

#include "core/localized.h"

namespace marque::care {

/// What goes into a script's {customer} {model} {km} {agent} {station}.
struct ScriptSlots {
    std::string customer;
    core::Localized model;
    int km = 0;
    std::string agent;
    std::optional<core::Localized> station;  ///< none: the nearest is spoken of
};

/// The script with its slots filled; the mileage is rounded to hundreds, as people say it.
core::Localized fill_script(const core::Localized& script, const ScriptSlots& slots);

}  // namespace marque::care
