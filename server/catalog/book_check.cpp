#include <algorithm>
#include <unordered_map>

#include "catalog/book.h"
#include "catalog/sheet_errors.h"

namespace marque::catalog {
namespace {

constexpr std::size_t most_of_a_model = 1000;

/// The tables with what leads from one to another.
class BookCheck {
  public:
    BookCheck(const Book& book, const Surroundings& around, core::Date today, Issues& issues)
        : book_(book), around_(around), today_(core::to_iso_date(today)), issues_(issues) {}

    void run() {
        for (const auto& form : all_forms()) find_doubles(form);
        for (const auto& row : rows(Section::models)) check_model(row);
        for (const auto& row : rows(Section::features)) check_feature(row);
        for (const auto& row : rows(Section::prices)) check_price(row);
        for (const auto& row : rows(Section::rules)) check_rule(row);
        for (const auto& row : rows(Section::availability)) check_limit(row);
        check_first_prices();
        for (const auto& [model, sizes] : sizes_) check_size(model, sizes);
        for (const auto& [model, brings] : brings_) find_circle(model, brings);
    }

  private:
    using Brings = std::map<std::string, std::set<std::string>>;
    struct Sizes {
        std::size_t features = 0, rules = 0;
        std::uint32_t row = 0;
    };

    const std::vector<SheetRow>& rows(Section section) const { return book_.at(section).rows; }
    static std::string model_key(const SheetRow& row) { return row.cells[0] + '\t' + row.cells[1]; }
    static std::string feature_key(const SheetRow& row, const std::string& code) {
        return model_key(row) + '\t' + code;
    }

    void fault(Section section, const SheetRow& row, std::string_view column, const core::ErrorSpec& spec,
               core::ErrorParams params) {
        issues_.error({true, "", section, row.number, std::string(column), &spec, std::move(params)});
    }

    /// The database takes capitals and small letters for the same, so the tables do too.
    void find_doubles(const SectionForm& form) {
        std::unordered_map<std::string, std::uint32_t> first;
        for (const auto& row : rows(form.section)) {
            auto key = key_of(form, row);
            const auto [known, fresh] = first.emplace(folded(key), row.number);
            if (fresh) continue;
            std::replace(key.begin(), key.end(), '\t', ' ');
            fault(form.section, row, form.columns[form.keys - 1].name, errors::row_twice,
                  {{"key", key}, {"first", std::to_string(known->second)}});
        }
    }

    void check_model(const SheetRow& row) {
        if (const auto known = around_.models.find(folded(model_key(row))); known != around_.models.end())
            know_spelling(Section::models, row, "model", row.cells[0], known->second);
        const auto& line = row.cells[5];
        lines_of_[model_key(row)] = line;
        if (!line.empty() && !around_.lines.contains(line))
            fault(Section::models, row, "line", errors::unknown_line, {{"line", line}});
    }

    void know_spelling(Section section, const SheetRow& row, std::string_view column, const std::string& said,
                       const std::string& known) {
        if (said != known) fault(section, row, column, errors::spelled_otherwise, {{"value", said}, {"known", known}});
    }
    bool know_model(Section section, const SheetRow& row) {
        if (lines_of_.contains(model_key(row))) return true;
        fault(section, row, "model", errors::unknown_model, {{"model", row.cells[0]}, {"year", row.cells[1]}});
        return false;
    }
    bool know_feature(Section section, const SheetRow& row, std::string_view column, const std::string& code) {
        if (code.empty() || features_.contains(feature_key(row, code))) return true;
        fault(section, row, column, errors::unknown_feature,
              {{"model", row.cells[0]}, {"year", row.cells[1]}, {"feature", code}});
        return false;
    }

    void check_feature(const SheetRow& row) {
        const auto& cells = row.cells;
        features_[feature_key(row, cells[2])] = &row;
        if (!know_model(Section::features, row)) return;
        auto& size = sizes_[model_key(row)];
        ++size.features;
        size.row = row.number;
        const auto known = around_.features.find(folded(feature_key(row, cells[2])));
        if (known != around_.features.end()) {
            know_spelling(Section::features, row, "feature", cells[2], known->second.code);
            if (!cells[3].empty() && known->second.family != cells[3])
                fault(Section::features, row, "family", errors::family_fixed,
                      {{"feature", cells[2]}, {"family", known->second.family}});
        }
        const auto line = around_.lines.find(lines_of_[model_key(row)]);
        if (!cells[7].empty() && line != around_.lines.end() && !line->second.contains(cells[7]))
            fault(Section::features, row, "line_station", errors::unknown_station,
                  {{"line", line->first}, {"station", cells[7]}});
        if (!cells[9].empty() && !cells[10].empty() && cells[10] < cells[9])
            fault(Section::features, row, "available_to", errors::dates_crossed,
                  {{"from", cells[9]}, {"to", cells[10]}});
    }

    void check_price(const SheetRow& row) {
        if (!know_model(Section::prices, row) || !know_feature(Section::prices, row, "feature", row.cells[2])) return;
        auto& first = first_price_[feature_key(row, row.cells[2])];
        if (first.empty() || row.cells[3] < first) first = row.cells[3];
    }

