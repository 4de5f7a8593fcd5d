#pragma once

#include <Poco/Net/HTTPServer.h>

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>

namespace marque::bridge {

// GET /healthz on the loopback address: 200 when every line has its broker and the server, else 503; the body says
// the same and more.
class HealthServer {
  public:
    using Report = std::function<nlohmann::json()>;  // {"lines": […], "healthy": bool}
    HealthServer(int port, Report report);
    ~HealthServer();

  private:
    std::unique_ptr<Poco::Net::HTTPServer> server_;
};

}  // namespace marque::bridge
