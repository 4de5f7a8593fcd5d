#include "line-simulator/car.h"

#include <array>
#include <stdexcept>

namespace marque::line {
namespace {

constexpr std::array state_names{"SCHEDULED", "RUNNING", "HELD", "COMPLETED", "ARRIVED", "CANCELLED", "DISOWNED"};
constexpr std::array phase_names{"QUEUED", "WAITING", "WORKING", "HELD", "ON_YARD", "READY", "ON_ROAD", "GONE"};

template <typename Enum, std::size_t N>
Enum named(const std::array<const char*, N>& names, const std::string& name) {
    for (std::size_t i = 0; i < N; ++i)
        if (name == names[i]) return static_cast<Enum>(i);
    throw std::invalid_argument("the ledger holds a word this program does not know: " + name);
}

}  // namespace

const char* name_of(BuildState state) { return state_names[static_cast<std::size_t>(state)]; }
BuildState build_state_named(const std::string& name) { return named<BuildState>(state_names, name); }
const char* name_of(Phase phase) { return phase_names[static_cast<std::size_t>(phase)]; }
Phase phase_named(const std::string& name) { return named<Phase>(phase_names, name); }

}  // namespace marque::line
