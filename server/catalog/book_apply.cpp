#include <optional>
#include <unordered_map>

#include "catalog/book.h"

namespace marque::catalog {
namespace {

constexpr std::size_t features_at_once = 1000;

std::optional<std::string_view> or_null(const std::string& cell) {
    return cell.empty() ? std::nullopt : std::optional<std::string_view>(cell);
}

/// Writes the tables' differences. Rules, limits and prices are replaced model by model, or feature by feature, where
/// anything of them differs: few statements, whatever the number of rows.
class BookWriter {
  public:
    BookWriter(db::Tx& tx, const Book& before, const Book& after, const std::vector<RowChange>& changes,
               const Surroundings& around)
        : tx_(tx), before_(before), after_(after), changes_(changes), around_(around) {}

    void run() {
        read_models();
        for (const auto& change : changes_) {
            if (change.section == Section::models) write_model(change);
        }
        read_features();
        write_features();
        read_features();
        write_prices();
        write_rules();
        write_limits();
    }

  private:
    static std::string model_name(const SheetRow& row) { return row.cells[0] + '\t' + row.cells[1]; }
    static std::string feature_name(const SheetRow& row, const std::string& code) {
        return model_name(row) + '\t' + code;
    }
    const SheetRow& old_row(const RowChange& change) const { return before_.at(change.section).rows[change.before]; }
    const SheetRow& new_row(const RowChange& change) const { return after_.at(change.section).rows[change.after]; }
    const SheetRow& row_of(const RowChange& change) const {
        return change.kind == ChangeKind::withdrawn ? old_row(change) : new_row(change);
    }

    void read_models() {
        models_.clear();
        tx_.each(
            [&](const db::Row& row) {
                models_[row.get<std::string>("code") + '\t' + row.get<std::string>("model_year")] =
                    row.get<core::ModelId>("id");
            },
            "SELECT id, code, model_year FROM model");
    }
    void read_features() {
        features_.clear();
        tx_.each(
            [&](const db::Row& row) {
                features_[row.get<std::string>("model") + '\t' + row.get<std::string>("model_year") + '\t' +
                          row.get<std::string>("code")] = row.get<core::FeatureId>("id");
            },
            "SELECT f.id, m.code AS model, m.model_year, f.code FROM feature f JOIN model m ON m.id = f.model_id");
    }

    void write_model(const RowChange& change) {
        const auto& cells = row_of(change).cells;
        const auto name = model_name(row_of(change));
        if (change.kind == ChangeKind::withdrawn) {
            tx_.execute("UPDATE model SET orderable = FALSE WHERE id = ?", models_.at(name));
            gone_.insert(name);
        } else if (const auto known = models_.find(name); known != models_.end()) {
            if (change.kind == ChangeKind::added) clear(known->second);
            tx_.execute(
                "UPDATE model SET name_zh = ?, name_en = ?, body_style = ?, line_code = ?, sort_order = ?, "
                "orderable = TRUE WHERE id = ?",
                cells[2], cells[3], cells[4], cells[5], cells[6], known->second);
        } else {
            models_[name] = tx_.insert<core::ModelId>(
                "INSERT INTO model (code, model_year, name_zh, name_en, body_style, line_code, sort_order) "
                "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
                cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]);
        }
    }

    /// A model that comes back has what its tables say, and nothing from before.
    void clear(core::ModelId model) {
        tx_.execute("UPDATE feature SET withdrawn = TRUE WHERE model_id = ?", model);
        clear_rules(model);
        clear_limits(model);
    }
    void clear_rules(core::ModelId model) {
        tx_.execute("DELETE o FROM option_rule_object o JOIN option_rule r ON r.id = o.rule_id WHERE r.model_id = ?",
                    model);
        tx_.execute("DELETE FROM option_rule WHERE model_id = ?", model);
    }
    void clear_limits(core::ModelId model) {
        tx_.execute("DELETE FROM model_region WHERE model_id = ?", model);
        tx_.execute("DELETE x FROM feature_region x JOIN feature f ON f.id = x.feature_id WHERE f.model_id = ?", model);
    }

    void write_features() {
        std::vector<db::Params> fresh;
        for (const auto& change : changes_) {
            if (change.section != Section::features || gone_.contains(model_name(row_of(change)))) continue;
            const auto& row = row_of(change);
            const auto& cells = row.cells;
            const auto known = features_.find(feature_name(row, cells[2]));
            if (change.kind == ChangeKind::withdrawn) {
                tx_.execute("UPDATE feature SET withdrawn = TRUE WHERE id = ?", known->second);
            } else if (known == features_.end()) {
                fresh.push_back({models_.at(model_name(row)), cells[3], cells[2], cells[4], cells[5], or_null(cells[6]),
                                 or_null(cells[7]), cells[8], cells[9], or_null(cells[10])});
            } else {
                tx_.execute(
                    "UPDATE feature SET name_zh = ?, name_en = ?, swatch = ?, line_station = ?, sort_order = ?, "
                    "available_from = ?, available_to = ?, withdrawn = FALSE WHERE id = ?",
                    cells[4], cells[5], or_null(cells[6]), or_null(cells[7]), cells[8], cells[9], or_null(cells[10]),
                    known->second);
            }
            // A feature that comes back has no price from before.
            if (change.kind == ChangeKind::added && known != features_.end()) priced_.insert(known->first);
        }
        tx_.insert_rows(
            "INSERT INTO feature (model_id, family, code, name_zh, name_en, swatch, line_station, sort_order, "
            "available_from, available_to) VALUES",
            fresh);
    }

