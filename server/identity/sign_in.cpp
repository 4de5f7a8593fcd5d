#include "identity/sign_in.h"

#include "core/random.h"
#include "db/audit.h"
#include "identity/identity_errors.h"
#include "identity/person_store.h"

namespace marque::identity {
namespace {

constexpr int most_misses = 8;
constexpr auto lock_time = std::chrono::minutes{10};
constexpr auto session_time = std::chrono::hours{12};

/// A name that does not exist costs the same time as a wrong password, so that names cannot be found out.
void spend_the_time_of_a_check(const std::string& password) {
    static const std::string decoy = hash_password("a name that does not exist");
    password_fits(password, decoy);
}

core::Error refused() {
    return core::Error(errors::sign_in_refused,
                       {{"most", std::to_string(most_misses)}, {"minutes", std::to_string(lock_time.count())}});
}

/// The miss is committed before the refusal is thrown: a rolled-back transaction would forget to count it.
std::optional<SignedIn> try_sign_in(db::Tx& tx, const std::string& name, const std::string& password, core::Instant now,
                                    core::Actor& actor) {
    const auto person = lock_for_sign_in(tx, name);
    if (!person) {
        spend_the_time_of_a_check(password);
        return std::nullopt;
    }
    if (person->locked_until && *person->locked_until > now) {
        throw core::Error(errors::sign_in_locked, {{"until", core::to_rfc3339(*person->locked_until)}});
    }
    if (!password_fits(password, person->password_hash)) {
        const int misses = person->failed_sign_ins + 1;
        const bool lock = misses >= most_misses;
        record_failed_sign_in(tx, person->id, lock ? 0 : misses, lock ? std::optional(now + lock_time) : std::nullopt);
        return std::nullopt;
    }
    // Told only to who knows the password: to others a closed account is like any other.
    if (!person->active) throw core::Error(errors::person_left);
    const SignedIn session{core::random_token(), now + session_time};
    if (person->failed_sign_ins > 0) record_sign_in(tx, person->id);
    open_session(tx, session.token, person->id, now, session.expires_at);
    actor.person = person->id;
    db::audit(tx, now, actor, "session.opened", "person " + std::to_string(person->id.value), "", "");
    return session;
}

}  // namespace

SignedIn sign_in(http::Services& services, const std::string& sign_in_name, const std::string& password,
                 core::Actor actor) {
    actor.name = sign_in_name;
    const auto now = services.clock.real_now();
    const auto session =
        db::in_tx(services.pool, [&](db::Tx& tx) { return try_sign_in(tx, sign_in_name, password, now, actor); });
    if (!session) throw refused();
    return *session;
}

}  // namespace marque::identity
