#include "db/audit.h"
#include "service/repair_order_store.h"
#include "service/repair_use_cases.h"
#include "service/service_errors.h"
#include "service/service_json.h"
#include "service/workshop.h"
#include "vehicles/vehicles.h"

namespace marque::service {
namespace {

/// The maker pays for what was found while its warranty ran: the day the car came in counts.
void require_warranty(db::Tx& tx, const Act& act, const RepairOrder& order, const PricedLines& lines) {
    const auto came_in = core::local_date(order.opened_at, act.scope.time_zone);
    const core::ErrorParams params{{"on", core::to_iso_date(came_in)}};
    std::vector<core::FieldError> claimed;
    const auto note = [&](const char* list, const auto& of_list) {
        for (std::size_t i = 0; i < of_list.size(); ++i) {
            if (of_list[i].pay_type != PayType::warranty) continue;
            claimed.push_back({list + std::to_string(i) + "/pay_type", &errors::warranty_expired, params});
        }
    };
    note("/operations/", lines.operations);
    note("/parts/", lines.parts);
    if (claimed.empty() || vehicles::defects_covered(tx, order.vehicle, came_in)) return;
    throw core::Error(errors::warranty_expired, params, std::move(claimed));
}

}  // namespace

void save_repair_lines(db::Tx& tx, const Act& act, const std::string& number, unsigned version,
                       const TypedLines& lines) {
    auto order = lock_repair_order(tx, act.scope, number);
    require_version(order, version);
    auto priced = price_lines(lines, read_workshop(tx, act.scope, lines));
    require_warranty(tx, act, order, priced);
    const auto before = audit_document(order);
    order.save_lines(std::move(priced.operations), std::move(priced.parts));
    save_repair_order(tx, order);
    replace_lines(tx, order);
    db::audit(tx, act.at, act.actor, "repair_order.lines_saved", "repair_order " + order.number, before,
              audit_document(order));
}

}  // namespace marque::service
