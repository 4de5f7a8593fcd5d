#pragma once

#include "core/scope.h"
#include "db/tx.h"
#include "http/paging.h"
#include "materials/call_off.h"
#include "materials/visibility.h"

namespace marque::materials {

struct SupplierRef {
    std::string code;
    core::Localized name;
};
MARQUE_JSON(SupplierRef, code, name)

/// A version of a supplier's call-off: how many lines it has, and in how many it differs from the one before.
struct CallOffView {
    SupplierRef supplier;
    int version = 1;
    core::Instant made_at;
    int lines = 0;
    int added = 0, removed = 0, moved = 0, quantity_changed = 0;
};
MARQUE_JSON(CallOffView, supplier, version, made_at, lines, added, removed, moved, quantity_changed)

/// The newest of each supplier of a line, for the plant's people.
std::vector<CallOffView> list_call_offs(db::Tx& tx, const core::Scope& scope, const std::string& line);
/// A supplier's versions that are kept, newest first.
std::vector<CallOffView> list_versions(db::Tx& tx, const Reader& reader, const std::string& line,
                                       const std::string& supplier, const http::PageRequest& page);

/// What to bring. `sequence` counts the JIS lines of a part at a line station in the order of the cars; a JIT line has
/// neither that nor a car, and is for an hour that begins at `needed_at`.
struct CallOffLine {
    std::optional<int> sequence;
    std::string part_no;
    core::Localized part_name;
    std::string quantity;
    std::string station;
    core::Localized station_name;
    Delivery delivery = Delivery::jis;
    core::Instant needed_at;
    std::optional<std::string> order_number;
    std::optional<std::string> build_id;
};
MARQUE_JSON(CallOffLine, sequence, part_no, part_name, quantity, station, station_name, delivery, needed_at,
            order_number, build_id)

enum class Change { added, removed, moved, quantity };

/// How a line differs from the version before; what it was is there for MOVED and QUANTITY.
struct CallOffChange {
    Change change = Change::added;
    CallOffLine line;
    std::optional<core::Instant> needed_before;
    std::optional<std::string> quantity_before;
};

struct CallOffDocument {
    std::string line;
    CallOffView call_off;
    int changes_since = 0;  ///< the version from which `changes` lead to this one; 0 is the empty one
    std::vector<CallOffLine> lines;
    std::vector<CallOffChange> changes;
};
/// With the changes since the version before, or since `known`, if that is an earlier one: since the empty one when it
/// is no longer kept. Throws `call_off.not_found` for what never was and for what is no longer kept, alike.
CallOffDocument read_call_off(db::Tx& tx, const Reader& reader, const std::string& line, const std::string& supplier,
                              int version, std::optional<int> known = {});

}  // namespace marque::materials

template <>
struct marque::core::EnumText<marque::materials::Change> {
    using E = marque::materials::Change;
    static constexpr std::array<std::pair<E, std::string_view>, 4> names{
        {{E::added, "ADDED"}, {E::removed, "REMOVED"}, {E::moved, "MOVED"}, {E::quantity, "QUANTITY"}}};
};

namespace marque::materials {
MARQUE_JSON(CallOffChange, change, line, needed_before, quantity_before)
MARQUE_JSON(CallOffDocument, line, call_off, changes_since, lines, changes)
}  // namespace marque::materials