    /// ISO dates sort as they follow each other.
    bool is_sold_before(const SheetRow& row, const std::string& day) const {
        const auto& last = row.cells[10];
        const auto& from = std::max(row.cells[9], today_);
        return from < day && (last.empty() || from <= last);
    }

    void check_first_prices() {
        for (const auto& row : rows(Section::features)) {
            const auto price = first_price_.find(feature_key(row, row.cells[2]));
            Issue issue{false,
                        "",
                        Section::features,
                        row.number,
                        "available_from",
                        &errors::price_none,
                        {{"feature", row.cells[2]}}};
            if (price != first_price_.end()) {
                if (row.cells[9].empty() || price->second <= row.cells[9]) continue;
                issue.spec = &errors::price_late;
                issue.params["from"] = row.cells[9];
                issue.params["price"] = price->second;
                if (row.cells[3] == "TRIM" && is_sold_before(row, price->second)) {
                    issue.spec = &errors::trim_price_late;
                    issue.params["from"] = std::max(row.cells[9], today_);
                    issues_.error(std::move(issue));
                    continue;
                }
            } else if (row.cells[3] == "TRIM") {
                issue.spec = &errors::trim_without_price;
                issues_.error(std::move(issue));
                continue;
            }
            issues_.warning(std::move(issue));
        }
    }

    void check_rule(const SheetRow& row) {
        if (!know_model(Section::rules, row)) return;
        ++sizes_[model_key(row)].rules;
        const auto& subject = row.cells[4];
        bool known = know_feature(Section::rules, row, "subject", subject);
        for (const auto& object : words_in(row.cells[5])) {
            known = know_feature(Section::rules, row, "objects", object) && known;
            if (object == subject)
                fault(Section::rules, row, "objects", errors::rule_of_itself, {{"feature", subject}});
            else if (row.cells[3] == "INCLUDED_IN" && known)
                brings_[model_key(row)][object].insert(subject);
        }
    }

    void check_limit(const SheetRow& row) {
        if (!know_model(Section::availability, row)) return;
        know_feature(Section::availability, row, "feature", row.cells[2]);
        for (const auto& region : words_in(row.cells[3])) {
            if (!around_.regions.contains(region))
                fault(Section::availability, row, "regions", errors::unknown_region, {{"region", region}});
        }
    }

    void check_size(const std::string& model, const Sizes& sizes) {
        if (sizes.features <= most_of_a_model && sizes.rules <= most_of_a_model) return;
        issues_.error({true,
                       "",
                       Section::features,
                       sizes.row,
                       "model",
                       &errors::too_many_features,
                       {{"limit", std::to_string(most_of_a_model)}, {"model", model}}});
    }

    /// A feature that brings itself through others.
    void find_circle(const std::string& model, const Brings& brings) {
        std::set<std::string> done;
        for (const auto& [start, unused] : brings) {
            std::vector<std::string> way{start};
            if (!walk(brings, way, done)) continue;
            std::string chain;
            for (const auto& code : way) chain += (chain.empty() ? "" : " → ") + code;
            issues_.error({true,
                           "",
                           Section::rules,
                           row_of_inclusion(model, way),
                           "objects",
                           &errors::inclusion_circle,
                           {{"feature", way.back()}, {"chain", chain}}});
            return;
        }
    }
    /// True when the way has come back to where it was, which then is all of the way.
    static bool walk(const Brings& brings, std::vector<std::string>& way, std::set<std::string>& done) {
        // Depth first, by hand: a chain may be as long as there are features.
        std::vector<std::vector<std::string>> open{successors(brings, way.back())};
        while (!open.empty()) {
            if (open.back().empty()) {
                done.insert(way.back());
                way.pop_back();
                open.pop_back();
                continue;
            }
            const auto next = open.back().back();
            open.back().pop_back();
            if (done.contains(next)) continue;
            const auto before = std::find(way.begin(), way.end(), next);
            const bool circle = before != way.end();
            if (circle) way.erase(way.begin(), before);
            way.push_back(next);
            if (circle) return true;
            open.push_back(successors(brings, next));
        }
        return false;
    }
    static std::vector<std::string> successors(const Brings& brings, const std::string& code) {
        const auto found = brings.find(code);
        if (found == brings.end()) return {};
        return {found->second.begin(), found->second.end()};
    }
    std::uint32_t row_of_inclusion(const std::string& model, const std::vector<std::string>& way) const {
        for (const auto& row : rows(Section::rules)) {
            if (model_key(row) == model && row.cells[3] == "INCLUDED_IN" && row.cells[4] == way.back())
                return row.number;
        }
        return 0;
    }

  private:
    const Book& book_;
    const Surroundings& around_;
    std::string today_;
    Issues& issues_;
    std::unordered_map<std::string, std::string> lines_of_;
    std::unordered_map<std::string, const SheetRow*> features_;
    std::unordered_map<std::string, std::string> first_price_;
    std::map<std::string, Sizes> sizes_;
    std::map<std::string, Brings> brings_;
};

}  // namespace

void check_book(const Book& book, const Surroundings& around, core::Date today, Issues& issues) {
    BookCheck(book, around, today, issues).run();
}

}  // namespace marque::catalog
