#include "service/repair_order.h"

#include <algorithm>

#include "core/transitions.h"
#include "service/service_errors.h"

namespace marque::service {
namespace {

/// The numbers of lines that do not say why or what, "1, 3"; empty when all do.
std::string incomplete_lines(const std::vector<OperationLine>& operations) {
    std::string lines;
    for (std::size_t i = 0; i < operations.size(); ++i) {
        if (!operations[i].cause.empty() && !operations[i].correction.empty()) continue;
        lines += (lines.empty() ? "" : ", ") + std::to_string(i + 1);
    }
    return lines;
}

}  // namespace

std::vector<RepairAction> legal_actions(RepairState state) { return core::legal_actions(repair_moves, state); }

void add_to_totals(std::vector<PayTotal>& totals, PayType pay_type, core::Money amount) {
    auto place =
        std::find_if(totals.begin(), totals.end(), [&](const PayTotal& total) { return total.pay_type >= pay_type; });
    if (place == totals.end() || place->pay_type != pay_type) place = totals.insert(place, {pay_type, {}});
    place->amount += amount;
}

void RepairOrder::move(RepairAction action) {
    const auto next = after(state, action);
    if (!next) throw core::Error(errors::not_open, {{"number", number}});
    state = *next;
}

void RepairOrder::save_lines(std::vector<OperationLine> new_operations, std::vector<PartLine> new_parts) {
    move(RepairAction::save_lines);
    operations = std::move(new_operations);
    parts = std::move(new_parts);
}

void RepairOrder::close(core::Instant at) {
    if (!after(state, RepairAction::close)) throw core::Error(errors::not_open, {{"number", number}});
    if (operations.empty()) throw core::Error(errors::no_operations, {{"number", number}});
    if (const auto lines = incomplete_lines(operations); !lines.empty()) {
        throw core::Error(errors::lines_incomplete, {{"lines", lines}});
    }
    move(RepairAction::close);
    closed_at = at;
}

}  // namespace marque::service
