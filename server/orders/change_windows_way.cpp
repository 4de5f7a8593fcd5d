#include <algorithm>
#include <set>

#include "orders/change_windows.h"

namespace marque::orders {
namespace {

std::string shop_of(catalog::Family family) {
    switch (family) {
        case catalog::Family::trim:
            return "BODY";
        case catalog::Family::engine:
            return "POWERTRAIN";
        case catalog::Family::exterior_colour:
            return "PAINT";
        default:
            return "ASSEMBLY";
    }
}

std::optional<std::size_t> place_of(const LineWay& way, const std::string& station) {
    for (std::size_t i = 0; i < way.stations.size(); ++i) {
        if (way.stations[i].place.code == station) return i;
    }
    return std::nullopt;
}

/// The stations, and what the line says of itself: a family closes there, whatever builds it in.
void read_stations(db::Tx& tx, const std::string& line, LineWay& way) {
    tx.each(
        [&](const db::Row& row) {
            auto code = row.get<std::string>("code");
            if (way.stations.empty() || way.stations.back().place.code != code)
                way.stations.push_back(
                    {{std::move(code), {row.get<std::string>("name_zh"), row.get<std::string>("name_en")}},
                     row.get<std::string>("shop")});
            if (const auto family = row.opt<catalog::Family>("family")) way.closes[*family] = way.stations.size() - 1;
        },
        "SELECT s.code, s.shop, s.name_zh, s.name_en, w.family FROM line_station s "
        "LEFT JOIN change_window w ON w.line_code = s.line_code AND w.station = s.code "
        "WHERE s.line_code = ? ORDER BY s.position",
        line);
}

/// Where the line says nothing, a family closes at the first station that builds one of it in; options at their own.
void read_built_in(db::Tx& tx, core::ModelId model, LineWay& way) {
    const bool options_together = way.closes.contains(catalog::Family::option);
    std::map<catalog::Family, std::size_t> first;
    tx.each(
        [&](const db::Row& row) {
            const auto family = row.get<catalog::Family>("family");
            const auto at = place_of(way, row.get<std::string>("line_station"));
            if (!at) return;
            if (family == catalog::Family::option) {
                if (!options_together) way.built_in[row.get<core::FeatureId>("id")] = *at;
                return;
            }
            const auto [known, fresh] = first.emplace(family, *at);
            if (!fresh) known->second = std::min(known->second, *at);
        },
        "SELECT id, family, line_station FROM feature WHERE model_id = ? AND line_station IS NOT NULL", model);
    way.closes.merge(first);
}

LineReport read_report(db::Tx& tx, const Order& order) {
    return tx
        .find(
            map_report,
            "SELECT b.state AS build_state, b.planned_start, b.planned_end, b.started_at, b.station_since, b.station, "
            "  (SELECT s.code FROM build_event e JOIN line_station s ON s.line_code = b.line_code AND s.code = e.station "
            "   WHERE e.build_pk = b.id ORDER BY s.position DESC LIMIT 1) AS furthest "
            "FROM build b WHERE b.live_order_id = ?",
            order.id)
        .value_or(LineReport{});
}

/// Which features bring which, by index, and what an order has.
struct Equipment {
    std::vector<std::vector<std::size_t>> brings, brought_by;
    std::vector<char> has, free;  ///< in the order; because something else brings it

    Equipment(const catalog::Model& model, const std::vector<ConfiguredFeature>& order)
        : brings(model.features.size()),
          brought_by(model.features.size()),
          has(model.features.size()),
          free(model.features.size()) {
        for (const auto& rule : model.rules) {
            if (rule.kind != catalog::RuleKind::included_in) continue;
            for (const auto object : rule.objects) {
                brings[object].push_back(rule.subject);
                brought_by[rule.subject].push_back(object);
            }
        }
        std::map<core::FeatureId, bool> ordered;
        for (const auto& feature : order) ordered[feature.feature] = feature.included;
        for (std::size_t i = 0; i < model.features.size(); ++i) {
            const auto found = ordered.find(model.features[i].id);
            has[i] = found != ordered.end();
            free[i] = has[i] && found->second;
        }
    }

