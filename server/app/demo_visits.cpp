#include <algorithm>

#include "app/demo_draw.h"

namespace marque::app::demo {
namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr int warranty_days = 3 * 365;
constexpr unsigned warranty_km = 100000;
constexpr int days_a_thousand_km_menu = 36;  ///< 5,000 km or half a year, whichever comes first
constexpr int least_days_between_visits = 6;

/// How a car is driven: a daily distance that drifts from year to year.
struct Mileage {
    core::Date from;
    unsigned start_km = 0;
    std::vector<int> metres_a_day;  ///< of each year of ownership

    unsigned at(core::Date day) const {
        std::int64_t metres = 0;
        std::int64_t left = (day - from).count();
        for (const int daily : metres_a_day) {
            const std::int64_t in_year = std::min<std::int64_t>(left, 365);
            metres += in_year * daily;
            left -= in_year;
        }
        return start_km + static_cast<unsigned>((metres + left * metres_a_day.back()) / 1000);
    }
    core::Date when(unsigned km, core::Date latest) const {
        core::Date day = from;
        while (day < latest && at(day) < km) day += days{1};
        return day;
    }
};

Mileage draw_mileage(Dice& dice, const Car& car) {
    Mileage mileage{car.owners.front().from, car.delivery_km, {}};
    int daily = dice.between(14, 40) * 1000 + (dice.chance(25) ? dice.between(5, 32) * 1000 : 0);
    for (int year = 0; year < 6; ++year) {
        mileage.metres_a_day.push_back(daily);
        daily = std::max(6000, daily * dice.between(80, 118) / 100);
    }
    return mileage;
}

bool fits(const std::vector<std::string>& engines, const std::string& engine) {
    return engines.empty() || std::find(engines.begin(), engines.end(), engine) != engines.end();
}

bool can_happen(const RepairPool& repair, const Car& car) {
    const auto& has = car.configured.features;
    const bool equipped = repair.needs.empty() || std::find_first_of(has.begin(), has.end(), repair.needs.begin(),
                                                                     repair.needs.end()) != has.end();
    return equipped && fits(repair.engines, car.configured.engine);
}

/// A visit that is wanted on a day, before dates that clash are dropped.
struct Wanted {
    core::Date day;
    const MaintenancePool* maintenance = nullptr;
    const RepairPool* repair = nullptr;
    bool again = false;  ///< the same complaint, back within weeks
};

void want_maintenance(Dice& dice, const World& world, const Car& car, const Mileage& mileage,
                      std::vector<Wanted>& wanted) {
    int loyalty = 94;
    for (const auto& menu : world.pools.maintenances) {
        if (!fits(menu.engines, car.configured.engine)) continue;
        const core::Date by_date = mileage.from + days{menu.km / 1000 * days_a_thousand_km_menu};
        const core::Date due = mileage.when(static_cast<unsigned>(menu.km), by_date);
        if (dice.chance(loyalty)) wanted.push_back({due + days{dice.between(-8, 20)}, &menu, nullptr});
        loyalty -= 5;  // owners drift away from the maker's workshops as the car ages
    }
}

void want_repairs(Dice& dice, const World& world, const Car& car, const Mileage& mileage, std::vector<Wanted>& wanted) {
    const int age = static_cast<int>((world.today - mileage.from).count());
    for (int day = dice.between(40, 420); day < age; day += dice.between(90, 700)) {
        const core::Date date = mileage.from + days{day};
        const RepairPool& repair = dice.pick(world.pools.repairs);
        const auto km = static_cast<int>(mileage.at(date));
        if (km < repair.min_km || !can_happen(repair, car)) continue;
        wanted.push_back({date, nullptr, &repair});
        if (dice.chance(7)) wanted.push_back({date + days{dice.between(8, 24)}, nullptr, &repair, true});
    }
}

void add_parts(Dice& dice, const World& world, const std::vector<PartUse>& uses, const std::string& pay_type,
               Visit& visit) {
    for (const auto& use : uses) {
        if (!world.parts.at(use.part_no).serialised) {
            visit.parts.push_back({use.part_no, "", pay_type, use.quantity});
            continue;
        }
        for (int i = 0; i < use.quantity; ++i) visit.parts.push_back({use.part_no, dice.serial(12), pay_type, 1});
    }
}

minutes time_in_workshop(const World& world, const Visit& visit) {
    std::int64_t hundredths = 0;
    for (const auto& job : visit.jobs) hundredths += world.operations.at(job.operation).hours.value;
    return minutes{hundredths * 60 / 100};
}

Visit start_visit(Dice& dice, const World& world, const Car& car, core::Instant at, unsigned km) {
    Visit visit;
    visit.station = dice.chance(92) ? world.dealers[car.dealer].station
                                    : static_cast<std::size_t>(dice.below(static_cast<int>(world.stations.size())));
    visit.adviser = dice.pick(world.stations[visit.station].advisers).id;
    visit.opened = at;
    visit.odometer_km = km;
    return visit;
}

Visit draw_visit(Dice& dice, const World& world, const Car& car, const Wanted& wanted, unsigned km) {
    Visit visit = start_visit(dice, world, car, local(wanted.day, dice.between(8, 15), dice.between(0, 59)), km);
    const auto& technicians = world.stations[visit.station].technicians;
    if (const auto* menu = wanted.maintenance) {
        const std::string pay_type = menu->km == 5000 ? "MANUFACTURER" : "CUSTOMER_PAY";
        visit.complaint = menu->complaint;
        visit.jobs.push_back({menu->operation, dice.pick(technicians).id, pay_type, menu->cause, menu->correction});
        add_parts(dice, world, menu->parts, pay_type, visit);
    } else {
        const RepairPool& repair = *wanted.repair;
        const bool covered = (wanted.day - car.owners.front().from).count() < warranty_days && km < warranty_km;
        const std::string pay_type = repair.warranty && covered ? "WARRANTY" : "CUSTOMER_PAY";
        visit.complaint = (wanted.again ? "上次维修后问题又出现：" : "") + repair.complaint;
        const auto technician = dice.pick(technicians).id;
        for (const auto& operation : repair.operations) {
            visit.jobs.push_back({operation, technician, pay_type, repair.cause, repair.correction});
        }
        add_parts(dice, world, repair.parts, pay_type, visit);
    }
    visit.closed = visit.opened + time_in_workshop(world, visit) + minutes{dice.between(25, 110)};
    return visit;
}

/// Now and then an owner who is rung after a visit tells a figure with a digit too many.
void tell_a_wrong_reading(Dice& dice, const World& world, const Mileage& mileage, Car& car) {
    if (car.visits.empty() || !dice.chance(5)) return;
    const core::Date day = local_day(dice.pick(car.visits).opened) + days{dice.between(2, 5)};
    if (day < world.today) car.told = ToldReading{day, mileage.at(day) * 10 + static_cast<unsigned>(dice.below(10))};
}

}  // namespace

