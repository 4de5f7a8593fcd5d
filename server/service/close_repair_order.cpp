#include "care/care.h"
#include "db/audit.h"
#include "service/repair_order_store.h"
#include "service/repair_queries.h"
#include "service/repair_use_cases.h"
#include "service/service_json.h"
#include "vehicles/vehicles.h"

namespace marque::service {
namespace {

std::vector<std::string> codes_of(const RepairOrder& order) {
    std::vector<std::string> codes;
    for (const auto& line : order.operations) codes.push_back(line.operation_code);
    return codes;
}

}  // namespace

void close_repair_order(db::Tx& tx, const Act& act, const std::string& number, unsigned version) {
    auto order = lock_repair_order(tx, act.scope, number);
    require_version(order, version);
    const auto before = audit_document(order);
    order.close(act.at);
    save_repair_order(tx, order);

    const auto believed = order.odometer_suspect ? std::nullopt : std::optional(order.odometer_km);
    const auto view = read_repair_order(tx, act.scope, order.number);
    vehicles::add_to_timeline(tx, {order.vehicle, act.at, vehicles::EventKind::repair_closed, order.station,
                                   order.number, believed, closed_summary(view)});
    const auto today = core::local_date(act.at, act.scope.time_zone);
    care::plan_after_repair(tx, {order.vehicle, today, order.number, codes_of(order), today});
    db::audit(tx, act.at, act.actor, "repair_order.closed", "repair_order " + order.number, before,
              audit_document(order));
}

}  // namespace marque::service
