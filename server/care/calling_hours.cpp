#include "care/calling_hours.h"

namespace marque::care {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr minutes opens = hours{8};
constexpr minutes closes = hours{20};
constexpr minutes whole_day = hours{24};

minutes time_of_day(core::Instant at, const std::string& zone) {
    const std::string text = core::local_time_of_day(at, zone);  // "HH:MM"
    return hours{std::stoi(text.substr(0, 2))} + minutes{std::stoi(text.substr(3, 2))};
}

}  // namespace

bool may_call_at(core::Instant at, const std::string& zone) {
    const minutes time = time_of_day(at, zone);
    return time >= opens && time < closes;
}

core::Instant next_calling_time(core::Instant at, const std::string& zone) {
    // A change to or from summer time on the way can miss 08:00 by an hour, so it is looked at again.
    while (!may_call_at(at, zone)) {
        const minutes wait = (opens - time_of_day(at, zone) + whole_day) % whole_day;
        at = std::chrono::floor<minutes>(at) + wait;
    }
    return at;
}

core::Instant start_of_day(core::Instant at, const std::string& zone) {
    return std::chrono::floor<minutes>(at) - time_of_day(at, zone);
}

}  // namespace marque::care
