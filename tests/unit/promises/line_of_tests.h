#pragma once

#include <random>
#include <vector>

#include "promises/eta.h"

namespace marque::promises_tests {

using promises::BuildStep;
using promises::Car;
using promises::LineTimes;
using promises::StepKind;
using std::chrono::milliseconds;

inline const core::Instant dawn = *core::parse_rfc3339("2026-03-02T00:00:00Z");
inline const std::vector<std::string> stations{"BO-1", "PA-1", "GA-1", "LINE-OFF", "YARD-IN", "SHIPPED", "ARRIVED"};
inline core::Instant hour(double hours) { return dawn + milliseconds{static_cast<std::int64_t>(hours * 3'600'000)}; }

inline BuildStep step(std::uint64_t order, StepKind kind, core::Instant at, const std::string& station = "",
                      const std::string& why = "") {
    return {core::OrderId{order}, kind, at, station, why};
}

/// What a line says of its cars: three line stations that stand in each other's way, a queue before them, holds, then
/// yard and road. Draws are the same on every run.
class SmallLine {
  public:
    explicit SmallLine(unsigned seed) : random_(seed) {}

    std::vector<BuildStep> build(int cars) {
        std::vector<BuildStep> steps;
        std::array<double, 4> free{};  // when each line station is free, in hours
        double asked = 0;
        for (int car = 1; car <= cars; ++car) {
            const auto order = static_cast<std::uint64_t>(car);
            asked += draw(0.9, 0.8);
            steps.push_back(step(order, StepKind::linked, hour(asked)));
            double at = std::max(asked, free[0]);
            steps.push_back(step(order, StepKind::running, hour(at), stations[0]));
            for (std::size_t place = 0; place < 4; ++place) {
                at = std::max(at, free[place]);
                double work = place == 3 ? 0.1 : draw(0.7, 0.3);
                if (share() < 0.05) {
                    steps.push_back(step(order, StepKind::held, hour(at + work / 2), stations[place], "EQUIPMENT"));
                    work += draw(4, 0.5);
                    steps.push_back(step(order, StepKind::running, hour(at + work - 0.1), stations[place]));
                }
                at += work;
                free[place] = at;
                steps.push_back(step(order, StepKind::completed, hour(at), stations[place]));
            }
            for (std::size_t place = 4; place < 7; ++place) {
                at += draw(place == 6 ? 40 : 10, 0.4);
                steps.push_back(step(order, StepKind::completed, hour(at), stations[place]));
            }
        }
        std::stable_sort(steps.begin(), steps.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
        return steps;
    }

  private:
    double share() { return static_cast<double>(random_()) / 4294967296.0; }
    /// Log-normal, by its median.
    double draw(double median, double spread) {
        double sum = -6;
        for (int i = 0; i < 12; ++i) sum += share();
        return median * std::exp(spread * sum);
    }
    std::mt19937 random_;
};

/// A line that takes in more than it gives out, for as long as its buffers take: cars stand before the last station,
/// first none and at the end dozens. Draws are the same on every run.
class FillingLine {
  public:
    explicit FillingLine(unsigned seed) : random_(seed) {}

    std::vector<BuildStep> build(int cars) {
        std::vector<BuildStep> steps;
        double free = 0;
        for (int car = 1; car <= cars; ++car) {
            const auto order = static_cast<std::uint64_t>(car);
            double at = car * 0.5;
            steps.push_back(step(order, StepKind::linked, hour(at - 0.4)));
            steps.push_back(step(order, StepKind::running, hour(at), stations[0]));
            for (const double work : {2.0, 3.0}) {
                at += work * between(0.8, 1.2);
                steps.push_back(step(order, StepKind::completed, hour(at), stations[work < 3 ? 0 : 1]));
            }
            at = free = std::max(at + 1, free + between(0.3, 0.9));
            steps.push_back(step(order, StepKind::completed, hour(at), stations[2]));
            for (std::size_t place = 3; place < 7; ++place) {
                at += between(1, 3);
                steps.push_back(step(order, StepKind::completed, hour(at), stations[place]));
            }
        }
        std::stable_sort(steps.begin(), steps.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
        return steps;
    }

  private:
    double between(double low, double high) {
        return low + (high - low) * static_cast<double>(random_()) / 4294967296.0;
    }
    std::mt19937 random_;
};

}  // namespace marque::promises_tests
