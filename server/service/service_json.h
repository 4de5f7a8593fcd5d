#pragma once

#include <optional>
#include <string>
#include <vector>

#include "identity/identity.h"
#include "service/repair_lines.h"

/// Repair orders as docs/openapi.yaml has them, and their commands with the contract's limits.
namespace marque::service {

MARQUE_JSON(LabourOperation, code, name, hours, hourly_rate)
MARQUE_JSON(Part, part_no, name, unit_price, serialised)
MARQUE_JSON(TypedOperation, operation_code, technician_id, hours, pay_type, cause, correction)
MARQUE_JSON(TypedPart, part_no, quantity, serial, pay_type)
MARQUE_JSON(OperationLine, operation_code, technician, hours, pay_type, cause, correction, amount)
MARQUE_JSON(PartLine, part_no, quantity, serial, pay_type, unit_price, amount)
MARQUE_JSON(PayTotal, pay_type, amount)

struct OpenBody {
    std::string vin;
    int odometer_km = 0;
    std::string complaint;
};
MARQUE_JSON(OpenBody, vin, odometer_km, complaint)

struct SaveLinesBody {
    unsigned version = 0;
    std::vector<TypedOperation> operations;
    std::vector<TypedPart> parts;
};
MARQUE_JSON(SaveLinesBody, version, operations, parts)

struct CloseBody {
    unsigned version = 0;
};
MARQUE_JSON(CloseBody, version)

/// The commands as read, blanks around texts taken off; throw `request.malformed_json`, `request.fields_at_fault`.
OpenBody parse_open(const std::string& body);
SaveLinesBody parse_save_lines(const std::string& body);
CloseBody parse_close(const std::string& body);

struct OperationView {
    int line_no = 0;
    std::string operation_code;
    core::Localized name;
    identity::PersonRef technician;
    core::Hundredths hours;
    PayType pay_type = PayType::customer_pay;
    std::string cause;
    std::string correction;
    core::Money amount;
};
MARQUE_JSON(OperationView, line_no, operation_code, name, technician, hours, pay_type, cause, correction, amount)

struct PartView {
    int line_no = 0;
    std::string part_no;
    core::Localized name;
    core::Hundredths quantity;
    std::optional<std::string> serial;
    PayType pay_type = PayType::customer_pay;
    core::Money unit_price;
    core::Money amount;
};
MARQUE_JSON(PartView, line_no, part_no, name, quantity, serial, pay_type, unit_price, amount)

struct RepairOrderView {
    std::string number;
    RepairState state = RepairState::open;
    unsigned version = 1;
    identity::OrganisationRef station;
    std::string vin;
    std::optional<std::string> plate;
    core::Localized model_name;
    identity::PersonRef adviser;
    int odometer_km = 0;
    std::string complaint;
    core::Instant opened_at;
    std::optional<core::Instant> closed_at;
    std::vector<OperationView> operations;
    std::vector<PartView> parts;
    std::vector<PayTotal> totals;
    std::string currency = "CNY";
    bool own = false;
};
MARQUE_JSON(RepairOrderView, number, state, version, station, vin, plate, model_name, adviser, odometer_km, complaint,
            opened_at, closed_at, operations, parts, totals, currency, own)

/// A row of the list and the key by which the list goes on.
struct RepairOrderSummary {
    core::RepairOrderId id;
    std::string number;
    RepairState state = RepairState::open;
    std::string vin;
    std::optional<std::string> plate;
    core::Localized model_name;
    std::string complaint;
    std::string adviser;
    int odometer_km = 0;
    core::Instant opened_at;
    std::optional<core::Instant> closed_at;
};
MARQUE_JSON(RepairOrderSummary, number, state, vin, plate, model_name, complaint, adviser, odometer_km, opened_at,
            closed_at)

/// What the car's timeline keeps of a visit, the `summary` of VehicleEvent.
std::string opened_summary(const RepairOrder& order);
std::string closed_summary(const RepairOrderView& order);

/// What the audit trail keeps of an order before and after a change.
std::string audit_document(const RepairOrder& order);
std::string audit_opened(const RepairOrder& order, const std::string& vin);

}  // namespace marque::service
