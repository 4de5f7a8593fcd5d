#include <algorithm>

#include "core/log.h"
#include "promises/open_orders.h"

namespace marque::promises {
namespace {

constexpr std::size_t orders_a_transaction = 256;
constexpr auto longest_round = std::chrono::minutes{2};
constexpr auto between_rounds = std::chrono::seconds{10};
constexpr auto worth_saying = std::chrono::minutes{1};

bool differs(const std::optional<Estimate>& a, const std::optional<Estimate>& b) {
    if (!a || !b) return a.has_value() != b.has_value();
    const auto far = [](core::Instant x, core::Instant y) { return x > y + worth_saying || y > x + worth_saying; };
    return far(a->p50, b->p50) || far(a->p90, b->p90);
}

/// How many of these were computed: what somebody else is at work on is left to the next round, so that nobody who
/// holds a row that this needs, and needs one that this holds, is ever waited for.
std::size_t recompute_some(db::Tx& tx, const std::vector<core::OrderId>& some, const LineTimes& times,
                           const std::unordered_map<std::uint64_t, int>& places,
                           std::pair<core::Instant, core::Instant> now) {
    auto orders = lock_free_open_orders(tx, some);
    Settling settling(tx, times, now.first);
    std::vector<const OpenOrder*> changed;
    for (auto& order : orders) {
        const auto before = order.estimate;
        const auto promise = order.promise;
        const int ahead = order.car.ahead;
        const auto place = places.find(order.car.order.value);
        if (order.car.phase == Phase::queue && place != places.end()) order.car.ahead = place->second;
        settling.settle(order);
        if (ahead != order.car.ahead || differs(before, order.estimate) || promise.at_risk != order.promise.at_risk ||
            promise.ledger_seq != order.promise.ledger_seq) {
            changed.push_back(&order);
        }
    }
    const auto held = settling.leave_held_orders();
    std::erase_if(changed, [&](const OpenOrder* order) { return held.contains(order->car.order); });
    save_open_orders(tx, changed);
    settling.write(now.second);
    return orders.size() - held.size();
}

void close_ended(db::Tx& tx, const std::string& line, core::Instant now, core::Instant real_now) {
    const auto ended = ended_open_orders(tx, line);
    if (ended.empty()) return;
    const auto times = read_times(tx, line);
    Settling settling(tx, times, now);
    for (auto& order : lock_open_orders(tx, ended)) {
        order.car.phase = Phase::ended;
        settling.settle(order);
    }
    settling.write(real_now);
}

/// Asked often, so it only reads: most of the time it is nobody's turn.
std::vector<std::string> lines_in_turn(db::Tx& tx, core::Instant now) {
    return tx.list([](const db::Row& row) { return row.get<std::string>("code"); },
                   "SELECT l.code FROM production_line l LEFT JOIN line_pace p ON p.line_code = l.code "
                   "WHERE p.leased_until IS NULL OR p.leased_until <= ?",
                   now);
}

/// The row is entered only where it is missing: an INSERT that finds it locks it shared, while the line's events wait
/// for it alone.
bool lease(db::Tx& tx, const std::string& line, core::Instant now) {
    const auto take = [&] {
        return tx.execute("UPDATE line_pace SET leased_until = ? WHERE line_code = ? AND leased_until <= ?",
                          now + longest_round, line, now) == 1;
    };
    if (take()) return true;
    if (tx.value<std::string>("line_code", "SELECT line_code FROM line_pace WHERE line_code = ?", line)) return false;
    tx.execute("INSERT IGNORE INTO line_pace (line_code) VALUES (?)", line);
    return take();
}

void follow_line(http::Services& services, const std::string& line) {
    const auto real_now = services.clock.real_now();
    if (!db::in_tx(services.pool, [&](db::Tx& tx) { return lease(tx, line, real_now); })) return;
    recompute_etas(services.pool, line, services.clock.now(), real_now);
    db::in_tx(services.pool, [&](db::Tx& tx) {
        tx.execute("UPDATE line_pace SET leased_until = ? WHERE line_code = ?",
                   services.clock.real_now() + between_rounds, line);
    });
}

}  // namespace

std::vector<std::string> line_codes(db::Tx& tx) {
    return tx.list([](const db::Row& row) { return row.get<std::string>("code"); },
                   "SELECT code FROM production_line ORDER BY code");
}

std::size_t recompute_etas(db::Pool& pool, const std::string& line, core::Instant now, core::Instant real_now) {
    db::in_tx(pool, [&](db::Tx& tx) { enter_open_orders(tx, line); });
    db::in_tx(pool, [&](db::Tx& tx) { close_ended(tx, line, now, real_now); });
    std::unordered_map<std::uint64_t, int> places;
    std::vector<core::OrderId> open;
    const auto times = db::read(pool, [&](db::Tx& tx) {
        places = queue_places(tx, line);
        open = open_orders_of(tx, line);
        return read_times(tx, line);
    });
    std::size_t count = 0;
    for (std::size_t from = 0; from < open.size(); from += orders_a_transaction) {
        const auto until = std::min(from + orders_a_transaction, open.size());
        const std::vector some(open.begin() + static_cast<std::ptrdiff_t>(from),
                               open.begin() + static_cast<std::ptrdiff_t>(until));
        count += db::in_tx(pool, [&](db::Tx& tx) { return recompute_some(tx, some, times, places, {now, real_now}); });
    }
    return count;
}

void follow_lines(http::Services& services) {
    const auto lines =
        db::read(services.pool, [&](db::Tx& tx) { return lines_in_turn(tx, services.clock.real_now()); });
    for (const auto& line : lines) {
        // One line's trouble is not the others'; its lease runs out, and it is tried again.
        try {
            follow_line(services, line);
        } catch (const std::exception& failure) {
            core::log::warning("followers.line_failed", {{"line", line}, {"reason", failure.what()}});
        }
    }
}

}  // namespace marque::promises
