#include <algorithm>

#include "catalog/catalog_import.h"
#include "catalog/csv_text.h"
#include "catalog/sheet_errors.h"
#include "catalog/workbook.h"
#include "db/audit.h"
#include "http/idempotency.h"
#include "http/slice_routes.h"

namespace marque::catalog {
enum class Severity { error, warning };
}

template <>
struct marque::core::EnumText<marque::catalog::Severity> {
    using E = marque::catalog::Severity;
    static constexpr std::array<std::pair<E, std::string_view>, 2> names{
        {{E::error, "ERROR"}, {E::warning, "WARNING"}}};
};

namespace marque::catalog {

MARQUE_JSON(SentFile, name, content)

struct CheckImport {
    std::vector<SentFile> files;
    std::optional<bool> stale_is_fine;
};
MARQUE_JSON(CheckImport, files, stale_is_fine)

struct ImportCatalog {
    std::vector<SentFile> files;
    std::uint64_t revision = 0;
    std::optional<bool> stale_is_fine;
};
MARQUE_JSON(ImportCatalog, files, revision, stale_is_fine)

MARQUE_JSON(FileFacts, name, format, encoding, revision)

struct SectionReport {
    Section section = Section::models;
    bool uploaded = false;
    std::size_t rows = 0, added = 0, changed = 0, withdrawn = 0;
};
MARQUE_JSON(SectionReport, section, uploaded, rows, added, changed, withdrawn)

struct IssueView {
    Severity severity = Severity::error;
    std::optional<std::string> file;
    std::optional<Section> section;
    std::optional<std::uint32_t> row;
    std::optional<std::string> column;
    std::string code;
    core::Localized sentence;
};
MARQUE_JSON(IssueView, severity, file, section, row, column, code, sentence)

struct CellChange {
    std::string column;
    std::string before, after;
};
MARQUE_JSON(CellChange, column, before, after)

struct ChangeView {
    Section section = Section::models;
    ChangeKind kind = ChangeKind::added;
    std::string key;
    std::optional<std::uint32_t> row;
    std::vector<CellChange> cells;
};
MARQUE_JSON(ChangeView, section, kind, key, row, cells)

struct ImportReport {
    std::uint64_t revision = 0;
    bool importable = false;
    std::vector<FileFacts> files;
    std::vector<SectionReport> sections;
    std::size_t errors = 0, warnings = 0;
    std::vector<IssueView> issues;
    std::size_t changes_total = 0;
    std::vector<ChangeView> changes;
};
MARQUE_JSON(ImportReport, revision, importable, files, sections, errors, warnings, issues, changes_total, changes)

struct ImportedView {
    std::uint64_t revision = 0;
    std::size_t changes_total = 0;
    std::vector<SectionReport> sections;
};
MARQUE_JSON(ImportedView, revision, changes_total, sections)

namespace {

using http::Access;
using http::Request;
using http::Response;

constexpr std::size_t most_changes_shown = 500;
/// Base64 makes four of three, and JSON stands around it.
constexpr std::size_t largest_upload = most_sent_bytes / 3 * 4 + (64U << 10);

std::vector<SectionReport> count_changes(const ImportPlan& plan) {
    std::vector<SectionReport> sections;
    for (const auto& form : all_forms()) {
        const auto& table = plan.after.at(form.section);
        sections.push_back({form.section, table.uploaded, table.rows.size()});
    }
    for (const auto& change : plan.changes) {
        auto& section = sections[static_cast<std::size_t>(change.section)];
        ++(change.kind == ChangeKind::added     ? section.added
           : change.kind == ChangeKind::changed ? section.changed
                                                : section.withdrawn);
    }
    return sections;
}

std::optional<std::string> if_any(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }
std::optional<std::uint32_t> if_any(std::uint32_t row) { return row == 0 ? std::nullopt : std::optional(row); }

IssueView issue_view(const Issue& issue) {
    return {issue.error ? Severity::error : Severity::warning,
            if_any(issue.file),
            issue.section,
            if_any(issue.row),
            if_any(issue.column),
            std::string(issue.spec->code),
            {core::sentence(*issue.spec, core::Language::zh, issue.params),
             core::sentence(*issue.spec, core::Language::en, issue.params)}};
}

ChangeView change_view(const ImportPlan& plan, const RowChange& change) {
    const auto& form = form_of(change.section);
    const SheetRow none{0, std::vector<std::string>(form.columns.size())};
    const auto& before = change.kind == ChangeKind::added ? none : plan.before.at(change.section).rows[change.before];
    const auto& after = change.kind == ChangeKind::withdrawn ? none : plan.after.at(change.section).rows[change.after];
    ChangeView view{change.section,
                    change.kind,
                    key_of(form, change.kind == ChangeKind::added ? after : before),
                    if_any(after.number),
                    {}};
    std::replace(view.key.begin(), view.key.end(), '\t', ' ');
    for (std::size_t i = form.keys; i < form.columns.size(); ++i) {
        if (before.cells[i] != after.cells[i])
            view.cells.push_back({form.columns[i].name, before.cells[i], after.cells[i]});
    }
    return view;
}

ImportReport report_of(const ImportPlan& plan, const Upload& upload) {
    ImportReport report;
    report.revision = plan.revision;
    report.importable = plan.issues.errors() == 0 && !plan.changes.empty();
    report.files = upload.files;
    report.sections = count_changes(plan);
    report.errors = plan.issues.errors();
    report.warnings = plan.issues.warnings();
    for (const auto& issue : plan.issues.list()) report.issues.push_back(issue_view(issue));
    report.changes_total = plan.changes.size();
    for (const auto& change : plan.changes) {
        if (report.changes.size() == most_changes_shown) break;
        report.changes.push_back(change_view(plan, change));
    }
    return report;
}

/// Each error at its place: "/features/12/available_to".
[[noreturn]] void refuse_import(const Issues& issues) {
    std::vector<core::FieldError> fields;
    for (const auto& issue : issues.list()) {
        if (!issue.error) break;
        std::string pointer = "/" + (issue.section ? form_of(*issue.section).name : "files/" + issue.file);
        if (issue.row > 0) pointer += "/" + std::to_string(issue.row);
        if (!issue.column.empty()) pointer += "/" + issue.column;
        fields.push_back({pointer, issue.spec, issue.params});
    }
    throw core::Error(errors::import_refused, {{"errors", std::to_string(issues.errors())}}, std::move(fields));
}

void write_down(db::Tx& tx, const ImportPlan& plan, const Upload& upload, const Request& request, core::Instant at) {
    http::Json after{{"revision", plan.revision + 1}, {"files", http::Json::array()}};
    for (const auto& file : upload.files) after["files"].push_back(file.name);
    for (const auto& section : count_changes(plan)) {
        if (section.added + section.changed + section.withdrawn == 0) continue;
        after[form_of(section.section).name] = {
            {"added", section.added}, {"changed", section.changed}, {"withdrawn", section.withdrawn}};
    }
    db::audit(tx, at, request.actor(), "catalog.imported", "catalog", http::Json{{"revision", plan.revision}}.dump(),
              after.dump());
}

Response post_check_import(CatalogServices& services, const Request& request) {
    const ImportTurn turn(services.catalog);
    auto body = request.json<CheckImport>();
    const auto upload = read_upload(std::move(body.files));
    const auto today = services.clock.today(request.scope->time_zone);
    const auto plan = db::read(
        services.pool, [&](db::Tx& tx) { return plan_import(tx, upload, today, body.stale_is_fine.value_or(false)); });
    return Response::of(200, report_of(plan, upload));
}

Response post_import(CatalogServices& services, const Request& request) {
    const ImportTurn turn(services.catalog);
    auto body = request.json<ImportCatalog>();
    const auto upload = read_upload(std::move(body.files));
    const auto today = services.clock.today(request.scope->time_zone);
    const auto now = services.clock.now();
    return http::once(services.pool, request, now, [&](db::Tx& tx) {
        // Whoever imports at the same time waits here, and then finds that the revision has moved.
        const auto current =
            tx.value<std::uint64_t>("revision", "SELECT revision FROM catalog_revision WHERE id = 1 FOR UPDATE")
                .value();
        if (current != body.revision)
            throw core::Error(errors::revision_moved,
                              {{"current", std::to_string(current)}, {"yours", std::to_string(body.revision)}});
        const auto plan = plan_import(tx, upload, today, body.stale_is_fine.value_or(false));
        if (plan.issues.errors() > 0) refuse_import(plan.issues);
        if (plan.changes.empty()) throw core::Error(errors::changes_nothing);
        apply_book(tx, plan.before, plan.after, plan.changes, plan.around);
        tx.execute("UPDATE catalog_revision SET revision = revision + 1 WHERE id = 1");
        write_down(tx, plan, upload, request, now);
        return Response::of(201, ImportedView{plan.revision + 1, plan.changes.size(), count_changes(plan)});
    });
}

struct Download {
    std::uint64_t revision = 0;
    Book book;
};

/// The tables as they were at one revision.
Download read_download(db::Tx& tx) {
    const auto revision = [&] {
        return tx.value<std::uint64_t>("revision", "SELECT revision FROM catalog_revision WHERE id = 1").value();
    };
    for (;;) {
        const auto before = revision();
        Download download{before, read_book(tx)};
        if (revision() == before) return download;
    }
}

std::string csv_of(const SectionForm& form, const Table& table) {
    std::string text(utf8_mark);
    std::vector<std::string> names;
    for (const auto& column : form.columns) names.push_back(column.name);
    append_csv(text, names);
    for (const auto& row : table.rows) append_csv(text, row.cells);
    return text;
}

Response get_export(CatalogServices& services, const Request& request) {
    const auto format = request.query_enum<FileFormat>("format").value_or(FileFormat::xlsx);
    const auto section = request.query_enum<Section>("section");
    if (format == FileFormat::csv && !section) http::refuse_parameter("section", http::errors::field_missing, {});
    const auto download = db::read(services.pool, read_download);
    Response response;
    std::string name = "catalog";
    if (format == FileFormat::csv) {
        const auto& form = form_of(*section);
        response.content_type = "text/csv; charset=utf-8";
        response.body = csv_of(form, download.book.at(*section));
        name += "-" + form.name;
    } else {
        response.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        response.body = write_workbook(download.book, download.revision);
    }
    name += "-r" + std::to_string(download.revision) + (format == FileFormat::csv ? ".csv" : ".xlsx");
    response.headers["Content-Disposition"] = "attachment; filename=\"" + name + "\"";
    return response;
}

}  // namespace

void add_import_routes(http::Router& router, const CatalogServices& services) {
    using core::Role;
    http::SliceRoutes routes(router, services);
    routes.get("/catalog/export", Access::roles_of({Role::administrator, Role::auditor}), get_export);
    routes.post("/catalog/imports/check", Access::roles_of({Role::administrator}), post_check_import, largest_upload);
    routes.post("/catalog/imports", Access::roles_of({Role::administrator}), post_import, largest_upload);
}

}  // namespace marque::catalog
