#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace marque::core {

/// How an enum is written in the database and on the wire. Specialise with a constexpr
/// `std::array<std::pair<E, std::string_view>, N> names`.
template <class E>
struct EnumText;

template <class E>
concept NamedEnum = requires {
    EnumText<E>::names.size();
};

template <NamedEnum E>
constexpr std::string_view to_text(E value) {
    for (const auto& [candidate, name] : EnumText<E>::names) {
        if (candidate == value) return name;
    }
    return {};
}

template <NamedEnum E>
constexpr std::optional<E> from_text(std::string_view text) {
    for (const auto& [candidate, name] : EnumText<E>::names) {
        if (name == text) return candidate;
    }
    return std::nullopt;
}

}  // namespace marque::core
