#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "db/connection.h"
#include "db/pool.h"

namespace marque::db {

/// A migration file: NNNN_slice_what.sql, applied once, never edited afterwards.
struct Migration {
    std::string name;
    std::string checksum;  ///< SHA-256 of the file, hexadecimal
    std::vector<std::string> statements;
};

/// The migrations of a folder in order. Throws std::runtime_error for a folder or name that is none.
std::vector<Migration> read_migrations(const std::filesystem::path& folder);

/// Statements end with a `;` at the end of a line; lines that are comments are left out.
std::vector<std::string> split_statements(const std::string& text);

/// Applies what is missing, in order; others that migrate at the same time wait. A migration that was interrupted is
/// run again from its start, which is why each statement of a migration can be repeated. Returns the names applied.
/// Throws std::runtime_error when an applied file has changed since, or one that was applied is no longer there.
std::vector<std::string> migrate(const ConnectionConfig& config, const std::filesystem::path& folder);

/// Whether every migration of the folder has been applied as it is; the sentence says what is missing.
std::string schema_fault(Pool& pool, const std::filesystem::path& folder);

}  // namespace marque::db