    /// What comes when the feature is chosen, or goes when it is given up, itself first.
    std::vector<std::size_t> moved_with(std::size_t feature) const {
        std::vector<std::size_t> moved{feature};
        const auto moves = [&](std::size_t one) { return std::find(moved.begin(), moved.end(), one) != moved.end(); };
        for (std::size_t next = 0; next < moved.size(); ++next) {
            for (const auto part : brings[moved[next]]) {
                if (moves(part)) continue;
                const auto& bringers = brought_by[part];
                const bool stays = !free[part] || std::any_of(bringers.begin(), bringers.end(), [&](std::size_t other) {
                    return has[other] && !moves(other);
                });
                if (has[feature] ? !stays : !has[part]) moved.push_back(part);
            }
        }
        return moved;
    }
};

}  // namespace

std::optional<std::size_t> LineWay::first_of(const std::string& shop) const {
    for (std::size_t i = 0; i < stations.size(); ++i) {
        if (stations[i].shop == shop) return i;
    }
    return std::nullopt;
}

std::optional<std::size_t> LineWay::closing_of(const catalog::Feature& feature) const {
    if (const auto own = built_in.find(feature.id); own != built_in.end()) return own->second;
    const auto family = closes.find(feature.family);
    return family == closes.end() ? std::nullopt : std::optional(family->second);
}

LineWay read_way(db::Tx& tx, const std::string& line, core::ModelId model) {
    LineWay way;
    read_stations(tx, line, way);
    read_built_in(tx, model, way);
    for (const auto& [family, name] : core::EnumText<catalog::Family>::names) {
        if (way.closes.contains(family)) continue;
        if (const auto first = way.first_of(shop_of(family))) way.closes[family] = *first;
    }
    return way;
}

void name_options(LineWay& way, const catalog::Model& model, const catalog::Market& market,
                  const std::vector<ConfiguredFeature>& has) {
    const Equipment equipment(model, has);
    way.options.clear();
    for (std::size_t i = 0; i < model.features.size(); ++i) {
        const auto& feature = model.features[i];
        if (feature.family != catalog::Family::option || !feature.offered(market)) continue;
        auto closes = way.closing_of(feature);
        if (!closes) continue;
        for (const auto part : equipment.moved_with(i)) {
            if (const auto other = way.closing_of(model.features[part])) closes = std::min(*closes, *other);
        }
        way.options.push_back({{feature.code, feature.name}, *closes});
    }
    std::stable_sort(way.options.begin(), way.options.end(),
                     [](const auto& a, const auto& b) { return a.closes < b.closes; });
}

LineReport map_report(const db::Row& row) {
    LineReport report;
    report.held = row.get<std::string>("build_state") == "HELD";
    report.planned_start = row.opt<core::Instant>("planned_start");
    report.planned_end = row.opt<core::Instant>("planned_end");
    report.started_at = row.opt<core::Instant>("started_at");
    report.station_since = row.opt<core::Instant>("station_since");
    report.station = row.opt<std::string>("station");
    report.furthest = row.opt<std::string>("furthest");
    return report;
}

CarProgress progress_of(const LineReport& report, const LineWay& way) {
    const auto index = [&](const std::optional<std::string>& code) {
        return code ? place_of(way, *code) : std::nullopt;
    };
    return {report.held,          report.planned_start,  report.planned_end,    report.started_at,
            report.station_since, index(report.station), index(report.furthest)};
}

CarOnWay read_car_on_way(db::Tx& tx, const Order& order) {
    auto way = read_way(tx, order.line, order.model);
    const auto car = progress_of(read_report(tx, order), way);
    return {std::move(way), car};
}

}  // namespace marque::orders
