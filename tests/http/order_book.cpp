#include "http/order_book.h"

#include <algorithm>

namespace marque::support {

OrderBook::OrderBook() { bridge.bearer(server().service_token(line.code)); }

std::string OrderBook::day(int from_today) {
    return core::to_iso_date(core::BusinessClock().today("Asia/Shanghai") + std::chrono::days{from_today});
}

std::string OrderBook::now() { return core::to_rfc3339(core::BusinessClock().real_now()); }

Json OrderBook::wish() const {
    return {{"kind", "CUSTOMER"},
            {"model", model.code},
            {"model_year", model.year},
            {"features", {"T1", "E1", "C1", "I1"}},
            {"customer_id", buyer.id.value},
            {"requested_date", day(60)},
            {"note", "请在周末前交车"}};
}

Json OrderBook::wish_for_stock() const {
    auto order = wish();
    order["kind"] = "STOCK";
    order.erase("customer_id");
    return order;
}

std::string OrderBook::place(const Json& order) {
    const auto placed = seller.post("/orders", order);
    BOOST_REQUIRE_MESSAGE(placed.status == 201, placed.body);
    return placed.json().at("number");
}

Json OrderBook::read(const std::string& number) { return seller.get("/orders/" + number).json(); }

std::string OrderBook::state(const std::string& number) { return read(number).at("state"); }

bool OrderBook::offers(const Json& order, const std::string& action) {
    const auto& actions = order.at("actions");
    return std::find(actions.begin(), actions.end(), action) != actions.end();
}

int OrderBook::version(const std::string& number) { return read(number).at("version"); }

Json OrderBook::lease() {
    const auto leased = bridge.post("/bridge/outbox/lease", {{"line", line.code}, {"max", 50}, {"lease_seconds", 60}});
    BOOST_REQUIRE_MESSAGE(leased.status == 200, leased.body);
    return leased.json().at("messages");
}

Json OrderBook::tell(const Json& messages) {
    const auto told = bridge.post("/bridge/line-messages", {{"line", line.code}, {"messages", messages}});
    BOOST_REQUIRE_MESSAGE(told.status == 200, told.body);
    return told.json().at("results");
}

std::string OrderBook::told(const Json& message) {
    const auto results = tell(Json::array({message}));
    const auto& result = results.at(0);
    const auto& reason = result.at("reason");
    return result.at("result").get<std::string>() + (reason.is_null() ? "" : " " + reason.get<std::string>());
}

Json OrderBook::yes(const Json& request, const std::string& build_id) {
    return {{"message_id", fresh_key()},
            {"kind", "BUILD_ACCEPTED"},
            {"created_at", now()},
            {"original_message_id", request.at("message_id")},
            {"order_number", request.at("order_number")},
            {"configuration_version", request.at("configuration_version")},
            {"build_id", build_id}};
}

Json OrderBook::no(const Json& request, const std::string& reason) {
    return {{"message_id", fresh_key()},
            {"kind", "BUILD_REFUSED"},
            {"created_at", now()},
            {"original_message_id", request.at("message_id")},
            {"order_number", request.at("order_number")},
            {"reason", reason}};
}

Json OrderBook::at(const std::string& station, const std::string& build_id, int seq, const std::string& how) {
    return {
        {"message_id", fresh_key()}, {"kind", "PROGRESS"}, {"created_at", now()}, {"build_id", build_id}, {"seq", seq},
        {"station", station},        {"state", how}};
}

Json OrderBook::line_off(const std::string& build_id, int seq, const std::string& vin) {
    auto message = at("LINE-OFF", build_id, seq);
    message["vin"] = vin;
    message["engine_number"] = "EN" + vin.substr(10);
    message["odometer_km"] = 6;
    return message;
}

std::string OrderBook::accepted(const std::string& number) {
    const std::string build_id = "B" + number.substr(4);
    for (const auto& request : lease()) {
        if (request.at("order_number") == number) BOOST_REQUIRE(told(yes(request, build_id)) == "ACCEPTED");
    }
    return build_id;
}

Json OrderBook::called_off(const std::string& number) {
    const auto asked =
        seller.post("/orders/" + number + "/cancellation", {{"version", version(number)}, {"reason", "客户改买现车"}});
    BOOST_REQUIRE_MESSAGE(asked.status == 201, asked.body);
    return lease().at(0);
}

std::string OrderBook::arrived(const std::string& number) {
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

}  // namespace marque::support
