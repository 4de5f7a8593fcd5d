#include "identity/business_clock.h"

#include "db/audit.h"
#include "identity/identity_errors.h"

namespace marque::identity {
namespace {

constexpr std::int64_t seconds_a_day = 24 * 60 * 60;

}  // namespace

ClockView read_clock(const http::Services& services) {
    return {services.clock.now(), services.clock.real_now(), services.clock.offset_seconds() / seconds_a_day,
            services.demo};
}

ClockView move_clock(http::Services& services, int days, const core::Actor& actor) {
    if (!services.demo) throw core::Error(errors::clock_fixed);
    const auto offset = db::in_tx(services.pool, [&](db::Tx& tx) {
        const auto before = tx.value<std::int64_t>("offset_seconds",
                                                   "SELECT offset_seconds FROM business_clock WHERE id = 1 FOR UPDATE");
        const auto after = before.value() + days * seconds_a_day;
        tx.execute("UPDATE business_clock SET offset_seconds = ?, version = version + 1 WHERE id = 1", after);
        db::audit(tx, services.clock.real_now(), actor, "clock.moved", "clock",
                  http::Json{{"offset_seconds", *before}}.dump(), http::Json{{"offset_seconds", after}}.dump());
        return after;
    });
    services.clock.set_offset_seconds(offset);
    return read_clock(services);
}

}  // namespace marque::identity
