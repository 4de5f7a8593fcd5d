#pragma once

#include <Poco/Net/HTTPRequestHandler.h>

#include "http/server.h"

namespace marque::http {

/// What every request of the server shares.
struct EndpointContext {
    ServerConfig config;
    Router router;
    Authenticator authenticator;
    Metrics& metrics;
    StaticFiles files;
};

/// One request from socket to answer: request id, route, who asks, body, handler, the one catch, metrics, log.
class Endpoint : public Poco::Net::HTTPRequestHandler {
  public:
    explicit Endpoint(const EndpointContext& context) : context_(context) {}
    void handleRequest(Poco::Net::HTTPServerRequest& in, Poco::Net::HTTPServerResponse& out) override;

  private:
    Response answer(Request& request, Poco::Net::HTTPServerRequest& in);
    Response call(const Route& route, Request& request, Poco::Net::HTTPServerRequest& in);
    void authenticate(const Route& route, Request& request, const Poco::Net::HTTPServerRequest& in) const;

    const EndpointContext& context_;
    std::string route_pattern_ = "none";
    bool body_read_ = false;
};

}  // namespace marque::http
