#include "app/marque_server.h"

#include "builds/builds.h"
#include "core/log.h"
#include "db/feed.h"
#include "db/migrations.h"
#include "identity/identity.h"
#include "materials/materials.h"
#include "orders/orders.h"
#include "promises/promises.h"
#include "reconciliation/reconciliation.h"
#include "scheduling/scheduling.h"

namespace marque::app {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr auto clock_period = milliseconds{500};
constexpr auto forget_period = std::chrono::minutes{1};
constexpr auto session_period = std::chrono::seconds{3};
constexpr auto admit_period = std::chrono::seconds{2};
constexpr auto supply_period = std::chrono::seconds{20};
constexpr auto findings_period = std::chrono::seconds{5};

http::Router make_router(http::Services& services, catalog::Catalog& catalog, http::Metrics& metrics) {
    http::Router router;
    add_all_routes(router, services, catalog, metrics);
    return router;
}

/// What fails is said, and tried again the next time; the other tasks go on.
template <class Work>
void attempt(const char* task, Work&& work) {
    try {
        work();
    } catch (const std::exception& failure) {
        core::log::warning("upkeep.failed", {{"task", task}, {"reason", failure.what()}});
    }
}

/// Whether it is time; then the next time is a period away.
bool due(steady_clock::time_point& next, steady_clock::duration period) {
    const auto now = steady_clock::now();
    if (now < next) return false;
    next = now + period;
    return true;
}

}  // namespace

std::int64_t stored_clock_offset(db::Pool& pool) {
    return db::read(pool, [](db::Tx& tx) {
        return tx.value<std::int64_t>("offset_seconds", "SELECT offset_seconds FROM business_clock WHERE id = 1")
            .value_or(0);
    });
}

MarqueServer::MarqueServer(const Config& config)
    : config_(config),
      pool_(config.db),
      numbers_(pool_),
      events_(pool_),
      services_{pool_, clock_, numbers_, events_, config.demo},
      server_(config.http, make_router(services_, catalog_, metrics_), identity::make_authenticator(services_),
              metrics_) {
    metrics_.watch("marque_event_streams", "Open event streams",
                   [this] { return static_cast<double>(events_.open_streams()); });
    metrics_.watch("marque_db_writers_in_use", "Database connections in a transaction",
                   [this] { return static_cast<double>(pool_.stats(db::Mode::write).in_use); });
    metrics_.watch("marque_db_readers_in_use", "Database connections in a read",
                   [this] { return static_cast<double>(pool_.stats(db::Mode::read).in_use); });
}

MarqueServer::~MarqueServer() { stop(); }

void MarqueServer::start() {
    if (const auto fault = db::schema_fault(pool_, config_.schema_dir / "migrations"); !fault.empty()) {
        throw std::runtime_error(fault);
    }
    clock_.set_offset_seconds(stored_clock_offset(pool_));
    events_.start();
    http::trust(config_.trusted_proxies);
    server_.start();
    upkeep_ = std::thread([this] { run_upkeep(); });
    followers_ = std::thread([this] { run_followers(); });
    planners_ = std::thread([this] { run_planners(); });
    reconcilers_ = std::thread([this] { run_reconcilers(); });
    couriers_ = std::thread([this] { run_couriers(); });
    storekeepers_ = std::thread([this] { run_storekeepers(); });
    core::log::info("server.listening", {{"host", config_.http.host}, {"port", std::to_string(port())}});
}

void MarqueServer::stop() {
    if (stopping_.exchange(true)) return;
    server_.stop();
    events_.stop();
    if (upkeep_.joinable()) upkeep_.join();
    if (followers_.joinable()) followers_.join();
    if (planners_.joinable()) planners_.join();
    if (reconcilers_.joinable()) reconcilers_.join();
    if (couriers_.joinable()) couriers_.join();
    if (storekeepers_.joinable()) storekeepers_.join();
}

