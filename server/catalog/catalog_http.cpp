#include "catalog/catalog.h"
#include "catalog/catalog_errors.h"
#include "catalog/catalog_import.h"
#include "http/slice_routes.h"

namespace marque::catalog {

struct ConfigurationBody {
    std::string model;
    int model_year = 0;
    std::vector<std::string> features;
};
MARQUE_JSON(ConfigurationBody, model, model_year, features)

struct ModelSummaryView {
    std::string code;
    int model_year = 0;
    core::Localized name;
    BodyStyle body_style = BodyStyle::sedan;
    core::Money price_from;
    std::string currency = "CNY";
};
MARQUE_JSON(ModelSummaryView, code, model_year, name, body_style, price_from, currency)

struct FeatureView {
    Family family = Family::option;
    std::string code;
    core::Localized name;
    std::optional<std::string> swatch;
    core::Money price;
};
MARQUE_JSON(FeatureView, family, code, name, swatch, price)

struct RuleView {
    std::string code;
    RuleKind kind = RuleKind::requires_one;
    std::string subject;
    std::vector<std::string> objects;
    core::Localized sentence;
};
MARQUE_JSON(RuleView, code, kind, subject, objects, sentence)

struct ModelView {
    std::string code;
    int model_year = 0;
    core::Localized name;
    BodyStyle body_style = BodyStyle::sedan;
    std::string currency = "CNY";
    std::vector<FeatureView> features;
    std::vector<RuleView> rules;
};
MARQUE_JSON(ModelView, code, model_year, name, body_style, currency, features, rules)

MARQUE_JSON(Conflict, rule, kind, features, sentence, fixes)

struct CheckView {
    bool valid = false;
    std::vector<Conflict> conflicts;
    std::vector<PriceLineView> lines;
    core::Money total;
    std::string currency = "CNY";
};
MARQUE_JSON(CheckView, valid, conflicts, lines, total, currency)

namespace {

using http::Access;
using http::Request;
using http::Response;

Market market_of(const CatalogServices& services, const core::Scope& scope) {
    return {services.clock.today(scope.time_zone), scope.region};
}

ModelSummaryView summary_of(const Model& model, const Market& market) {
    std::optional<core::Money> lowest;
    for (const auto& feature : model.features) {
        if (feature.family != Family::trim || !feature.offered(market)) continue;
        const auto price = feature.price_on(market.day);
        if (!lowest || price < *lowest) lowest = price;
    }
    return {model.code, model.year, model.name, model.body_style, lowest.value_or(core::Money{}), "CNY"};
}

ModelView view_of(const Model& model, const Market& market) {
    ModelView view{model.code, model.year, model.name, model.body_style, "CNY", {}, {}};
    for (const auto& feature : model.features) {
        if (!feature.offered(market)) continue;
        view.features.push_back({feature.family, feature.code, feature.name,
                                 feature.swatch.empty() ? std::nullopt : std::optional(feature.swatch),
                                 feature.price_in(market)});
    }
    for (const auto& rule : model.rules) {
        RuleView shown{rule.code, rule.kind, model.features[rule.subject].code, {}, model.sentence(rule)};
        for (const auto object : rule.objects) shown.objects.push_back(model.features[object].code);
        view.rules.push_back(std::move(shown));
    }
    return view;
}

Response get_models(CatalogServices& services, const Request& request) {
    const auto snapshot = db::read(services.pool, [&](db::Tx& tx) { return services.catalog.current(tx); });
    const auto market = market_of(services, *request.scope);
    std::vector<ModelSummaryView> items;
    for (const auto& [key, model] : snapshot->models) {
        if (model.orderable && sold_in(model.regions, market.region)) items.push_back(summary_of(model, market));
    }
    return Response::json(200, {{"items", http::to_json_value(items)}});
}

Response get_model(CatalogServices& services, const Request& request) {
    const auto snapshot = db::read(services.pool, [&](db::Tx& tx) { return services.catalog.current(tx); });
    const auto year = request.path_id("year");
    const auto& model =
        snapshot->require(request.path_param("model"), std::in_range<int>(year) ? static_cast<int>(year) : 0);
    const auto market = market_of(services, *request.scope);
    if (!model.sold_to(market))
        throw core::Error(errors::model_not_in_region, {{"name_zh", model.name.zh}, {"name_en", model.name.en}});
    return Response::json(200, model_json(model, market));
}

Response post_check(CatalogServices& services, const Request& request) {
    const auto [body, notices] = read_unpriced<ConfigurationBody>(request);
    require_countable(body.features);
    const auto snapshot = db::read(services.pool, [&](db::Tx& tx) { return services.catalog.current(tx); });
    const auto& model = snapshot->require(body.model, body.model_year);
    const auto verdict = check(model, body.features, market_of(services, *request.scope));
    return Response::json(200, with_notices(verdict_json(model, verdict), notices));
}

}  // namespace

http::Json model_json(const Model& model, const Market& market) { return http::to_json_value(view_of(model, market)); }

http::Json verdict_json(const Model& model, const Verdict& verdict) {
    return http::to_json_value(
        CheckView{verdict.valid(), verdict.conflicts, price_lines(model, verdict), verdict.total, "CNY"});
}

void add_routes(http::Router& router, const CatalogServices& services) {
    http::SliceRoutes routes(router, services);
    routes.get("/catalog/models", Access::any_role(), get_models);
    routes.get("/catalog/models/{model}/{year}", Access::any_role(), get_model);
    routes.post("/catalog/configurations/check", Access::any_role(), post_check);
    add_import_routes(router, services);
}

}  // namespace marque::catalog
