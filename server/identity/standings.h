#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "core/scope.h"
#include "db/tx.h"
#include "http/server.h"

namespace marque::identity {

/// Name, organisation and roles of those who work just now, kept for a few seconds: every request asks for them and
/// they hardly ever change. A role that was given or taken counts after `longest_kept`, in every copy of the server. A
/// session that was ended counts at once, because sessions are not kept here.
class Standings {
  public:
    static constexpr std::chrono::seconds longest_kept{3};

    /// Nothing when the person may not sign in.
    std::optional<http::Authenticator::Person> of(db::Tx& tx, core::PersonId person);

  private:
    struct Kept {
        http::Authenticator::Person person;
        std::chrono::steady_clock::time_point until;
    };
    std::optional<http::Authenticator::Person> kept(core::PersonId person);

    std::mutex mutex_;
    std::unordered_map<std::uint64_t, Kept> kept_;
};

}  // namespace marque::identity
