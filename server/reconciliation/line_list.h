#pragma once

#include <optional>
#include <string>
#include <vector>

namespace marque::reconciliation {

/// One build in a list that the plant's system has written.
struct ListedBuild {
    std::string build_id, order_number, vin, state;
    std::optional<int> version;
    std::optional<std::int64_t> last_seq;

    /// Whether the line still has anything to do with it.
    bool live() const { return state != "CANCELLED" && state != "ABORTED" && state != "ARRIVED"; }
};

/// Reads CSV with a head line, a JSON array, or one JSON object a line (as `marque-line ledger` writes). Columns or
/// members: build_id, and order_number, version, last_seq, vin, state where there are any; others are passed over, and
/// so are rows without a build ID. Throws `reconciliation.list_unreadable` with the row,
/// `reconciliation.list_too_long`.
std::vector<ListedBuild> read_line_list(const std::string& text);

}  // namespace marque::reconciliation
