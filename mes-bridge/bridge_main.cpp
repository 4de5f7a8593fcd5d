#include <Poco/File.h>
#include <Poco/Util/HelpFormatter.h>
#include <Poco/Util/MapConfiguration.h>
#include <Poco/Util/OptionSet.h>
#include <Poco/Util/PropertyFileConfiguration.h>
#include <Poco/Util/ServerApplication.h>

#include <iostream>
#include <memory>
#include <vector>

#include "bridge/health_server.h"
#include "bridge/line_bridge.h"
#include "bridge/settings.h"
#include "plumbing/json_log.h"

namespace marque::bridge {
namespace {

using Poco::Util::Option;
using Poco::Util::OptionSet;

class BridgeApplication : public Poco::Util::ServerApplication {
  protected:
    void defineOptions(OptionSet& options) override {
        ServerApplication::defineOptions(options);
        auto add = [&](const char* name, const char* argument, const char* description) {
            options.addOption(Option(name, "", description, false, argument, true));
        };
        options.addOption(Option("help", "h", "tell what the options are"));
        add("config", "FILE",
            "properties file; what is given on the command line or in the environment goes before it");
        options.addOption(
            Option("set", "", "set any key of the properties file", false, "KEY=VALUE", true).repeatable(true));
        add("server-url", "URL", "server.url: where marque-server answers");
        add("token-file", "FILE", "server.token_file: holds the line's service token");
        add("broker", "URL,URL…", "broker.urls: the line's MQTT broker");
        add("line", "CODE,CODE…", "line: the lines served, ga-1 when not given");
        add("topic-prefix", "PREFIX", "topic_prefix: enterprise/site/area/line");
        add("data", "DIR", "data_dir: where the journal is kept");
        add("health-port", "PORT", "health_port: GET /healthz on 127.0.0.1; 0 = none");
        add("log-level", "LEVEL", "log_level: debug, info, warning or error");
    }

    void handleOption(const std::string& name, const std::string& value) override {
        ServerApplication::handleOption(name, value);
        static const std::map<std::string, std::string> keys{
            {"server-url", "server.url"},     {"token-file", "server.token_file"},
            {"broker", "broker.urls"},        {"line", "line"},
            {"topic-prefix", "topic_prefix"}, {"data", "data_dir"},
            {"health-port", "health_port"},   {"log-level", "log_level"}};
        if (name == "help") return show_help();
        if (name == "config") config_file_ = value;
        if (auto key = keys.find(name); key != keys.end()) given_.emplace_back(key->second, value);
        if (name != "set") return;
        auto equals = value.find('=');
        if (equals == std::string::npos || equals == 0)
            throw Poco::InvalidArgumentException("--set wants KEY=VALUE, not " + value);
        given_.emplace_back(value.substr(0, equals), value.substr(equals + 1));
    }

    int main(const std::vector<std::string>& arguments) override {
        if (help_wanted_) return EXIT_OK;
        json_log::set_program("marque-bridge");
        try {
            if (!arguments.empty()) throw std::invalid_argument("no such argument: " + arguments.front());
            auto settings = settings_from_all();
            json_log::set_lowest(json_log::level_named(settings.log_level));
            Poco::File(settings.data_dir).createDirectories();
            serve(settings);
            return EXIT_OK;
        } catch (const std::invalid_argument& error) {
            json_log::error("cannot_start", {{"cause", error.what()}});
            return EXIT_CONFIG;
        } catch (const Poco::Exception& error) {
            json_log::error("cannot_start", {{"cause", error.displayText()}});
            return EXIT_CONFIG;
        } catch (const sqlite::Error& error) {
            json_log::error("cannot_start", {{"cause", error.what()}});
            return EXIT_IOERR;
        }
    }

  private:
    void show_help() {
        help_wanted_ = true;
        stopOptionsProcessing();
        Poco::Util::HelpFormatter help(options());
        help.setCommand("marque-bridge");
        help.setUsage("[options]");
        help.setHeader("Takes the office's orders to a plant's line, and what the line says back to the office.");
        help.format(std::cout);
    }

    Settings settings_from_all() {
        Poco::AutoPtr<Poco::Util::AbstractConfiguration> all(new Poco::Util::MapConfiguration);
        if (!config_file_.empty()) all = new Poco::Util::PropertyFileConfiguration(config_file_);
        apply_environment(*all);
        for (const auto& [key, value] : given_) all->setString(key, value);
        return read_settings(*all);
    }

    void serve(const Settings& settings) {
        std::vector<std::unique_ptr<LineBridge>> lines;
        for (const auto& line : settings.lines) lines.push_back(std::make_unique<LineBridge>(line));
        std::unique_ptr<HealthServer> health;
        if (settings.health_port > 0)
            health = std::make_unique<HealthServer>(settings.health_port, [&lines] { return report(lines); });
        for (auto& line : lines) line->start();
        json_log::info("started", {{"lines", lines.size()}, {"data_dir", settings.data_dir}});
        waitForTerminationRequest();
        json_log::info("stopping");
        health.reset();
        for (auto& line : lines) line->stop();
        json_log::info("stopped");
    }

    static nlohmann::json report(const std::vector<std::unique_ptr<LineBridge>>& lines) {
        nlohmann::json body{{"healthy", true}, {"lines", nlohmann::json::array()}};
        for (const auto& line : lines) {
            auto health = line->health();
            if (!health["broker_connected"].get<bool>() || !health["server_reachable"].get<bool>())
                body["healthy"] = false;
            body["lines"].push_back(std::move(health));
        }
        return body;
    }

    std::string config_file_;
    std::vector<std::pair<std::string, std::string>> given_;
    bool help_wanted_ = false;
};

}  // namespace
}  // namespace marque::bridge

POCO_SERVER_MAIN(marque::bridge::BridgeApplication)
