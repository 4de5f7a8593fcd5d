#pragma once

#include "support/test_database.h"
#include "support/test_server.h"

namespace marque::support {

/// The database that the tests of this process share; each test makes the rows it needs under names of its own. A test
/// that kills or empties a database makes itself one.
TestDatabase& database();
/// The server that they share, over the shared database.
TestServer& server();

/// For the common main: ends both before the program does.
void end_shared();

}  // namespace marque::support
