#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace marque::core {

/// A row's key, typed by what it is the key of, so that an OrderId is never taken for a VehicleId.
template <class Tag>
struct Id {
    std::uint64_t value = 0;
    auto operator<=>(const Id&) const = default;
};

using OrganisationId = Id<struct OrganisationTag>;
using PersonId = Id<struct PersonTag>;
using CustomerId = Id<struct CustomerTag>;
using ModelId = Id<struct ModelTag>;
using FeatureId = Id<struct FeatureTag>;
using OrderId = Id<struct OrderTag>;
using BuildKey = Id<struct BuildTag>;
using VehicleId = Id<struct VehicleTag>;
using RepairOrderId = Id<struct RepairOrderTag>;
using CareRuleId = Id<struct CareRuleTag>;
using CareCallId = Id<struct CareCallTag>;

}  // namespace marque::core

template <class Tag>
struct std::hash<marque::core::Id<Tag>> {
    std::size_t operator()(const marque::core::Id<Tag>& id) const noexcept {
        return std::hash<std::uint64_t>{}(id.value);
    }
};
