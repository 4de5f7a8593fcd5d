#include "materials/call_off_files.h"

namespace marque::materials {
namespace {

std::vector<std::string> cells_of(const CallOffDocument& document, const CallOffLine& line) {
    return {document.line,
            document.call_off.supplier.code,
            std::to_string(document.call_off.version),
            std::string(core::to_text(line.delivery)),
            line.sequence ? std::to_string(*line.sequence) : "",
            line.part_no,
            line.quantity,
            line.station,
            core::to_rfc3339(line.needed_at),
            line.order_number.value_or(""),
            line.build_id.value_or("")};
}

/// Who keeps many in one folder tells them apart.
std::string file_name(const CallOffDocument& document, const std::string& what) {
    return "call-off-" + document.line + "-" + document.call_off.supplier.code + "-" +
           std::to_string(document.call_off.version) + what + ".csv";
}

}  // namespace

http::Response lines_csv(const CallOffDocument& document) {
    std::string text(http::csv_mark);
    http::append_csv(text, {"line", "supplier", "version", "delivery", "sequence", "part_no", "quantity", "station",
                            "needed_at", "order_number", "build_id"});
    for (const auto& line : document.lines) http::append_csv(text, cells_of(document, line));
    return http::csv_file(std::move(text), file_name(document, ""));
}

http::Response changes_csv(const CallOffDocument& document) {
    std::string text(http::csv_mark);
    http::append_csv(text, {"change", "needed_before", "quantity_before", "line", "supplier", "version", "delivery",
                            "sequence", "part_no", "quantity", "station", "needed_at", "order_number", "build_id"});
    for (const auto& change : document.changes) {
        std::vector<std::string> cells{std::string(core::to_text(change.change)),
                                       change.needed_before ? core::to_rfc3339(*change.needed_before) : "",
                                       change.quantity_before.value_or("")};
        for (auto& cell : cells_of(document, change.line)) cells.push_back(std::move(cell));
        http::append_csv(text, cells);
    }
    return http::csv_file(std::move(text), file_name(document, "-changes"));
}

}  // namespace marque::materials
