#include "db/number_series.h"

#include "core/text.h"
#include "db/tx.h"

namespace marque::db {
namespace {

constexpr std::uint64_t block_size = 50;

std::uint64_t take_block(Pool& pool, const std::string& series) {
    return in_tx(pool, [&](Tx& tx) {
        tx.execute("INSERT IGNORE INTO number_series (series, next) VALUES (?, 1)", series);
        const auto next =
            tx.value<std::uint64_t>("next", "SELECT next FROM number_series WHERE series = ? FOR UPDATE", series);
        tx.execute("UPDATE number_series SET next = next + ? WHERE series = ?", block_size, series);
        return next.value();
    });
}

}  // namespace

std::string number_text(std::string_view prefix, core::Date on, std::uint64_t number, std::size_t digits) {
    return std::string(prefix) + "-" + core::to_iso_date(on).substr(0, 4) + "-" + core::padded(number, digits);
}

std::uint64_t NumberSeries::next(const std::string& series) {
    const std::scoped_lock lock(mutex_);
    Block& block = blocks_[series];
    if (block.next == block.end) {
        block.next = take_block(pool_, series);
        block.end = block.next + block_size;
    }
    return block.next++;
}

}  // namespace marque::db
