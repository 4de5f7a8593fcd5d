#include "db/number_series.h"

#include "core/text.h"
#include "db/tx.h"

namespace marque::db {
namespace {

constexpr std::uint64_t block_size = 50;

/// One statement on a connection for reading, which commits it at once. Whoever asks holds a connection for writing,
/// and so does everybody who waits here for the same block: with the last of those taken, one more would never come
/// free.
std::uint64_t take_block(Pool& pool, const std::string& series) {
    return read(pool, [&](Tx& tx) {
        return tx.value<std::uint64_t>("next",
                                       "INSERT INTO number_series (series, next) VALUES (?, ?) "
                                       "ON DUPLICATE KEY UPDATE next = next + ? RETURNING next",
                                       series, 1 + block_size, block_size)
                   .value() -
               block_size;
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
