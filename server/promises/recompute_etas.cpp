#include "promises/open_orders.h"

namespace marque::promises {
namespace {

constexpr int orders_a_transaction = 512;
constexpr auto longest_round = std::chrono::minutes{2};
constexpr auto between_rounds = std::chrono::seconds{10};
constexpr auto worth_saying = std::chrono::minutes{1};

bool differs(const std::optional<Estimate>& a, const std::optional<Estimate>& b) {
    if (!a || !b) return a.has_value() != b.has_value();
    const auto far = [](core::Instant x, core::Instant y) { return x > y + worth_saying || y > x + worth_saying; };
    return far(a->p50, b->p50) || far(a->p90, b->p90);
}

/// The next orders behind `after`; the last one's id, or nothing when there are no more.
std::optional<core::OrderId> recompute_some(db::Tx& tx, const std::string& line, const LineTimes& times,
                                            const std::unordered_map<std::uint64_t, int>& places, core::OrderId after,
                                            std::pair<core::Instant, core::Instant> now, std::size_t& count) {
    auto orders = lock_open_orders(tx, line, after, orders_a_transaction);
    if (orders.empty()) return std::nullopt;
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
    save_open_orders(tx, changed);
    settling.write(now.second);
    count += orders.size();
    return orders.back().car.order;
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

bool lease(db::Tx& tx, const std::string& line, core::Instant now) {
    tx.execute("INSERT IGNORE INTO line_pace (line_code) VALUES (?)", line);
    return tx.execute("UPDATE line_pace SET leased_until = ? WHERE line_code = ? AND leased_until <= ?",
                      now + longest_round, line, now) == 1;
}

}  // namespace

std::vector<std::string> line_codes(db::Tx& tx) {
    return tx.list([](const db::Row& row) { return row.get<std::string>("code"); },
                   "SELECT code FROM production_line ORDER BY code");
}

std::size_t recompute_etas(db::Pool& pool, const std::string& line, core::Instant now, core::Instant real_now) {
    db::in_tx(pool, [&](db::Tx& tx) {
        enter_open_orders(tx, line);
        close_ended(tx, line, now, real_now);
    });
    std::unordered_map<std::uint64_t, int> places;
    auto times = db::read(pool, [&](db::Tx& tx) {
        places = queue_places(tx, line);
        return read_times(tx, line);
    });
    std::size_t count = 0;
    for (std::optional<core::OrderId> after = core::OrderId{}; after;) {
        std::size_t done = 0;
        after = db::in_tx(pool, [&](db::Tx& tx) {
            done = 0;
            return recompute_some(tx, line, times, places, *after, {now, real_now}, done);
        });
        count += done;
    }
    return count;
}

void follow_lines(http::Services& services) {
    const auto lines =
        db::read(services.pool, [&](db::Tx& tx) { return lines_in_turn(tx, services.clock.real_now()); });
    for (const auto& line : lines) {
        const auto real_now = services.clock.real_now();
        if (!db::in_tx(services.pool, [&](db::Tx& tx) { return lease(tx, line, real_now); })) continue;
        recompute_etas(services.pool, line, services.clock.now(), real_now);
        db::in_tx(services.pool, [&](db::Tx& tx) {
            tx.execute("UPDATE line_pace SET leased_until = ? WHERE line_code = ?",
                       services.clock.real_now() + between_rounds, line);
        });
    }
}

}  // namespace marque::promises
