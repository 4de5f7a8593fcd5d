#pragma once

#include <string>

#include "core/scope.h"
#include "core/time.h"
#include "http/message.h"
#include "http/services.h"

namespace marque::care {

/// Who works at the queue, and when.
struct Desk {
    core::Scope scope;
    core::Actor actor;
    core::Instant now;       ///< business time: what is due, when one may call
    core::Instant real_now;  ///< claims run in real time
    core::Date today;        ///< where the asker is
    /// A demonstration may call at any hour: its clock moves by whole days, so that whoever tries the product in the
    /// evening would never get a call. Everywhere else 08:00–20:00 at the customer's place holds without exception.
    bool any_hour = false;

    core::PersonId person() const { return scope.person; }
};

inline Desk desk_of(const http::Services& services, const http::Request& request) {
    return {*request.scope,
            request.actor(),
            services.clock.now(),
            services.clock.real_now(),
            services.clock.today(request.scope->time_zone),
            services.demo};
}

}  // namespace marque::care
