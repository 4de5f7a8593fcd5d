#pragma once

#include <optional>
#include <string>

#include "core/time.h"

namespace marque::reconciliation {

/// What an answer of the line that was set aside says: of which build, and when by the line's own clock.
struct SecondBuild {
    std::optional<std::string> build_id;
    std::optional<core::Instant> at;
};
/// Reads an AcknowledgeOperationsSchedule as it came; nothing of what cannot be read.
SecondBuild read_second_build(const std::string& raw);

}  // namespace marque::reconciliation
