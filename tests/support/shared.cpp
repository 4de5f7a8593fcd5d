#include "support/shared.h"

namespace marque::support {
namespace {

std::unique_ptr<TestDatabase>& shared_database() {
    static std::unique_ptr<TestDatabase> database;
    return database;
}

std::unique_ptr<TestServer>& shared_server() {
    static std::unique_ptr<TestServer> server;
    return server;
}

}  // namespace

TestDatabase& database() {
    if (!shared_database()) shared_database() = std::make_unique<TestDatabase>();
    return *shared_database();
}

TestServer& server() {
    if (!shared_server()) shared_server() = std::make_unique<TestServer>(database());
    return *shared_server();
}

void end_shared() {
    shared_server().reset();
    shared_database().reset();
}

}  // namespace marque::support
