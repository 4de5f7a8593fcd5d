#include <algorithm>

#include "http/idempotency.h"
#include "http/slice_routes.h"
#include "orders/as_built.h"
#include "orders/change_order.h"
#include "orders/change_preview.h"
#include "orders/change_wish.h"
#include "orders/order_routes.h"
#include "orders/order_views.h"
#include "orders/waiting_line.h"

namespace marque::orders {

struct OtherFeatures {
    std::vector<std::string> features;
};
MARQUE_JSON(OtherFeatures, features)
MARQUE_JSON(VersionedOrder, version)
MARQUE_JSON(ChangeOrder, version, features)
MARQUE_JSON(ChangeBuyer, version, customer_id, keep_discount)
MARQUE_JSON(ChangeDestination, version, destination_id)
MARQUE_JSON(ChangeWish, version, requested_date, note)
MARQUE_JSON(HoldOrder, version, reason)
MARQUE_JSON(CancelOrder, version, reason)
MARQUE_JSON(SignOff, version, reason)
MARQUE_JSON(HandOverOrder, version, odometer_km, plate, customer_id, looked_myself)

namespace {

using core::Role;
using http::Access;
using http::Request;
using http::Response;

constexpr int most_odometer_km = 2'000'000;
constexpr int longest_reason = 200;
constexpr int longest_note = 500;
constexpr int longest_sign_off = 300;

/// A use case on one order, answered with the order as it then is and with what is to be said of prices.
template <class Work>
Response on_order(OrderServices& services, const Request& request, Work&& work,
                  const std::vector<catalog::PriceNotice>& ignored = {}) {
    const Doing doing{*request.scope, request.actor(), services.clock.now(), services.clock.real_now()};
    const auto& number = request.path_param("number");
    return http::once(services.pool, request, doing.real_now, [&](db::Tx& tx) {
        auto notices = ignored;
        if constexpr (std::is_void_v<decltype(work(tx, number, doing))>) {
            work(tx, number, doing);
        } else {
            const auto more = work(tx, number, doing);
            notices.insert(notices.end(), more.begin(), more.end());
        }
        const auto order = read_order(tx, *request.scope, number, doing.at);
        return Response::json(201, catalog::with_notices(http::to_json_value(order), notices));
    });
}

Response get_windows(OrderServices& services, const Request& request) {
    return db::read(services.pool, [&](db::Tx& tx) {
        return Response::of(200, read_windows(tx, services.catalog, *request.scope, request.path_param("number"),
                                              services.clock.now()));
    });
}

Response get_model(OrderServices& services, const Request& request) {
    return db::read(services.pool, [&](db::Tx& tx) {
        return Response::json(
            200, read_model(tx, services.catalog, *request.scope, request.path_param("number"), services.clock.now()));
    });
}

Response post_check(OrderServices& services, const Request& request) {
    const auto sent = catalog::read_unpriced<OtherFeatures>(request);
    catalog::require_countable(sent.command.features);
    return db::read(services.pool, [&](db::Tx& tx) {
        const auto verdict = check_configuration(tx, services.catalog, *request.scope, request.path_param("number"),
                                                 sent.command.features, services.clock.now());
        return Response::json(200, catalog::with_notices(verdict, sent.notices));
    });
}

Response post_preview(OrderServices& services, const Request& request) {
    const auto sent = catalog::read_unpriced<WantedChange>(request);
    if (sent.command.features) catalog::require_countable(*sent.command.features);
    return db::read(services.pool, [&](db::Tx& tx) {
        const auto preview = preview_change(tx, services, *request.scope, request.path_param("number"), sent.command,
                                            services.clock.now());
        return Response::json(200, catalog::with_notices(http::to_json_value(preview), sent.notices));
    });
}

Response post_change(OrderServices& services, const Request& request) {
    const auto sent = catalog::read_unpriced<ChangeOrder>(request);
    catalog::require_countable(sent.command.features);
    return on_order(
        services, request,
        [&](db::Tx& tx, const std::string& number, const Doing& doing) {
            change_order(tx, services.catalog, number, sent.command, doing);
        },
        sent.notices);
}

Response post_buyer(OrderServices& services, const Request& request) {
    const auto sent = catalog::read_unpriced<ChangeBuyer>(request);
    return on_order(
        services, request,
        [&](db::Tx& tx, const std::string& number, const Doing& doing) {
            return change_buyer(tx, number, sent.command, doing);
        },
        sent.notices);
}

Response post_destination(OrderServices& services, const Request& request) {
    const auto command = request.json<ChangeDestination>();
    return on_order(services, request, [&](db::Tx& tx, const std::string& number, const Doing& doing) {
        change_destination(tx, services.catalog, number, command, doing);
    });
}

Response post_wish(OrderServices& services, const Request& request) {
    const auto command = request.json<ChangeWish>();
    http::require_length("/note", command.note.value_or(""), 0, longest_note);
    return on_order(services, request, [&](db::Tx& tx, const std::string& number, const Doing& doing) {
        change_wish(tx, services.catalog, number, command, doing);
    });
}

Response post_submission(OrderServices& services, const Request& request) {
    const auto sent = catalog::read_unpriced<VersionedOrder>(request);
    return on_order(
        services, request,
        [&](db::Tx& tx, const std::string& number, const Doing& doing) {
            return submit_order(tx, services.catalog, number, sent.command, doing);
        },
        sent.notices);
}

Response post_hold(OrderServices& services, const Request& request) {
    const auto command = request.json<HoldOrder>();
    http::require_length("/reason", command.reason, 1, longest_reason);
    return on_order(services, request, [&](db::Tx& tx, const std::string& number, const Doing& doing) {
        hold_order(tx, number, command, doing);
    });
}

Response post_resumption(OrderServices& services, const Request& request) {
    const auto command = request.json<VersionedOrder>();
    return on_order(services, request, [&](db::Tx& tx, const std::string& number, const Doing& doing) {
        resume_order(tx, services.catalog, number, command, doing);
    });
}

Response post_cancellation(OrderServices& services, const Request& request) {
    const auto command = request.json<CancelOrder>();
    http::require_length("/reason", command.reason, 1, longest_reason);
    return on_order(services, request, [&](db::Tx& tx, const std::string& number, const Doing& doing) {
        cancel_order(tx, services.catalog, number, command, doing);
    });
}

Response post_sign_off(OrderServices& services, const Request& request) {
    const auto command = request.json<SignOff>();
    http::require_length("/reason", command.reason, 1, longest_sign_off);
    return on_order(services, request, [&](db::Tx& tx, const std::string& number, const Doing& doing) {
        sign_off(tx, number, command, doing);
    });
}

Response post_hand_over(OrderServices& services, const Request& request) {
    const auto command = request.json<HandOverOrder>();
    if (command.odometer_km < 0 || command.odometer_km > most_odometer_km) {
        http::refuse_parameter("/odometer_km", http::errors::field_range,
                               {{"least", "0"}, {"most", std::to_string(most_odometer_km)}});
    }
    http::require_length("/plate", command.plate.value_or(""), 0, 16);
    return on_order(services, request, [&](db::Tx& tx, const std::string& number, const Doing& doing) {
        hand_over(tx, number, command, doing);
    });
}

}  // namespace

void add_life_routes(http::Router& router, const OrderServices& services) {
    const auto sellers = Access::roles_of({Role::salesperson, Role::dealer_manager});
    const auto holders = Access::roles_of({Role::salesperson, Role::dealer_manager, Role::plant_planner});
    const auto watchers = Access::roles_of({Role::salesperson, Role::dealer_manager, Role::regional_manager,
                                            Role::plant_planner, Role::administrator, Role::auditor});
    http::SliceRoutes routes(router, services);
    routes.get("/orders/{number}/change-windows", watchers, get_windows);
    routes.get("/orders/{number}/model", watchers, get_model);
    routes.post("/orders/{number}/configuration-check", sellers, post_check);
    routes.post("/orders/{number}/change-preview", sellers, post_preview);
    routes.post("/orders/{number}/changes", sellers, post_change);
    routes.post("/orders/{number}/buyer", sellers, post_buyer);
    routes.post("/orders/{number}/destination", sellers, post_destination);
    routes.post("/orders/{number}/wish", sellers, post_wish);
    routes.post("/orders/{number}/submission", sellers, post_submission);
    routes.post("/orders/{number}/hold", holders, post_hold);
    routes.post("/orders/{number}/resumption", holders, post_resumption);
    routes.post("/orders/{number}/cancellation", sellers, post_cancellation);
    const auto managers = Access::roles_of({Role::dealer_manager, Role::regional_manager});
    routes.post("/orders/{number}/as-built-sign-off", managers, post_sign_off);
    routes.post("/orders/{number}/hand-over", sellers, post_hand_over);
}

}  // namespace marque::orders
