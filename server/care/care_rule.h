#pragma once

#include <array>
#include <optional>
#include <string>

#include "core/enum_text.h"
#include "core/ids.h"
#include "core/localized.h"

namespace marque::care {

/// What makes a rule plan its call.
enum class Cause { hand_over, repair_closed, outcome };

/// When somebody is called and why, as the care programme has it.
struct CareRule {
    core::CareRuleId id;
    std::string code;
    Cause caused_by = Cause::hand_over;
    std::optional<int> due_days;  ///< after the cause, for each occurrence
    std::optional<int> due_km;    ///< on the odometer, for each occurrence
    int window_days = 30;         ///< how long after the due day the call still makes sense
    int occurrences = 1;
    unsigned priority = 50;
};

}  // namespace marque::care

namespace marque::core {

template <>
struct EnumText<care::Cause> {
    static constexpr std::array<std::pair<care::Cause, std::string_view>, 3> names{{
        {care::Cause::hand_over, "HAND_OVER"},
        {care::Cause::repair_closed, "REPAIR_CLOSED"},
        {care::Cause::outcome, "OUTCOME"},
    }};
};

}  // namespace marque::core
