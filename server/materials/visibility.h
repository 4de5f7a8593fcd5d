#pragma once

#include "core/scope.h"
#include "db/sql.h"

namespace marque::materials {

/// What a plant calls off is its own and the maker's people's business.
inline void add_visibility(db::SqlBuilder& sql, const core::Scope& scope) {
    using core::Role;
    if (scope.has_any({Role::plant_planner, Role::administrator, Role::auditor})) {
        sql.add("AND TRUE");
    } else {
        sql.add("AND FALSE");
    }
}

}  // namespace marque::materials
