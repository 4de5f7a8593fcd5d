#include "service/repair_lines.h"

#include "service/service_errors.h"

namespace marque::service {
namespace {

constexpr core::Hundredths one_piece{100};

/// Prices lines one by one and remembers what is wrong with each.
class Pricer {
  public:
    explicit Pricer(const Workshop& workshop) : workshop_(workshop) {}

    void add(const TypedOperation& typed) {
        const std::string at = "/operations/" + std::to_string(lines_.operations.size()) + "/";
        OperationLine line{typed.operation_code,     typed.technician_id,           {}, typed.pay_type,
                           typed.cause.value_or(""), typed.correction.value_or(""), {}};
        const auto operation = workshop_.operations.find(typed.operation_code);
        if (operation == workshop_.operations.end()) {
            fault(at + "operation_code", errors::operation_unknown, {{"code", typed.operation_code}});
        } else {
            line.hours = typed.hours.value_or(operation->second.hours);
            line.amount = operation->second.hourly_rate * line.hours;
        }
        if (!workshop_.technicians.contains(typed.technician_id))
            fault(at + "technician_id", errors::technician_unknown);
        if (typed.hours && (typed.hours->value <= 0 || *typed.hours > most_hours)) {
            fault(at + "hours", errors::hours_out_of_range, {{"most", most_hours.text()}});
        }
        lines_.operations.push_back(std::move(line));
    }

    void add(const TypedPart& typed) {
        const std::string at = "/parts/" + std::to_string(lines_.parts.size()) + "/";
        PartLine line{typed.part_no, typed.quantity, typed.serial, typed.pay_type, {}, {}};
        if (line.serial && line.serial->empty()) line.serial.reset();
        const bool sane = typed.quantity.value > 0 && typed.quantity <= most_quantity;
        if (!sane) fault(at + "quantity", errors::quantity_out_of_range, {{"most", most_quantity.text()}});
        const auto part = workshop_.parts.find(typed.part_no);
        if (part == workshop_.parts.end()) {
            fault(at + "part_no", errors::part_unknown, {{"part_no", typed.part_no}});
        } else {
            line.unit_price = part->second.unit_price;
            if (sane) line.amount = line.unit_price * line.quantity;
            if (part->second.serialised && !line.serial) {
                fault(at + "serial", errors::serial_missing, {{"part_no", typed.part_no}});
            }
        }
        check_serial(line, at, sane);
        lines_.parts.push_back(std::move(line));
    }

    PricedLines take() {
        if (!faults_.empty()) throw core::Error(errors::lines_at_fault, {}, std::move(faults_));
        return std::move(lines_);
    }

  private:
    void check_serial(const PartLine& line, const std::string& at, bool sane) {
        if (!line.serial) return;
        if (sane && line.quantity != one_piece) fault(at + "quantity", errors::serial_quantity);
        if (!serials_.insert({line.part_no, *line.serial}).second) {
            fault(at + "serial", errors::serial_repeated, {{"serial", *line.serial}});
        }
    }
    void fault(std::string pointer, const core::ErrorSpec& spec, core::ErrorParams params = {}) {
        faults_.push_back({std::move(pointer), &spec, std::move(params)});
    }

    const Workshop& workshop_;
    PricedLines lines_;
    std::set<std::pair<std::string, std::string>> serials_;
    std::vector<core::FieldError> faults_;
};

}  // namespace

PricedLines price_lines(const TypedLines& typed, const Workshop& workshop) {
    Pricer pricer(workshop);
    for (const auto& operation : typed.operations) pricer.add(operation);
    for (const auto& part : typed.parts) pricer.add(part);
    return pricer.take();
}

}  // namespace marque::service
