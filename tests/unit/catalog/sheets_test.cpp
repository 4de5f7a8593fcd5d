#include <unistd.h>
#include <zip.h>

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "catalog/csv_text.h"
#include "catalog/sheet.h"
#include "catalog/workbook.h"
#include "support/encoded.h"

namespace marque {
namespace {

using namespace std::string_literals;
using marque::catalog::Book;
using marque::catalog::Encoding;
using marque::catalog::Issues;
using marque::catalog::Section;
using marque::catalog::WorkbookFault;
using marque::support::encoded;
using Cells = std::vector<std::string>;

/// Rows as "1:a|b 2:c", or "broken N".
std::string rows_of(const std::string& text) {
    std::string said;
    const auto broken = marque::catalog::read_csv(text, [&](std::uint32_t number, Cells&& cells) {
        said += (said.empty() ? "" : " ") + std::to_string(number) + ":";
        for (std::size_t i = 0; i < cells.size(); ++i) said += (i > 0 ? "|" : "") + cells[i];
    });
    return broken > 0 ? "broken " + std::to_string(broken) : said;
}

/// The codes of what is wrong with a price sheet, "row column code".
std::set<std::string> faults_of(const std::vector<Cells>& rows, Book& book) {
    Issues issues;
    marque::catalog::SheetReader reader(book, issues, "prices.csv", std::nullopt);
    std::uint32_t number = 0;
    for (auto cells : rows) reader.row(++number, std::move(cells));
    reader.end();
    std::set<std::string> said;
    for (const auto& issue : issues.list())
        said.insert(std::to_string(issue.row) + " " + issue.column + " " + std::string(issue.spec->code));
    return said;
}
const Cells price_header{"model", "model_year", "feature", "valid_from", "amount"};

struct SheetText {
    std::string name;
    std::vector<Cells> rows;
};
WorkbookFault read_all(const std::string& bytes, std::vector<SheetText>& sheets) {
    return marque::catalog::read_workbook(bytes, {[&](const marque::catalog::SheetInfo& sheet) {
                                                      sheets.push_back({sheet.name, {}});
                                                  },
                                                  [&](std::uint32_t number, Cells&& cells) {
                                                      sheets.back().rows.resize(number);
                                                      sheets.back().rows.back() = std::move(cells);
                                                  },
                                                  [] {}});
}

/// An archive with these parts.
std::string archive_of(const std::map<std::string, std::string>& parts) {
    const auto file = std::filesystem::temp_directory_path() / ("marque-sheets-" + std::to_string(getpid()) + ".zip");
    int fault = 0;
    auto* const archive = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &fault);
    BOOST_REQUIRE(archive);
    for (const auto& [name, text] : parts) {
        auto* const source = zip_source_buffer(archive, text.data(), text.size(), 0);
        zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    }
    BOOST_REQUIRE(zip_close(archive) == 0);
    std::ifstream in(file, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    std::filesystem::remove(file);
    return bytes;
}

const std::string relations =
    R"(<Relationships xmlns="x"><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>)";
std::string workbook_of(const std::string& sheet, const std::string& properties = "") {
    return archive_of(
        {{"xl/_rels/workbook.xml.rels", relations},
         {"xl/workbook.xml", R"(<workbook xmlns="x" xmlns:r="y">)" + properties +
                                 R"(<sheets><sheet name="prices" sheetId="1" r:id="r1"/></sheets></workbook>)"},
         {"xl/worksheets/sheet1.xml", sheet}});
}

BOOST_AUTO_TEST_SUITE(catalog)
BOOST_AUTO_TEST_SUITE(sheets)

BOOST_AUTO_TEST_CASE(text_is_read_in_the_encodings_that_spreadsheets_save) {
    const std::string text = "model,name_zh\r\n4NB69,御澜「旗舰型」\r\n";
    const auto read = [](const std::string& bytes) { return marque::catalog::decode(bytes); };
    BOOST_TEST((read(text)->encoding == Encoding::utf8));
    BOOST_TEST(read("\xef\xbb\xbf" + text)->text == text);
    BOOST_TEST((read(encoded(text, "GBK"))->encoding == Encoding::gb18030));
    BOOST_TEST(read(encoded(text, "GBK"))->text == text);
    BOOST_TEST(read(encoded("𠮷" + text, "GB18030"))->text == "𠮷" + text);
    BOOST_TEST(read("\xff\xfe" + encoded(text, "UTF-16LE"))->text == text);
    BOOST_TEST(read("\xfe\xff" + encoded(text, "UTF-16BE"))->text == text);
    BOOST_TEST(!read("\xff\xff\xff").has_value());
    BOOST_TEST(!read("a\0b"s).has_value());
    BOOST_TEST(!read(encoded(text, "UTF-16LE")).has_value());
}

BOOST_AUTO_TEST_CASE(rows_are_counted_as_a_spreadsheet_counts_them) {
    BOOST_TEST(rows_of("a,b\r\n\r\nc,d\r\n") == "1:a|b 2: 3:c|d");
    BOOST_TEST(rows_of("a;b\nc;\"d;e\"") == "1:a|b 2:c|d;e");
    BOOST_TEST(rows_of("a\tb\rc\td\r") == "1:a|b 2:c|d");
    BOOST_TEST(rows_of("a,b\n\"two\nlines\",\"say \"\"so\"\"\"\n") == "1:a|b 2:two\nlines|say \"so\"");
    BOOST_TEST(rows_of("a,b\n\"open,c\n") == "broken 2");
    BOOST_TEST(rows_of("a,b\n\"x\"y,c\n") == "broken 2");
    BOOST_TEST(rows_of("") == "");
}

BOOST_AUTO_TEST_CASE(what_is_written_is_read_again) {
    const Cells cells{"a,b", "say \"so\"", "two\nlines", "a;b", "中文", ""};
    std::string text;
    marque::catalog::append_csv(text, {"h1", "h2", "h3", "h4", "h5", "h6"});
    marque::catalog::append_csv(text, cells);
    Cells read;
    marque::catalog::read_csv(text, [&](std::uint32_t, Cells&& row) { read = row; });
    BOOST_TEST(read == cells, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(cells_are_taken_as_people_and_spreadsheets_write_them) {
    Book book;
    const auto faults = faults_of({price_header,
                                   {" M1\u3000", "2026.0", "T1", "2026/1/5", "149,800"},
                                   {"M1", "2026", "T2", "46027", "1.1000000000000001"},
                                   {"M1", "2026", "T3", "2026-1-5 0:00:00", "-200"}},
                                  book);
    BOOST_TEST(faults.size() == 0u);
    const auto& rows = book.at(Section::prices).rows;
    BOOST_REQUIRE(rows.size() == 3u);
    BOOST_TEST(rows[0].cells == (Cells{"M1", "2026", "T1", "2026-01-05", "149800.00"}),
               boost::test_tools::per_element());
    BOOST_TEST(rows[1].cells == (Cells{"M1", "2026", "T2", "2026-01-05", "1.10"}), boost::test_tools::per_element());
    BOOST_TEST(rows[2].cells == (Cells{"M1", "2026", "T3", "2026-01-05", "-200.00"}), boost::test_tools::per_element());
    BOOST_TEST(rows[2].number == 4u);
}

BOOST_AUTO_TEST_CASE(every_fault_is_named_with_its_row_and_column) {
    Book book;
    const auto faults = faults_of({price_header,
                                   {"M 1", "", "TOOLONGCODE", "2026-02-30", "cheap"},
                                   {},
                                   {"M1", "20x6", "T1", "tomorrow", "1,00,0"},
                                   {"M1", "2026", "T1", "2026-01-01", "10.005", "more"}},
                                  book);
    BOOST_TEST((faults == std::set<std::string>{"2 model catalog.cell_code", "2 model_year catalog.cell_missing",
                                                "2 feature catalog.cell_code", "2 valid_from catalog.cell_date",
                                                "2 amount catalog.cell_money", "4 model_year catalog.cell_whole",
                                                "4 valid_from catalog.cell_date", "4 amount catalog.cell_money",
                                                "5 amount catalog.cell_money", "5  catalog.cell_extra"}));
}

BOOST_AUTO_TEST_CASE(a_table_that_is_too_long_is_refused_whole_where_it_becomes_so) {
    Book book;
    Issues issues;
    marque::catalog::SheetReader reader(book, issues, "prices.csv", std::nullopt);
    reader.row(1, Cells(price_header));
    constexpr std::uint32_t last = marque::catalog::most_rows + 1;
    for (std::uint32_t number = 2; number <= last + 2; ++number)
        reader.row(number, {"A1", "2026", "T1", "2026-01-01", "1.00"});
    reader.end();
    BOOST_REQUIRE(issues.list().size() == 1u);
    BOOST_TEST(issues.list().front().spec->code == "catalog.too_many_rows");
    BOOST_TEST(issues.list().front().row == last + 1);
    BOOST_TEST(book.at(Section::prices).broken);
}

BOOST_AUTO_TEST_CASE(the_header_says_which_table_it_is_and_what_is_wrong_with_it) {
    Book book;
    BOOST_TEST((faults_of({{"Model 车型代码", "MODEL_YEAR", "feature", "valid_from", "price"}, {"M1"}}, book) ==
                std::set<std::string>{"1 price catalog.column_unknown", "1 amount catalog.column_missing"}));
    Book other;
    BOOST_TEST((faults_of({{"model", "model_year", "feature", "valid_from", "amount", "amount"}}, other) ==
                std::set<std::string>{"1 amount catalog.column_twice"}));
    Book none;
    BOOST_TEST((faults_of({{"vin", "owner"}}, none) == std::set<std::string>{"1  catalog.header_missing"}));
    BOOST_TEST((faults_of({}, none) == std::set<std::string>{"0  catalog.header_missing"}));
}

BOOST_AUTO_TEST_CASE(a_workbook_comes_back_as_it_was_written) {
    Book book;
    for (const auto& form : marque::catalog::all_forms()) book[form.section];
    const Cells feature{"M1", "2026", "1E5", "OPTION", "冬季包", "=Winter", "#1f4e8c", "", "3", "2025-06-01", ""};
    const Cells price{"M1", "2026", "1E5", "2025-06-01", "3200.50"};
    book[Section::features].rows.push_back({0, feature});
    book[Section::prices].rows.push_back({0, price});
    std::vector<SheetText> sheets;
    BOOST_REQUIRE((read_all(marque::catalog::write_workbook(book, 17), sheets) == WorkbookFault::none));
    BOOST_REQUIRE(sheets.size() == 6u);
    BOOST_TEST(sheets[1].name == "features 配置项");
    BOOST_TEST(sheets[5].rows.at(0).at(1) == "17");
    Book again;
    Issues issues;
    for (const std::size_t place : {1u, 2u}) {
        marque::catalog::SheetReader reader(again, issues, "x", std::nullopt);
        std::uint32_t number = 0;
        for (auto cells : sheets[place].rows) reader.row(++number, std::move(cells));
    }
    BOOST_TEST(again.at(Section::prices).rows.at(0).cells == price, boost::test_tools::per_element());
    // But a name that begins as a formula does is not taken.
    BOOST_TEST(issues.errors() == 1u);
    BOOST_TEST(again.at(Section::features).rows.at(0).cells[2] == "1E5");
    BOOST_TEST(again.at(Section::features).rows.at(0).cells[9] == "2025-06-01");
}

BOOST_AUTO_TEST_CASE(texts_in_the_cell_formulas_and_holes_are_read) {
    std::vector<SheetText> sheets;
    const auto bytes = workbook_of(
        R"(<worksheet xmlns="x"><sheetData><row r="2"><c r="A2" t="inlineStr"><is><r><t>M</t></r><r><t>1</t></r><rPh><t>em</t></rPh></is></c>)"
        R"(<c r="C2"><f>1+1</f><v>2</v></c><c r="D2" t="b"><v>1</v></c></row><row r="5"><c t="e"><v>#N/A</v></c></row></sheetData></worksheet>)");
    BOOST_REQUIRE((read_all(bytes, sheets) == WorkbookFault::none));
    BOOST_TEST(sheets.at(0).rows.at(1) == (Cells{"M1", "", "2", "TRUE"}), boost::test_tools::per_element());
    BOOST_TEST(sheets.at(0).rows.at(4) == Cells{"#N/A"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_is_no_workbook_is_refused_and_a_bomb_before_it_bursts) {
    std::vector<SheetText> sheets;
    const auto refused = [&](const std::string& bytes) { return read_all(bytes, sheets); };
    BOOST_TEST((refused("PK\x03\x04 and nothing more") == WorkbookFault::not_a_workbook));
    BOOST_TEST((refused(archive_of({{"readme.txt", "hello"}})) == WorkbookFault::not_a_workbook));
    BOOST_TEST((refused(workbook_of("<worksheet><row></worksheet>")) == WorkbookFault::not_a_workbook));
    BOOST_TEST((refused(workbook_of(R"(<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet>&b;</worksheet>)")) ==
                WorkbookFault::not_a_workbook));
    const auto whole = workbook_of("<worksheet/>");
    BOOST_TEST((refused(whole.substr(0, whole.size() / 2)) == WorkbookFault::not_a_workbook));
    const std::string spaces((marque::catalog::most_unpacked_mb << 20) + 1, ' ');
    BOOST_TEST((refused(workbook_of("<worksheet>" + spaces + "</worksheet>")) == WorkbookFault::too_large));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace marque
