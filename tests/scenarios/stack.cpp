#include "scenarios/stack.h"

#include <sstream>
#include <stdexcept>

#include "support/eventually.h"

namespace marque::scenarios {
namespace {

constexpr auto longest_start = std::chrono::seconds{60};

std::string program(const std::string& name) { return (support::bin_dir / name).string(); }

void wait_for_broker(support::Process& process, const std::string& name) {
    support::eventually(longest_start, [&] {
        return !process.running() || process.log_text().find("broker_connected") != std::string::npos;
    });
    if (!process.running() || process.log_text().find("broker_connected") == std::string::npos) {
        throw std::runtime_error(name + " did not start:\n" + process.log_text());
    }
}

}  // namespace

Stack::Stack(const LineSettings& line) {
    load_network(line.orders_waiting);
    start_line(line);  // first: what is said before its session exists, the broker keeps for nobody
    start_bridge();
}

void Stack::load_network(bool orders_waiting) {
    const auto done = server_.admin({"load-demo", "--without-waiting-orders", orders_waiting ? "false" : "true"});
    if (done.status != 0) throw std::runtime_error("marque-admin load-demo failed:\n" + done.output);
    loaded_ = done.output.substr(0, done.output.find('\n'));
}

void Stack::start_line(const LineSettings& line) {
    line_ = std::make_unique<support::Process>(
        "marque-line",
        support::Arguments{program("marque-line"), "--data", (folder_.path() / "line").string(), "--broker",
                           "tcp://127.0.0.1:" + std::to_string(broker_.port()), "--line-file",
                           (support::source_dir / "mes-bridge/line-simulator/lines" / (line_code + ".json")).string(),
                           "--car-seconds", std::to_string(line.car_seconds), "--road-seconds",
                           std::to_string(line.road_seconds), "--hold-rate", std::to_string(line.hold_rate),
                           "--rework-rate", std::to_string(line.rework_rate), "--seed", std::to_string(line.seed)});
    wait_for_broker(*line_, "marque-line");
}

void Stack::start_bridge() {
    support::write_file(folder_.path() / "token", server_.service_token(line_code) + "\n");
    bridge_ = std::make_unique<support::Process>(
        "marque-bridge",
        support::Arguments{program("marque-bridge"), "--data=" + (folder_.path() / "bridge").string(),
                           "--token-file=" + (folder_.path() / "token").string(),
                           "--server-url=http://127.0.0.1:" + std::to_string(server_.port()),
                           "--broker=tcp://127.0.0.1:" + std::to_string(broker_.port()), "--health-port=0"});
    wait_for_broker(*bridge_, "marque-bridge");
}

std::vector<support::Json> Stack::ledger() const {
    const auto printed = support::run("marque-line-ledger",
                                      {program("marque-line"), "ledger", "--data", (folder_.path() / "line").string()});
    if (printed.status != 0) throw std::runtime_error("the line's ledger cannot be read: " + printed.output);
    std::vector<support::Json> entries;
    std::istringstream lines(printed.output);
    for (std::string line; std::getline(lines, line);) entries.push_back(support::Json::parse(line));
    return entries;
}

}  // namespace marque::scenarios
