#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace marque::core {

/// Length of UTF-8 text as people and the contract count it: in characters. A Chinese one takes three bytes.
std::size_t characters(std::string_view utf8);

/// The number with zeros in front, at least `width` digits.
std::string padded(std::uint64_t number, std::size_t width);

}  // namespace marque::core
