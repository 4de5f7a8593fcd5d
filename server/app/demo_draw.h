#pragma once

#include <functional>

#include "app/demo_world.h"

namespace marque::app::demo {

/// A car of the model as somebody would have ordered it on the day.
using Configure = std::function<Configured(Dice&, const std::string& model, core::Date day)>;

struct Plan {
    int delivered = 200;  ///< cars with an owner, over five years
    int lately = 30;      ///< of them, in the last ten weeks
    int arrived = 16;     ///< cars that stand at their dealer, to be handed over
    int on_road = 16;     ///< cars that a carrier has; every other one is overdue
};

/// The whole history up to the world's today.
History draw_history(Dice& dice, const World& world, const Plan& plan, const Configure& configure);

/// The code of a model, as often as it is sold.
const std::string& draw_model(Dice& dice, const World& world);
/// Maintenance and repairs of a car that was handed over, and its odometer.
void draw_visits(Dice& dice, const World& world, Car& car);
/// Cars that stand in a workshop now: the visit has not been closed.
void draw_open_visit(Dice& dice, const World& world, Car& car);

}  // namespace marque::app::demo
