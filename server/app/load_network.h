#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/scope.h"
#include "db/pool.h"

/// What `schema/` brings into a database. Every function throws std::runtime_error for a file that is not as it should
/// be.
namespace marque::app {

/// Production lines and the first care programme. Can be run at every start: what is there already stays, and a care
/// rule that somebody has changed since stays as they left it.
void load_reference(db::Pool& pool, const std::filesystem::path& schema_dir);

struct LoadReport {
    bool loaded = false;  ///< false: the database knows organisations already and was left alone
    std::size_t organisations = 0, people = 0, models = 0;
    std::size_t customers = 0, vehicles = 0, repair_orders = 0, care_calls = 0;
    std::size_t orders_for_the_line = 0;
    std::string sentence = "the database knows its organisations already; nothing was loaded";
};

enum class DemoOrders { waiting_for_the_line, none };

/// The demonstration network with five years of history up to the clock's today: the same day gives the same history.
LoadReport load_demo(db::Pool& pool, const core::Clock& clock, const std::filesystem::path& schema_dir,
                     DemoOrders open_orders = DemoOrders::waiting_for_the_line);

struct DemoSignIn {
    std::string role;  ///< in English words
    std::string sign_in_name, password, name, organisation;
};

/// Whom a newcomer may sign in as: one for each kind of work.
std::vector<DemoSignIn> demo_sign_ins(const std::filesystem::path& schema_dir);

/// The first person of a database that has none: an administrator of the maker, who adds the others. Makes the maker's
/// own organisation ("HQ") if it is not there. Returns the password, which is kept nowhere else. Throws
/// std::runtime_error when the sign-in name is taken.
std::string add_administrator(db::Pool& pool, const std::string& sign_in_name, const std::string& name);

}  // namespace marque::app
