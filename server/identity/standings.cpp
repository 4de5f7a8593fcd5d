#include "identity/standings.h"

#include "identity/person_store.h"

namespace marque::identity {
namespace {

using std::chrono::steady_clock;

/// More than work at once on any network; whoever left long ago need not be remembered.
constexpr std::size_t most_kept = 50'000;

}  // namespace

std::optional<http::Authenticator::Person> Standings::of(db::Tx& tx, core::PersonId person) {
    if (auto known = kept(person)) return known;
    auto standing = find_standing(tx, person);
    if (!standing) return std::nullopt;
    const std::scoped_lock lock(mutex_);
    if (kept_.size() >= most_kept) kept_.clear();
    kept_.insert_or_assign(person.value, Kept{*standing, steady_clock::now() + longest_kept});
    return standing;
}

std::optional<http::Authenticator::Person> Standings::kept(core::PersonId person) {
    const std::scoped_lock lock(mutex_);
    const auto found = kept_.find(person.value);
    if (found == kept_.end() || found->second.until < steady_clock::now()) return std::nullopt;
    return found->second.person;
}

}  // namespace marque::identity
