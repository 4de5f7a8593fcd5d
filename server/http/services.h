#pragma once

#include "core/clock.h"
#include "db/number_series.h"
#include "db/pool.h"
#include "http/event_hub.h"

namespace marque::http {

/// What the composition root hands to every slice.
struct Services {
    db::Pool& pool;
    core::BusinessClock& clock;
    db::NumberSeries& numbers;
    EventHub& events;
    bool demo = false;  ///< a demonstration network: its clock can be moved
};

}  // namespace marque::http