void draw_visits(Dice& dice, const World& world, Car& car) {
    const Mileage mileage = draw_mileage(dice, car);
    std::vector<Wanted> wanted;
    want_maintenance(dice, world, car, mileage, wanted);
    want_repairs(dice, world, car, mileage, wanted);
    std::stable_sort(wanted.begin(), wanted.end(), [](const Wanted& a, const Wanted& b) { return a.day < b.day; });
    core::Date last = mileage.from;
    for (const auto& want : wanted) {
        if (want.day >= world.today || want.day - last < days{least_days_between_visits}) continue;
        last = want.day;
        car.visits.push_back(draw_visit(dice, world, car, want, mileage.at(want.day)));
    }
    tell_a_wrong_reading(dice, world, mileage, car);
}

void draw_open_visit(Dice& dice, const World& world, Car& car) {
    const core::Date last = car.visits.empty() ? car.owners.front().from : local_day(car.visits.back().opened);
    const unsigned known = car.visits.empty() ? car.delivery_km : car.visits.back().odometer_km;
    const auto km = known + static_cast<unsigned>((world.today - last).count() * dice.between(20, 40));
    const RepairPool* repair = &dice.pick(world.pools.repairs);
    while (!can_happen(*repair, car) || static_cast<int>(km) < repair->min_km) repair = &dice.pick(world.pools.repairs);
    Visit visit = start_visit(dice, world, car, world.now - minutes{dice.between(40, 300)}, km);
    visit.station = world.dealers[car.dealer].station;
    visit.adviser = dice.pick(world.stations[visit.station].advisers).id;
    visit.complaint = repair->complaint;
    car.visits.push_back(std::move(visit));
}

}  // namespace marque::app::demo
