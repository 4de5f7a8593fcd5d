#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "arch/rules.h"

namespace marque::arch {
namespace {

using Folders = std::set<std::string>;
const Folders floor_folders{"core", "db", "http"};
const Folders top_folders{"app", ""};

std::string folder_of(const std::string& include) { return include.substr(0, include.find('/')); }
bool is_slice(const std::string& folder) { return !floor_folders.contains(folder) && !top_folders.contains(folder); }

/// Values need time zones, telephone numbers and digests, but no server, no database and no wire format.
bool is_of_the_world(const std::string& header) {
    for (const char* library :
         {"Poco/", "nlohmann/", "cppconn/", "mysql", "mariadb", "boost/", "prometheus/", "mqtt/", "MQTT", "sqlite3"}) {
        if (header.starts_with(library)) return true;
    }
    return false;
}

/// Why `file` may not include `header`, or nothing.
std::string forbidden(const SourceFile& file, const std::string& header) {
    const std::string from = file.folder();
    const std::string to = folder_of(header);
    if (from == to || (from.empty() && to == "app")) return {};
    if (from == "core") return "core stands on nothing";
    if (from == "db") return to == "core" ? "" : "db stands on core alone";
    if (from == "http") return to == "core" || to == "db" ? "" : "http stands on db and core alone";
    if (to == "core" || to == "db" || to == "http") return {};
    if (to == "app") return "only main stands on app";
    return header == to + "/" + to + ".h" ? "" : "another slice is met through " + to + "/" + to + ".h alone";
}

using Graph = std::map<std::string, Folders>;

/// A way from `slice` back to itself, or nothing.
std::string circle(const Graph& graph, const std::string& slice) {
    std::set<std::string> seen;
    const std::function<std::string(const std::string&, const std::string&)> walk = [&](const std::string& at,
                                                                                        const std::string& way) {
        const auto next = graph.find(at);
        if (next == graph.end()) return std::string();
        for (const auto& to : next->second) {
            if (to == slice) return way + " -> " + to;
            if (!seen.insert(to).second) continue;
            if (auto found = walk(to, way + " -> " + to); !found.empty()) return found;
        }
        return std::string();
    };
    return walk(slice, slice);
}

}  // namespace

Faults include_faults(const std::vector<SourceFile>& server) {
    Faults faults;
    Graph slices;
    for (const auto& file : server) {
        for (const auto& header : file.own) {
            if (const auto why = forbidden(file, header); !why.empty())
                faults.push_back(file.path + " includes " + header + ": " + why);
            const auto to = folder_of(header);
            if (is_slice(file.folder()) && is_slice(to) && file.folder() != to) slices[file.folder()].insert(to);
        }
        for (const auto& header : file.foreign) {
            if (file.folder() == "core" && is_of_the_world(header))
                faults.push_back(file.path + " includes " + header + ": core is values only");
            const bool connector = header.starts_with("cppconn/") || header.starts_with("mysql");
            if (connector && file.folder() != "db")
                faults.push_back(file.path + " includes " + header + ": only db knows the connector");
        }
    }
    for (const auto& [slice, unused] : slices) {
        if (const auto way = circle(slices, slice); !way.empty()) faults.push_back("slices in a circle: " + way);
    }
    return faults;
}

Faults bridge_include_faults(const std::vector<SourceFile>& mes_bridge) {
    const std::map<std::string, Folders> allowed{{"b2mml", {}},
                                                 {"plumbing", {}},
                                                 {"bridge", {"b2mml", "plumbing"}},
                                                 {"line-simulator", {"b2mml", "plumbing"}},
                                                 {"", {"bridge", "line-simulator", "plumbing"}}};
    Faults faults;
    for (const auto& file : mes_bridge) {
        const auto may = allowed.find(file.folder());
        for (const auto& header : file.own) {
            const auto to = folder_of(header);
            if (to == file.folder() || (may != allowed.end() && may->second.contains(to))) continue;
            faults.push_back(file.path + " includes " + header +
                             ": the bridge and the line share message types and plumbing alone");
        }
    }
    return faults;
}

}  // namespace marque::arch
