#include "vehicles/warranty.h"

namespace marque::vehicles {

Warranty grant(const WarrantyTerms& terms, core::Date from) {
    auto anniversary = std::chrono::year_month_day{from} + std::chrono::years{terms.years};
    if (!anniversary.ok()) anniversary = anniversary.year() / anniversary.month() / std::chrono::day{28};
    return {terms.kind, from, core::Date{anniversary} - std::chrono::days{1}, terms.limit_km};
}

}  // namespace marque::vehicles
