#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "line-simulator/car.h"
#include "line-simulator/chance.h"
#include "line-simulator/line_plan.h"

namespace marque::line {

// How fast the line runs, and how much goes wrong on it.
struct Pace {
    double scale = 1;           // simulated seconds of a plan's second
    double road_seconds = 60;   // from line-off to arrival at the dealer
    double hold_rate = 0.05;    // share of cars that are held once
    double rework_rate = 0.08;  // share of cars that go round once more
    double wrong_option = 0;    // share of cars that are built with something else than was asked
    double shortage_rate = 0;   // share of visits at which the station runs out of a part
    double shortage_seconds = 60;
    double clock_skew_rate = 0;       // share of visits that are dated by a clock that is off, ahead or behind
    double clock_skew_seconds = 300;  // at most
};

// The shop floor: one car a station, small buffers between the shops, a queue of releases in front. It asks no clock
// and speaks to nobody; what happens it reports, and its owner keeps and tells it.
class Floor {
  public:
    struct Serials {
        std::function<int()> next_vin_serial, next_engine_serial;
    };
    // Called with the segment's SEQ already counted on the car.
    using Report = std::function<void(Car&, b2mml::Segment)>;

    Floor(const LinePlan& plan, Pace pace, Chance chance, Serials serials, Report report);

    void admit(Car car, Instant now);  // a fresh release goes into the queue
    void restore(Car car);             // as it stood when the program ended; then call settle_in once
    void settle_in(Instant now);
    Car* find(const std::string& build_id);
    // Takes the car away for good; reports an abort when it was on the line.
    void withdraw(Car& car, BuildState as, Instant now);
    void requeue(Car& car);  // its place in the queue after its priority has changed
    // A car in the queue goes onto the line in the order of the slots, before those that have none.
    void give_slot(Car& car, Instant start, Instant told, Instant now);
    // A car waits for its slot, and all behind it; otherwise slots are only an order. For a line that shares the
    // office's clock.
    void keep_slots(bool keep) { keep_slots_ = keep; }

    // A part that has run out holds every car that needs it until it is back.
    void restore(const Shortage& shortage) { out_of_[shortage.part_no] = shortage.until; }
    std::vector<Shortage> take_new_shortages() { return std::exchange(new_shortages_, {}); }
    // How far off the clock is by which this car's visit is dated.
    std::chrono::milliseconds clock_error(const Car& car) const;

    // What is added to the time of every event, so that histories follow an office clock that runs ahead.
    void set_shift(std::chrono::milliseconds shift) { shift_ = shift; }

    void advance(Instant now);  // does everything that is due by now
    std::optional<Instant> next_due() const;
    std::vector<const Car*> take_changed();  // for the ledger; those that have gone are let go by `release_gone`
    void release_gone();

    struct Window {
        Instant start, end;
    };
    Window expected_window(const Car& car, Instant now) const;
    std::size_t cars() const { return cars_.size(); }

  private:
    struct Station {
        Car* occupant = nullptr;
        std::vector<Car*> inlet;  // cars that want in, the next one first
    };

    Car& keep(Car car);
    Instant event_time(Car& car, Instant now);
    void tell(Car& car, b2mml::Segment segment);
    b2mml::Segment segment_at(const Car& car, b2mml::SegmentState state) const;

    void line_up(Car& car, int station, Instant now);
    void sort_inlet(Station& station);
    void put_in_place(Station& station, Car& car);
    std::function<bool(const Car*, const Car*)> order_at(const Station& station) const;
    bool waits_for_slot(const Car& car, Instant now) const {
        return keep_slots_ && car.slot && *car.slot > now + shift_;
    }
    void pull(int station, Instant now);
    void start_work(Car& car, int station, Instant now);
    void wait_until(Car& car, Phase phase, Instant until);
    void due(Car& car, Instant now);
    void hold(Car& car, Instant now);
    void hold_for(Car& car, const std::string& reason, const std::string& part_no, Instant now, Instant until);
    void use_up_parts(const Car& car, Instant now);
    const StationPlan& station_of(const Car& car) const {
        return plan_.stations[static_cast<std::size_t>(car.station)];
    }
    const std::string* missing_part(const Car& car, Instant now) const;  // nullptr: all is there
    void work_on(Car& car, Instant now);
    void complete(Car& car, Instant now);
    void leave_for(Car& car, int station, Instant now);
    void free_station(Car& car, Instant now);
    void line_off(Car& car, Instant now);
    void yard_in(Car& car, Instant now);
    void ship(Car& car, Instant now);
    void arrive(Car& car, Instant now);

    std::chrono::milliseconds work_content(const Car& car) const;
    bool will_be_held(const Car& car) const;
    std::chrono::milliseconds hold_after(const Car& car) const;
    bool add_test(const Car& car, b2mml::Segment& segment) const;  // false: failed
    void add_parts(Car& car, b2mml::Segment& segment);
    std::vector<b2mml::Feature> as_built(const Car& car) const;
    std::chrono::milliseconds scaled(double seconds) const;
    std::chrono::milliseconds on_the_road(double share) const;

    const LinePlan& plan_;
    Pace pace_;
    Chance chance_;
    Serials serials_;
    Report report_;
    std::chrono::milliseconds shift_{0};
    bool keep_slots_ = false;
    std::map<std::string, Instant> out_of_;  // part → when it is back
    std::vector<Shortage> new_shortages_;
    std::unordered_map<std::string, std::unique_ptr<Car>> cars_;
    std::vector<Station> stations_;
    std::set<std::pair<Instant, Car*>> timers_;
    std::set<Car*> changed_;
};

}  // namespace marque::line
