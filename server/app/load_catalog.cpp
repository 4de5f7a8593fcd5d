#include <map>

#include "app/load_steps.h"

namespace marque::app {
namespace {

constexpr std::int64_t past_price_step = 10000;  // a hundred yuan

/// One model year as it goes into the tables.
struct Edition {
    unsigned year;
    core::Date from;
    std::optional<core::Date> to;
    unsigned permille;
};

core::Money price_in(const Edition& edition, core::Money price) {
    const std::int64_t scaled = price.cents * edition.permille / 1000;
    return core::Money{(scaled + past_price_step / 2) / past_price_step * past_price_step};
}

using FeatureIds = std::map<std::string, core::FeatureId>;

void load_features(db::Tx& tx, core::ModelId model, const files::Model& file, const Edition& edition) {
    std::vector<db::Params> rows;
    unsigned position = 0;
    for (const auto& one : file.features) {
        rows.push_back({model, one.family, one.code, one.name_zh, one.name_en, one.swatch, one.line_station, ++position,
                        edition.from, edition.to});
    }
    tx.insert_rows(
        "INSERT INTO feature (model_id, family, code, name_zh, name_en, swatch, line_station, sort_order, "
        "available_from, "
        "available_to) VALUES",
        rows);
}

FeatureIds features_of(db::Tx& tx, core::ModelId model) {
    FeatureIds ids;
    tx.each([&](const db::Row& row) { ids[row.get<std::string>("code")] = row.get<core::FeatureId>("id"); },
            "SELECT id, code FROM feature WHERE model_id = ?", model);
    return ids;
}

core::FeatureId id_of(const FeatureIds& ids, const files::Model& model, const std::string& code) {
    const auto found = ids.find(code);
    if (found == ids.end()) throw std::runtime_error("catalog.json: " + model.code + " has no feature " + code);
    return found->second;
}

void load_prices(db::Tx& tx, const FeatureIds& ids, const files::Model& file, const Edition& edition) {
    std::vector<db::Params> rows;
    for (const auto& one : file.features) {
        rows.push_back({id_of(ids, file, one.code), edition.from, price_in(edition, one.price)});
    }
    tx.insert_rows("INSERT INTO feature_price (feature_id, valid_from, amount) VALUES", rows);
}

void load_regions(db::Tx& tx, const FeatureIds& ids, const files::Model& file) {
    for (const auto& one : file.features) {
        for (const auto& region : one.regions.value_or(std::vector<std::string>{})) {
            const auto placed = tx.execute(
                "INSERT INTO feature_region (feature_id, region_id) SELECT ?, id FROM organisation "
                "WHERE kind = 'REGION' AND code = ?",
                id_of(ids, file, one.code), region);
            if (placed != 1) throw std::runtime_error("catalog.json: there is no region " + region);
        }
    }
}

void load_rules(db::Tx& tx, core::ModelId model, const FeatureIds& ids, const files::Model& file) {
    std::vector<db::Params> rules;
    for (const auto& one : file.rules) rules.push_back({model, one.code, one.kind, id_of(ids, file, one.subject)});
    tx.insert_rows("INSERT INTO option_rule (model_id, code, kind, subject_id) VALUES", rules);

    std::map<std::string, std::uint64_t> rule_ids;
    tx.each([&](const db::Row& row) { rule_ids[row.get<std::string>("code")] = row.get<std::uint64_t>("id"); },
            "SELECT id, code FROM option_rule WHERE model_id = ?", model);
    std::vector<db::Params> objects;
    for (const auto& one : file.rules) {
        for (const auto& object : one.objects) objects.push_back({rule_ids.at(one.code), id_of(ids, file, object)});
    }
    tx.insert_rows("INSERT INTO option_rule_object (rule_id, feature_id) VALUES", objects);
}

void load_edition(db::Tx& tx, const files::Model& file, const Edition& edition, unsigned position) {
    const auto model = tx.insert<core::ModelId>(
        "INSERT INTO model (code, model_year, name_zh, name_en, body_style, line_code, sort_order) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        file.code, edition.year, file.name_zh, file.name_en, file.body_style, file.line, position);
    load_features(tx, model, file, edition);
    const FeatureIds ids = features_of(tx, model);
    load_prices(tx, ids, file, edition);
    if (!edition.to) load_regions(tx, ids, file);
    load_rules(tx, model, ids, file);
}

void bump_revision(db::Tx& tx) { tx.execute("UPDATE catalog_revision SET revision = revision + 1 WHERE id = 1"); }

}  // namespace

void load_catalog(db::Tx& tx, const files::Catalog& catalog) {
    unsigned position = 0;
    for (const auto& model : catalog.models) {
        ++position;
        for (const auto& past : catalog.past_years) {
            load_edition(tx, model, {past.model_year, past.available_from, past.available_to, past.price_permille},
                         position);
        }
        load_edition(tx, model, {model.model_year, model.available_from, std::nullopt, 1000}, position);
    }
    bump_revision(tx);
}

void close_past_years(db::Tx& tx, const files::Catalog& catalog) {
    for (const auto& model : catalog.models) {
        tx.execute("UPDATE model SET orderable = (model_year = ?) WHERE code = ?", model.model_year, model.code);
    }
    bump_revision(tx);
}

}  // namespace marque::app
