#include <openssl/evp.h>

#include <algorithm>
#include <charconv>

#include "catalog/catalog_import.h"
#include "catalog/csv_text.h"
#include "catalog/sheet_errors.h"
#include "catalog/workbook.h"

namespace marque::catalog {
namespace {

constexpr std::size_t most_files = 10;
/// From the first of 1900 to the first of 1904, as spreadsheets count.
constexpr int days_1900_to_1904 = 1462;

std::string from_base64(const SentFile& file) {
    const auto refuse = [&] { return core::Error(errors::not_base64, {{"file", excerpt(file.name)}}); };
    const auto& text = file.content;
    if (text.size() % 4 != 0) throw refuse();
    std::string bytes(text.size() / 4 * 3, '\0');
    if (text.empty()) return bytes;
    const int length =
        EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                        reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
    if (length < 0) throw refuse();
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
    bytes.resize(static_cast<std::size_t>(length) - padding);
    return bytes;
}

std::optional<std::uint64_t> number_at(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return fault == std::errc{} ? std::optional(number) : std::nullopt;
}

/// "catalog-features-r17.csv", "catalog-features-r17 (1).csv"
std::optional<std::uint64_t> revision_in_name(const std::string& name) {
    const auto mark = name.rfind("-r");
    return mark == std::string::npos ? std::nullopt : number_at(std::string_view(name).substr(mark + 2));
}

std::string_view name_of(Encoding encoding) {
    switch (encoding) {
        case Encoding::utf8:
        case Encoding::utf8_with_mark:
            return "UTF-8";
        case Encoding::utf16:
            return "UTF-16";
        case Encoding::gb18030:
            return "GB18030";
    }
    return "";
}

void whole_file(Upload& upload, const FileFacts& file, const core::ErrorSpec& spec, core::ErrorParams params = {}) {
    upload.issues.error({true, file.name, {}, 0, "", &spec, std::move(params)});
}

void read_text_file(Upload& upload, FileFacts& facts, const std::string& bytes) {
    facts.revision = revision_in_name(facts.name);
    const auto decoded = decode(bytes);
    if (!decoded) return whole_file(upload, facts, errors::file_not_text);
    facts.format = FileFormat::csv;
    facts.encoding = name_of(decoded->encoding);
    SheetReader reader(upload.book, upload.issues, facts.name, std::nullopt);
    const auto broken = read_csv(decoded->text, [&](std::uint32_t number, std::vector<std::string>&& cells) {
        reader.row(number, std::move(cells));
    });
    if (broken > 0) {
        upload.issues.error({true, facts.name, {}, broken, "", &errors::quote_open, {}});
    } else {
        reader.end();
    }
}

/// The first word of a sheet's name, in small letters: "features 配置项" is "features".
std::string table_name(const std::string& sheet) {
    std::string name;
    for (const char c : sheet.substr(0, sheet.find(' '))) {
        if (static_cast<unsigned char>(c) > 0x7f) break;
        name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return name;
}

/// Gives each sheet to its reader; what the workbook says about itself is kept.
class WorkbookReader {
  public:
    WorkbookReader(Upload& upload, FileFacts& facts) : upload_(upload), facts_(facts) {}

    void begin(const SheetInfo& sheet) {
        name_ = table_name(sheet.name);
        reader_.reset();
        strange_ = false;
        for (const auto& form : all_forms()) {
            if (form.name == name_)
                reader_.emplace(upload_.book, upload_.issues, facts_.name, form.section,
                                sheet.counts_from_1904 ? days_1900_to_1904 : 0);
        }
        shown_name_ = sheet.name;
    }
    void row(std::uint32_t number, std::vector<std::string>&& cells) {
        if (reader_) return reader_->row(number, std::move(cells));
        if (name_ == about_sheet) {
            if (number == 1 && cells.size() > 1) facts_.revision = number_at(cells[1]);
        } else if (!cells.empty() && !strange_) {
            strange_ = true;
            upload_.issues.error(
                {true, facts_.name, {}, 0, "", &errors::sheet_unknown, {{"name", excerpt(shown_name_)}}});
        }
    }
    void end() {
        if (reader_) reader_->end();
    }

  private:
    Upload& upload_;
    FileFacts& facts_;
    std::string name_, shown_name_;
    bool strange_ = false;
    std::optional<SheetReader> reader_;
};

void read_workbook_file(Upload& upload, FileFacts& facts, const std::string& bytes) {
    WorkbookReader reader(upload, facts);
    const auto fault = read_workbook(
        bytes, {[&](const SheetInfo& sheet) { reader.begin(sheet); },
                [&](std::uint32_t number, std::vector<std::string>&& cells) { reader.row(number, std::move(cells)); },
                [&] { reader.end(); }});
    facts.format = FileFormat::xlsx;
    if (fault == WorkbookFault::too_large)
        whole_file(upload, facts, errors::file_too_large, {{"limit", std::to_string(most_unpacked_mb)}});
    if (fault == WorkbookFault::not_a_workbook) whole_file(upload, facts, errors::file_not_readable);
}

/// Workbooks of long ago, and those with a password, are compound files.
bool is_compound_file(std::string_view bytes) { return bytes.starts_with("\xd0\xcf\x11\xe0"); }

}  // namespace

Upload read_upload(std::vector<SentFile>&& files) {
    if (files.empty() || files.size() > most_files) throw core::Error(errors::no_file);
    Upload upload;
    for (auto& file : files) {
        auto& facts = upload.files.emplace_back();
        facts.name = excerpt(file.name);
        const std::string bytes = from_base64(file);
        std::string().swap(file.content);
        if (bytes.starts_with("PK\x03\x04")) {
            read_workbook_file(upload, facts, bytes);
        } else if (is_compound_file(bytes)) {
            whole_file(upload, facts, errors::file_not_readable);
        } else {
            read_text_file(upload, facts, bytes);
        }
    }
    return upload;
}

ImportPlan plan_import(db::Tx& tx, const Upload& upload, core::Date today, bool stale_is_fine) {
    ImportPlan plan;
    plan.revision = tx.value<std::uint64_t>("revision", "SELECT revision FROM catalog_revision WHERE id = 1").value();
    plan.issues = upload.issues;
    for (const auto& file : upload.files) {
        if (!file.format) continue;
        if (!file.revision) {
            plan.issues.warning({false, file.name, {}, 0, "", &errors::revision_unknown, {}});
        } else if (*file.revision != plan.revision) {
            Issue stale{
                true,
                file.name,
                {},
                0,
                "",
                &errors::file_stale,
                {{"file_revision", std::to_string(*file.revision)}, {"current", std::to_string(plan.revision)}}};
            stale_is_fine ? plan.issues.warning(std::move(stale)) : plan.issues.error(std::move(stale));
        }
    }
    plan.before = read_book(tx);
    plan.around = read_surroundings(tx);
    plan.after = lay_over(plan.before, upload.book);
    const bool whole =
        std::none_of(plan.after.begin(), plan.after.end(), [](const auto& table) { return table.second.broken; });
    if (whole) check_book(plan.after, plan.around, today, plan.issues);
    // Only models whose rows hang together can be examined, and only whole tables have rows to be told apart.
    const bool sound = std::all_of(plan.issues.list().begin(), plan.issues.list().end(), [](const Issue& issue) {
        return !issue.error || issue.spec == &errors::file_stale;
    });
    if (sound && plan.issues.errors() <= upload.files.size()) {
        check_buildable(plan.after, plan.around, today, plan.issues);
        plan.changes = difference(plan.before, plan.after);
    } else if (whole) {
        check_buildable(sound_models(plan.after, plan.issues), plan.around, today, plan.issues);
    }
    plan.issues.sort();
    return plan;
}

ImportTurn::ImportTurn(Catalog& catalog) : lock_(catalog.importing_, std::try_to_lock) {
    if (!lock_.owns_lock()) throw core::Error(errors::import_busy);
}

}  // namespace marque::catalog
