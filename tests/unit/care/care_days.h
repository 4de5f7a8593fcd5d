#pragma once

#include "core/time.h"

namespace marque {

inline core::Date day(const char* text) { return core::parse_date(text).value(); }
inline const core::Date handed_over = day("2026-06-01");

}  // namespace marque
