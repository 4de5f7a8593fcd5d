#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/book.h"
#include "catalog/catalog.h"

/// Product managers' files in and out: read, laid beside the catalogue, said what would change, done as a whole.
namespace marque::catalog {

enum class FileFormat { xlsx, csv };

struct SentFile {
    std::string name;
    std::string content;  ///< base64
};
struct FileFacts {
    std::string name;
    std::optional<FileFormat> format;
    std::optional<std::string> encoding;
    std::optional<std::uint64_t> revision;  ///< at which it was downloaded, when it says so
};

/// All files of an import, as read; what could not be read is among the issues.
struct Upload {
    Book book;
    std::vector<FileFacts> files;
    Issues issues;
};
/// Throws `catalog.no_file`, `catalog.content_not_decoded`. Empties the files' contents as it goes.
Upload read_upload(std::vector<SentFile>&& files);
/// What all files of an import together may measure, before base64.
inline constexpr std::size_t most_sent_bytes = 32U << 20;

/// What an upload would do to the catalogue.
struct ImportPlan {
    std::uint64_t revision = 0;  ///< of the catalogue it was laid beside
    Book before, after;
    Surroundings around;
    std::vector<RowChange> changes;  ///< none while there are errors
    Issues issues;
};
/// `stale_is_fine`: somebody has seen that a file is older than the catalogue, and wants it all the same.
ImportPlan plan_import(db::Tx& tx, const Upload& upload, core::Date today, bool stale_is_fine);

/// One at a time in each server, so that the largest files of all administrators at once do not eat its memory.
/// Throws `catalog.import_busy`.
class ImportTurn {
  public:
    explicit ImportTurn(Catalog& catalog);

  private:
    std::unique_lock<std::mutex> lock_;
};

void add_import_routes(http::Router& router, const CatalogServices& services);

}  // namespace marque::catalog

template <>
struct marque::core::EnumText<marque::catalog::FileFormat> {
    using E = marque::catalog::FileFormat;
    static constexpr std::array<std::pair<E, std::string_view>, 2> names{{{E::xlsx, "XLSX"}, {E::csv, "CSV"}}};
};
