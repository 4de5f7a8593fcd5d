#include "plant.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/StreamCopier.h>

#include <boost/test/unit_test.hpp>
#include <sstream>

#include "core/time.h"

namespace marque::bridge_test {

using nlohmann::json;

Line::Line(unsigned short broker_port, support::Arguments more) : broker_port_(broker_port), more_(std::move(more)) {
    start();
}

void Line::start(const support::Arguments& once_more) {
    support::Arguments arguments{(support::bin_dir / "marque-line").string(),
                                 "--data",
                                 folder_.path().string(),
                                 "--broker",
                                 "tcp://127.0.0.1:" + std::to_string(broker_port_),
                                 "--line-file",
                                 (support::source_dir / "mes-bridge/line-simulator/lines/ga-1.json").string()};
    arguments.insert(arguments.end(), more_.begin(), more_.end());
    arguments.insert(arguments.end(), once_more.begin(), once_more.end());
    process_ = std::make_unique<support::Process>("marque-line", arguments);
    // What is said before its session exists, the broker keeps for nobody.
    bool listens = eventually(patience, [&] {
        return !process_->running() || process_->log_text().find("broker_connected") != std::string::npos;
    });
    if (!listens || !process_->running()) throw std::runtime_error("the line did not start:\n" + process_->log_text());
}

std::vector<json> Line::ledger() const {
    auto printed = support::run("marque-line-ledger", {(support::bin_dir / "marque-line").string(), "ledger", "--data",
                                                       folder_.path().string()});
    if (printed.status != 0) throw std::runtime_error("the ledger cannot be read: " + printed.output);
    std::vector<json> lines;
    std::istringstream stream(printed.output);
    for (std::string line; std::getline(stream, line);) lines.push_back(json::parse(line));
    return lines;
}

Bridge::Bridge(unsigned short broker_port, unsigned short server_port, const std::string& token,
               support::Arguments more)
    : broker_port_(broker_port), server_port_(server_port), health_port_(support::free_port()), more_(std::move(more)) {
    support::write_file(folder_.path() / "token", token + "\n");
    start();
}

void Bridge::start() {
    support::Arguments arguments{(support::bin_dir / "marque-bridge").string(),
                                 "--data=" + folder_.path().string(),
                                 "--token-file=" + (folder_.path() / "token").string(),
                                 "--server-url=http://127.0.0.1:" + std::to_string(server_port_),
                                 "--broker=tcp://127.0.0.1:" + std::to_string(broker_port_),
                                 "--health-port=" + std::to_string(health_port_),
                                 "--set=request_retry_seconds=1",
                                 "--set=gap_retry_seconds=1",
                                 "--set=lease_poll_ms=50"};
    arguments.insert(arguments.end(), more_.begin(), more_.end());
    process_ = std::make_unique<support::Process>("marque-bridge", arguments);
}

json Bridge::health() const {
    Poco::Net::HTTPClientSession session("127.0.0.1", health_port_);
    Poco::Net::HTTPRequest request("GET", "/healthz", "HTTP/1.1");
    session.sendRequest(request);
    Poco::Net::HTTPResponse response;
    std::string text;
    Poco::StreamCopier::copyToString(session.receiveResponse(response), text);
    return json::parse(text);
}

bool Bridge::connected() const {
    try {
        return health().at("healthy").get<bool>();
    } catch (const Poco::Exception&) {
        return false;  // it does not answer yet
    }
}

bool Bridge::has_logged(const std::string& event) const {
    return process_->log_text().find('"' + event + '"') != std::string::npos;
}

std::string order_for_stock(support::HttpClient& dealer, const support::Model& model) {
    const auto wished = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now() + 480h);
    auto reply = dealer.post("/orders", {{"kind", "STOCK"},
                                         {"model", model.code},
                                         {"model_year", model.year},
                                         {"features", {"T1", "E1", "C1", "I1"}},
                                         {"requested_date", core::to_iso_date(wished)}});
    BOOST_REQUIRE_MESSAGE(reply.status == 201, reply.body);
    return reply.json().at("number").get<std::string>();
}

b2mml::OrderRequest release_of(const std::string& order_number, int version) {
    b2mml::OrderRequest request;
    request.envelope = {b2mml::new_bodid(), b2mml::now(), "marque", "mes/plant-01"};
    request.order_number = order_number;
    request.configuration_version = version;
    request.wished_start = b2mml::now();
    request.wished_end = b2mml::now() + std::chrono::hours(240);
    request.model_code = "4NB69";
    request.model_year = 2026;
    request.features = {{"TRIM", "1SA"},   {"EXTERIOR_COLOUR", "GAZ"}, {"INTERIOR_TRIM", "H0Y"},
                        {"ENGINE", "LIY"}, {"OPTION", "CF5"},          {"OPTION", "UVD"}};
    request.dealer_code = "SH0101";
    request.destination = "SH0101";
    return request;
}

b2mml::Receipt receipt_for(const std::string& bodid, bool accepted, const std::string& reason) {
    return {{b2mml::new_bodid(), b2mml::now(), "marque", "mes/plant-01"}, bodid, accepted, reason, ""};
}

}  // namespace marque::bridge_test
