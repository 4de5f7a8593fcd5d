#include <xlsxwriter.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>

#include "catalog/workbook.h"
#include "core/money.h"
#include "core/time.h"

namespace marque::catalog {
namespace {

/// The writer knows files only: a folder of its own that goes with it.
class WorkFolder {
  public:
    WorkFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "marque-catalog-XXXXXX").string();
        if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder for the workbook");
        path_ = pattern;
    }
    ~WorkFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

struct FreeWorkbook {
    void operator()(lxw_workbook* workbook) const { lxw_workbook_free(workbook); }
};

void require_written(lxw_error fault) {
    if (fault != LXW_NO_ERROR) throw std::runtime_error(std::string("workbook: ") + lxw_strerror(fault));
}

struct Formats {
    lxw_format* head;
    lxw_format* key;
    lxw_format* date;
    lxw_format* money;
    lxw_format* wrap;

    explicit Formats(lxw_workbook* workbook)
        : head(workbook_add_format(workbook)),
          key(workbook_add_format(workbook)),
          date(workbook_add_format(workbook)),
          money(workbook_add_format(workbook)),
          wrap(workbook_add_format(workbook)) {
        format_set_bold(head);
        format_set_bg_color(head, 0xE8EDF3);
        format_set_text_wrap(head);
        format_set_num_format(key, "@");  // so that 1E5 stays a code
        format_set_num_format(date, "yyyy-mm-dd");
        format_set_num_format(money, "#,##0.00");
        format_set_text_wrap(wrap);
    }
    lxw_format* of(CellKind kind) const {
        switch (kind) {
            case CellKind::date:
                return date;
            case CellKind::money:
                return money;
            case CellKind::whole:
                return nullptr;
            default:
                return key;
        }
    }
};

double days_since_1900(core::Date date) {
    return static_cast<double>((date - core::Date{std::chrono::year{1899} / 12 / 30}).count());
}

void write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Column& form, const std::string& cell,
                const Formats& formats) {
    if (cell.empty()) return;
    auto* const format = formats.of(form.kind);
    if (form.kind == CellKind::date) {
        if (const auto date = core::parse_date(cell))
            return require_written(worksheet_write_number(sheet, row, column, days_since_1900(*date), format));
    } else if (form.kind == CellKind::money || form.kind == CellKind::whole) {
        return require_written(worksheet_write_number(sheet, row, column, std::strtod(cell.c_str(), nullptr), format));
    }
    require_written(worksheet_write_string(sheet, row, column, cell.c_str(), format));
}

void offer_choices(lxw_worksheet* sheet, lxw_col_t column, const Column& form) {
    std::vector<char*> choices;  // which the writer copies
    for (const auto& choice : form.choices) choices.push_back(const_cast<char*>(choice.c_str()));
    choices.push_back(nullptr);
    lxw_data_validation list{};
    list.validate = LXW_VALIDATION_TYPE_LIST;
    list.value_list = choices.data();
    require_written(worksheet_data_validation_range(sheet, 1, column, 9999, column, &list));
}

double width_of(const Column& column) {
    if (column.kind == CellKind::text) return 28;
    return column.kind == CellKind::codes ? 30 : 14;
}

void write_table(lxw_workbook* workbook, const SectionForm& form, const Table& table, const Formats& formats) {
    auto* const sheet = workbook_add_worksheet(workbook, (form.name + " " + form.title.zh).c_str());
    const auto columns = static_cast<lxw_col_t>(form.columns.size());
    for (lxw_col_t i = 0; i < columns; ++i) {
        const auto& column = form.columns[i];
        require_written(worksheet_set_column(sheet, i, i, width_of(column), formats.of(column.kind)));
        const auto title = column.name + " " + column.title.zh;
        require_written(worksheet_write_string(sheet, 0, i, title.c_str(), formats.head));
        if (!column.choices.empty()) offer_choices(sheet, i, column);
    }
    lxw_row_t row = 0;
    for (const auto& each : table.rows) {
        ++row;
        for (lxw_col_t i = 0; i < columns; ++i) write_cell(sheet, row, i, form.columns[i], each.cells[i], formats);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    require_written(worksheet_autofilter(sheet, 0, 0, row, static_cast<lxw_col_t>(columns - 1)));
}

void write_about(lxw_workbook* workbook, std::uint64_t revision, const Formats& formats) {
    auto* const sheet = workbook_add_worksheet(workbook, (std::string(about_sheet) + " 说明").c_str());
    worksheet_set_column(sheet, 0, 0, 26, formats.wrap);
    worksheet_set_column(sheet, 1, 2, 60, formats.wrap);
    lxw_row_t row = 0;
    const auto line = [&](const std::string& first, const std::string& zh, const std::string& en, lxw_format* format) {
        worksheet_write_string(sheet, row, 0, first.c_str(), format);
        if (!zh.empty()) worksheet_write_string(sheet, row, 1, zh.c_str(), format);
        if (!en.empty()) worksheet_write_string(sheet, row, 2, en.c_str(), format);
        ++row;
    };
    worksheet_write_string(sheet, row, 0, "revision 目录版本", formats.head);
    worksheet_write_number(sheet, row++, 1, static_cast<double>(revision), nullptr);
    line("", "每张工作表的首行是列名，请勿改动。删去一行即从目录撤下；没有上传的表保持不变。",
         "The first row of each sheet names the columns; leave it. A row that is removed is withdrawn; a sheet that is "
         "left out stays as it is.",
         formats.wrap);
    for (const auto& form : all_forms()) {
        line(form.name, form.title.zh, form.title.en, formats.head);
        for (const auto& column : form.columns) {
            line(column.name, column.title.zh + "：" + column.advice.zh, column.title.en + ": " + column.advice.en,
                 formats.wrap);
        }
    }
}

}  // namespace

std::string write_workbook(const Book& book, std::uint64_t revision) {
    const WorkFolder folder;
    const auto file = (folder.path() / "catalog.xlsx").string();
    lxw_workbook_options options{};
    std::unique_ptr<lxw_workbook, FreeWorkbook> workbook(workbook_new_opt(file.c_str(), &options));
    if (!workbook) throw std::runtime_error("the workbook could not be begun");
    const Formats formats(workbook.get());
    for (const auto& form : all_forms()) write_table(workbook.get(), form, book.at(form.section), formats);
    write_about(workbook.get(), revision, formats);
    require_written(workbook_close(workbook.release()));
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace marque::catalog
