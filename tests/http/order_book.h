#pragma once

#include <algorithm>

#include "core/clock.h"
#include "http/refusal.h"
#include "support/shared.h"
#include "support/world.h"

namespace marque::support {

/// A dealer who sells, a line that builds, and the line's bridge: an order can be taken from its placing to the yard of
/// the dealer.
struct OrderBook {
    db::Pool& pool = database().pool();
    Network net = make_network(pool);
    Line line = make_line(pool);
    Model model = make_model(pool, line.code);
    Customer buyer = make_customer(pool, net.dealer.id);
    HttpClient seller = server().client(net.salesperson);
    HttpClient bridge = server().client();

    OrderBook() { bridge.bearer(server().service_token(line.code)); }

    static std::string day(int from_today) {
        return core::to_iso_date(core::BusinessClock().today("Asia/Shanghai") + std::chrono::days{from_today});
    }
    static std::string now() { return core::to_rfc3339(core::BusinessClock().real_now()); }

    Json wish() const {
        return {{"kind", "CUSTOMER"},
                {"model", model.code},
                {"model_year", model.year},
                {"features", {"T1", "E1", "C1", "I1"}},
                {"customer_id", buyer.id.value},
                {"requested_date", day(60)},
                {"note", "请在周末前交车"}};
    }
    Json wish_for_stock() const {
        auto order = wish();
        order["kind"] = "STOCK";
        order.erase("customer_id");
        return order;
    }
    std::string place(const Json& order) {
        const auto placed = seller.post("/orders", order);
        BOOST_REQUIRE_MESSAGE(placed.status == 201, placed.body);
        return placed.json().at("number");
    }
    std::string place() { return place(wish()); }
    Json read(const std::string& number) { return seller.get("/orders/" + number).json(); }
    std::string state(const std::string& number) { return read(number).at("state"); }
    /// Whether the order offers the action to the asker.
    static bool offers(const Json& order, const std::string& action) {
        const auto& actions = order.at("actions");
        return std::find(actions.begin(), actions.end(), action) != actions.end();
    }
    int version(const std::string& number) { return read(number).at("version"); }

    /// What waits for the line, oldest first; each message is given once.
    Json lease() {
        const auto leased =
            bridge.post("/bridge/outbox/lease", {{"line", line.code}, {"max", 50}, {"lease_seconds", 60}});
        BOOST_REQUIRE_MESSAGE(leased.status == 200, leased.body);
        return leased.json().at("messages");
    }
    Json tell(const Json& messages) {
        const auto told = bridge.post("/bridge/line-messages", {{"line", line.code}, {"messages", messages}});
        BOOST_REQUIRE_MESSAGE(told.status == 200, told.body);
        return told.json().at("results");
    }
    /// "ACCEPTED", or the verdict and its reason.
    std::string told(const Json& message) {
        const auto results = tell(Json::array({message}));
        const auto& result = results.at(0);
        const auto& reason = result.at("reason");
        return result.at("result").get<std::string>() + (reason.is_null() ? "" : " " + reason.get<std::string>());
    }

    static Json yes(const Json& request, const std::string& build_id) {
        return {{"message_id", fresh_key()},
                {"kind", "BUILD_ACCEPTED"},
                {"created_at", now()},
                {"original_message_id", request.at("message_id")},
                {"order_number", request.at("order_number")},
                {"configuration_version", request.at("configuration_version")},
                {"build_id", build_id}};
    }
    static Json no(const Json& request, const std::string& reason) {
        return {{"message_id", fresh_key()},
                {"kind", "BUILD_REFUSED"},
                {"created_at", now()},
                {"original_message_id", request.at("message_id")},
                {"order_number", request.at("order_number")},
                {"reason", reason}};
    }
    static Json at(const std::string& station, const std::string& build_id, int seq,
                   const std::string& how = "COMPLETED") {
        return {{"message_id", fresh_key()},
                {"kind", "PROGRESS"},
                {"created_at", now()},
                {"build_id", build_id},
                {"seq", seq},
                {"station", station},
                {"state", how}};
    }
    static Json line_off(const std::string& build_id, int seq, const std::string& vin) {
        auto message = at("LINE-OFF", build_id, seq);
        message["vin"] = vin;
        message["engine_number"] = "EN" + vin.substr(10);
        message["odometer_km"] = 6;
        return message;
    }

    /// The line takes the order; its build ID.
    std::string accepted(const std::string& number) {
        const std::string build_id = "B" + number.substr(4);
        for (const auto& request : lease()) {
            if (request.at("order_number") == number) BOOST_REQUIRE(told(yes(request, build_id)) == "ACCEPTED");
        }
        return build_id;
    }
    /// From the placing to the dealer's yard; the car's VIN.
    std::string arrived(const std::string& number) {
        const auto build_id = accepted(number);
        const std::string vin = make_vin();
        auto shipped = at("SHIPPED", build_id, 4);
        shipped["carrier"] = "安吉物流";
        shipped["eta"] = now();
        const auto results = tell(Json::array({at("BO-0110", build_id, 1), line_off(build_id, 2, vin),
                                               at("YARD-IN", build_id, 3), shipped, at("ARRIVED", build_id, 5)}));
        for (const auto& result : results) BOOST_REQUIRE_MESSAGE(result.at("result") == "ACCEPTED", result.dump());
        return vin;
    }
};

}  // namespace marque::support