    void write_prices() {
        std::set<std::string> touched = priced_;
        for (const auto& change : changes_) {
            if (change.section != Section::prices) continue;
            const auto& row = row_of(change);
            if (!gone_.contains(model_name(row))) touched.insert(feature_name(row, row.cells[2]));
        }
        std::vector<core::FeatureId> some;
        const auto forget = [&] {
            if (some.empty()) return;
            db::SqlBuilder sql("DELETE FROM feature_price WHERE feature_id IN");
            tx_.execute(sql.add_in(some));
            some.clear();
        };
        for (const auto& name : touched) {
            some.push_back(features_.at(name));
            if (some.size() == features_at_once) forget();
        }
        forget();
        std::vector<db::Params> rows;
        for (const auto& row : after_.at(Section::prices).rows) {
            const auto name = feature_name(row, row.cells[2]);
            if (touched.contains(name)) rows.push_back({features_.at(name), row.cells[3], row.cells[4]});
        }
        tx_.insert_rows("INSERT INTO feature_price (feature_id, valid_from, amount) VALUES", rows);
    }

    std::set<std::string> models_touched(Section section) const {
        std::set<std::string> touched;
        for (const auto& change : changes_) {
            if (change.section == section && !gone_.contains(model_name(row_of(change))))
                touched.insert(model_name(row_of(change)));
        }
        return touched;
    }

    void write_rules() {
        const auto touched = models_touched(Section::rules);
        for (const auto& model : touched) clear_rules(models_.at(model));
        std::vector<db::Params> rules, objects;
        for (const auto& row : after_.at(Section::rules).rows) {
            if (!touched.contains(model_name(row))) continue;
            rules.push_back({models_.at(model_name(row)), row.cells[2], row.cells[3],
                             features_.at(feature_name(row, row.cells[4]))});
        }
        tx_.insert_rows("INSERT INTO option_rule (model_id, code, kind, subject_id) VALUES", rules);
        std::unordered_map<std::string, std::uint64_t> ids;
        tx_.each(
            [&](const db::Row& row) {
                ids[row.get<std::string>("model") + '\t' + row.get<std::string>("model_year") + '\t' +
                    row.get<std::string>("code")] = row.get<std::uint64_t>("id");
            },
            "SELECT r.id, m.code AS model, m.model_year, r.code FROM option_rule r JOIN model m ON m.id = r.model_id");
        for (const auto& row : after_.at(Section::rules).rows) {
            if (!touched.contains(model_name(row))) continue;
            for (const auto& object : words_in(row.cells[5]))
                objects.push_back({ids.at(feature_name(row, row.cells[2])), features_.at(feature_name(row, object))});
        }
        tx_.insert_rows("INSERT INTO option_rule_object (rule_id, feature_id) VALUES", objects);
    }

    void write_limits() {
        const auto touched = models_touched(Section::availability);
        for (const auto& model : touched) clear_limits(models_.at(model));
        std::vector<db::Params> models, features;
        for (const auto& row : after_.at(Section::availability).rows) {
            if (!touched.contains(model_name(row))) continue;
            for (const auto& region : words_in(row.cells[3])) {
                if (row.cells[2].empty()) {
                    models.push_back({models_.at(model_name(row)), around_.regions.at(region)});
                } else {
                    features.push_back({features_.at(feature_name(row, row.cells[2])), around_.regions.at(region)});
                }
            }
        }
        tx_.insert_rows("INSERT INTO model_region (model_id, region_id) VALUES", models);
        tx_.insert_rows("INSERT INTO feature_region (feature_id, region_id) VALUES", features);
    }

    db::Tx& tx_;
    const Book& before_;
    const Book& after_;
    const std::vector<RowChange>& changes_;
    const Surroundings& around_;
    std::unordered_map<std::string, core::ModelId> models_;
    std::unordered_map<std::string, core::FeatureId> features_;
    std::set<std::string> gone_;    ///< models withdrawn: what they had stays as it was, for their orders
    std::set<std::string> priced_;  ///< features whose prices are written anew
};

}  // namespace

void apply_book(db::Tx& tx, const Book& before, const Book& after, const std::vector<RowChange>& changes,
                const Surroundings& around) {
    BookWriter(tx, before, after, changes, around).run();
}

}  // namespace marque::catalog
