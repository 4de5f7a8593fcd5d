#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <map>
#include <stdexcept>

#include "scenarios/shift.h"

namespace {

using namespace marque;
using scenarios::Options;

constexpr const char* help_text = R"(marque-shift: a shift on the mixed line, and what every party says about it

  --orders N        cars ordered at eight dealers (60; 16 to 400)
  --car-seconds S   mean time of a car through the line (20)
  --hold-rate R     share of cars that are held (0.25)
  --rework-rate R   share of cars that go round again (0.3)
  --seed N          configurations and the line's choices (20261121)
  --prove           after the report falsify one entry for each check, which must find it

Ends with 0 if all books agree, with 1 if not.
)";

double number(const std::string& name, const std::string& text, double least, double most) {
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (text.empty() || *end != '\0' || !(value >= least && value <= most)) {
        throw std::invalid_argument(name + " does not take " + text);
    }
    return value;
}

Options read_options(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string name = argv[i];
        if (name == "--help") {
            std::cout << help_text;
            std::exit(EXIT_SUCCESS);
        }
        if (name == "--prove") {
            options.prove = true;
            continue;
        }
        if (i + 1 == argc) throw std::invalid_argument(name + " needs a value; see --help");
        const std::string value = argv[++i];
        if (name == "--orders")
            options.orders = static_cast<std::size_t>(number(name, value, 16, 400));
        else if (name == "--car-seconds")
            options.car_seconds = number(name, value, 1, 600);
        else if (name == "--hold-rate")
            options.hold_rate = number(name, value, 0, 1);
        else if (name == "--rework-rate")
            options.rework_rate = number(name, value, 0, 1);
        else if (name == "--seed")
            options.seed = static_cast<unsigned>(number(name, value, 0, 4e9));
        else
            throw std::invalid_argument("no such option: " + name + "; see --help");
    }
    return options;
}

bool run(const Options& options) {
    std::printf("A shift of %zu cars, seed %u: each %.0f s on the line, %.0f %% held once, %.0f %% round again.\n",
                options.orders, options.seed, options.car_seconds, options.hold_rate * 100, options.rework_rate * 100);
    std::puts("Database, broker, server, bridge and line start ...");
    std::fflush(stdout);
    scenarios::Stack stack(
        {options.car_seconds, options.car_seconds / 3, options.hold_rate, options.rework_rate, options.seed});
    scenarios::Shift shift(stack, options);
    shift.say(stack.loaded());
    shift.open_doors();
    shift.place_orders();
    shift.change_too_late();
    shift.wait_for_arrivals();
    shift.hand_over();
    shift.repair();
    return scenarios::report(shift);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(read_options(argc, argv)) ? EXIT_SUCCESS : EXIT_FAILURE;
    } catch (const std::invalid_argument& error) {
        std::cerr << "marque-shift: " << error.what() << "\n";
        return 2;
    } catch (const std::exception& error) {
        std::fflush(stdout);
        std::cerr << support::recent_logs() << "\nshift: " << error.what() << "\n";
        return EXIT_FAILURE;
    }
}
