#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace marque::promises {

/// Mean in seconds, variance in seconds squared.
struct Moments {
    double mean = 0;
    double variance = 0;

    friend Moments operator+(Moments a, Moments b) { return {a.mean + b.mean, a.variance + b.variance}; }
};

/// A histogram that forgets: beyond a most of observations all counts are halved, so that it never grows and what it
/// says follows a line whose pace changes.
class Bins {
  public:
    static constexpr double most_weight = 400;

    void add(int bin, double count = 1);
    /// True when the counts were halved by this.
    bool fade(double most = most_weight);
    double weight() const { return weight_; }
    const std::map<int, double>& counts() const { return counts_; }

    std::string text() const;
    static std::optional<Bins> parse(std::string_view text);

  private:
    std::map<int, double> counts_;
    double weight_ = 0;
};

/// Durations of one stage: exact mean and variance, and a histogram whose bins grow by a fifth each (10 ms to years).
class Sketch {
  public:
    Sketch() = default;
    Sketch(Bins bins, double total, double squares) : bins_(std::move(bins)), total_(total), squares_(squares) {}

    /// Seconds; what is negative counts as nothing.
    void add(double seconds);
    double weight() const { return bins_.weight(); }
    Moments moments() const;
    /// What is still to come of a stage that has lasted `elapsed` seconds. One that has outlasted all that was ever
    /// seen is expected to last half as long again.
    Moments left(double elapsed) const;

    /// What `share` of them did not exceed, to the end of its bin.
    double quantile(double share) const;

    const Bins& bins() const { return bins_; }
    double total() const { return total_; }
    double squares() const { return squares_; }

  private:
    Bins bins_;
    double total_ = 0;
    double squares_ = 0;
};

/// How far the truth lay from what was expected, in standard deviations of the forecast. Its quantiles turn a mean and
/// a standard deviation into p50 and p90 (split conformal prediction: Vovk et al. 2005, Lei et al. 2018). Until enough
/// is known a normal distribution stands in, with the weight of as many observations as the caller deems not to be
/// enough.
class Residuals {
  public:
    static constexpr double most_weight = 200;
    static constexpr double prior_weight = 20;

    Residuals() = default;
    explicit Residuals(Bins bins) : bins_(std::move(bins)) {}

    void add(double standard_deviations);
    /// `share` in (0, 1).
    double quantile(double share, double weight_of_normal = prior_weight) const;

    const Bins& bins() const { return bins_; }

  private:
    Bins bins_;
};

}  // namespace marque::promises
