#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "b2mml/message.h"

namespace marque::line {

// What a line is made of, as its file (lines/*.json) says.
struct PartPlan {
    enum class Tracked { lot, serial, engine } tracked_by = Tracked::lot;
    std::string part_no;
    std::string quantity;  // decimal; empty = one
};

struct TestPlan {
    std::string id, measures;
    double low = 0, high = 0, limit = 0;  // a measurement above the limit fails
    int rework_from = 0;                  // index of the station where a failed car goes back to
    double share_of_rework = 0;           // of all rework, how much is found here
};

struct StationPlan {
    std::string id, shop;
    double seconds = 0;  // mean work content, at the plant's real pace
    double spread = 0;   // sigma of the log-normal
    int buffer = 0;      // cars that may wait in front without standing in the station before
    std::optional<TestPlan> test;
    std::vector<PartPlan> parts;
};

struct LinePlan {
    std::string line, plant, build_id_letter;
    std::string wmi, plant_code;
    int first_serial = 1;
    std::vector<StationPlan> stations;          // in the order a car passes them
    std::map<std::string, int> change_windows;  // option family → index of the station whose start closes it
    std::map<std::string, int> option_windows;  // option → the station that builds it in; others close with the family
    int cancel_until = 0;                       // likewise for the whole order
    std::vector<std::string> carriers;
    std::map<std::string, std::vector<std::string>> shelves;  // family → what lies side by side, and is mixed up

    double seconds_in_all() const;
    double seconds_of_slowest() const;
    const std::string* beside(const b2mml::Feature& feature) const;      // nullptr: on no shelf
    int index_of(const std::string& station) const;                      // throws std::invalid_argument
    std::optional<int> closing_of(const b2mml::Feature& feature) const;  // nothing: it can never be changed
};

// Throws std::invalid_argument with a sentence that names the file and what is wrong with it.
LinePlan read_line_plan(const std::string& file);

}  // namespace marque::line
