#include "promises/sketch.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace marque::promises {
namespace {

constexpr double shortest = 0.01;       // seconds; what is shorter is nothing
constexpr double bins_an_octave = 4;    // a fifth from bin to bin
constexpr double residual_width = 0.1;  // standard deviations
constexpr int lowest_residual = -40, highest_residual = 80;
constexpr double least_count = 0.02;

int bin_of(double seconds) {
    if (seconds < shortest) return 0;
    return 1 + static_cast<int>(std::log2(seconds / shortest) * bins_an_octave);
}

/// The middle of a bin on the logarithmic scale.
double middle_of(int bin) { return bin == 0 ? 0 : shortest * std::exp2((bin - 0.5) / bins_an_octave); }

double normal_share(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

}  // namespace

void Bins::add(int bin, double count) {
    counts_[bin] += count;
    weight_ += count;
}

bool Bins::fade(double most) {
    if (weight_ <= most) return false;
    weight_ = 0;
    for (auto bin = counts_.begin(); bin != counts_.end();) {
        bin->second /= 2;
        weight_ += bin->second;
        bin = bin->second < least_count ? counts_.erase(bin) : std::next(bin);
    }
    return true;
}

std::string Bins::text() const {
    std::string text;
    for (const auto& [bin, count] : counts_) {
        char number[32];
        const auto end = std::to_chars(number, number + sizeof number, count, std::chars_format::fixed, 3).ptr;
        if (!text.empty()) text += ' ';
        text += std::to_string(bin) + ':' + std::string(number, end);
    }
    return text;
}

std::optional<Bins> Bins::parse(std::string_view text) {
    Bins bins;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        int bin = 0;
        double count = 0;
        const auto first = std::from_chars(at, end, bin);
        if (first.ec != std::errc() || first.ptr == end || *first.ptr != ':') return std::nullopt;
        const auto second = std::from_chars(first.ptr + 1, end, count);
        if (second.ec != std::errc() || !(count >= 0)) return std::nullopt;
        bins.add(bin, count);
        at = second.ptr;
        if (at < end && *at++ != ' ') return std::nullopt;
    }
    return bins;
}

void Sketch::add(double seconds) {
    seconds = std::max(seconds, 0.0);
    bins_.add(bin_of(seconds));
    total_ += seconds;
    squares_ += seconds * seconds;
    if (bins_.fade()) {
        total_ /= 2;
        squares_ /= 2;
    }
}

Moments Sketch::moments() const {
    if (weight() <= 0) return {};
    const double mean = total_ / weight();
    return {mean, std::max(0.0, squares_ / weight() - mean * mean)};
}

Moments Sketch::left(double elapsed) const {
    if (elapsed <= 0 || weight() <= 0) return moments();
    double weight_left = 0, sum = 0, squares = 0;
    for (const auto& [bin, count] : bins_.counts()) {
        const double rest = middle_of(bin) - elapsed;
        if (rest <= 0) continue;
        weight_left += count;
        sum += count * rest;
        squares += count * rest * rest;
    }
    if (weight_left <= 0) return {elapsed / 2, elapsed * elapsed / 4};
    const double mean = sum / weight_left;
    return {mean, std::max(0.0, squares / weight_left - mean * mean)};
}

double Sketch::quantile(double share) const {
    double below = 0;
    for (const auto& [bin, count] : bins_.counts()) {
        below += count;
        if (below >= share * weight()) return bin == 0 ? shortest : shortest * std::exp2(bin / bins_an_octave);
    }
    return 0;
}

void Residuals::add(double standard_deviations) {
    const double bin = std::floor(standard_deviations / residual_width);
    bins_.add(static_cast<int>(std::clamp<double>(bin, lowest_residual, highest_residual)));
    bins_.fade(most_weight);
}

double Residuals::quantile(double share, double weight_of_normal) const {
    const double wanted = share * (bins_.weight() + weight_of_normal);
    double below = 0;
    for (int bin = lowest_residual; bin <= highest_residual; ++bin) {
        const double low = bin * residual_width, high = low + residual_width;
        const auto found = bins_.counts().find(bin);
        double mass = weight_of_normal * (normal_share(high) - normal_share(low));
        if (found != bins_.counts().end()) mass += found->second;
        if (below + mass >= wanted && mass > 0) return low + residual_width * (wanted - below) / mass;
        below += mass;
    }
    return highest_residual * residual_width;
}

}  // namespace marque::promises
