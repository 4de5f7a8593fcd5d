#include "line-simulator/chance.h"

#include <cmath>
#include <numbers>

namespace marque::line {
namespace {

// splitmix64, Steele, Lea and Flood 2014.
std::uint64_t mix(std::uint64_t z) {
    z += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

std::uint64_t mix_text(std::uint64_t hash, std::string_view text) {
    for (unsigned char c : text) hash = mix(hash ^ c);
    return mix(hash ^ text.size());
}

}  // namespace

double Chance::uniform(std::string_view who, std::string_view what, int where, int time) const {
    auto hash = mix_text(mix_text(mix(seed_), who), what);
    hash = mix(hash ^ static_cast<std::uint32_t>(where));
    hash = mix(hash ^ static_cast<std::uint32_t>(time));
    return static_cast<double>(hash >> 11) * 0x1.0p-53;
}

double Chance::log_normal(double mean, double sigma, std::string_view who, std::string_view what, int where,
                          int time) const {
    double u = 1.0 - uniform(who, what, where, 2 * time);
    double v = uniform(who, what, where, 2 * time + 1);
    double normal = std::sqrt(-2.0 * std::log(u)) * std::cos(2.0 * std::numbers::pi * v);
    return mean * std::exp(sigma * normal - sigma * sigma / 2);
}

}  // namespace marque::line
