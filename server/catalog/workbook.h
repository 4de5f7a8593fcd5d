#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/sheet.h"

/// Workbooks of Office Open XML (ECMA-376), read with libzip and expat as a stream, written with libxlsxwriter.
namespace marque::catalog {

struct SheetInfo {
    std::string name;
    bool counts_from_1904 = false;
};

/// Takes a workbook's sheets one after the other.
struct WorkbookSink {
    std::function<void(const SheetInfo&)> begin_sheet;
    std::function<void(std::uint32_t, std::vector<std::string>&&)> row;
    std::function<void()> end_sheet;
};

enum class WorkbookFault { none, not_a_workbook, too_large };
/// What all parts of a workbook together may unpack to.
inline constexpr std::size_t most_unpacked_mb = 256;

/// Numbers and dates come as the number that stands in the file, formulas as their last value. A document type
/// declaration, a part that unpacks beyond the limit or a broken archive end the reading.
WorkbookFault read_workbook(std::string_view bytes, const WorkbookSink& sink);

/// The name of the sheet whose cell B1 holds the revision.
inline constexpr std::string_view about_sheet = "about";

/// The five tables with typed cells, lists to choose from and a sheet that explains them.
std::string write_workbook(const Book& book, std::uint64_t revision);

}  // namespace marque::catalog
