#include "service/service_json.h"

#include <algorithm>

#include "core/text.h"
#include "service/service_errors.h"

namespace marque::service {
namespace {

constexpr std::size_t most_operations = 100;
constexpr std::size_t most_parts = 200;
constexpr int most_km = 2000000;

struct OperationSummary {
    core::Localized name;
    std::string technician;
    std::string cause;
    std::string correction;
};
MARQUE_JSON(OperationSummary, name, technician, cause, correction)

struct PartSummary {
    std::string part_no;
    core::Localized name;
    core::Hundredths quantity;
    std::optional<std::string> serial;
};
MARQUE_JSON(PartSummary, part_no, name, quantity, serial)

struct VisitSummary {
    std::string complaint;
    std::vector<OperationSummary> operations;
    std::vector<PartSummary> parts;
};
MARQUE_JSON(VisitSummary, complaint, operations, parts)

struct OrderDocument {
    RepairState state = RepairState::open;
    unsigned version = 1;
    std::vector<OperationLine> operations;
    std::vector<PartLine> parts;
};
MARQUE_JSON(OrderDocument, state, version, operations, parts)

struct OpenedDocument {
    std::string vin;
    int odometer_km = 0;
    bool odometer_suspect = false;
    std::string complaint;
};
MARQUE_JSON(OpenedDocument, vin, odometer_km, odometer_suspect, complaint)

void trim(std::string& text) {
    constexpr std::string_view blanks = " \t\r\n";
    text.erase(text.find_last_not_of(blanks) + 1);
    text.erase(0, text.find_first_not_of(blanks));
}

/// The limits of the contract that are not in a field's type.
class Limits {
  public:
    void text(const std::string& pointer, std::string& value, std::size_t least, std::size_t most) {
        trim(value);
        const auto length = core::characters(value);
        if (length >= least && length <= most) return;
        faults_.push_back(
            {pointer, &http::errors::field_length, {{"least", std::to_string(least)}, {"most", std::to_string(most)}}});
    }
    void text(const std::string& pointer, std::optional<std::string>& value, std::size_t most) {
        if (value) text(pointer, *value, 0, most);
    }
    void number(const std::string& pointer, int value, int least, int most) {
        if (value >= least && value <= most) return;
        faults_.push_back(
            {pointer, &http::errors::field_range, {{"least", std::to_string(least)}, {"most", std::to_string(most)}}});
    }
    void count(const std::string& pointer, std::size_t value, std::size_t most) {
        if (value > most) faults_.push_back({pointer, &errors::too_many_lines, {{"most", std::to_string(most)}}});
    }
    void enforce() {
        if (!faults_.empty()) throw core::Error(http::errors::fields_at_fault, {}, std::move(faults_));
    }

  private:
    std::vector<core::FieldError> faults_;
};

template <class T>
std::string document(const T& value) {
    return http::to_json_value(value).dump();
}

}  // namespace

OpenBody parse_open(const std::string& body) {
    auto command = http::parse_json<OpenBody>(body);
    Limits limits;
    limits.number("/odometer_km", command.odometer_km, 0, most_km);
    limits.text("/complaint", command.complaint, 1, 1000);
    limits.enforce();
    return command;
}

SaveLinesBody parse_save_lines(const std::string& body) {
    auto command = http::parse_json<SaveLinesBody>(body);
    Limits limits;
    limits.count("/operations", command.operations.size(), most_operations);
    limits.count("/parts", command.parts.size(), most_parts);
    for (std::size_t i = 0; i < command.operations.size(); ++i) {
        const auto at = "/operations/" + std::to_string(i);
        limits.text(at + "/operation_code", command.operations[i].operation_code, 1, 16);
        limits.text(at + "/cause", command.operations[i].cause, 500);
        limits.text(at + "/correction", command.operations[i].correction, 500);
    }
    for (std::size_t i = 0; i < command.parts.size(); ++i) {
        const auto at = "/parts/" + std::to_string(i);
        limits.text(at + "/part_no", command.parts[i].part_no, 1, 20);
        limits.text(at + "/serial", command.parts[i].serial, 60);
    }
    limits.enforce();
    return command;
}

CloseBody parse_close(const std::string& body) { return http::parse_json<CloseBody>(body); }

std::string opened_summary(const RepairOrder& order) { return http::Json{{"complaint", order.complaint}}.dump(); }

std::string closed_summary(const RepairOrderView& order) {
    VisitSummary summary{order.complaint, {}, {}};
    for (const auto& line : order.operations) {
        summary.operations.push_back({line.name, line.technician.name, line.cause, line.correction});
    }
    for (const auto& line : order.parts) summary.parts.push_back({line.part_no, line.name, line.quantity, line.serial});
    return document(summary);
}

std::string audit_document(const RepairOrder& order) {
    return document(OrderDocument{order.state, order.version, order.operations, order.parts});
}

std::string audit_opened(const RepairOrder& order, const std::string& vin) {
    return document(OpenedDocument{vin, order.odometer_km, order.odometer_suspect, order.complaint});
}

}  // namespace marque::service
