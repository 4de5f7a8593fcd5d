#pragma once

#include "core/error.h"

namespace marque::builds::errors {

using core::ErrorKind;
using core::ErrorSpec;

inline constexpr ErrorSpec foreign_line{ErrorKind::forbidden, "bridge.foreign_line",
                                        "This token belongs to line {own}, not to {asked}.",
                                        "该令牌属于产线 {own}，不能用于 {asked}。"};
inline constexpr ErrorSpec no_such_line{ErrorKind::not_found, "line.not_found", "There is no line {line}.",
                                        "没有产线 {line}。"};

}  // namespace marque::builds::errors
