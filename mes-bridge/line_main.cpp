#include <getopt.h>
#include <signal.h>
#include <unistd.h>

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <stdexcept>
#include <thread>

#include "line-simulator/simulation.h"
#include "plumbing/json_log.h"

namespace marque::line {
namespace {

constexpr const char* help_text =
    R"(marque-line: a flexible line of five shops that speaks B2MML over MQTT like a plant's MES

  marque-line --data DIR [options]      run the line
  marque-line ledger --data DIR         print the line's own book, one JSON object a build
      --events                          instead: each thing that happened to a car
      --misdeeds                        instead: each misbehaviour, and what was said wrongly

  --data DIR            where the ledger is kept
  --broker URL,URL…     MQTT 5 brokers, tried in turn, tcp://127.0.0.1:1883 when not given; ssl:// for TLS
  --ca-file FILE        TLS: the authority of the broker's certificate; the system's when not given
  --certificate-file FILE --key-file FILE   TLS: this end's certificate and its key
  --user NAME --password-file FILE   account at the broker; the password is the file's first line
  --line-file FILE      the line's stations; lines/ga-1.json when not given
  --topic-prefix P      enterprise/site/area/line; after the line file when not given
  --client-id ID        of the MQTT session
  --plant-id ID --office-id ID   LogicalID of this end and the other
  --car-seconds S       mean time of a car through the whole line, or
  --takt S              seconds from car to car (60)
  --road-seconds S      from line-off to the dealer; as long as the line when not given
  --hold-rate R         share of cars that are held once (0.05)
  --rework-rate R       share of cars that go round once more (0.08)
  --wrong-option R      share of cars built with something else than was asked (0)
  --seed N              same seed and same orders, same choices (1)
  --resend-seconds S    until an unconfirmed message is sent again (10; doubles up to eight times that)
  --keep-builds N       finished builds whose messages are kept for replay (20000)
  --follow-office-clock events are dated by the office's clock when that runs ahead
  --shortage-rate R     share of visits at which the station runs out of a part (0)
  --shortage-seconds S  until it is back, in the mean (60); cars that need it are held
Misbehaviour; all of it is entered in the ledger, and what is true is said all the same, sooner or later:
  --duplicate-rate R --reorder-rate R --drop-rate R --garbage-rate R   shares of the messages
  --vin-reuse-rate R    share of cars of which another car's VIN is told first
  --build-id-reuse-rate R   share of acceptances that name another order's build ID first
  --second-build-rate R share of cars of which another build ID is told later on, for the same order
  --clock-skew-rate R   share of visits to a station dated by a clock that is off, by no more than
  --clock-skew-seconds S   this, ahead or behind (300)
  --silence-rate R      share of messages after which nothing is said for about
  --silence-seconds S   this long (5)
  --no-replay-rate R    share of the office's questions from which on none is answered for
  --no-replay-seconds S    this long (5)
  --log-level LEVEL     debug, info, warning, error
)";

double number_of(const std::string& name, const char* text, double lowest, double highest) {
    char* end = nullptr;
    double number = std::strtod(text, &end);
    if (end == text || *end != '\0' || !(number >= lowest && number <= highest))
        throw std::invalid_argument("--" + name + " does not take " + text);
    return number;
}

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    for (std::size_t start = 0; start <= text.size();) {
        auto end = std::min(text.find(',', start), text.size());
        if (end > start) parts.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return parts;
}

// They are written into logs.
std::vector<std::string> addresses(const std::string& text) {
    if (text.find('@') != std::string::npos)
        throw std::invalid_argument("--broker may hold no user name and no password: use --user and --password-file");
    return split(text);
}

// The file beside the program when it is installed, else the one in the source tree it was built from.
std::string usual_line_file() {
    std::error_code none;
    auto program = std::filesystem::read_symlink("/proc/self/exe", none);
    auto installed = program.parent_path().parent_path() / "share/marque/lines/ga-1.json";
    return std::filesystem::exists(installed, none) ? installed.string() : MARQUE_LINES_DIR "/ga-1.json";
}

using Setter = std::function<void(const std::string&, const char*)>;

std::map<std::string, Setter> setters(Options& o) {
    auto text = [](std::string& target) {
        return [&target](const std::string&, const char* value) { target = value; };
    };
    auto real = [](double& target, double lowest, double highest) {
        return [&target, lowest, highest](const std::string& name, const char* value) {
            target = number_of(name, value, lowest, highest);
        };
    };
    auto rate = [&](double& target) { return real(target, 0, 1); };
    auto span = [](std::chrono::milliseconds& target, double lowest, double highest) {
        return [&target, lowest, highest](const std::string& name, const char* value) {
            target = std::chrono::milliseconds(std::lround(number_of(name, value, lowest, highest) * 1000));
        };
    };
    return {
        {"data", text(o.data_dir)},
        {"line-file", text(o.line_file)},
        {"topic-prefix", text(o.topic_prefix)},
        {"client-id", text(o.broker.client_id)},
        {"user", text(o.broker.user_name)},
        {"password-file", text(o.broker.password_file)},
        {"ca-file", text(o.broker.ca_file)},
        {"certificate-file", text(o.broker.certificate_file)},
        {"key-file", text(o.broker.key_file)},
        {"plant-id", text(o.plant_id)},
        {"office-id", text(o.office_id)},
        {"broker", [&o](const std::string&, const char* value) { o.broker.urls = addresses(value); }},
        {"car-seconds", real(o.car_seconds, 0.05, 1e6)},
        {"takt", real(o.takt_seconds, 0.001, 1e5)},
        {"road-seconds", real(o.road_seconds, 0.01, 1e7)},
        {"hold-rate", rate(o.hold_rate)},
        {"rework-rate", rate(o.rework_rate)},
        {"wrong-option", rate(o.wrong_option)},
        {"duplicate-rate", rate(o.mischief.duplicate)},
        {"reorder-rate", rate(o.mischief.reorder)},
        {"drop-rate", rate(o.mischief.drop)},
        {"garbage-rate", rate(o.mischief.garbage)},
        {"vin-reuse-rate", rate(o.mischief.vin_reuse)},
        {"build-id-reuse-rate", rate(o.mischief.build_id_reuse)},
        {"second-build-rate", rate(o.mischief.second_build)},
        {"clock-skew-rate", rate(o.clock_skew_rate)},
        {"clock-skew-seconds", real(o.clock_skew_seconds, 0, 1e7)},
        {"shortage-rate", rate(o.shortage_rate)},
        {"shortage-seconds", real(o.shortage_seconds, 0.01, 1e7)},
        {"silence-rate", rate(o.mischief.silence)},
        {"silence-seconds", span(o.mischief.silence_time, 0.01, 1e5)},
        {"no-replay-rate", rate(o.mischief.no_replay)},
        {"no-replay-seconds", span(o.mischief.no_replay_time, 0.01, 1e5)},
        {"seed",
         [&o](const std::string& n, const char* v) { o.seed = static_cast<std::uint64_t>(number_of(n, v, 0, 9e15)); }},
        {"keep-builds",
         [&o](const std::string& n, const char* v) { o.keep_builds = static_cast<int>(number_of(n, v, 0, 1e9)); }},
        {"resend-seconds", span(o.resend, 0.05, 3600)},
        {"log-level", [](const std::string&, const char* v) { json_log::set_lowest(json_log::level_named(v)); }},
    };
}

// What `marque-line ledger` prints.
enum class Book { builds, events, misdeeds };

Options read_options(int argc, char** argv, Book& book) {
    Options options;
    options.line_file = usual_line_file();
    auto known = setters(options);
    std::vector<option> table;
    for (const auto& [name, setter] : known) table.push_back({name.c_str(), required_argument, nullptr, 0});
    table.push_back({"follow-office-clock", no_argument, nullptr, 0});
    table.push_back({"events", no_argument, nullptr, 0});
    table.push_back({"misdeeds", no_argument, nullptr, 0});
    table.push_back({"help", no_argument, nullptr, 0});
    table.push_back({nullptr, 0, nullptr, 0});
    int index = 0;
    for (int found; (found = getopt_long(argc, argv, "", table.data(), &index)) != -1;) {
        if (found == '?') throw std::invalid_argument("see marque-line --help");
        std::string name = table[static_cast<std::size_t>(index)].name;
        if (name == "help") {
            std::cout << help_text;
            std::exit(EXIT_SUCCESS);
        }
        if (name == "follow-office-clock")
            options.follow_office_clock = true;
        else if (name == "events" || name == "misdeeds")
            book = name == "events" ? Book::events : Book::misdeeds;
        else
            known.at(name)(name, optarg);
    }
    if (optind < argc) throw std::invalid_argument(std::string("no such argument: ") + argv[optind]);
    if (options.data_dir.empty()) throw std::invalid_argument("--data DIR is needed");
    if (options.broker.urls.empty()) throw std::invalid_argument("--broker names no broker");
    return options;
}

int print_ledger(const Options& options, Book book) {
    if (!std::filesystem::exists(ledger_file(options.data_dir)))
        throw std::invalid_argument("no ledger in " + options.data_dir);
    Ledger ledger(ledger_file(options.data_dir));
    auto print = [](const std::string& line) { std::cout << line << '\n'; };
    switch (book) {
        case Book::builds:
            ledger.dump(print);
            break;
        case Book::events:
            ledger.dump_events(print);
            break;
        case Book::misdeeds:
            ledger.dump_misdeeds(print);
            break;
    }
    return EXIT_SUCCESS;
}

int run_line(const Options& options) {
    // Blocked before any thread starts, so that only the watcher takes them.
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    std::filesystem::create_directories(options.data_dir);
    Simulation simulation(options);
    std::atomic<bool> stop{false};
    std::thread watcher([&] {
        int which = 0;
        sigwait(&ends, &which);
        stop = true;
        simulation.wake();
    });
    try {
        simulation.run(stop);
    } catch (...) {
        kill(getpid(), SIGTERM);  // ends the watcher
        watcher.join();
        throw;
    }
    watcher.join();
    return EXIT_SUCCESS;
}

}  // namespace
}  // namespace marque::line

int main(int argc, char** argv) {
    using namespace marque;
    json_log::set_program("marque-line");
    try {
        bool ledger = argc > 1 && std::string(argv[1]) == "ledger";
        auto book = line::Book::builds;
        auto options = line::read_options(ledger ? argc - 1 : argc, ledger ? argv + 1 : argv, book);
        return ledger ? line::print_ledger(options, book) : line::run_line(options);
    } catch (const std::invalid_argument& error) {
        std::cerr << "marque-line: " << error.what() << '\n';
        return 2;
    } catch (const std::exception& error) {
        // With the ledger not writable, what the floor does next would be nowhere: better to stop.
        json_log::error("line_stopped", {{"cause", error.what()}});
        return EXIT_FAILURE;
    }
}
