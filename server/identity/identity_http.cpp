#include "http/slice_routes.h"
#include "identity/business_clock.h"
#include "identity/identity_errors.h"
#include "identity/identity_queries.h"
#include "identity/person_store.h"
#include "identity/sign_in.h"
#include "identity/standings.h"

namespace marque::identity {
namespace {

using core::Role;
using http::Access;
using http::PageRequest;
using http::Request;
using http::Response;
using http::Services;

struct SignInBody {
    std::string sign_in_name;
    std::string password;
};
MARQUE_JSON(SignInBody, sign_in_name, password)

struct MoveClockBody {
    int days = 0;
};
MARQUE_JSON(MoveClockBody, days)

/// HttpOnly keeps scripts away from it, SameSite=Strict other sites.
std::string session_cookie(const std::string& token, std::int64_t max_age) {
    return "marque_session=" + token + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(max_age);
}

Response post_session(Services& services, const Request& request) {
    const auto body = request.json<SignInBody>();
    const auto session = sign_in(services, body.sign_in_name, body.password, request.actor());
    auto response = db::read(services.pool, [&](db::Tx& tx) {
        const auto record = find_session(tx, session.token, services.clock.real_now()).value();
        const auto person = find_standing(tx, record.person).value();
        return Response::of(201, read_me(tx, person.scope, session.expires_at, services.demo));
    });
    const auto lifetime =
        std::chrono::duration_cast<std::chrono::seconds>(session.expires_at - services.clock.real_now());
    response.headers["Set-Cookie"] = session_cookie(session.token, lifetime.count());
    return response;
}

Response get_session(Services& services, const Request& request) {
    return db::read(services.pool, [&](db::Tx& tx) {
        const auto record = find_session(tx, request.session_token, services.clock.real_now());
        if (!record) throw core::Error(http::errors::not_signed_in);
        return Response::of(200, read_me(tx, *request.scope, record->expires_at, services.demo));
    });
}

Response delete_session(Services& services, const Request& request) {
    db::in_tx(services.pool, [&](db::Tx& tx) { close_session(tx, request.session_token); });
    auto response = Response::no_content();
    response.headers["Set-Cookie"] = session_cookie("", 0);
    return response;
}

template <class T>
Response page_by_id(std::vector<T> rows, const PageRequest& page) {
    return Response::of(200, http::make_page(std::move(rows), page.limit, [](const T& last) {
                            if constexpr (requires { last.id.value; }) {
                                return std::to_string(last.id.value);
                            } else {
                                return std::to_string(last.id);
                            }
                        }));
}

Response get_organisations(Services& services, const Request& request) {
    const auto page = PageRequest::from(request);
    const auto kind = request.query_enum<core::OrganisationKind>("kind");
    return db::read(services.pool, [&](db::Tx& tx) { return page_by_id(list_organisations(tx, kind, page), page); });
}

Response get_people(Services& services, const Request& request) {
    const auto page = PageRequest::from(request);
    const auto role = request.query_enum<Role>("role");
    std::optional<core::OrganisationId> organisation;
    if (request.query_param("organisation_id")) {
        organisation = core::OrganisationId{request.query_number("organisation_id", 0, 1, ~std::uint64_t{0} >> 1)};
    }
    return db::read(services.pool, [&](db::Tx& tx) {
        return page_by_id(list_people(tx, *request.scope, organisation, role, page), page);
    });
}

Response get_audit(Services& services, const Request& request) {
    const auto page = PageRequest::from(request);
    const auto subject = request.query_param("subject");
    return db::read(services.pool, [&](db::Tx& tx) { return page_by_id(list_audit(tx, subject, page), page); });
}

Response get_clock(Services& services, const Request&) { return Response::of(200, read_clock(services)); }

Response post_clock_move(Services& services, const Request& request) {
    const auto body = request.json<MoveClockBody>();
    if (body.days < 1 || body.days > 400) {
        http::refuse_parameter("/days", http::errors::field_range, {{"least", "1"}, {"most", "400"}});
    }
    return Response::of(201, move_clock(services, body.days, request.actor()));
}

Response get_demo_sign_ins(Services& services, const Request&) {
    if (!services.demo) throw core::Error(errors::no_demo);
    const auto people = db::read(services.pool, [](db::Tx& tx) { return list_demo_sign_ins(tx); });
    return Response::json(200, {{"items", http::to_json_value(people)}});
}

}  // namespace

http::Authenticator make_authenticator(Services& services) {
    const auto standings = std::make_shared<Standings>();
    return {[&services, standings](const std::string& token) {
                return db::read(services.pool, [&](db::Tx& tx) -> std::optional<http::Authenticator::Person> {
                    const auto session = find_session(tx, token, services.clock.real_now());
                    return session ? standings->of(tx, session->person) : std::nullopt;
                });
            },
            [&services](const std::string& token) {
                return db::read(services.pool, [&](db::Tx& tx) { return find_service(tx, token); });
            }};
}

void add_routes(http::Router& router, Services& services) {
    http::SliceRoutes routes(router, services);
    routes.post("/sessions", Access::anyone(), post_session);
    routes.get("/sessions/current", Access::any_role(), get_session);
    routes.del("/sessions/current", Access::any_role(), delete_session);
    routes.get("/organisations", Access::any_role(), get_organisations);
    routes.get("/people", Access::any_role(), get_people);
    routes.get("/audit", Access::roles_of({Role::administrator, Role::auditor}), get_audit);
    routes.get("/clock", Access::any_role(), get_clock);
    routes.post("/clock/moves", Access::roles_of({Role::administrator}), post_clock_move);
    routes.get("/demo/sign-ins", Access::anyone(), get_demo_sign_ins);
}

}  // namespace marque::identity
