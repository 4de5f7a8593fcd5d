#include "sequencing/csplib.h"

#include <charconv>
#include <optional>
#include <set>
#include <string_view>

namespace marque::sequencing {
namespace {

constexpr int most_cars = 100'000;
constexpr int most_faults = 20;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct TextLine {
    int number = 0;
    std::vector<int> values;
};

std::string count_of(std::size_t count, const char* one) {
    return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
}

class Reader {
  public:
    explicit Reader(std::istream& file) : file_(file) {}

    Instance read() {
        if (read_header() && read_ratios()) read_classes();
        return std::move(instance_);
    }

  private:
    bool enough_faults() const { return static_cast<int>(instance_.faults.size()) >= most_faults; }
    void fault(int line, std::string sentence) {
        if (!enough_faults()) instance_.faults.push_back({line, std::move(sentence)});
    }

    /// The next line that says something; nothing at the end of the file. Words that are no numbers are faults, and the
    /// line is passed over.
    std::optional<TextLine> next() {
        for (std::string text; std::getline(file_, text);) {
            // Some editors begin a file with this mark.
            if (++at_ == 1 && text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
            const auto begin = text.find_first_not_of(" \t\r");
            if (begin == std::string::npos || text[begin] == '%' || text[begin] == '#') continue;
            TextLine line{at_, {}};
            if (read_numbers(text, line.values)) return line;
            if (enough_faults()) return std::nullopt;
            damaged_ = true;
        }
        if (file_.bad()) {
            fault(at_, "The file cannot be read any further.");
            damaged_ = true;
        }
        return std::nullopt;
    }

    bool read_numbers(std::string_view text, std::vector<int>& values) {
        constexpr std::string_view blanks = " \t\r";
        for (auto begin = text.find_first_not_of(blanks); begin != std::string_view::npos;) {
            const auto end = std::min(text.find_first_of(blanks, begin), text.size());
            const auto word = text.substr(begin, end - begin);
            int value = 0;
            const auto [rest, error] = std::from_chars(word.data(), word.data() + word.size(), value);
            if (error != std::errc{} || rest != word.data() + word.size() || value < 0) {
                fault(at_, "\"" + printable(word) + "\" is not a whole number from 0 to 2147483647.");
                return false;
            }
            values.push_back(value);
            begin = text.find_first_not_of(blanks, end);
        }
        return true;
    }

    static std::string printable(std::string_view word) {
        std::string shown;
        for (const char c : word.substr(0, 20)) shown += c > ' ' && c < 127 && c != '"' && c != '\\' ? c : '?';
        return shown + (word.size() > 20 ? "..." : "");
    }

    bool read_header() {
        const auto line = next();
        if (!line) {
            if (!damaged_) fault(at_, "The file ends before the line with the number of cars, options and classes.");
            return false;
        }
        if (line->values.size() != 3) {
            fault(line->number, "The first line needs 3 numbers (cars, options, classes), not " +
                                    std::to_string(line->values.size()) + ".");
            return false;
        }
        cars_ = line->values[0], options_ = line->values[1], classes_ = line->values[2];
        if (options_ < 1 || options_ > most_options)
            fault(line->number, "There are " + std::to_string(options_) + " options; it must be 1 to " +
                                    std::to_string(most_options) + ".");
        if (cars_ < 1 || cars_ > most_cars)
            fault(line->number,
                  "There are " + std::to_string(cars_) + " cars; it must be 1 to " + std::to_string(most_cars) + ".");
        else if (classes_ < 1 || classes_ > cars_)
            fault(line->number, "There are " + std::to_string(classes_) + " classes for " +
                                    count_of(static_cast<std::size_t>(cars_), "car") +
                                    "; it must be one at least, and no more than the cars.");
        header_ = line->number;
        return instance_.faults.empty();
    }

    bool read_ratios() {
        instance_.problem.options.resize(static_cast<std::size_t>(options_));
        const auto most = ratio_line("largest numbers of cars (p)");
        const auto windows = most ? ratio_line("window lengths (q)") : std::nullopt;
        if (!most || !windows) return false;
        for (std::size_t o = 0; o < instance_.problem.options.size(); ++o) {
            auto& option = instance_.problem.options[o];
            option = {"option " + std::to_string(o), most->values[o], windows->values[o]};
            if (option.window < 1 || option.window > longest_window)
                fault(windows->number, "The window of " + option.name + " is " + std::to_string(option.window) +
                                           " cars long; it must be 1 to " + std::to_string(longest_window) + ".");
            else if (option.most > option.window)
                fault(windows->number, "The ratio of " + option.name + " is " + std::to_string(option.most) + " of " +
                                           std::to_string(option.window) + " cars; p cannot be more than q.");
        }
        return instance_.faults.empty();
    }

    std::optional<TextLine> ratio_line(const char* what) {
        const auto line = next();
        if (!line) {
            if (!damaged_) fault(at_, std::string("The file ends before the line with the ") + what + ".");
            return std::nullopt;
        }
        if (line->values.size() == static_cast<std::size_t>(options_)) return line;
        fault(line->number, std::string("The line with the ") + what + " needs " +
                                count_of(static_cast<std::size_t>(options_), "number") + ", not " +
                                std::to_string(line->values.size()) + ".");
        return std::nullopt;
    }

    void read_classes() {
        std::set<int> known;
        int lines = 0, last = at_;
        for (auto line = next(); line; line = next()) {
            last = line->number;
            if (++lines > classes_) {
                fault(line->number, "There is another line behind the last of " +
                                        count_of(static_cast<std::size_t>(classes_), "class line") + ".");
                return;
            }
            read_class(*line, known);
        }
        if (enough_faults()) return;
        if (lines < classes_ && !damaged_)
            fault(last, "The file ends after " + count_of(static_cast<std::size_t>(lines), "class line") +
                            "; the first line promises " + std::to_string(classes_) + ".");
        else if (instance_.faults.empty() && static_cast<int>(instance_.problem.cars.size()) != cars_)
            fault(header_, "The first line promises " + count_of(static_cast<std::size_t>(cars_), "car") +
                               "; the classes have " + std::to_string(instance_.problem.cars.size()) + ".");
    }

    void read_class(const TextLine& line, std::set<int>& known) {
        const auto wanted = static_cast<std::size_t>(options_) + 2;
        if (line.values.size() != wanted)
            return fault(line.number, "A class line needs " + std::to_string(wanted) +
                                          " numbers (class, cars, a 1 or 0 for each option), not " +
                                          std::to_string(line.values.size()) + ".");
        const int number = line.values[0], count = line.values[1];
        if (!known.insert(number).second)
            return fault(line.number, "Class " + std::to_string(number) + " was there before.");
        Car car;
        for (std::size_t o = 0; o + 2 < wanted; ++o) {
            if (line.values[o + 2] > 1)
                return fault(line.number, "Option " + std::to_string(o) + " of class " + std::to_string(number) +
                                              " is " + std::to_string(line.values[o + 2]) + "; it must be 0 or 1.");
            car.options |= static_cast<std::uint64_t>(line.values[o + 2]) << o;
        }
        auto& cars = instance_.problem.cars;
        if (count > cars_ - static_cast<int>(cars.size()))
            return fault(line.number, "With the " + std::to_string(count) + " of class " + std::to_string(number) +
                                          " there are more cars than the first line promises.");
        cars.insert(cars.end(), static_cast<std::size_t>(count), car);
        instance_.class_of_car.resize(cars.size(), number);
    }

    std::istream& file_;
    Instance instance_;
    int at_ = 0, header_ = 0;
    int cars_ = 0, options_ = 0, classes_ = 0;
    bool damaged_ = false;  ///< a line was passed over, so what is missing may have been in it
};

}  // namespace

Instance read_csplib(std::istream& file) { return Reader(file).read(); }

}  // namespace marque::sequencing
