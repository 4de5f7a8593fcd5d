#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/enum_text.h"
#include "core/ids.h"
#include "core/money.h"
#include "core/time.h"

namespace marque::service {

enum class RepairState { open, closed, cancelled };
enum class RepairAction { save_lines, close };

/// Who pays for a line, as STAR's repair order has it.
enum class PayType { customer_pay, warranty, internal, sublet, manufacturer, dealer };

/// Every legal move of a repair order; what is not here is refused.
struct RepairMove {
    RepairState from;
    RepairAction action;
    RepairState to;
};
inline constexpr std::array<RepairMove, 2> repair_moves{{
    {RepairState::open, RepairAction::save_lines, RepairState::open},
    {RepairState::open, RepairAction::close, RepairState::closed},
}};

constexpr std::optional<RepairState> after(RepairState from, RepairAction action) {
    for (const auto& move : repair_moves) {
        if (move.from == from && move.action == action) return move.to;
    }
    return std::nullopt;
}
std::vector<RepairAction> legal_actions(RepairState state);

/// One job: who did it, why it was needed, what was done.
struct OperationLine {
    std::string operation_code;
    core::PersonId technician;
    core::Hundredths hours;
    PayType pay_type = PayType::customer_pay;
    std::string cause;
    std::string correction;
    core::Money amount;
};

struct PartLine {
    std::string part_no;
    core::Hundredths quantity;
    std::optional<std::string> serial;
    PayType pay_type = PayType::customer_pay;
    core::Money unit_price;
    core::Money amount;
};

/// A car's visit to a workshop: the complaint, then what was done about it. Lines count from 1 in their order.
struct RepairOrder {
    core::RepairOrderId id;
    std::string number;
    core::OrganisationId station;
    core::VehicleId vehicle;
    core::PersonId adviser;
    RepairState state = RepairState::open;
    int odometer_km = 0;
    bool odometer_suspect = false;  ///< it ran backwards or too fast, so the car's own odometer did not follow
    std::string complaint;
    core::Instant opened_at;
    std::optional<core::Instant> closed_at;
    unsigned version = 1;
    std::vector<OperationLine> operations;
    std::vector<PartLine> parts;

    /// Throws `repair_order.not_open`.
    void save_lines(std::vector<OperationLine> new_operations, std::vector<PartLine> new_parts);
    /// Throws `repair_order.not_open`, `repair_order.no_operations`, `repair_order.lines_incomplete`.
    void close(core::Instant at);

  private:
    void move(RepairAction action);
};

struct PayTotal {
    PayType pay_type = PayType::customer_pay;
    core::Money amount;
};
/// Adds a line's amount to its payer's total; totals stand in the order of PayType.
void add_to_totals(std::vector<PayTotal>& totals, PayType pay_type, core::Money amount);

}  // namespace marque::service

namespace marque::core {

template <>
struct EnumText<service::RepairState> {
    using State = service::RepairState;
    static constexpr std::array<std::pair<State, std::string_view>, 3> names{
        {{State::open, "OPEN"}, {State::closed, "CLOSED"}, {State::cancelled, "CANCELLED"}}};
};

template <>
struct EnumText<service::PayType> {
    using Pay = service::PayType;
    static constexpr std::array<std::pair<Pay, std::string_view>, 6> names{{
        {Pay::customer_pay, "CUSTOMER_PAY"},
        {Pay::warranty, "WARRANTY"},
        {Pay::internal, "INTERNAL"},
        {Pay::sublet, "SUBLET"},
        {Pay::manufacturer, "MANUFACTURER"},
        {Pay::dealer, "DEALER"},
    }};
};

}  // namespace marque::core
