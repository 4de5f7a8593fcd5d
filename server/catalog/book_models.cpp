#include <unordered_map>

#include "catalog/book.h"
#include "catalog/buildable.h"
#include "catalog/sheet_errors.h"

namespace marque::catalog {
namespace {

const core::ErrorSpec& spec_of(FindingKind kind) {
    switch (kind) {
        case FindingKind::model_unbuildable:
            return errors::model_unbuildable;
        case FindingKind::trim_unbuildable:
            return errors::trim_unbuildable;
        case FindingKind::never_choosable:
            return errors::never_choosable;
        case FindingKind::undecided:
            return errors::rules_undecided;
        case FindingKind::never_sold:
            return errors::model_empty;
    }
    return errors::rules_undecided;
}

std::string code_of(const Surroundings& around, core::OrganisationId region) {
    for (const auto& [code, id] : around.regions) {
        if (id == region) return code;
    }
    return "?";
}

}  // namespace

std::map<std::pair<std::string, int>, Model> models_of(const Book& book, const Surroundings& around) {
    std::map<std::pair<std::string, int>, Model> models;
    const auto model_of = [&](const SheetRow& row) -> Model& {
        return models[{row.cells[0], std::stoi(row.cells[1])}];
    };
    for (const auto& row : book.at(Section::models).rows) {
        auto& model = model_of(row);
        model.code = row.cells[0];
        model.year = std::stoi(row.cells[1]);
        model.name = {row.cells[2], row.cells[3]};
    }
    for (const auto& row : book.at(Section::features).rows) {
        auto& model = model_of(row);
        Feature feature;
        feature.code = row.cells[2];
        feature.family = core::from_text<Family>(row.cells[3]).value();
        feature.name = {row.cells[4], row.cells[5]};
        feature.available_from = core::parse_date(row.cells[9]).value();
        if (!row.cells[10].empty()) feature.available_to = core::parse_date(row.cells[10]);
        model.index_of[feature.code] = model.features.size();
        model.features.push_back(std::move(feature));
    }
    for (const auto& row : book.at(Section::rules).rows) {
        auto& model = model_of(row);
        Rule rule{row.cells[2], core::from_text<RuleKind>(row.cells[3]).value(), model.index_of.at(row.cells[4]), {}};
        for (const auto& object : words_in(row.cells[5])) rule.objects.push_back(model.index_of.at(object));
        model.rules.push_back(std::move(rule));
    }
    for (const auto& row : book.at(Section::availability).rows) {
        auto& model = model_of(row);
        auto& limits = row.cells[2].empty() ? model.regions : model.features[model.index_of.at(row.cells[2])].regions;
        for (const auto& region : words_in(row.cells[3])) limits.push_back(around.regions.at(region));
    }
    return models;
}

namespace {

struct SentPlace {
    Section section = Section::models;
    std::uint32_t row = 0;
};

bool names_rule(const std::string& chain, const std::string& code) {
    for (auto at = chain.find(code + ':'); at != std::string::npos; at = chain.find(code + ':', at + 1)) {
        if (at == 0 || chain[at - 1] == ' ') return true;
    }
    return false;
}

/// Where somebody who sent only some of the tables finds the reason: the first row sent of a rule that the chain names,
/// otherwise the first that was sent of the model.
SentPlace place_in_what_was_sent(const Book& book, const std::string& model, const std::string& chain, Section usual) {
    SentPlace first{usual, 0};
    for (const auto section : {Section::rules, Section::features, Section::availability}) {
        for (const auto& row : book.at(section).rows) {
            if (row.number == 0 || row.cells[0] + '\t' + row.cells[1] != model) continue;
            if (section == Section::rules && names_rule(chain, row.cells[2])) return {section, row.number};
            if (first.row == 0) first = {section, row.number};
        }
    }
    return first;
}

}  // namespace

void check_buildable(const Book& book, const Surroundings& around, core::Date today, Issues& issues) {
    std::map<std::string, std::uint32_t> rows;
    for (const auto section : {Section::models, Section::features}) {
        for (const auto& row : book.at(section).rows) rows[key_of(form_of(section), row)] = row.number;
    }
    Regions regions;
    for (const auto& [code, id] : around.regions) regions.push_back(id);
    for (const auto& [key, model] : models_of(book, around)) {
        const std::string year = std::to_string(model.year);
        for (const auto& finding : find_unbuildable(model, today, regions)) {
            core::ErrorParams params{{"model", model.code},
                                     {"year", year},
                                     {"day", core::to_iso_date(finding.day)},
                                     {"chain_zh", finding.chain.zh},
                                     {"chain_en", finding.chain.en},
                                     {"where_zh", ""},
                                     {"where_en", ""}};
            if (finding.region) {
                const auto region = code_of(around, *finding.region);
                params["where_zh"] = "在 " + region;
                params["where_en"] = " in " + region;
            }
            std::string place = model.code + '\t' + year;
            if (finding.feature) {
                const auto& code = model.features[*finding.feature].code;
                params["feature"] = code;
                place += '\t' + code;
            }
            const bool warning =
                finding.kind == FindingKind::never_choosable || finding.kind == FindingKind::never_sold;
            SentPlace found{finding.feature ? Section::features : Section::models, rows[place]};
            if (found.row == 0)
                found = place_in_what_was_sent(book, model.code + '\t' + year, finding.chain.en, found.section);
            Issue issue{!warning, "", found.section, found.row, "", &spec_of(finding.kind), std::move(params)};
            warning ? issues.warning(std::move(issue)) : issues.error(std::move(issue));
        }
    }
}

std::vector<RowChange> difference(const Book& before, const Book& after) {
    std::vector<RowChange> changes;
    for (const auto& form : all_forms()) {
        const auto& old_rows = before.at(form.section).rows;
        const auto& new_rows = after.at(form.section).rows;
        std::unordered_map<std::string, std::size_t> places;
        for (std::size_t i = 0; i < old_rows.size(); ++i) places[key_of(form, old_rows[i])] = i;
        std::vector<char> kept(old_rows.size());
        for (std::size_t i = 0; i < new_rows.size(); ++i) {
            const auto found = places.find(key_of(form, new_rows[i]));
            if (found == places.end()) {
                changes.push_back({form.section, ChangeKind::added, 0, i});
                continue;
            }
            kept[found->second] = 1;
            if (old_rows[found->second].cells != new_rows[i].cells)
                changes.push_back({form.section, ChangeKind::changed, found->second, i});
        }
        for (std::size_t i = 0; i < old_rows.size(); ++i) {
            if (!kept[i]) changes.push_back({form.section, ChangeKind::withdrawn, i, 0});
        }
    }
    return changes;
}

}  // namespace marque::catalog
