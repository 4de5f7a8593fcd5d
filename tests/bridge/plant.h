#pragma once

#include <memory>
#include <nlohmann/json.hpp>

#include "mqtt_end.h"
#include "support/eventually.h"
#include "support/http_client.h"
#include "support/paths.h"
#include "support/process.h"
#include "support/test_broker.h"
#include "support/world.h"

namespace marque::bridge_test {

using namespace std::chrono_literals;
using support::eventually;

inline constexpr auto patience = std::chrono::seconds(30);
inline const std::string usual_prefix = "marque/plant-01/vehicle/ga-1";

// The real marque-line with a ledger of its own; killed and started again it goes on.
class Line {
  public:
    Line(unsigned short broker_port, support::Arguments more = {});
    void start(const support::Arguments& once_more = {});
    void kill9() { process_->kill9(); }
    void stop() { process_->stop(); }
    std::vector<nlohmann::json> ledger() const;

  private:
    unsigned short broker_port_;
    support::Arguments more_;
    support::TempDir folder_;
    std::unique_ptr<support::Process> process_;
};

// The real marque-bridge with a journal of its own.
class Bridge {
  public:
    Bridge(unsigned short broker_port, unsigned short server_port, const std::string& token = "secret-of-the-line",
           support::Arguments more = {});
    void start();
    void kill9() { process_->kill9(); }
    int stop() { return process_->stop(); }
    nlohmann::json health() const;
    bool connected() const;
    bool has_logged(const std::string& event) const;

  private:
    unsigned short broker_port_, server_port_, health_port_;
    support::Arguments more_;
    support::TempDir folder_;
    std::unique_ptr<support::Process> process_;
};

// The number of an order that a dealer of the real office places now; wished in time to come.
std::string order_for_stock(support::HttpClient& dealer, const support::Model& model);

// A release as the office would send it.
b2mml::OrderRequest release_of(const std::string& order_number, int version = 1);
b2mml::Receipt receipt_for(const std::string& bodid, bool accepted = true, const std::string& reason = "");

}  // namespace marque::bridge_test
