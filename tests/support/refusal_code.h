#pragma once

#include <string>

#include "core/error.h"

namespace marque::support {

/// The code with which the work was refused, or "none".
template <class Work>
std::string refusal_code(Work&& work) {
    try {
        work();
        return "none";
    } catch (const core::Error& error) {
        return std::string(error.spec().code);
    }
}

}  // namespace marque::support
