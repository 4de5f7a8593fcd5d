#pragma once

#include "http/message.h"
#include "http/services.h"

namespace marque::identity {

struct ClockView {
    core::Instant now;
    core::Instant real_now;
    std::int64_t offset_days = 0;
    bool movable = false;
};
MARQUE_JSON(ClockView, now, real_now, offset_days, movable)

ClockView read_clock(const http::Services& services);
/// Moves the network's business time forwards, for every server. Throws `clock.not_movable` outside a demonstration.
ClockView move_clock(http::Services& services, int days, const core::Actor& actor);

}  // namespace marque::identity
