#include <Poco/AutoPtr.h>
#include <Poco/Util/PropertyFileConfiguration.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "app/config.h"
#include "app/load_files.h"
#include "app/load_network.h"
#include "app/marque_server.h"
#include "db/migrations.h"
#include "identity/identity.h"
#include "materials/materials.h"
#include "promises/promises.h"

namespace {

using marque::app::Config;
using Arguments = std::map<std::string, std::string>;

const std::string& needed(const Arguments& arguments, const std::string& name) {
    const auto found = arguments.find(name);
    if (found == arguments.end()) throw std::runtime_error("--" + name + " is missing");
    return found->second;
}

void migrate(const Config& config, const Arguments&) {
    const auto applied = marque::db::migrate(config.db.connection, config.schema_dir / "migrations");
    for (const auto& name : applied) std::cout << "applied " << name << "\n";
    std::cout << (applied.empty() ? "the schema is up to date\n" : "the schema is now up to date\n");
}

void load_reference(const Config& config, const Arguments&) {
    marque::db::Pool pool(config.db);
    marque::app::load_reference(pool, config.schema_dir);
}

void load_demo(const Config& config, const Arguments& arguments) {
    if (!config.demo) throw std::runtime_error("demo = true is not set: the demo network is not for a real one");
    marque::db::Pool pool(config.db);
    marque::core::BusinessClock clock;
    marque::app::load_reference(pool, config.schema_dir);
    const bool without =
        arguments.contains("without-waiting-orders") && arguments.at("without-waiting-orders") == "true";
    const auto report =
        marque::app::load_demo(pool, clock, config.schema_dir,
                               without ? marque::app::DemoOrders::none : marque::app::DemoOrders::waiting_for_the_line);
    std::cout << report.sentence << "\n";
}

void print_sign_ins(const Config& config, const Arguments&) {
    for (const auto& person : marque::app::demo_sign_ins(config.schema_dir)) {
        std::cout << person.role << "\t" << person.sign_in_name << "\t" << person.password << "\t"
                  << person.organisation << "\n";
    }
}

void add_administrator(const Config& config, const Arguments& arguments) {
    marque::db::Pool pool(config.db);
    const auto password = marque::app::add_administrator(pool, needed(arguments, "sign-in"), needed(arguments, "name"));
    std::cout << "password: " << password << "   (shown this once)\n";
}

void set_service_token(const Config& config, const Arguments& arguments) {
    std::ifstream file(needed(arguments, "token-file"));
    std::string token;
    if (!std::getline(file, token) || token.size() < 32) {
        throw std::runtime_error("the token file needs one line of at least 32 characters");
    }
    marque::db::Pool pool(config.db);
    const auto& line = needed(arguments, "line");
    const auto name = arguments.contains("name") ? arguments.at("name") : "bridge of " + line;
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        marque::identity::set_service_token(tx, name, line, token, marque::core::BusinessClock{}.real_now());
    });
}

int number_or(const Arguments& arguments, const std::string& name, int otherwise) {
    const auto found = arguments.find(name);
    return found == arguments.end() ? otherwise : std::stoi(found->second);
}

void recompute_eta(const Config& config, const Arguments& arguments) {
    marque::db::Pool pool(config.db);
    marque::core::BusinessClock clock;
    clock.set_offset_seconds(marque::app::stored_clock_offset(pool));
    for (const auto& line : marque::db::read(pool, marque::promises::line_codes)) {
        if (arguments.contains("relearn") && arguments.at("relearn") == "true") {
            marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
                marque::promises::learn_from_history(tx, line, number_or(arguments, "most", 2000));
            });
        }
        const auto start = std::chrono::steady_clock::now();
        const auto count = marque::promises::recompute_etas(pool, line, clock.now(), clock.real_now());
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        std::printf("%s: %zu open orders computed anew in %.2f s\n", line.c_str(), count, took.count());
    }
}

