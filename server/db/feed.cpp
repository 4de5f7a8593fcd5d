#include "db/feed.h"

namespace marque::db {
namespace {

constexpr int most_a_poll = 500;
constexpr std::size_t most_missing = 1000;
constexpr auto longest_transaction = std::chrono::seconds{10};

FeedEntry map_entry(const Row& row) {
    return {row.get<std::uint64_t>("id"),
            row.get<std::string>("kind"),
            row.opt<core::OrderId>("order_id"),
            row.opt<core::OrganisationId>("dealer_id"),
            row.opt<core::OrganisationId>("region_id"),
            row.opt<std::string>("line_code").value_or(""),
            row.get<std::string>("payload")};
}

}  // namespace

void put_in_feed(Tx& tx, core::Instant at, const std::vector<FeedEntry>& entries) {
    std::vector<Params> rows;
    rows.reserve(entries.size());
    for (const auto& entry : entries) {
        rows.push_back({at, entry.kind, entry.order, entry.dealer, entry.region, entry.line, entry.payload});
    }
    tx.insert_rows("INSERT INTO feed (created_at, kind, order_id, dealer_id, region_id, line_code, payload) VALUES",
                   rows);
}

std::vector<FeedEntry> feed_after(Tx& tx, std::uint64_t id, int most) {
    return tx.list(map_entry,
                   "SELECT id, kind, order_id, dealer_id, region_id, line_code, payload FROM feed WHERE id > ? "
                   "ORDER BY id LIMIT ?",
                   id, most);
}

std::vector<FeedEntry> FeedTail::poll(core::Instant now) {
    return read(pool_, [&](Tx& tx) {
        if (!last_) {
            last_ = tx.value<std::uint64_t>("last", "SELECT COALESCE(MAX(id), 0) AS last FROM feed");
            return std::vector<FeedEntry>{};
        }
        auto fresh = feed_after(tx, *last_, most_a_poll);
        if (!missing_.empty()) {
            std::vector<std::uint64_t> ids;
            for (const auto& [id, since] : missing_) ids.push_back(id);
            SqlBuilder late(
                "SELECT id, kind, order_id, dealer_id, region_id, line_code, payload FROM feed WHERE id IN");
            late.add_in(ids);
            const auto found = tx.list(map_entry, late);
            for (const auto& entry : found) missing_.erase(entry.id);
            note_gaps(fresh, now);
            fresh.insert(fresh.begin(), found.begin(), found.end());
            return fresh;
        }
        note_gaps(fresh, now);
        return fresh;
    });
}

void FeedTail::note_gaps(const std::vector<FeedEntry>& fresh, core::Instant now) {
    for (const auto& entry : fresh) {
        for (auto id = *last_ + 1; id < entry.id && missing_.size() < most_missing; ++id) missing_.emplace(id, now);
        last_ = entry.id;
    }
    std::erase_if(missing_, [now](const auto& gap) { return now - gap.second > longest_transaction; });
}

std::uint64_t forget_expired(Tx& tx, core::Instant now) {
    using std::chrono::hours;
    std::uint64_t deleted = 0;
    deleted += tx.execute("DELETE FROM feed WHERE created_at < ? LIMIT 2000", now - hours{1});
    deleted += tx.execute("DELETE FROM session WHERE expires_at < ? LIMIT 2000", now);
    deleted += tx.execute("DELETE FROM idempotency_key WHERE created_at < ? LIMIT 2000", now - hours{48});
    deleted += tx.execute("DELETE FROM inbox WHERE received_at < ? LIMIT 2000", now - hours{24 * 14});
    return deleted;
}

}  // namespace marque::db
