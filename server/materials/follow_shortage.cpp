#include "materials/materials.h"
#include "materials/shortage_hits.h"

namespace marque::materials {
namespace {

constexpr auto between_looks = std::chrono::seconds{20};
/// Whoever looks has died when it takes longer; another may.
constexpr auto longest_look = std::chrono::minutes{1};

/// The one that was looked at longest ago, if its time has come. Others leave it alone meanwhile.
std::optional<Missing> lease_shortage(db::Tx& tx, core::Instant real_now) {
    auto sql = select_missing();
    sql.add("WHERE s.state = 'OPEN' AND s.look_at <= ? ORDER BY s.look_at LIMIT 1 FOR UPDATE SKIP LOCKED", real_now);
    auto found = tx.list(map_missing, sql);
    if (found.empty()) return std::nullopt;
    tx.execute("UPDATE part_shortage SET look_at = ? WHERE id = ?", real_now + longest_look, found.front().id);
    return std::move(found.front());
}

/// Mostly nothing differs, and nothing is locked.
void look(db::Pool& pool, const Missing& missing, std::span<const core::OrderId> cars, const core::Clock& clock) {
    const auto now = clock.now();
    const auto differ = db::read(pool, [&](db::Tx& tx) { return cars_that_differ(tx, missing, cars, now); });
    if (differ.empty()) return;
    db::in_tx(pool, [&](db::Tx& tx) {
        const auto open = tx.value<int>(
            "one", "SELECT 1 AS one FROM part_shortage WHERE id = ? AND state = 'OPEN' FOR UPDATE", missing.id);
        if (open) note_hits(tx, missing, differ, now, clock.real_now());
    });
}

}  // namespace

bool follow_shortage(db::Pool& pool, const core::Clock& clock) {
    const auto missing = db::in_tx(pool, [&](db::Tx& tx) { return lease_shortage(tx, clock.real_now()); });
    if (!missing) return false;
    const auto cars = db::read(pool, [&](db::Tx& tx) { return cars_in_question(tx, *missing); });
    for (const auto& some : in_looks(cars)) look(pool, *missing, some, clock);
    db::in_tx(pool, [&](db::Tx& tx) {
        tx.execute("UPDATE part_shortage SET look_at = ? WHERE id = ?", clock.real_now() + between_looks, missing->id);
    });
    return true;
}

}  // namespace marque::materials
