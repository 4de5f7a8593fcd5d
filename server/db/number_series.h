#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "core/time.h"
#include "db/pool.h"

namespace marque::db {

/// A business number as people read it: "ORD-2026-0000123".
std::string number_text(std::string_view prefix, core::Date on, std::uint64_t number, std::size_t digits = 7);

/// Business numbers ("ORD-2026-0000123"), each given once in the whole network. A server takes them a block at a time
/// in a transaction of its own, so that nobody waits for another's number; a lost server leaves a gap, never a repeat.
class NumberSeries {
  public:
    explicit NumberSeries(Pool& pool) : pool_(pool) {}

    std::uint64_t next(const std::string& series);

  private:
    struct Block {
        std::uint64_t next = 0;
        std::uint64_t end = 0;
    };
    Pool& pool_;
    std::mutex mutex_;
    std::map<std::string, Block> blocks_;
};

}  // namespace marque::db
