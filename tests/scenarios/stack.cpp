#include "scenarios/stack.h"

#include <Poco/Exception.h>

#include <sstream>
#include <stdexcept>

#include "support/eventually.h"

namespace marque::scenarios {
namespace {

constexpr auto longest_start = std::chrono::seconds{60};
constexpr auto longest_load = std::chrono::seconds{300};
constexpr auto longest_print = std::chrono::seconds{300};

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

const char* name_of(Part part) {
    switch (part) {
        case Part::database:
            return "MariaDB";
        case Part::server:
            return "marque-server";
        case Part::broker:
            return "mosquitto";
        case Part::line:
            return "marque-line";
        case Part::bridge:
            return "marque-bridge";
    }
    return "";
}

Stack::Stack(const LineSettings& line)
    : settings_(line), database_(support::TestDatabase::Schema::migrated, line.database) {
    load_network(line.orders_waiting);
    start_line();  // first: what is said before its session exists, the broker keeps for nobody
    wait_for_broker(*line_, "marque-line");
    support::write_file(folder_.path() / "token", server_.service_token(line_code) + "\n");
    start_bridge();
    wait_for_broker(*bridge_, "marque-bridge");
}

void Stack::load_network(bool orders_waiting) {
    // Longer than a usual act of marque-admin: the network is large, and the machine may be busy.
    const auto done = support::run("marque-admin",
                                   {program("marque-admin"), "--config", server_.config_file().string(), "load-demo",
                                    "--without-waiting-orders", orders_waiting ? "false" : "true"},
                                   longest_load);
    if (done.status != 0) throw std::runtime_error("marque-admin load-demo failed:\n" + done.output);
    loaded_ = done.output.substr(0, done.output.find('\n'));
}

void Stack::start_line() {
    const auto usual = support::source_dir / "mes-bridge/line-simulator/lines" / (line_code + ".json");
    support::Arguments arguments{program("marque-line"),
                                 "--data",
                                 (folder_.path() / "line").string(),
                                 "--broker",
                                 "tcp://127.0.0.1:" + std::to_string(broker_.port()),
                                 "--line-file",
                                 (settings_.line_file.empty() ? usual : settings_.line_file).string(),
                                 "--car-seconds",
                                 std::to_string(settings_.car_seconds),
                                 "--road-seconds",
                                 std::to_string(settings_.road_seconds),
                                 "--hold-rate",
                                 std::to_string(settings_.hold_rate),
                                 "--rework-rate",
                                 std::to_string(settings_.rework_rate),
                                 "--seed",
                                 std::to_string(settings_.seed)};
    arguments.insert(arguments.end(), settings_.more.begin(), settings_.more.end());
    line_ = std::make_unique<support::Process>("marque-line", arguments);
}

void Stack::start_bridge() {
    support::Arguments arguments{program("marque-bridge"),
                                 "--data=" + (folder_.path() / "bridge").string(),
                                 "--token-file=" + (folder_.path() / "token").string(),
                                 "--server-url=http://127.0.0.1:" + std::to_string(server_.port()),
                                 "--broker=tcp://127.0.0.1:" + std::to_string(broker_.port()),
                                 "--health-port=" + std::to_string(health_port_)};
    arguments.insert(arguments.end(), settings_.bridge_more.begin(), settings_.bridge_more.end());
    bridge_ = std::make_unique<support::Process>("marque-bridge", arguments);
}

void Stack::kill9(Part part) {
    switch (part) {
        case Part::database:
            return database_.kill9();
        case Part::server:
            return server_.kill9();
        case Part::broker:
            return broker_.kill9();
        case Part::line:
            return line_->kill9();
        case Part::bridge:
            return bridge_->kill9();
    }
}

void Stack::restart(Part part) {
    switch (part) {
        case Part::database:
            return database_.restart();
        case Part::server:
            return server_.restart();
        case Part::broker:
            return broker_.restart();
        case Part::line:
            return start_line();
        case Part::bridge:
            return start_bridge();
    }
}

bool Stack::runs(Part part) {
    switch (part) {
        case Part::server:
            return server_.process().running();
        case Part::line:
            return line_->running();
        case Part::bridge:
            return bridge_->running();
        case Part::database:
        case Part::broker:
            break;
    }
    return true;
}

support::Json Stack::bridge_health() const {
    try {
        return support::Json::parse(support::HttpClient(health_port_).get("//healthz").body, nullptr, false);
    } catch (const Poco::Exception&) {
        return nullptr;  // it is not there yet, or not any more
    }
}

std::filesystem::path Stack::printed_ledger(const std::string& book) const {
    support::Arguments arguments{program("marque-line"), "ledger", "--data", (folder_.path() / "line").string()};
    if (!book.empty()) arguments.push_back(book);
    support::Process process("marque-line-ledger", arguments);
    if (process.wait(longest_print) != 0)
        throw std::runtime_error("the line's ledger cannot be read: " + process.log_text().substr(0, 2000));
    return process.log_path();
}

std::vector<support::Json> Stack::ledger() const {
    std::vector<support::Json> entries;
    std::istringstream lines(support::read_file(printed_ledger("")));
    for (std::string line; std::getline(lines, line);) entries.push_back(support::Json::parse(line));
    return entries;
}

}  // namespace marque::scenarios
