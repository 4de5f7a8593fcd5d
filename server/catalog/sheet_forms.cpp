#include <algorithm>
#include <stdexcept>

#include "catalog/configuration.h"
#include "catalog/sheet.h"

namespace marque::catalog {
namespace {

template <core::NamedEnum E>
std::vector<std::string> choices_of() {
    std::vector<std::string> choices;
    for (const auto& [value, name] : core::EnumText<E>::names) choices.emplace_back(name);
    return choices;
}

const Column model{"model", {"车型代码", "model code"}, {"字母与数字", "letters and digits"}, CellKind::code, false, 16,
                   {}};
const Column year{
    "model_year", {"年款", "model year"}, {"例如 2026", "such as 2026"}, CellKind::whole, false, 2100, {}};
const Column feature{
    "feature", {"配置项代码", "feature code"}, {"最多 8 个字符", "at most 8 characters"}, CellKind::code, false, 8, {}};
const core::Localized day{"例如 2026-11-22", "such as 2026-11-22"};

Column name_column(const char* name, core::Localized title, std::size_t most) {
    return {name, std::move(title), {"给客户看的名称", "as buyers read it"}, CellKind::text, false, most, {}};
}
Column order_column() {
    return {
        "sort_order", {"排序", "order"}, {"小的在前", "the smaller comes first"}, CellKind::whole, false, 65535, {}};
}

SectionForm models_form() {
    return {Section::models,
            "models",
            {"车型", "models"},
            2,
            {model,
             year,
             name_column("name_zh", {"中文名", "Chinese name"}, 60),
             name_column("name_en", {"英文名", "English name"}, 60),
             {"body_style",
              {"车身", "body"},
              {"从列表选择", "from the list"},
              CellKind::choice,
              false,
              0,
              choices_of<BodyStyle>()},
             {"line", {"生产线", "line"}, {"生产线代码", "code of the production line"}, CellKind::code, false, 16, {}},
             order_column()}};
}

SectionForm features_form() {
    return {Section::features,
            "features",
            {"配置项", "features"},
            3,
            {model,
             year,
             feature,
             {"family",
              {"类别", "family"},
              {"从列表选择，以后不能改", "from the list; fixed for good"},
              CellKind::choice,
              false,
              0,
              choices_of<Family>()},
             name_column("name_zh", {"中文名", "Chinese name"}, 80),
             name_column("name_en", {"英文名", "English name"}, 80),
             {"swatch",
              {"色板", "swatch"},
              {"颜色，例如 #1f4e8c；可空", "colour such as #1f4e8c; may be empty"},
              CellKind::colour,
              true,
              7,
              {}},
             {"line_station",
              {"工位", "line station"},
              {"此前可更改；可空", "can be changed before it; may be empty"},
              CellKind::code,
              true,
              16,
              {}},
             order_column(),
             {"available_from", {"起售日", "offered from"}, day, CellKind::date, false, 0, {}},
             {"available_to",
              {"停售日", "offered until"},
              {"含当日；可空", "that day included; may be empty"},
              CellKind::date,
              true,
              0,
              {}}}};
}

SectionForm prices_form() {
    return {Section::prices,
            "prices",
            {"价格", "prices"},
            4,
            {model,
             year,
             feature,
             {"valid_from", {"生效日", "holds from"}, day, CellKind::date, false, 0, {}},
             {"amount",
              {"金额（元）", "amount, CNY"},
              {"例如 149800.00", "such as 149800.00"},
              CellKind::money,
              false,
              0,
              {}}}};
}

SectionForm rules_form() {
    return {Section::rules,
            "rules",
            {"选装规则", "rules"},
            3,
            {model,
             year,
             {"rule",
              {"规则代码", "rule code"},
              {"最多 16 个字符", "at most 16 characters"},
              CellKind::code,
              false,
              16,
              {}},
             {"kind",
              {"类型", "kind"},
              {"REQUIRES 需同选其一；EXCLUDES 互斥；ONLY_WITH 仅可搭配；INCLUDED_IN 已含于",
               "REQUIRES one of, EXCLUDES all of, ONLY_WITH one of, INCLUDED_IN any of the objects"},
              CellKind::choice,
              false,
              0,
              choices_of<RuleKind>()},
             {"subject", {"主体", "subject"}, {"配置项代码", "a feature code"}, CellKind::code, false, 8, {}},
             {"objects",
              {"对象", "objects"},
              {"配置项代码，用空格分隔", "feature codes, spaces between them"},
              CellKind::codes,
              false,
              8,
              {}}}};
}

SectionForm availability_form() {
    Column which = feature;
    which.optional = true;
    which.advice = {"空：整个车型", "empty: the whole model"};
    return {
        Section::availability,
        "availability",
        {"销售区域", "availability"},
        3,
        {model,
         year,
         which,
         {"regions",
          {"区域", "regions"},
          {"区域代码，用空格分隔；没有行：全国供应", "codes of regions, spaces between them; no row: sold everywhere"},
          CellKind::codes,
          false,
          16,
          {}}}};
}

}  // namespace

std::size_t SectionForm::column(std::string_view wanted) const {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].name == wanted) return i;
    }
    throw std::out_of_range("table " + name + " has no column " + std::string(wanted));
}

const std::vector<SectionForm>& all_forms() {
    static const std::vector<SectionForm> forms{models_form(), features_form(), prices_form(), rules_form(),
                                                availability_form()};
    return forms;
}

const SectionForm& form_of(Section section) { return all_forms().at(static_cast<std::size_t>(section)); }

std::string key_of(const SectionForm& form, const SheetRow& row) {
    std::string key;
    for (std::size_t i = 0; i < form.keys; ++i) {
        if (i > 0) key += '\t';
        key += row.cells[i];
    }
    return key;
}

std::vector<std::string> words_in(const std::string& list) {
    std::vector<std::string> words;
    for (std::size_t from = 0; from < list.size();) {
        const auto end = std::min(list.find(' ', from), list.size());
        words.push_back(list.substr(from, end - from));
        from = end + 1;
    }
    return words;
}

std::size_t rows_in(const Book& book) {
    std::size_t rows = 0;
    for (const auto& [section, table] : book) rows += table.rows.size();
    return rows;
}

}  // namespace marque::catalog
