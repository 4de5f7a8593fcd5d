#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/localized.h"
#include "db/tx.h"
#include "http/json_fields.h"
#include "tracking/journey.h"

namespace marque::tracking {

/// What a buyer is told: their own car and whom to call. No price, no number of ours, nobody's name.
struct PageColour {
    core::Localized name;
    std::optional<std::string> swatch;
};
MARQUE_JSON(PageColour, name, swatch)

struct PageStep {
    Stage stage = Stage::ordered;
    core::Date reached_on;  ///< where the dealer is
};
MARQUE_JSON(PageStep, stage, reached_on)

struct PageDealer {
    core::Localized name;
    core::Localized city;
    std::string phone;
};
MARQUE_JSON(PageDealer, name, city, phone)

struct BuyerPage {
    core::Localized model_name;
    int model_year = 0;
    std::string body_style;
    std::optional<PageColour> colour;
    Stage stage = Stage::ordered;
    std::optional<Ending> ending;
    core::Date today;  ///< where the dealer is
    std::optional<core::Date> promised_on;
    std::vector<PageStep> steps;
    PageDealer dealer;
};
MARQUE_JSON(BuyerPage, model_name, model_year, body_style, colour, stage, ending, today, promised_on, steps, dealer)

/// Throws `tracking.link_unknown` for a token that never was, was withdrawn or replaced, and for the link of a former
/// buyer.
BuyerPage read_buyer_page(db::Tx& tx, const std::string& token, core::Instant now);

}  // namespace marque::tracking
