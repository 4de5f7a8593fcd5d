#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/enum_text.h"
#include "core/ids.h"
#include "core/time.h"
#include "promises/promises.h"
#include "promises/sketch.h"

/// When a car will be at its dealer, from what the line itself has measured. Pure.
///
/// A stage is a place of the line (yard, road and dealer among them). It lasts from the moment the car was done with
/// the place before to the moment it is done here: waiting, holds and rework are part of it, and the stages of a car
/// always add up to its whole way. A forecast adds up the means and variances of the stages still to come, what is left
/// of the present one given how long it has lasted, the takt for each car that goes first, and the road to this dealer.
/// Cars stand in each other's way: the fuller the line, the longer all its stages last at once. So they are stretched
/// by how many cars are on it now against how many there were when the stages were measured (Little's law). Each
/// finished car is compared with what was forecast for it when it was taken, started and finished, and the quantiles of
/// these residuals make p50 and p90. docs/adr/0009-eta-by-measured-stages.md says why.
namespace marque::promises {

enum class Phase { queue, line, road, ended };
/// Why an order is where it is, as the last thing that held it up says. A change by the buyer is the reason of a
/// promise that it moved, never of what comes later.
enum class Cause { queue, line, hold, shortage, rework, transport, change_by_buyer };

/// What was expected at some moment, to be compared with the truth.
struct Expectation {
    core::Instant at;
    double sd = 0;  ///< seconds
};

/// An order as its ETA sees it.
struct Car {
    core::OrderId order;
    core::OrganisationId destination;  ///< where the road leads to
    Phase phase = Phase::queue;
    bool linked = false;  ///< has a build ID
    int ahead = 0;        ///< cars that go onto the line before it
    int done = 0;         ///< the furthest place it was done with: 1 is the first, 0 none
    core::Instant since;  ///< when that was; the start of the phase when there is none
    std::optional<core::Instant> held_since;
    Cause cause = Cause::queue;
    /// Where it went to before the line took a change by the buyer since it was last weighed. Not kept: a change moves
    /// the promise when it takes effect, or not at all.
    std::optional<core::OrganisationId> former_destination;
    std::array<std::optional<Expectation>, 3> expected;  ///< by phase, as it was when the phase began
};

/// p50 and p90: it will be there with even chances, and almost surely.
struct Estimate {
    core::Instant p50, p90;
    bool operator==(const Estimate&) const = default;
};

/// What a line has measured of itself.
class LineTimes {
  public:
    /// How many finished cars must have been measured before anything is forecast.
    static constexpr double least_finished = 10;
    static constexpr std::string_view takt = "#TAKT", held = "#HOLD", crowd = "#CROWD";

    struct Key {
        std::string stage;
        core::OrganisationId dealer;  ///< of the last stage; 0 stands for all
        auto operator<=>(const Key&) const = default;
    };

    /// `stations` in order, the dealer last; `line_off` is the place of the one that ends the line.
    LineTimes(std::vector<std::string> stations, int line_off);
    static LineTimes of(std::vector<std::string> stations);

    int place_of(const std::string& station) const;  ///< 0 for none
    int places() const { return static_cast<int>(stations_.size()); }
    int line_off() const { return line_off_; }
    const std::vector<std::string>& stations() const { return stations_; }
    bool known() const;

    void add(const std::string& stage, double seconds);
    void forget(const std::string& stage);
    void add_stage(int place, double seconds);
    void add_last_stage(core::OrganisationId dealer, double seconds);
    void add_residual(Phase phase, double standard_deviations);
    Moments stage(int place) const;
    Moments takt_times(int cars) const;
    Moments left_of_stage(int place, core::OrganisationId dealer, double elapsed) const;
    Moments left_of_hold(double elapsed) const;
    /// The road to this dealer, once enough cars went there for it to speak for itself.
    std::optional<Moments> own_road(core::OrganisationId dealer) const;
    /// All places behind `place`, to the dealer's door, of a car with so many before it in the queue.
    Moments after(int place, core::OrganisationId dealer, int ahead = 0) const;
    /// What the means of the line's stages are to be multiplied by, after so many cars more have started.
    double crowding(int ahead) const;
    void enter_line();
    void leave_line();
    const Residuals& residuals(Phase phase) const { return residuals_.at(static_cast<std::size_t>(phase)); }
    /// By how many standard deviations p50 and p90 lie from the mean in this phase.
    struct Quantiles {
        double p50 = 0, p90 = 0;
    };
    Quantiles quantiles(Phase phase) const;

    std::optional<core::Instant> last_start;
    int on_line = 0;  ///< cars that have started and are not built

    // For the store.
    void put(const Key& key, Sketch sketch);
    void put(Phase phase, Residuals residuals);
    const std::map<Key, Sketch>& sketches() const { return sketches_; }
    const std::set<Key>& changed() const { return changed_; }
    const std::set<Phase>& changed_residuals() const { return changed_residuals_; }

  private:
    const Sketch* find(const Key& key) const;
    const Sketch& last_stage(core::OrganisationId dealer) const;
    const Sketch* own_last_stage(core::OrganisationId dealer) const;
    Moments crowd_moments() const;
    Moments line_behind(int place, int ahead) const;

    std::vector<std::string> stations_;
    std::map<std::string, int> places_;
    int line_off_;
    std::map<Key, Sketch> sketches_;
    std::array<Residuals, 3> residuals_;
    mutable std::array<std::optional<Quantiles>, 3> quantiles_;  ///< nothing: to be read off the residuals
    std::set<Key> changed_;
    std::set<Phase> changed_residuals_;
    mutable std::vector<Moments> behind_;  ///< sums of all stages behind a place but the last; empty: to be summed up
};

/// Nothing while too little was measured. An ended car has none.
std::optional<Estimate> estimate(const LineTimes& times, const Car& car, core::Instant now);
/// Moves the car by what the line said, and lets the times learn from it.
void follow(LineTimes& times, Car& car, const BuildStep& step);

}  // namespace marque::promises

template <>
struct marque::core::EnumText<marque::promises::Phase> {
    using E = marque::promises::Phase;
    static constexpr std::array<std::pair<E, std::string_view>, 4> names{
        {{E::queue, "QUEUE"}, {E::line, "LINE"}, {E::road, "ROAD"}, {E::ended, "ENDED"}}};
};
template <>
struct marque::core::EnumText<marque::promises::Cause> {
    using E = marque::promises::Cause;
    static constexpr std::array<std::pair<E, std::string_view>, 7> names{{{E::queue, "QUEUE"},
                                                                          {E::line, "LINE"},
                                                                          {E::hold, "HOLD"},
                                                                          {E::shortage, "SHORTAGE"},
                                                                          {E::rework, "REWORK"},
                                                                          {E::transport, "TRANSPORT"},
                                                                          {E::change_by_buyer, "CHANGE_BY_BUYER"}}};
};
