#include "http/server.h"

#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/ThreadPool.h>

#include "http/endpoint.h"

namespace marque::http {
namespace {

constexpr int backlog = 512;

class Factory : public Poco::Net::HTTPRequestHandlerFactory {
  public:
    explicit Factory(const EndpointContext& context) : context_(context) {}
    Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest&) override {
        return new Endpoint(context_);  // owned by the caller, as POCO has it
    }

  private:
    const EndpointContext& context_;
};

Poco::Net::HTTPServerParams::Ptr params_of(const ServerConfig& config) {
    Poco::Net::HTTPServerParams::Ptr params = new Poco::Net::HTTPServerParams;
    params->setMaxThreads(config.most_connections);
    params->setMaxQueued(backlog);
    params->setTimeout(Poco::Timespan(10, 0));
    params->setKeepAliveTimeout(Poco::Timespan(15, 0));
    params->setMaxKeepAliveRequests(0);
    params->setServerName("");
    return params;
}

}  // namespace

struct Server::Impl {
    EndpointContext context;
    Poco::ThreadPool threads;
    std::unique_ptr<Poco::Net::HTTPServer> server;

    Impl(ServerConfig config, Router router, Authenticator authenticator, Metrics& metrics)
        : context{config, std::move(router), std::move(authenticator), metrics, StaticFiles(config.portal)},
          threads(4, config.most_connections + 4) {}
};

Server::Server(ServerConfig config, Router router, Authenticator authenticator, Metrics& metrics)
    : impl_(std::make_unique<Impl>(std::move(config), std::move(router), std::move(authenticator), metrics)) {}

Server::~Server() { stop(); }

void Server::start() {
    const auto& config = impl_->context.config;
    try {
        // Without SO_REUSEPORT, which POCO sets by itself: two servers would share one port unseen.
        Poco::Net::ServerSocket socket;
        socket.bind(Poco::Net::SocketAddress(config.host, config.port), true, false);
        socket.listen(backlog);
        impl_->server = std::make_unique<Poco::Net::HTTPServer>(new Factory(impl_->context), impl_->threads, socket,
                                                                params_of(config));
    } catch (const Poco::Net::NetException& refusal) {
        throw std::runtime_error("cannot listen on " + config.host + ":" + std::to_string(config.port) + ": " +
                                 refusal.displayText() + "; choose another http.port");
    }
    impl_->server->start();
}

void Server::stop() {
    if (!impl_->server) return;
    impl_->server->stopAll(false);
    impl_->threads.joinAll();
    impl_->server.reset();
}

unsigned short Server::port() const { return impl_->server->port(); }

}  // namespace marque::http
