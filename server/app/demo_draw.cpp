#include "app/demo_draw.h"

#include <algorithm>

#include "app/demo_people.h"

namespace marque::app::demo {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr int five_years = 5 * 365;
constexpr int lately_days = 45;

core::Instant working_hour(Dice& dice, core::Date day) { return local(day, dice.between(9, 17), dice.between(0, 59)); }

/// Backwards from the day the car reached its dealer.
Way draw_way(Dice& dice, core::Instant arrived) {
    Way way;
    way.arrived = arrived;
    way.shipped = arrived - hours{dice.between(30, 90)};
    way.yard = way.shipped - hours{dice.between(16, 50)};
    way.built = way.yard - minutes{dice.between(40, 200)};
    way.started = way.built - hours{dice.between(24, 40)};
    way.placed = working_hour(dice, local_day(way.started) - days{dice.between(9, 24)});
    way.released = way.placed + minutes{dice.between(1, 3)};
    way.linked = way.released + minutes{dice.between(2, 30)};
    return way;
}

struct Drawer {
    Dice& dice;
    const World& world;
    const Configure& configure;
    History history;

    std::size_t new_buyer(const Dealer& dealer, core::Instant met_at) {
        history.buyers.push_back(draw_buyer(dice, world, dealer, history.buyers.size(), met_at));
        return history.buyers.size() - 1;
    }

    Car draw_arrived(core::Instant arrived) {
        Car car;
        const std::size_t ordinal = history.cars.size();
        car.dealer = ordinal % world.dealers.size();
        const Dealer& dealer = world.dealers[car.dealer];
        car.salesperson = dice.pick(dealer.salespeople).id;
        const std::string& model = draw_model(dice, world);
        car.way = draw_way(dice, arrived);
        car.requested = local_day(car.way.placed) + days{dice.between(25, 45)};
        car.promised = local_day(arrived) + days{dice.between(-1, 6)};
        car.configured = configure(dice, model, local_day(car.way.placed));
        car.vin = make_vin(model, car.configured.model_year, ordinal);
        car.engine_number = car.configured.engine + dice.serial(2) + std::to_string(100000 + ordinal);
        car.delivery_km = static_cast<unsigned>(dice.between(6, 28));
        car.line_km = static_cast<unsigned>(dice.between(1, 5));
        car.carrier = dice.pick(world.pools.carriers);
        car.stock = dice.chance(25);
        if (!car.stock) car.orderer = new_buyer(dealer, car.way.placed);
        return car;
    }

    /// On a carrier now, to come in time for its promise; or long overdue, so that the promise is at risk.
    Car draw_on_road(bool overdue) {
        Car car = draw_arrived(world.now + hours{dice.between(4, 20)});
        car.way.on_road = true;
        car.promised = world.today + days{overdue ? 1 : dice.between(4, 6)};
        if (!overdue) return car;
        if (!car.orderer) car.orderer = new_buyer(world.dealers[car.dealer], car.way.placed);
        car.stock = false;
        const auto earlier = car.way.shipped - (world.now - hours{dice.between(96, 120)});
        for (auto* at : {&car.way.placed, &car.way.released, &car.way.linked, &car.way.started, &car.way.built,
                         &car.way.yard, &car.way.shipped, &car.way.arrived}) {
            *at -= earlier;
        }
        // The carrier has owned up to it.
        car.way.arrived = world.now + hours{dice.between(30, 80)};
        return car;
    }

    void hand_over(Car& car, core::Instant at) {
        const Dealer& dealer = world.dealers[car.dealer];
        car.way.handed_over = at;
        const std::size_t buyer = car.orderer ? *car.orderer : new_buyer(dealer, at - days{2});
        car.owners.push_back({buyer, local_day(at), std::nullopt});
        car.plate = draw_plate(dice, dealer, car.configured.engine == "LHP");
    }

    /// Some cars are sold on to somebody whom the same dealer comes to know.
    void sell_on(Car& car) {
        const core::Date first_day = car.owners.front().from;
        const int age = static_cast<int>((world.today - first_day).count());
        if (age < 800 || !dice.chance(16)) return;
        const core::Date day = first_day + days{dice.between(500, age - 60)};
        car.owners.front().to = day;
        car.owners.push_back({new_buyer(world.dealers[car.dealer], local(day, 11, 0)), day, std::nullopt});
    }

    void draw_delivered(int ago) {
        const core::Instant at = working_hour(dice, world.today - days{ago});
        Car car = draw_arrived(at - hours{dice.between(20, 130)});
        hand_over(car, at);
        sell_on(car);
        draw_visits(dice, world, car);
        history.cars.push_back(std::move(car));
    }
};

std::vector<int> draw_delivery_days(Dice& dice, const Plan& plan) {
    std::vector<int> ago;
    for (int i = 0; i < plan.delivered; ++i) {
        const bool late = i < plan.lately;
        ago.push_back(late ? dice.between(1, lately_days) : dice.between(lately_days + 1, five_years));
    }
    std::sort(ago.rbegin(), ago.rend());
    return ago;
}

bool could_be_in_a_workshop(const World& world, const Car& car) {
    const auto age = world.today - car.owners.front().from;
    return age > days{200} && (car.visits.empty() || world.now - car.visits.back().opened > days{10});
}

/// One car at each service station stands there now.
void put_into_workshops(Dice& dice, const World& world, History& history) {
    for (std::size_t station = 0; station < world.stations.size(); ++station) {
        std::vector<Car*> candidates;
        for (auto& car : history.cars) {
            const bool near = world.dealers[car.dealer].station == station;
            if (near && could_be_in_a_workshop(world, car)) candidates.push_back(&car);
        }
        if (!candidates.empty()) draw_open_visit(dice, world, *dice.pick(candidates));
    }
}

}  // namespace

const std::string& draw_model(Dice& dice, const World& world) {
    int ticket = dice.below(100);
    for (const auto& car : world.pools.cars) {
        if ((ticket -= car.share) < 0) return car.model;
    }
    return world.pools.cars.back().model;
}

History draw_history(Dice& dice, const World& world, const Plan& plan, const Configure& configure) {
    Drawer drawer{dice, world, configure, {}};
    for (const int ago : draw_delivery_days(dice, plan)) drawer.draw_delivered(ago);
    put_into_workshops(dice, world, drawer.history);
    for (int i = 0; i < plan.arrived; ++i) {
        const core::Instant arrived = working_hour(dice, world.today - days{dice.between(1, 4)});
        drawer.history.cars.push_back(drawer.draw_arrived(arrived));
    }
    for (int i = 0; i < plan.on_road; ++i) {
        const bool overdue = static_cast<std::size_t>(i) / world.dealers.size() % 2 == 0;
        drawer.history.cars.push_back(drawer.draw_on_road(overdue));
    }
    return std::move(drawer.history);
}

}  // namespace marque::app::demo
