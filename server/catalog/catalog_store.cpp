#include "catalog/catalog_store.h"

namespace marque::catalog {
namespace {

using ById = std::map<core::ModelId, Model>;
/// Where a feature stands: its model and its index there.
using Places = std::map<core::FeatureId, std::pair<core::ModelId, std::size_t>>;

ById read_models(db::Tx& tx) {
    ById models;
    tx.each(
        [&](const db::Row& row) {
            Model model;
            model.id = row.get<core::ModelId>("id");
            model.code = row.get<std::string>("code");
            model.year = row.get<int>("model_year");
            model.name = {row.get<std::string>("name_zh"), row.get<std::string>("name_en")};
            model.body_style = row.get<BodyStyle>("body_style");
            model.line = row.get<std::string>("line_code");
            model.orderable = row.get<bool>("orderable");
            models.emplace(model.id, std::move(model));
        },
        "SELECT id, code, model_year, name_zh, name_en, body_style, line_code, orderable FROM model");
    return models;
}

Places read_features(db::Tx& tx, ById& models) {
    Places places;
    tx.each(
        [&](const db::Row& row) {
            const auto model = models.find(row.get<core::ModelId>("model_id"));
            if (model == models.end()) return;
            Feature feature;
            feature.id = row.get<core::FeatureId>("id");
            feature.family = row.get<Family>("family");
            feature.code = row.get<std::string>("code");
            feature.name = {row.get<std::string>("name_zh"), row.get<std::string>("name_en")};
            feature.swatch = row.opt<std::string>("swatch").value_or("");
            feature.available_from = row.get<core::Date>("available_from");
            feature.available_to = row.opt<core::Date>("available_to");
            feature.withdrawn = row.get<bool>("withdrawn");
            auto& features = model->second.features;
            places[feature.id] = {model->first, features.size()};
            model->second.index_of[feature.code] = features.size();
            features.push_back(std::move(feature));
        },
        "SELECT id, model_id, family, code, name_zh, name_en, swatch, available_from, available_to, withdrawn "
        "FROM feature ORDER BY model_id, family, sort_order, id");
    return places;
}

void read_prices(db::Tx& tx, ById& models, const Places& places) {
    tx.each(
        [&](const db::Row& row) {
            const auto place = places.find(row.get<core::FeatureId>("feature_id"));
            if (place == places.end()) return;
            const auto [model, index] = place->second;
            models.at(model).features[index].prices[row.get<core::Date>("valid_from")] = row.get<core::Money>("amount");
        },
        "SELECT feature_id, valid_from, amount FROM feature_price");
}

void read_regions(db::Tx& tx, ById& models, const Places& places) {
    tx.each(
        [&](const db::Row& row) {
            const auto model = models.find(row.get<core::ModelId>("model_id"));
            if (model != models.end()) model->second.regions.push_back(row.get<core::OrganisationId>("region_id"));
        },
        "SELECT model_id, region_id FROM model_region ORDER BY model_id, region_id");
    tx.each(
        [&](const db::Row& row) {
            const auto place = places.find(row.get<core::FeatureId>("feature_id"));
            if (place == places.end()) return;
            const auto [model, index] = place->second;
            models.at(model).features[index].regions.push_back(row.get<core::OrganisationId>("region_id"));
        },
        "SELECT feature_id, region_id FROM feature_region ORDER BY feature_id, region_id");
}

void read_rules(db::Tx& tx, ById& models, const Places& places) {
    std::map<std::uint64_t, std::pair<core::ModelId, std::size_t>> rules;
    tx.each(
        [&](const db::Row& row) {
            const auto subject = places.find(row.get<core::FeatureId>("subject_id"));
            if (subject == places.end()) return;
            auto& model = models.at(subject->second.first);
            rules[row.get<std::uint64_t>("id")] = {model.id, model.rules.size()};
            model.rules.push_back(
                {row.get<std::string>("code"), row.get<RuleKind>("kind"), subject->second.second, {}});
        },
        "SELECT id, code, kind, subject_id FROM option_rule ORDER BY model_id, code");
    tx.each(
        [&](const db::Row& row) {
            const auto rule = rules.find(row.get<std::uint64_t>("rule_id"));
            const auto object = places.find(row.get<core::FeatureId>("feature_id"));
            if (rule == rules.end() || object == places.end()) return;
            models.at(rule->second.first).rules[rule->second.second].objects.push_back(object->second.second);
        },
        "SELECT rule_id, feature_id FROM option_rule_object ORDER BY rule_id, feature_id");
}

}  // namespace

std::uint64_t read_revision(db::Tx& tx) {
    return tx.value<std::uint64_t>("revision", "SELECT revision FROM catalog_revision WHERE id = 1").value_or(0);
}

Snapshot read_snapshot(db::Tx& tx) {
    for (;;) {
        const auto revision = read_revision(tx);
        ById models = read_models(tx);
        const Places places = read_features(tx, models);
        read_prices(tx, models, places);
        read_regions(tx, models, places);
        read_rules(tx, models, places);
        // Each statement sees what is committed when it starts: half of an import must not pass for a catalogue.
        if (read_revision(tx) != revision) continue;
        Snapshot snapshot{revision, {}};
        for (auto& [id, model] : models) {
            auto key = std::make_pair(model.code, model.year);
            snapshot.models.emplace(std::move(key), std::move(model));
        }
        return snapshot;
    }
}

}  // namespace marque::catalog
