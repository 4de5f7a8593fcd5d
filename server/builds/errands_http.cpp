#include "builds/errands_http.h"

#include "builds/build_errors.h"
#include "builds/builds.h"
#include "builds/errands.h"
#include "builds/set_aside.h"
#include "core/text.h"
#include "http/slice_routes.h"

namespace marque::builds {

enum class ErrandOutcome { done, used, refused };

struct LeaseErrands {
    std::string line;
    int max = 0;
    int lease_seconds = 0;
};
MARQUE_JSON(LeaseErrands, line, max, lease_seconds)

struct ErrandSettlement {
    std::string line;
    ErrandOutcome outcome = ErrandOutcome::done;
    std::optional<std::string> reason;
    std::optional<std::string> detail;
    std::optional<std::int64_t> from_seq;
};
MARQUE_JSON(ErrandSettlement, line, outcome, reason, detail, from_seq)

}  // namespace marque::builds

template <>
struct marque::core::EnumText<marque::builds::ErrandOutcome> {
    using E = marque::builds::ErrandOutcome;
    static constexpr std::array<std::pair<E, std::string_view>, 3> names{
        {{E::done, "DONE"}, {E::used, "USED"}, {E::refused, "REFUSED"}}};
};

namespace marque::builds {
namespace {

void require_between(const char* pointer, int value, int least, int most) {
    if (value >= least && value <= most) return;
    http::refuse_parameter(pointer, http::errors::field_range,
                           {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
}

/// Most of the time there is none, and looking should not lock anything.
bool any_errand(db::Pool& pool, const std::string& line) {
    return db::read(pool, [&](db::Tx& tx) {
        return tx.value<int>("one", "SELECT 1 AS one FROM bridge_errand WHERE line_code = ? LIMIT 1", line).has_value();
    });
}

http::Response post_errand_lease(http::Services& services, const http::Request& request) {
    const auto body = request.json<LeaseErrands>();
    require_bridge_of(request, body.line);
    require_between("/max", body.max, 1, 20);
    require_between("/lease_seconds", body.lease_seconds, 1, 600);
    std::vector<Errand> errands;
    if (any_errand(services.pool, body.line)) {
        const auto now = services.clock.real_now();
        errands = db::in_tx(services.pool, [&](db::Tx& tx) {
            return lease_errands(tx, body.line, body.max, now, now + std::chrono::seconds{body.lease_seconds});
        });
    }
    return http::Response::json(200, {{"errands", http::to_json_value(errands)}});
}

http::Response post_errand_settlement(http::Services& services, const http::Request& request) {
    const auto body = request.json<ErrandSettlement>();
    require_bridge_of(request, body.line);
    const auto& errand_id = request.path_param("errand_id");
    http::require_length("/reason", body.reason.value_or(""), 0, 40);
    http::require_length("/detail", body.detail.value_or(""), 0, 500);
    db::in_tx(services.pool, [&](db::Tx& tx) {
        if (body.outcome != ErrandOutcome::done) {
            const auto outcome = body.outcome == ErrandOutcome::used ? TryOutcome::used : TryOutcome::refused;
            answer_try(tx, body.line, {errand_id, outcome, body.reason.value_or(""), body.detail.value_or("")},
                       services.clock.real_now());
        }
        settle_errand(tx, body.line, errand_id, body.from_seq);
    });
    return http::Response::no_content();
}

}  // namespace

void require_bridge_of(const http::Request& request, const std::string& line) {
    // A supplier's token is of no line.
    if (line.empty() || request.service->line != line)
        throw core::Error(errors::foreign_line, {{"own", request.service->line}, {"asked", line}});
}

void add_errand_routes(http::Router& router, http::Services& services) {
    http::SliceRoutes routes(router, services);
    routes.post("/bridge/errands/lease", http::Access::service(), post_errand_lease);
    routes.post("/bridge/errands/{errand_id}/settlement", http::Access::service(), post_errand_settlement);
}

}  // namespace marque::builds
