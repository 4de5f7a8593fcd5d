#pragma once

#include <memory>

#include "db/connection.h"
#include "support/process.h"

/// How tests make and start MariaDB; for TestDatabase and its template only.
namespace marque::support::mariadb {

enum class Size {
    test,     ///< small; what was committed outlives the program's death, which is all that a test brings about
    product,  ///< as a maker runs it: a commit that was answered is on the disk, and there is memory for a network
    bulk      ///< much memory and nothing durable, to fill millions of rows before anything is measured
};

db::ConnectionConfig config_of(const std::filesystem::path& folder);
/// Makes an empty database in folder/data.
void install(const std::filesystem::path& folder);
/// Starts the server on folder/data and waits until it answers. Throws std::runtime_error with its log otherwise.
std::unique_ptr<Process> start(const std::filesystem::path& folder, Size size = Size::test);

}  // namespace marque::support::mariadb
