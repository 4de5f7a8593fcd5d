#pragma once

#include <string>

namespace marque::core {

/// A name or sentence in both languages of the product.
struct Localized {
    std::string zh;
    std::string en;
    bool operator==(const Localized&) const = default;
};

}  // namespace marque::core
