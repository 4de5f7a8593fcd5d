#pragma once

#include <string>
#include <variant>

#include "core/scope.h"
#include "db/sql.h"

namespace marque::materials {

/// A supplier by its own token: it reads its own call-offs of one line.
struct SupplierAccess {
    std::string line, supplier;
};
/// Who reads a call-off.
using Reader = std::variant<core::Scope, SupplierAccess>;

/// What a plant calls off is its own and the maker's people's business.
inline void add_visibility(db::SqlBuilder& sql, const core::Scope& scope) {
    using core::Role;
    if (scope.has_any({Role::plant_planner, Role::administrator, Role::auditor})) {
        sql.add("AND TRUE");
    } else {
        sql.add("AND FALSE");
    }
}

/// Of call-offs, as `c`: and each supplier's own.
inline void add_visibility(db::SqlBuilder& sql, const Reader& reader) {
    if (const auto* own = std::get_if<SupplierAccess>(&reader)) {
        sql.add("AND c.line_code = ? AND c.supplier_code = ?", own->line, own->supplier);
    } else {
        add_visibility(sql, std::get<core::Scope>(reader));
    }
}

}  // namespace marque::materials
