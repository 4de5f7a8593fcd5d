#pragma once

#include "http/csv.h"
#include "materials/call_off_views.h"

/// A version as tables.
namespace marque::materials {

http::Response lines_csv(const CallOffDocument& document);
http::Response changes_csv(const CallOffDocument& document);

}  // namespace marque::materials
