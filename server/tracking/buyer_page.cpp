#include "tracking/buyer_page.h"

#include "core/random.h"
#include "tracking/tracking_errors.h"

namespace marque::tracking {
namespace {

struct FoundPage {
    core::OrderId order;
    orders::State state = orders::State::accepted;
    core::Instant placed_at;
    std::string time_zone;
    BuyerPage page;
};

FoundPage map_found_page(const db::Row& row) {
    FoundPage found;
    found.order = row.get<core::OrderId>("id");
    found.state = row.get<orders::State>("state");
    found.placed_at = row.get<core::Instant>("placed_at");
    found.time_zone = row.get<std::string>("time_zone");
    auto& page = found.page;
    page.model_name = {row.get<std::string>("model_zh"), row.get<std::string>("model_en")};
    page.model_year = row.get<int>("model_year");
    page.body_style = row.get<std::string>("body_style");
    if (auto colour = row.opt<std::string>("colour_zh")) {
        page.colour =
            PageColour{{*std::move(colour), row.get<std::string>("colour_en")}, row.opt<std::string>("swatch")};
    }
    page.promised_on = row.opt<core::Date>("promised_date");
    page.dealer = {{row.get<std::string>("dealer_zh"), row.get<std::string>("dealer_en")},
                   {row.get<std::string>("city_zh"), row.get<std::string>("city_en")},
                   row.get<std::string>("phone")};
    return found;
}

FoundPage find_page(db::Tx& tx, const std::string& token) {
    auto found =
        tx.find(map_found_page,
                "SELECT o.id, o.state, o.placed_at, o.promised_date, m.name_zh AS model_zh, m.name_en AS model_en, "
                "  m.model_year, m.body_style, f.name_zh AS colour_zh, f.name_en AS colour_en, f.swatch, "
                "  d.name_zh AS dealer_zh, d.name_en AS dealer_en, d.city_zh, d.city_en, d.phone, d.time_zone "
                "FROM buyer_link k JOIN customer_order o ON o.id = k.order_id AND o.customer_id = k.customer_id "
                "JOIN model m ON m.id = o.model_id JOIN organisation d ON d.id = o.dealer_id "
                "LEFT JOIN (order_line l JOIN feature f ON f.id = l.feature_id AND f.family = 'EXTERIOR_COLOUR') "
                "  ON l.order_id = o.id AND l.version = o.configuration_version "
                "WHERE k.token_hash = ?",
                core::sha256(token));
    if (!found) throw core::Error(errors::link_unknown);
    return *std::move(found);
}

Journey read_journey(db::Tx& tx, const FoundPage& found) {
    Journey journey;
    journey.reach(Stage::ordered, found.placed_at);
    tx.each(
        [&](const db::Row& row) {
            journey.reach(stage_of(row.get<orders::State>("state")), row.get<core::Instant>("at"));
        },
        "SELECT state, MIN(at) AS at FROM order_event WHERE order_id = ? GROUP BY state", found.order);
    tx.each(
        [&](const db::Row& row) {
            journey.reach(stage_of_shop(row.get<std::string>("shop")), row.get<core::Instant>("at"));
        },
        "SELECT s.shop, MIN(e.at) AS at FROM build b JOIN build_event e ON e.build_pk = b.id "
        "JOIN line_station s ON s.line_code = b.line_code AND s.code = e.station "
        "WHERE b.order_id = ? AND b.state <> 'CANCELLED' GROUP BY s.shop",
        found.order);
    return journey;
}

}  // namespace

BuyerPage read_buyer_page(db::Tx& tx, const std::string& token, core::Instant now) {
    auto found = find_page(tx, token);
    const auto journey = read_journey(tx, found);
    auto& page = found.page;
    page.today = core::local_date(now, found.time_zone);
    page.stage = journey.stage();
    page.ending = ending_of(found.state);
    for (const auto& [stage, at] : journey.reached())
        page.steps.push_back({stage, core::local_date(at, found.time_zone)});
    return std::move(page);
}

}  // namespace marque::tracking
