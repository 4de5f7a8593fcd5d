#include "builds/builds.h"
#include "http/idempotency.h"
#include "http/slice_routes.h"
#include "reconciliation/acts.h"
#include "reconciliation/compare_line.h"
#include "reconciliation/compare_list.h"
#include "reconciliation/reconciliation.h"
#include "reconciliation/reconciliation_errors.h"
#include "reconciliation/reports.h"

namespace marque::reconciliation {

struct HandIn {
    std::string text;
    std::optional<core::Instant> written_at;
};
MARQUE_JSON(HandIn, text, written_at)
struct OnFinding {
    int version = 0;
};
MARQUE_JSON(OnFinding, version)
struct CloseFinding {
    int version = 0;
    std::string reason;
};
MARQUE_JSON(CloseFinding, version, reason)
struct StartRun {
    std::string line;
    Why why = Why::start;
};
MARQUE_JSON(StartRun, line, why)
struct LineAnswers {
    std::string line;
    std::vector<LineReport> builds;
    bool last = false;
    bool heard = false;
};
MARQUE_JSON(LineAnswers, line, builds, last, heard)

namespace {

using core::Role;
using http::Access;
using http::Request;
using http::Response;
using Services = ReconciliationServices;

constexpr std::size_t longest_list = 8 << 20;
constexpr auto clocks_differ = std::chrono::minutes{5};
constexpr std::size_t longest_reason = 300;
constexpr std::size_t most_answers = 500;

/// Something read of a line that the asker may see.
template <class Read>
Response of_line(Services& services, const Request& request, Read&& read) {
    const auto& line = request.path_param("line");
    return db::read(services.pool, [&](db::Tx& tx) {
        builds::require_line(tx, *request.scope, line);
        return read(tx, line);
    });
}

Response get_runs(Services& services, const Request& request) {
    const auto page = http::PageRequest::from(request);
    return of_line(services, request, [&](db::Tx& tx, const std::string& line) {
        return Response::of(200, http::make_page(list_runs(tx, line, page), page.limit,
                                                 [](const RunView& last) { return std::to_string(last.id); }));
    });
}

Response get_findings(Services& services, const Request& request) {
    const auto page = http::PageRequest::from(request);
    const FindingFilter filter{request.query_enum<FindingState>("state"), request.query_enum<FindingKind>("kind")};
    return of_line(services, request, [&](db::Tx& tx, const std::string& line) {
        return Response::of(200, http::make_page(list_findings(tx, line, filter, page), page.limit,
                                                 [](const FindingView& last) { return std::to_string(last.id); }));
    });
}

Response get_attention(Services& services, const Request& request) {
    return of_line(services, request,
                   [](db::Tx& tx, const std::string& line) { return Response::of(200, count_attention(tx, line)); });
}

/// A run that a planner asks for; the one that runs already, where one does.
template <class Work>
Response begin(Services& services, const Request& request, Work&& work) {
    const auto& line = request.path_param("line");
    const auto at = services.clock.real_now();
    return http::once(services.pool, request, at, [&](db::Tx& tx) {
        builds::require_line(tx, *request.scope, line);
        return Response::of(201, read_run(tx, work(tx, line, at)));
    });
}

Response post_run(Services& services, const Request& request) {
    return begin(services, request, [&](db::Tx& tx, const std::string& line, core::Instant at) {
        return start_run(tx, line, Why::demand, request.person_name, at);
    });
}

Response post_list(Services& services, const Request& request) {
    const auto body = request.json<HandIn>();
    const auto list = read_line_list(body.text);
    const ListTimes times{body.written_at.value_or(services.clock.real_now()), services.clock.now(),
                          services.clock.real_now()};
    if (times.written_at > times.real_now + clocks_differ) throw core::Error(errors::list_of_the_future);
    return begin(services, request, [&](db::Tx& tx, const std::string& line, core::Instant) {
        return compare_list(tx, line, list, request.person_name, times);
    });
}

template <class Work>
Response on_finding(Services& services, const Request& request, int version, Work&& work) {
    const FindingAct act{request.path_param("line"), request.path_id("id"),    version, request.actor(),
                         services.clock.now(),       services.clock.real_now()};
    return http::once(services.pool, request, act.real_now, [&](db::Tx& tx) {
        builds::require_line(tx, *request.scope, act.line);
        work(tx, act);
        return Response::of(201, read_finding(tx, act.line, act.id));
    });
}

Response post_act(Services& services, const Request& request) {
    return on_finding(services, request, request.json<OnFinding>().version,
                      [&](db::Tx& tx, const FindingAct& act) { do_act(tx, services.catalog, act); });
}

Response post_close(Services& services, const Request& request) {
    const auto body = request.json<CloseFinding>();
    http::require_length("/reason", body.reason, 1, longest_reason);
    return on_finding(services, request, body.version,
                      [&](db::Tx& tx, const FindingAct& act) { close_finding(tx, act, body.reason); });
}

Response post_bridge_run(Services& services, const Request& request) {
    const auto body = request.json<StartRun>();
    builds::require_bridge_of(request, body.line);
    const auto run = db::in_tx(services.pool, [&](db::Tx& tx) {
        return start_run(tx, body.line, body.why, request.service->name, services.clock.real_now());
    });
    return Response::json(200, {{"run_id", run}});
}

Response post_answers(Services& services, const Request& request) {
    const auto body = request.json<LineAnswers>();
    builds::require_bridge_of(request, body.line);
    if (body.builds.size() > most_answers)
        http::refuse_parameter("/builds", http::errors::field_range, {{"least", "0"}, {"most", "500"}});
    const auto id = request.path_id("run");
    const auto real_now = services.clock.real_now();
    db::in_tx(services.pool, [&](db::Tx& tx) {
        auto run = lock_run(tx, id);
        if (!run || run->line != body.line) throw core::Error(errors::no_such_run, {{"run", std::to_string(id)}});
        compare_answers(tx, *run, body.builds, services.clock.now(), real_now);
        run->told_at = real_now;
        if (body.last) run->line_answer = body.heard ? LineAnswer::told : LineAnswer::silent;
        save(tx, *run);
    });
    return Response::no_content();
}

}  // namespace

void add_routes(http::Router& router, const ReconciliationServices& services) {
    const auto plant = Access::roles_of({Role::plant_planner, Role::administrator, Role::auditor});
    const auto planner = Access::roles_of({Role::plant_planner});
    http::SliceRoutes routes(router, services);
    routes.get("/lines/{line}/attention", plant, get_attention);
    routes.get("/lines/{line}/reconciliations", plant, get_runs);
    routes.post("/lines/{line}/reconciliations", planner, post_run);
    routes.post("/lines/{line}/reconciliations/list", planner, post_list, longest_list);
    routes.get("/lines/{line}/findings", plant, get_findings);
    routes.post("/lines/{line}/findings/{id}/act", planner, post_act);
    routes.post("/lines/{line}/findings/{id}/close", planner, post_close);
    routes.post("/bridge/reconciliations", Access::service(), post_bridge_run);
    routes.post("/bridge/reconciliations/{run}/answers", Access::service(), post_answers);
}

}  // namespace marque::reconciliation
