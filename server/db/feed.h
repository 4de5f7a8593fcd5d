#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "db/tx.h"

namespace marque::db {

/// Something that open pages want to know. `payload` is the FeedEvent of docs/openapi.yaml.
struct FeedEntry {
    std::uint64_t id = 0;
    std::string kind;
    std::optional<core::OrderId> order;
    std::optional<core::OrganisationId> dealer;
    std::optional<core::OrganisationId> region;
    std::string line;
    std::string payload;
};

/// Enters it in the caller's transaction. `at` is real time.
void put_in_feed(Tx& tx, core::Instant at, const std::vector<FeedEntry>& entries);

/// Entries after `id`, oldest first.
std::vector<FeedEntry> feed_after(Tx& tx, std::uint64_t id, int most);

/// Follows the feed as it grows. Ids are given before commit, so a later id can show first: a skipped id is asked for
/// again until it shows or its transaction has had ten seconds to end.
class FeedTail {
  public:
    explicit FeedTail(Pool& pool) : pool_(pool) {}

    /// What has been committed since the last call; the first call only finds the end.
    std::vector<FeedEntry> poll(core::Instant now);

  private:
    void note_gaps(const std::vector<FeedEntry>& fresh, core::Instant now);

    Pool& pool_;
    std::optional<std::uint64_t> last_;
    std::map<std::uint64_t, core::Instant> missing_;
};

/// Deletes entries and other rows that only serve for a while (feed, inbox, idempotency keys, sessions), a bounded
/// number a call. Returns how many were deleted.
std::uint64_t forget_expired(Tx& tx, core::Instant now);

}  // namespace marque::db
