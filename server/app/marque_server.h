#pragma once

#include <atomic>
#include <memory>
#include <thread>

#include "app/config.h"
#include "catalog/catalog.h"
#include "http/router.h"
#include "http/services.h"

namespace marque::app {

/// Every route of every slice, and the frame's own.
void add_all_routes(http::Router& router, http::Services& services, catalog::Catalog& catalog, http::Metrics& metrics);

/// How many seconds the business clock runs ahead, as the database says.
std::int64_t stored_clock_offset(db::Pool& pool);

/// The composition root: who is built from what, in which order it starts and stops.
class MarqueServer {
  public:
    explicit MarqueServer(const Config& config);
    ~MarqueServer();

    /// Throws std::runtime_error with a sentence when the database or its schema is not ready, or the port is taken.
    void start();
    void stop();
    unsigned short port() const { return server_.port(); }

  private:
    void run_upkeep();
    void end_streams();
    void run_followers();
    void run_planners();
    void run_reconcilers();
    void run_couriers();
    void run_storekeepers();

    Config config_;
    db::Pool pool_;
    core::BusinessClock clock_;
    db::NumberSeries numbers_;
    http::EventHub events_;
    http::Metrics metrics_;
    catalog::Catalog catalog_;
    http::Services services_;
    http::Server server_;
    std::atomic<bool> stopping_{false};
    std::thread upkeep_, followers_, planners_, reconcilers_, couriers_, storekeepers_;
};

}  // namespace marque::app