void backtest_eta(const Config& config, const Arguments& arguments) {
    marque::db::Pool pool(config.db);
    for (const auto& line : marque::db::read(pool, marque::promises::line_codes)) {
        const auto coverage = marque::db::read(pool, [&](marque::db::Tx& tx) {
            return marque::promises::backtest(tx, line, number_or(arguments, "most", 2000));
        });
        std::printf("%s, each car forecast from what was known before:\n", line.c_str());
        std::printf("  %-10s %10s %12s %12s\n", "moment", "forecasts", "within p50", "within p90");
        for (const auto& [moment, forecasts, p50, p90] : coverage) {
            const double all = std::max(forecasts, 1) / 100.0;
            std::printf("  %-10s %10d %11.1f%% %11.1f%%\n", moment.c_str(), forecasts, p50 / all, p90 / all);
        }
    }
}

void load_bills(const Config& config, const Arguments& arguments) {
    const auto file = needed(arguments, "file");
    const auto text = marque::app::files::read_text(file);
    marque::db::Pool pool(config.db);
    try {
        marque::db::in_tx(pool, [&](marque::db::Tx& tx) { marque::materials::load_bills(tx, text); });
    } catch (const marque::core::Error& fault) {
        marque::app::files::refuse(file, fault);
    }
}

void print_routes(const Config& config, const Arguments&) {
    marque::db::Pool pool(config.db);
    marque::core::BusinessClock clock;
    marque::db::NumberSeries numbers(pool);
    marque::http::EventHub events(pool);
    marque::http::Metrics metrics;
    marque::http::Services services{pool, clock, numbers, events, config.demo};
    marque::catalog::Catalog catalog;
    marque::http::Router router;
    marque::app::add_all_routes(router, services, catalog, metrics);
    for (const auto& route : router.routes()) std::cout << route.method << " " << route.pattern << "\n";
}

const std::map<std::string, std::function<void(const Config&, const Arguments&)>> commands{
    {"migrate", migrate},
    {"load-reference", load_reference},
    {"load-demo", load_demo},
    {"print-sign-ins", print_sign_ins},
    {"add-administrator", add_administrator},
    {"set-service-token", set_service_token},
    {"load-bills", load_bills},
    {"recompute-eta", recompute_eta},
    {"backtest-eta", backtest_eta},
    {"routes", print_routes},
};

int usage() {
    std::cerr
        << "marque-admin --config FILE COMMAND\n"
           "  migrate                                            bring the schema up to date\n"
           "  load-reference                                     lines, their stations, care rules\n"
           "  load-demo [--without-waiting-orders true]          the demonstration network, once\n"
           "  print-sign-ins                                     its people and passwords\n"
           "  add-administrator --sign-in S --name N                 the first person of an empty database\n"
           "  set-service-token --line L --token-file F [--name N]   the bridge's token\n"
           "  load-bills --file F                                suppliers and bills of material; a line's former bill goes\n"
           "  recompute-eta [--relearn true [--most N]]          the ETA of every open order; relearn: measure the lines anew\n"
           "  backtest-eta [--most N]                            how often finished cars came within p50 and p90\n"
           "  routes                                             method and path of every route\n";
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    Arguments arguments;
    std::string command;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!words[i].starts_with("--")) {
            command = words[i];
        } else if (i + 1 < words.size()) {
            arguments[words[i].substr(2)] = words[i + 1];
            ++i;
        } else {
            return usage();
        }
    }
    const auto found = commands.find(command);
    if (found == commands.end() || !arguments.contains("config")) return usage();
    try {
        const Poco::AutoPtr<Poco::Util::PropertyFileConfiguration> properties(
            new Poco::Util::PropertyFileConfiguration(arguments["config"]));
        found->second(marque::app::read_config(*properties), arguments);
        return 0;
    } catch (const std::exception& failure) {
        std::cerr << "marque-admin " << command << ": " << failure.what() << "\n";
        return 1;
    }
}
