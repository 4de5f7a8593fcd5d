#pragma once

#include <memory>

#include "app/load_network.h"
#include "core/clock.h"
#include "db/tx.h"
#include "support/test_database.h"

/// A database with the demonstration network, loaded once for the suite as if it were a set day.
namespace marque::demo_tests {

class SetClock : public core::Clock {
  public:
    explicit SetClock(const char* now) : now_(*core::parse_rfc3339(now)) {}
    core::Instant now() const override { return now_; }

  private:
    core::Instant now_;
};

inline const SetClock loading_day{"2026-11-21T03:00:00Z"};
inline const std::filesystem::path schema_dir = support::source_dir / "schema";

struct LoadedDemo {
    static inline std::unique_ptr<support::TestDatabase> database;
    static inline app::LoadReport report;

    void setup() {
        database = std::make_unique<support::TestDatabase>();
        app::load_reference(pool(), schema_dir);
        report = app::load_demo(pool(), loading_day, schema_dir);
    }
    void teardown() { database.reset(); }

    static db::Pool& pool() { return database->pool(); }
    /// The one number of a query that names it `n`.
    static std::int64_t number(db::Sql sql) { return number(pool(), sql); }
    static std::int64_t number(db::Pool& pool, db::Sql sql) {
        return db::read(pool, [&](db::Tx& tx) { return tx.value<std::int64_t>("n", sql).value(); });
    }
};

}  // namespace marque::demo_tests
