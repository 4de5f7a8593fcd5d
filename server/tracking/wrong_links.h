#pragma once

#include <chrono>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

#include "core/time.h"

namespace marque::tracking {

/// How many wrong addresses an asker has tried: 20 at once, and one more each 30 seconds. Whoever has tried more is not
/// looked up any more, so that nobody finds a link by trying. Kept in memory, by each copy of the server for itself; of
/// more than 10,000 askers those are forgotten that have not tried for the longest.
class WrongLinks {
  public:
    static constexpr int most = 20;
    static constexpr std::chrono::seconds forgiven_after{30};
    static constexpr std::size_t most_askers = 10'000;

    /// How long the asker has to wait before the next try; zero for one that may try now.
    std::chrono::seconds to_wait(const std::string& asker, core::Instant now);
    void note(const std::string& asker, core::Instant now);
    std::size_t askers() const;

  private:
    struct Asker {
        std::string name;
        core::Instant forgiven;  ///< when all that was tried so far is forgiven
    };

    mutable std::mutex mutex_;
    std::list<Asker> latest_first_;
    std::unordered_map<std::string, std::list<Asker>::iterator> by_name_;
};

}  // namespace marque::tracking
