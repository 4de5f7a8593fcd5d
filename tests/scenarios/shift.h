#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "scenarios/stack.h"
#include "scenarios/wishes.h"

namespace marque::scenarios {

struct Options {
    std::size_t orders = 60;
    double car_seconds = 20;  ///< mean time of a car through the whole line
    double hold_rate = 0.25, rework_rate = 0.3;
    unsigned seed = 20261121;
    bool prove = false;  ///< afterwards falsify one entry for each check
};

struct Dealer {
    std::string code, name, region;
    HttpClient salesperson;
};

struct Station {
    std::string code, region;
    HttpClient adviser;
    std::vector<int> technicians;
};

struct Repair {
    std::string number, station, part_serial;
    std::string closed_on;  ///< the day at the station
};

/// One order of this shift, with what its salesperson last saw of it.
struct Sale {
    std::string number, model;
    std::size_t dealer = 0;
    int customer = 0;
    bool for_stock = false, handed_over = false;
    Json configuration;  ///< as it was checked and ordered
    std::string price;   ///< the check's total
    Json seen;           ///< GET /orders/{number}
    std::vector<Repair> repairs;
};

/// What one shift does and knows. The seed gives the configurations here and the choices of the line.
class Shift {
  public:
    Shift(Stack& stack, const Options& options);

    void open_doors();  ///< everybody signs in, the catalogue is read
    void place_orders();
    void change_and_cancel();  ///< on cars whose building has not begun
    void change_too_late();    ///< exterior colour of a car that has its base coat
    void wait_for_arrivals();
    void hand_over();
    void repair();
    void read_again();  ///< what every order looks like now

    Stack& stack;
    Options options;
    std::vector<Dealer> dealers;
    std::vector<Station> stations;
    std::vector<Sale> sales;
    int drafts_against_rules = 0;                         ///< drawn configurations that the rules refused at first
    int repeated_requests = 0;                            ///< placements sent twice with one key
    std::size_t changed = 0, refused = 0, cancelled = 0;  ///< places in `sales`

    HttpClient& seller_of(const Sale& sale) { return dealers[sale.dealer].salesperson; }
    HttpClient& office() { return *office_; }
    Json order_of(const Sale& sale);
    void say(const std::string& text) const;  ///< a line of progress with the time since the start
    double seconds() const;

  private:
    Json repaint(const Sale& sale, const Json& configuration);
    void place(std::size_t dealer, bool for_stock);
    Json request_of_line(Sale& sale, const std::string& path, Json body);
    void wait_for_answer(Sale& sale, const std::string& what, const std::function<bool(const Json&)>& answered);
    bool ask_for_other_colour_too_late(std::size_t place);
    void repair_one(Sale& sale, Station& station, std::size_t ordinal);
    int pick(std::size_t count) { return static_cast<int>(random_() % count); }

    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    std::mt19937 random_;
    std::vector<Json> models_;
    std::unique_ptr<HttpClient> office_;  ///< sees the orders of the whole network
};

/// The report on standard output; true when every party says the same (and, to be proved, every check notices when
/// not).
bool report(Shift& shift);

}  // namespace marque::scenarios