/// Follows the business clock that another copy may have moved, accepts orders that waited and now have room, and lets
/// expired rows go a bounded number at a time.
void MarqueServer::run_upkeep() {
    auto next_forget = steady_clock::now() + forget_period;
    auto next_admit = steady_clock::now();
    auto next_look = steady_clock::now() + session_period;
    auto next_supply = steady_clock::now() + supply_period;
    while (!stopping_) {
        if (due(next_look, session_period)) attempt("streams", [&] { end_streams(); });
        attempt("clock", [&] { clock_.set_offset_seconds(stored_clock_offset(pool_)); });
        if (due(next_admit, admit_period)) {
            attempt("admit", [&] { orders::admit_waiting(pool_, catalog_, clock_); });
            if (config_.demo) attempt("arrive", [&] { builds::arrive_by_plan(services_); });
        }
        if (due(next_supply, supply_period)) attempt("call_offs", [&] { materials::refresh_call_offs(pool_, clock_); });
        if (due(next_forget, forget_period)) {
            std::uint64_t forgotten = 0;
            attempt("forget", [&] {
                forgotten += db::in_tx(pool_, [&](db::Tx& tx) { return db::forget_expired(tx, clock_.real_now()); });
            });
            attempt("forget_call_offs", [&] {
                forgotten +=
                    db::in_tx(pool_, [&](db::Tx& tx) { return materials::forget_old_call_offs(tx, clock_.now()); });
            });
            if (forgotten > 0) next_forget = steady_clock::now();
        }
        std::this_thread::sleep_for(clock_period);
    }
}

/// An open page hears nothing more once its session has ended.
void MarqueServer::end_streams() {
    const auto sessions = events_.sessions();
    if (sessions.empty()) return;
    const auto ended =
        db::read(pool_, [&](db::Tx& tx) { return identity::ended_sessions(tx, sessions, clock_.real_now()); });
    if (!ended.empty()) events_.end_sessions(ended);
}

/// Keeps the ETAs of all open orders up to date; the servers share the work by leases.
void MarqueServer::run_followers() {
    while (!stopping_) {
        try {
            promises::follow_lines(services_);
        } catch (const std::exception& failure) {
            core::log::warning("followers.failed", {{"reason", failure.what()}});
        }
        std::this_thread::sleep_for(clock_period);
    }
}

/// Keeps the sequences of the lines; the servers share the work by leases.
void MarqueServer::run_planners() {
    while (!stopping_) {
        try {
            scheduling::follow_plans(services_, catalog_);
        } catch (const std::exception& failure) {
            core::log::warning("planners.failed", {{"reason", failure.what()}});
        }
        std::this_thread::sleep_for(clock_period);
    }
}

/// Compares the lines with the books; the servers share the work by locks.
void MarqueServer::run_reconcilers() {
    const reconciliation::ReconciliationServices services{services_, catalog_};
    auto next_findings = steady_clock::now();
    while (!stopping_) {
        attempt("reconcile", [&] { reconciliation::reconcile(services); });
        if (due(next_findings, findings_period))
            attempt("findings", [&] { reconciliation::end_what_came_right(services); });
        std::this_thread::sleep_for(clock_period);
    }
}

/// Pushes call-offs to suppliers, who may be slow; the servers share the work by leases.
void MarqueServer::run_couriers() {
    while (!stopping_) {
        bool pushed = false;
        attempt("push", [&] { pushed = materials::push_call_off(pool_, clock_); });
        if (!pushed) std::this_thread::sleep_for(clock_period);
    }
}

/// Follows the cars that missing parts hit, of which a busy line has tens of thousands; the servers share the work by
/// leases.
void MarqueServer::run_storekeepers() {
    while (!stopping_) {
        bool looked = false;
        attempt("shortages", [&] { looked = materials::follow_shortage(pool_, clock_); });
        if (!looked) std::this_thread::sleep_for(clock_period);
    }
}

}  // namespace marque::app
