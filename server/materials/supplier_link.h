#pragma once

#include "core/scope.h"
#include "db/tx.h"
#include "http/message.h"
#include "materials/call_off_views.h"

/// How suppliers get their call-offs by themselves. docs/adr/0017-call-offs-go-to-their-suppliers.md says why it is so.
namespace marque::materials {

enum class PushState { waiting, delivered, given_up };

}  // namespace marque::materials

template <>
struct marque::core::EnumText<marque::materials::PushState> {
    using E = marque::materials::PushState;
    static constexpr std::array<std::pair<E, std::string_view>, 3> names{
        {{E::waiting, "WAITING"}, {E::delivered, "DELIVERED"}, {E::given_up, "GIVEN_UP"}}};
};

namespace marque::materials {

/// What became of the newest version that was to be pushed. `status` is what the other side answered, `fault` why
/// there was no answer.
struct PushView {
    int version = 1;
    PushState state = PushState::waiting;
    int tries = 0;
    std::optional<core::Instant> next_try_at;
    std::optional<core::Instant> tried_at;
    std::optional<int> status;
    std::optional<std::string> fault;
    std::optional<int> delivered_version;
    std::optional<core::Instant> delivered_at;
};
MARQUE_JSON(PushView, version, state, tries, next_try_at, tried_at, status, fault, delivered_version, delivered_at)

struct SupplierLinkView {
    SupplierRef supplier;
    std::optional<core::Instant> token_made_at;
    std::optional<std::string> token_made_by;
    std::optional<std::string> url;
    std::optional<core::Instant> url_set_at;
    std::optional<std::string> url_set_by;
    std::optional<PushView> push;
    int version = 0;  ///< 0: nothing was ever set
};
MARQUE_JSON(SupplierLinkView, supplier, token_made_at, token_made_by, url, url_set_at, url_set_by, push, version)
/// Throws `supplier.not_found` for one that brings nothing to the line.
SupplierLinkView read_supplier_link(db::Tx& tx, const core::Scope& scope, const std::string& line,
                                    const std::string& supplier);

/// Without `url` nothing is pushed any more; without `secret` the one that was set stays.
struct SetWebhook {
    int version = 0;
    std::optional<std::string> url;
    std::optional<std::string> secret;
};
MARQUE_JSON(SetWebhook, version, url, secret)

struct Linking {
    core::Scope scope;
    core::Actor actor;
    std::string by;  ///< the person's name
    core::Instant at, real_now;
};
/// Sets it and has the newest version pushed. Throws `supplier.…`.
void set_webhook(db::Tx& tx, const std::string& line, const std::string& supplier, const SetWebhook& command,
                 const Linking& linking);
/// A new token, which is shown this once; the one before is worth nothing any more.
std::string make_supplier_token(db::Tx& tx, const std::string& line, const std::string& supplier,
                                const Linking& linking);
/// The newest version is pushed now, and tried again as if it had never failed. Throws `supplier.no_webhook`.
void push_again(db::Tx& tx, const std::string& line, const std::string& supplier, const Linking& linking);

/// Whose call-offs the token reads. Throws `supplier.token_only` for the token of something else.
SupplierAccess supplier_of(const http::ServiceIdentity& service);

/// The newest version is due to be pushed, if there is where to. One that comes while the supplier cannot be reached
/// waits as long as the one before would have; `at_once`: a planner wants it.
void put_in_push(db::Tx& tx, const std::string& line, const std::string& supplier, bool at_once = false);

}  // namespace marque::materials
