#include "app/config.h"

#include <Poco/Exception.h>
#include <Poco/Util/AbstractConfiguration.h>

#include <fstream>
#include <stdexcept>

namespace marque::app {
namespace {

int number(const Poco::Util::AbstractConfiguration& properties, const std::string& key, int otherwise, int least,
           int most) {
    int value = otherwise;
    try {
        value = properties.getInt(key, otherwise);
    } catch (const Poco::SyntaxException&) {
        throw std::runtime_error(key + " is no number: '" + properties.getString(key) + "'");
    }
    if (value < least || value > most) {
        throw std::runtime_error(key + " must be between " + std::to_string(least) + " and " + std::to_string(most));
    }
    return value;
}

std::string first_line(const std::string& path) {
    std::ifstream file(path);
    std::string line;
    if (!std::getline(file, line)) throw std::runtime_error("db.password_file: cannot read " + path);
    return line;
}

http::TrustedProxies read_trusted_proxies(const Poco::Util::AbstractConfiguration& properties) {
    try {
        return http::TrustedProxies::parse(properties.getString("http.trusted_proxies", ""));
    } catch (const std::runtime_error& fault) {
        throw std::runtime_error(std::string("http.trusted_proxies: ") + fault.what());
    }
}

db::ConnectionConfig read_connection(const Poco::Util::AbstractConfiguration& properties) {
    db::ConnectionConfig connection;
    connection.socket = properties.getString("db.socket", "");
    connection.host = properties.getString("db.host", connection.host);
    connection.port = static_cast<unsigned>(number(properties, "db.port", 3306, 1, 65535));
    connection.user = properties.getString("db.user", "marque");
    connection.name = properties.getString("db.name", "marque");
    const auto file = properties.getString("db.password_file", "");
    connection.password = file.empty() ? properties.getString("db.password", "") : first_line(file);
    return connection;
}

}  // namespace

Config read_config(const Poco::Util::AbstractConfiguration& properties) {
    Config config;
    config.http.host = properties.getString("http.host", config.http.host);
    config.http.port = static_cast<unsigned short>(number(properties, "http.port", config.http.port, 0, 65535));
    config.http.portal = properties.getString("http.portal", "");
    config.http.most_connections = number(properties, "http.connections", config.http.most_connections, 4, 4096);
    config.trusted_proxies = read_trusted_proxies(properties);
    config.db.connection = read_connection(properties);
    config.db.most_connections = static_cast<std::size_t>(number(properties, "db.connections", 24, 1, 1000));
    config.schema_dir = properties.getString("schema.dir", "");
    if (config.schema_dir.empty()) throw std::runtime_error("schema.dir is not set: the folder that holds migrations/");
    config.demo = properties.getBool("demo", false);
    return config;
}

}  // namespace marque::app
