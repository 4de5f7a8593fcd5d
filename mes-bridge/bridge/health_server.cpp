#include "bridge/health_server.h"

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/ServerSocket.h>

#include "plumbing/json_log.h"

namespace marque::bridge {
namespace {

using namespace Poco::Net;

class Handler : public HTTPRequestHandler {
  public:
    explicit Handler(const HealthServer::Report& report) : report_(report) {}

    void handleRequest(HTTPServerRequest& request, HTTPServerResponse& response) override {
        response.setContentType("application/json");
        nlohmann::json body{{"error", "only GET /healthz is answered here"}};
        response.setStatus(HTTPResponse::HTTP_NOT_FOUND);
        if (request.getMethod() == "GET" && request.getURI() == "/healthz") {
            try {
                body = report_();
                response.setStatus(body.at("healthy").get<bool>() ? HTTPResponse::HTTP_OK
                                                                  : HTTPResponse::HTTP_SERVICE_UNAVAILABLE);
            } catch (const std::exception& error) {
                json_log::error("health_unknown", {{"cause", error.what()}});
                body = {{"healthy", false}, {"error", "the journal cannot be read"}};
                response.setStatus(HTTPResponse::HTTP_SERVICE_UNAVAILABLE);
            }
        }
        auto text = body.dump();
        response.sendBuffer(text.data(), text.size());
    }

  private:
    const HealthServer::Report& report_;
};

class Factory : public HTTPRequestHandlerFactory {
  public:
    explicit Factory(HealthServer::Report report) : report_(std::move(report)) {}
    HTTPRequestHandler* createRequestHandler(const HTTPServerRequest&) override { return new Handler(report_); }

  private:
    HealthServer::Report report_;
};

}  // namespace

HealthServer::HealthServer(int port, Report report) {
    ServerSocket socket(SocketAddress("127.0.0.1", static_cast<Poco::UInt16>(port)));
    auto* parameters = new HTTPServerParams;
    parameters->setMaxThreads(2);
    parameters->setKeepAlive(false);
    server_ = std::make_unique<HTTPServer>(new Factory(std::move(report)), socket, parameters);
    server_->start();
}

HealthServer::~HealthServer() { server_->stopAll(true); }

}  // namespace marque::bridge
