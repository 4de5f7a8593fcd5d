#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/enum_text.h"
#include "core/error.h"
#include "core/localized.h"

/// The catalogue as a product manager edits it: five tables, each a sheet of a workbook or a CSV file of its own. Every
/// cell is kept in one canonical form (dates ISO 8601, money with two decimals, lists sorted), whether it comes from a
/// file or from the database, so that what was not edited is equal.
namespace marque::catalog {

enum class Section { models, features, prices, rules, availability };
inline constexpr std::size_t section_count = 5;

enum class CellKind { code, text, date, money, whole, codes, choice, colour };

struct Column {
    std::string name;        ///< as in the header row
    core::Localized title;   ///< stands behind it, for people
    core::Localized advice;  ///< what may stand in it
    CellKind kind = CellKind::text;
    bool optional = false;
    std::size_t most = 0;              ///< characters; for whole numbers the largest
    std::vector<std::string> choices;  ///< of a choice
};

struct SectionForm {
    Section section = Section::models;
    std::string name;  ///< of the sheet and in a file's name
    core::Localized title;
    std::size_t keys = 0;  ///< this many columns name a row
    std::vector<Column> columns;

    std::size_t column(std::string_view name) const;  ///< throws std::out_of_range for one that is not there
};
const SectionForm& form_of(Section section);
const std::vector<SectionForm>& all_forms();

struct SheetRow {
    std::uint32_t number = 0;  ///< as the spreadsheet counts, the header is 1; 0 for a row of the database
    std::vector<std::string> cells;
};
struct Table {
    bool uploaded = false;
    bool broken = false;  ///< its columns are wrong or it is too long: what was read of it says nothing
    std::vector<SheetRow> rows;
};
using Book = std::map<Section, Table>;

/// The row's name within its table: its key cells, tab between them.
std::string key_of(const SectionForm& form, const SheetRow& row);

/// The codes of a list's canonical form.
std::vector<std::string> words_in(const std::string& list);

/// One thing to say about the files: what and where.
struct Issue {
    bool error = true;
    std::string file;  ///< when it is the file as a whole
    std::optional<Section> section;
    std::uint32_t row = 0;
    std::string column;
    const core::ErrorSpec* spec = nullptr;
    core::ErrorParams params;
};

/// What was found, the first ten thousand of it kept; the rest is counted.
class Issues {
  public:
    void error(Issue issue) { add(std::move(issue), true); }
    void warning(Issue issue) { add(std::move(issue), false); }
    const std::vector<Issue>& list() const { return list_; }
    std::size_t errors() const { return errors_; }
    std::size_t warnings() const { return warnings_; }
    /// Errors first, then by table and row.
    void sort();

  private:
    void add(Issue issue, bool error);

    std::vector<Issue> list_;
    std::size_t errors_ = 0, warnings_ = 0;
};

/// As much of it as a sentence can bear, cut between characters.
std::string excerpt(const std::string& text);

/// The cell's canonical form, or why it has none.
const core::ErrorSpec* tidy(const Column& column, std::string& cell, core::ErrorParams& params);

/// Takes the rows of one sheet as they are read: the header first, then each row's cells. Whatever is wrong becomes an
/// issue; rows whose name can be read are kept.
class SheetReader {
  public:
    /// `section` when the sheet's name says which table it is; otherwise the header decides. `days_offset` is added to
    /// dates that are numbers.
    SheetReader(Book& book, Issues& issues, std::string file, std::optional<Section> section, int days_offset = 0)
        : book_(book), issues_(issues), file_(std::move(file)), section_(section), days_offset_(days_offset) {}

    void row(std::uint32_t number, std::vector<std::string>&& cells);
    /// A sheet without a header is said so.
    void end();

  private:
    void header(const std::vector<std::string>& cells);
    void place_columns(const std::vector<std::string>& names);
    void content(std::uint32_t number, std::vector<std::string>&& cells);

    Book& book_;
    Issues& issues_;
    const std::string file_;
    std::optional<Section> section_;
    const int days_offset_;
    bool headed_ = false, usable_ = false;
    std::vector<std::size_t> places_;  ///< of the form's columns among the sheet's
};

/// Rows of all files of one import together.
inline constexpr std::size_t most_rows = 250'000;
std::size_t rows_in(const Book& book);

}  // namespace marque::catalog

template <>
struct marque::core::EnumText<marque::catalog::Section> {
    using E = marque::catalog::Section;
    static constexpr std::array<std::pair<E, std::string_view>, 5> names{{{E::models, "MODELS"},
                                                                          {E::features, "FEATURES"},
                                                                          {E::prices, "PRICES"},
                                                                          {E::rules, "RULES"},
                                                                          {E::availability, "AVAILABILITY"}}};
};
