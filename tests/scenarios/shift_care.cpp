#include <cstdio>
#include <stdexcept>

#include "core/time.h"
#include "scenarios/shift.h"

// The cars begin their lives: buyers take them home, and some come to a workshop far from the dealer.
namespace marque::scenarios {
namespace {

constexpr int days_until_repair = 25;
constexpr std::size_t cars_for_a_repair = 6;  // one of so many

struct Trouble {
    const char *complaint, *operation, *part, *cause, *correction;
};
// Operations and parts of schema/demo/workshop.json; these parts carry serial numbers.
constexpr Trouble troubles[] = {
    {"Whistles under load", "EN-070", "28386237", "Bearing of the turbocharger worn", "Turbocharger replaced"},
    {"Starts badly when warm", "EN-080", "26088960", "Pressure of the fuel pump too low",
     "High-pressure pump replaced"},
    {"Runs unevenly at idle", "EN-090", "30971382", "Injector of the third cylinder leaks", "Injector replaced"},
};

}  // namespace

void Shift::hand_over() {
    std::size_t count = 0;
    for (auto& sale : sales) {
        const auto order = order_of(sale);
        if (order.at("state") != "ARRIVED") continue;
        auto& salesperson = seller_of(sale);
        const auto car = expect(200, salesperson.get("/vehicles/" + order.at("vin").get<std::string>()), "car");
        Json body{{"version", order.at("version")}, {"odometer_km", car.at("odometer_km").get<int>() + 2}};
        if (order.at("as_built").at("state") == "NOT_REPORTED") body["looked_myself"] = true;
        if (sale.for_stock) body["customer_id"] = sale.customer;
        expect(201, salesperson.post("/orders/" + sale.number + "/hand-over", body), sale.number + ": hand-over");
        sale.handed_over = true;
        ++count;
    }
    say("handed over " + std::to_string(count) + " cars to their buyers");
}

void Shift::repair_one(Sale& sale, Station& station, std::size_t ordinal) {
    const Trouble& trouble = troubles[ordinal % std::size(troubles)];
    const std::string vin = order_of(sale).at("vin");
    auto& adviser = station.adviser;
    auto order = expect(201,
                        adviser.post("/repair-orders", {{"vin", vin},
                                                        {"odometer_km", 900 + 40 * static_cast<int>(ordinal)},
                                                        {"complaint", trouble.complaint}}),
                        "repair order for " + vin);
    Repair repair{order.at("number"), station.code,
                  "SN-" + std::to_string(options.seed) + "-" + std::to_string(ordinal + 1), ""};
    const auto technician = station.technicians.at(ordinal % station.technicians.size());
    const Json lines{
        {"version", order.at("version")},
        {"operations",
         {{{"operation_code", trouble.operation},
           {"technician_id", technician},
           {"pay_type", "WARRANTY"},
           {"cause", trouble.cause},
           {"correction", trouble.correction}}}},
        {"parts",
         {{{"part_no", trouble.part}, {"quantity", "1"}, {"serial", repair.part_serial}, {"pay_type", "WARRANTY"}}}}};
    const auto path = "/repair-orders/" + repair.number;
    order = expect(200, adviser.put(path + "/lines", lines), repair.number + ": lines");
    order =
        expect(201, adviser.post(path + "/closing", {{"version", order.at("version")}}), repair.number + ": closing");
    const auto closed_at = core::parse_rfc3339(order.at("closed_at").get<std::string>()).value();
    repair.closed_on = core::to_iso_date(core::local_date(closed_at, "Asia/Shanghai"));
    sale.repairs.push_back(std::move(repair));
}

void Shift::repair() {
    expect(201, office().post("/clock/moves", {{"days", days_until_repair}}), "clock");
    say("the business clock moves " + std::to_string(days_until_repair) + " days on");
    std::size_t count = 0;
    for (std::size_t i = 0; i < sales.size(); ++i) {
        auto& sale = sales[i];
        if (!sale.handed_over || i % cars_for_a_repair != 1) continue;
        for (std::size_t step = 0; step < stations.size(); ++step) {
            auto& station = stations[(count + step) % stations.size()];
            if (station.region == dealers[sale.dealer].region) continue;
            repair_one(sale, station, count);
            ++count;
            break;
        }
    }
    say(std::to_string(count) + " cars repaired at stations of other regions");
}

}  // namespace marque::scenarios
