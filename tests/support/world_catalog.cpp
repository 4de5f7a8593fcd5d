#include <array>

#include "db/tx.h"
#include "support/world.h"

namespace marque::support {
namespace {

struct FeatureRow {
    const char* family;
    const char* code;
    const char* price;
};
constexpr std::array<FeatureRow, 11> features{{{"TRIM", "T1", "150000.00"},
                                               {"TRIM", "T2", "180000.00"},
                                               {"ENGINE", "E1", "0.00"},
                                               {"ENGINE", "E2", "12000.00"},
                                               {"EXTERIOR_COLOUR", "C1", "0.00"},
                                               {"EXTERIOR_COLOUR", "C2", "3000.00"},
                                               {"INTERIOR_TRIM", "I1", "0.00"},
                                               {"OPTION", "OA", "5000.00"},
                                               {"OPTION", "OB", "2000.00"},
                                               {"OPTION", "OC", "4000.00"},
                                               {"OPTION", "OD", "6000.00"}}};

struct RuleRow {
    const char* code;
    const char* kind;
    const char* subject;
    const char* object;
};
constexpr std::array<RuleRow, 4> rules{{{"R1", "REQUIRES", "OA", "OB"},
                                        {"R2", "EXCLUDES", "OC", "OA"},
                                        {"R3", "ONLY_WITH", "OD", "T2"},
                                        {"R4", "INCLUDED_IN", "OB", "T2"}}};

struct StationRow {
    const char* code;
    const char* shop;
};
constexpr std::array<StationRow, 8> stations{{{"BO-0110", "BODY"},
                                              {"BO-0120", "BODY"},
                                              {"PA-0210", "PAINT"},
                                              {"GA-0410", "ASSEMBLY"},
                                              {"LINE-OFF", "QUALITY"},
                                              {"YARD-IN", "YARD"},
                                              {"SHIPPED", "ROAD"},
                                              {"ARRIVED", "DEALER"}}};

core::FeatureId insert_feature(db::Tx& tx, core::ModelId model, const FeatureRow& row) {
    const std::string code = row.code;
    const auto id = tx.insert<core::FeatureId>(
        "INSERT INTO feature (model_id, family, code, name_zh, name_en, available_from) "
        "VALUES (?, ?, ?, ?, ?, '2020-01-01') RETURNING id",
        model, row.family, code, "配置" + code, "Feature " + code);
    tx.execute("INSERT INTO feature_price (feature_id, valid_from, amount) VALUES (?, '2020-01-01', ?)", id, row.price);
    return id;
}

}  // namespace

Line make_line(db::Pool& pool) {
    Line line{unique("line-"), {}};
    db::in_tx(pool, [&](db::Tx& tx) {
        line.stations.clear();
        tx.execute("INSERT INTO production_line (code, plant_code, name_zh, name_en) VALUES (?, 'plant', ?, ?)",
                   line.code, "生产线" + line.code, "Line " + line.code);
        for (const auto& row : stations) {
            line.stations.push_back(row.code);
            tx.execute(
                "INSERT INTO line_station (line_code, code, shop, position, name_zh, name_en) VALUES (?, ?, ?, ?, ?, "
                "?)",
                line.code, row.code, row.shop, static_cast<unsigned>(line.stations.size()),
                std::string("工位") + row.code, std::string("Station ") + row.code);
        }
    });
    return line;
}

Model make_model(db::Pool& pool, const std::string& line) {
    Model model{{}, unique("MOD"), 2026, line, {}};
    db::in_tx(pool, [&](db::Tx& tx) {
        model.features.clear();
        model.id = tx.insert<core::ModelId>(
            "INSERT INTO model (code, model_year, name_zh, name_en, body_style, line_code) "
            "VALUES (?, ?, ?, ?, 'SEDAN', ?) RETURNING id",
            model.code, model.year, "车型" + model.code, "Model " + model.code, line);
        for (const auto& row : features) model.features[row.code] = insert_feature(tx, model.id, row);
        for (const auto& row : rules) {
            const auto rule = tx.value<std::uint64_t>(
                "id", "INSERT INTO option_rule (model_id, code, kind, subject_id) VALUES (?, ?, ?, ?) RETURNING id",
                model.id, row.code, row.kind, model.features.at(row.subject));
            tx.execute("INSERT INTO option_rule_object (rule_id, feature_id) VALUES (?, ?)", *rule,
                       model.features.at(row.object));
        }
        tx.execute("UPDATE catalog_revision SET revision = revision + 1 WHERE id = 1");
    });
    return model;
}

LabourOperation make_labour_operation(db::Pool& pool, std::optional<unsigned> maintenance_km) {
    LabourOperation operation{unique("LO")};
    db::in_tx(pool, [&](db::Tx& tx) {
        tx.execute(
            "INSERT INTO labour_operation (code, name_zh, name_en, hours, hourly_rate, maintenance_km) "
            "VALUES (?, ?, ?, 1.50, 200.00, ?)",
            operation.code, "工时" + operation.code, "Operation " + operation.code, maintenance_km);
    });
    return operation;
}

Part make_part(db::Pool& pool, bool serialised) {
    Part part{unique("PN")};
    db::in_tx(pool, [&](db::Tx& tx) {
        tx.execute("INSERT INTO part (part_no, name_zh, name_en, unit_price, serialised) VALUES (?, ?, ?, 88.80, ?)",
                   part.part_no, "零件" + part.part_no, "Part " + part.part_no, serialised);
    });
    return part;
}

}  // namespace marque::support
