#include <charconv>
#include <cmath>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "sequencing/sequencing.h"

namespace {

using Json = nlohmann::ordered_json;
namespace sequencing = marque::sequencing;

constexpr int usage_fault = 2;
constexpr double most_seconds = 86'400;

struct Arguments {
    sequencing::Settings settings;
    std::vector<std::string> files;
    bool help = false;
};

constexpr const char* how =
    "marque-sequence [--seconds N] [--seed N] [--steps N] FILE...\n"
    "  sequences the cars of each FILE (CSPLib problem 1) so that the fewest windows are violated,\n"
    "  and prints one JSON object a file\n"
    "  --seconds N   for each file at most (default 10); fractions are allowed\n"
    "  --seed N      the same seed makes the same moves (default 1)\n"
    "  --steps N     ends after so many proposed moves, whatever the time; such a run can be repeated\n"
    "  --help        says this\n"
    "  exit code 0: every file was sequenced; 1: some file could not be read; 2: wrong arguments\n";

int usage(const std::string& fault) {
    std::cerr << "marque-sequence: " << fault << "\n" << how;
    return usage_fault;
}

template <typename Number>
bool read_number(std::string_view text, Number& number) {
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && rest == text.data() + text.size();
}

/// What is wrong with the option's value, or nothing.
std::string set_option(const std::string& word, const std::string& value, sequencing::Settings& settings) {
    const bool read = word == "--seconds" ? read_number(value, settings.seconds)
                      : word == "--seed"  ? read_number(value, settings.seed)
                                          : read_number(value, settings.steps);
    const bool possible = std::isfinite(settings.seconds) && settings.seconds > 0 && settings.seconds <= most_seconds;
    return read && possible ? "" : word + " cannot be \"" + value + "\".";
}

/// What is wrong with the arguments, or nothing. A value stands behind its option or, with "=", in it.
std::string read_arguments(const std::vector<std::string>& words, Arguments& arguments) {
    bool options_end = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (options_end || !words[i].starts_with("--")) {
            arguments.files.push_back(words[i]);
            continue;
        }
        const auto equals = words[i].find('=');
        const auto word = words[i].substr(0, equals);
        if (words[i] == "--") {
            options_end = true;
        } else if (words[i] == "--help") {
            arguments.help = true;
        } else if (word != "--seconds" && word != "--seed" && word != "--steps") {
            return "there is no option " + words[i] + ".";
        } else if (equals == std::string::npos && i + 1 == words.size()) {
            return word + " needs a number.";
        } else {
            const auto value = equals == std::string::npos ? words[++i] : words[i].substr(equals + 1);
            if (auto fault = set_option(word, value, arguments.settings); !fault.empty()) return fault;
        }
    }
    return arguments.files.empty() && !arguments.help ? "no FILE was named." : "";
}

Json refused(const std::string& file, const std::vector<sequencing::FileFault>& faults) {
    Json errors = Json::array();
    for (const auto& [line, sentence] : faults) {
        std::cerr << file << ":" << (line > 0 ? std::to_string(line) + ":" : "") << " " << sentence << "\n";
        errors.push_back({{"line", line}, {"message", sentence}});
    }
    return {{"file", file}, {"errors", errors}};
}

Json sequenced(const std::string& file, const sequencing::Instance& instance, const sequencing::Settings& settings) {
    const auto solution = sequencing::solve(instance.problem, settings);
    Json classes = Json::array();
    for (const int car : solution.sequence) classes.push_back(instance.class_of_car[static_cast<std::size_t>(car)]);
    return {{"file", file},
            {"sequence", classes},
            {"violations", solution.evaluation.violations},
            {"violations_by_option", solution.evaluation.violations_by_option},
            {"lower_bound", solution.bound.violations},
            {"optimal", solution.optimal},
            {"seconds", std::round(solution.seconds * 1000) / 1000},
            {"seed", settings.seed},
            {"steps", solution.steps}};
}

/// Prints the file's object; false when the file could not be used.
bool sequence_file(const std::string& name, const sequencing::Settings& settings) {
    std::ifstream file(name);
    Json said;
    bool done = false;
    if (!file) {
        said = refused(name, {{0, "The file cannot be opened."}});
    } else if (const auto instance = sequencing::read_csplib(file); !instance.faults.empty()) {
        said = refused(name, instance.faults);
    } else {
        said = sequenced(name, instance, settings);
        done = true;
    }
    // A name that is not UTF-8 is shown with replacement characters.
    std::cout << said.dump(-1, ' ', false, Json::error_handler_t::replace) << std::endl;
    return done;
}

}  // namespace

int main(int argc, char** argv) {
    Arguments arguments;
    if (const auto fault = read_arguments({argv + 1, argv + argc}, arguments); !fault.empty()) return usage(fault);
    if (arguments.help) {
        std::cout << how;
        return 0;
    }
    bool all_done = true;
    for (const auto& name : arguments.files) all_done = sequence_file(name, arguments.settings) && all_done;
    return all_done ? 0 : 1;
}
