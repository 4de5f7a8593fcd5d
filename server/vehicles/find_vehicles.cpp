#include "vehicles/vehicle_store.h"

namespace marque::vehicles {
namespace {

constexpr std::size_t most_hits = 10;
/// A tail or a plate may be shared by a few cars; more than this means that the text says too little.
constexpr int most_candidates = 50;

}  // namespace

std::vector<VehicleHit> find_vehicles(db::Tx& tx, const core::Scope& scope, const std::string& text) {
    std::vector<VehicleHit> hits;
    tx.each(
        [&](const db::Row& row) {
            if (hits.size() >= most_hits || !may_see(scope, map_ties(row))) return;
            hits.push_back({row.get<std::string>("vin"),
                            row.opt<std::string>("plate"),
                            {row.get<std::string>("name_zh"), row.get<std::string>("name_en")}});
        },
        "SELECT v.vin, v.plate, m.name_zh, m.name_en, o.dealer_id AS order_dealer, o.region_id AS order_region, "
        "  c.dealer_id AS owner_dealer, d.parent_id AS owner_region, r.station_id AS open_station "
        // VINs are kept in ASCII, with which text that is typed in Chinese cannot be compared as it is.
        "FROM (SELECT id FROM vehicle WHERE vin = CONVERT(? USING ascii) "
        "      UNION SELECT id FROM vehicle WHERE vin_tail = CONVERT(? USING ascii) "
        "      UNION SELECT id FROM vehicle WHERE plate = ?) hit "
        "JOIN vehicle v ON v.id = hit.id JOIN model m ON m.id = v.model_id "
        "LEFT JOIN customer_order o ON o.id = v.order_id LEFT JOIN customer c ON c.id = v.owner_id "
        "LEFT JOIN organisation d ON d.id = c.dealer_id LEFT JOIN repair_order r ON r.open_vehicle_id = v.id "
        "ORDER BY v.id DESC LIMIT ?",
        text, text, text, most_candidates);
    return hits;
}

}  // namespace marque::vehicles
