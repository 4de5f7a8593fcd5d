#pragma once

#include <filesystem>
#include <string>

#include "db/pool.h"
#include "http/client_address.h"
#include "http/server.h"

namespace Poco::Util {
class AbstractConfiguration;
}

namespace marque::app {

/// Everything that can be set, read once at the start. docs/operations.md says what each key means.
struct Config {
    http::ServerConfig http;
    http::TrustedProxies trusted_proxies;
    db::PoolConfig db;
    std::filesystem::path schema_dir;
    bool demo = false;
};

/// Throws std::runtime_error that names the key at fault.
Config read_config(const Poco::Util::AbstractConfiguration& properties);

}  // namespace marque::app
