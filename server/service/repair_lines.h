#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/localized.h"
#include "service/repair_order.h"

namespace marque::service {

/// A line as the workshop typed it: no amounts, those are the catalogue's.
struct TypedOperation {
    std::string operation_code;
    core::PersonId technician_id;
    std::optional<core::Hundredths> hours;  ///< left out: the standard time
    PayType pay_type = PayType::customer_pay;
    std::optional<std::string> cause;
    std::optional<std::string> correction;
};
struct TypedPart {
    std::string part_no;
    core::Hundredths quantity;
    std::optional<std::string> serial;
    PayType pay_type = PayType::customer_pay;
};
struct TypedLines {
    std::vector<TypedOperation> operations;
    std::vector<TypedPart> parts;
};

struct LabourOperation {
    std::string code;
    core::Localized name;
    core::Hundredths hours;
    core::Money hourly_rate;
};
struct Part {
    std::string part_no;
    core::Localized name;
    core::Money unit_price;
    bool serialised = false;
};
/// What typed lines are held against: the operations and parts they name, as far as they exist, and the technicians who
/// are active at the service station.
struct Workshop {
    std::map<std::string, LabourOperation> operations;
    std::map<std::string, Part> parts;
    std::set<core::PersonId> technicians;
};

inline constexpr core::Hundredths most_hours{99999};
inline constexpr core::Hundredths most_quantity{99999};

struct PricedLines {
    std::vector<OperationLine> operations;
    std::vector<PartLine> parts;
};
/// hours × hourly rate, quantity × unit price. Throws `repair_order.lines_at_fault` that lists every fault with its
/// pointer into the lines.
PricedLines price_lines(const TypedLines& typed, const Workshop& workshop);

}  // namespace marque::service
