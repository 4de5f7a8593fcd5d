#include <boost/test/unit_test.hpp>

#include <set>

#include "core/clock.h"
#include "db/tx.h"
#include "support/shared.h"
#include "support/world.h"

namespace {

using namespace marque;
using support::Json;
using support::Reply;

/// The pointers of a problem's field errors.
std::set<std::string> pointers(const Reply& reply) {
    std::set<std::string> found;
    for (const auto& error : reply.json().value("errors", Json::array()))
        found.insert(error["pointer"].get<std::string>());
    return found;
}

/// A car of the dealer's customer, a service station with its people, something to do and to fit.
struct Counter {
    support::Network net = support::make_network(support::database().pool());
    support::Model model =
        support::make_model(support::database().pool(), support::make_line(support::database().pool()).code);
    support::Vehicle car = support::make_vehicle(support::database().pool(), model,
                                                 support::make_customer(support::database().pool(), net.dealer.id),
                                                 core::BusinessClock().today("Asia/Shanghai") - std::chrono::days{100});
    std::string work = support::make_labour_operation(support::database().pool()).code;
    std::string part = support::make_part(support::database().pool()).part_no;
    std::string tracked = support::make_part(support::database().pool(), true).part_no;
    support::HttpClient adviser = support::server().client(net.service_adviser);
    support::HttpClient technician = support::server().client(net.technician);

    Json visit() const { return {{"vin", car.vin}, {"odometer_km", 4000}, {"complaint", "前轮异响"}}; }
    Json open() {
        const auto reply = adviser.post("/repair-orders", visit());
        BOOST_REQUIRE_MESSAGE(reply.status == 201, reply.body);
        return reply.json();
    }
    Json operation() const {
        return {{"operation_code", work},
                {"technician_id", net.technician.id.value},
                {"pay_type", "CUSTOMER_PAY"},
                {"cause", "前轮轴承滚道点蚀"},
                {"correction", "更换前轮轴承"}};
    }
    Json lines(int version) const {
        return {{"version", version},
                {"operations", Json::array({operation()})},
                {"parts", Json::array({Json{
                              {"part_no", tracked}, {"quantity", "1"}, {"serial", "SN-77"}, {"pay_type", "DEALER"}}})}};
    }
    static std::string at(const Json& order, const std::string& rest = "") {
        return "/repair-orders/" + order["number"].get<std::string>() + rest;
    }
};

BOOST_AUTO_TEST_SUITE(service)

BOOST_AUTO_TEST_CASE(a_visit_from_the_counter_to_the_closed_order) {
    Counter counter;
    const auto opened = counter.adviser.post("/repair-orders", counter.visit());
    BOOST_REQUIRE(opened.status == 201);
    auto order = opened.json();
    BOOST_TEST(opened.header("location") == "/api/v1" + Counter::at(order));
    BOOST_TEST((order["state"] == "OPEN"));
    BOOST_TEST((order["own"] == true));
    BOOST_TEST(order["number"].get<std::string>().starts_with("RO-"));

    const auto car = counter.adviser.get("/vehicles/" + counter.car.vin).json();
    BOOST_TEST((car["open_repair_order"] == order["number"]));
    BOOST_TEST(!car["owner"].is_null());
    BOOST_TEST((car["odometer_km"] == 4000));

    const auto saved = counter.technician.put(Counter::at(order, "/lines"), counter.lines(1));
    BOOST_REQUIRE_MESSAGE(saved.status == 200, saved.body);
    order = saved.json();
    BOOST_TEST((order["operations"][0]["amount"] == "300.00"));
    BOOST_TEST((order["operations"][0]["hours"] == "1.50"));
    BOOST_TEST((order["parts"][0]["amount"] == "88.80"));
    BOOST_TEST(
        (order["totals"] ==
         Json::parse(R"([{"pay_type":"CUSTOMER_PAY","amount":"300.00"},{"pay_type":"DEALER","amount":"88.80"}])")));

    const auto closed = counter.adviser.post(Counter::at(order, "/closing"), {{"version", 2}});
    BOOST_REQUIRE_MESSAGE(closed.status == 201, closed.body);
    BOOST_TEST((closed.json()["state"] == "CLOSED"));
    const auto life = counter.adviser.get("/vehicles/" + counter.car.vin + "/timeline").json()["items"];
    BOOST_TEST((life[0]["kind"] == "REPAIR_CLOSED"));
    BOOST_TEST((life[0]["summary"]["operations"][0]["technician"] == counter.net.technician.name));
    BOOST_TEST((life[0]["summary"]["parts"][0]["serial"] == "SN-77"));
    BOOST_TEST((life[1]["kind"] == "REPAIR_OPENED"));
    BOOST_TEST(counter.adviser.get("/vehicles/" + counter.car.vin).json()["owner"].is_null());
}

BOOST_AUTO_TEST_CASE(opening_sent_again_with_its_key_opens_once) {
    Counter counter;
    const support::Headers key{{"Idempotency-Key", support::fresh_key()}};
    const auto first = counter.adviser.post("/repair-orders", counter.visit(), key);
    const auto again = counter.adviser.post("/repair-orders", counter.visit(), key);
    BOOST_TEST(again.status == 201);
    BOOST_TEST(again.body == first.body);
    BOOST_TEST(counter.adviser.get("/repair-orders").json()["items"].size() == 1);
    auto other = counter.visit();
    other["odometer_km"] = 4001;
    BOOST_TEST(counter.adviser.post("/repair-orders", other, key).code() == "idempotency.key_reused");
}

BOOST_AUTO_TEST_CASE(closing_sent_again_with_its_key_closes_once) {
    Counter counter;
    const auto order = counter.open();
    counter.technician.put(Counter::at(order, "/lines"), counter.lines(1));
    const support::Headers key{{"Idempotency-Key", support::fresh_key()}};
    const auto first = counter.adviser.post(Counter::at(order, "/closing"), {{"version", 2}}, key);
    const auto again = counter.adviser.post(Counter::at(order, "/closing"), {{"version", 2}}, key);
    BOOST_TEST(first.status == 201);
    BOOST_TEST(again.body == first.body);
    BOOST_TEST(counter.adviser.post(Counter::at(order, "/closing"), {{"version", 2}}).code() ==
               "repair_order.not_open");
}

BOOST_AUTO_TEST_CASE(a_second_workshop_is_told_where_the_car_stands) {
    Counter counter;
    const auto order = counter.open();
    auto other = support::server().client(counter.net.other_adviser);
    const auto reply = other.post("/repair-orders", counter.visit());
    BOOST_TEST(reply.status == 409);
    BOOST_TEST(reply.code() == "repair_order.already_open");
    const auto detail = reply.json()["detail"].get<std::string>();
    BOOST_TEST(detail.find(order["number"].get<std::string>()) != std::string::npos);
    BOOST_TEST(detail.find(order["station"]["name"]["zh"].get<std::string>()) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_car_that_does_not_exist_comes_into_no_workshop) {
    Counter counter;
    auto visit = counter.visit();
    visit["vin"] = support::make_vin();
    BOOST_TEST(counter.adviser.post("/repair-orders", visit).code() == "vehicle.not_found");
    visit["vin"] = "12345";
    const auto reply = counter.adviser.post("/repair-orders", visit);
    BOOST_TEST(reply.status == 422);
    BOOST_TEST(reply.code() == "vehicle.vin_invalid");
    BOOST_TEST(pointers(reply).contains("/vin"));
}

BOOST_AUTO_TEST_CASE(everything_wrong_with_an_opening_is_told_at_once) {
    Counter counter;
    const auto reply =
        counter.adviser.post("/repair-orders", {{"vin", counter.car.vin}, {"odometer_km", -1}, {"complaint", "  "}});
    BOOST_TEST(reply.status == 422);
    BOOST_TEST((pointers(reply) == std::set<std::string>{"/odometer_km", "/complaint"}));
    const auto typed = counter.adviser.post("/repair-orders", {{"vin", 5}, {"odometer_km", "many"}, {"colour", "red"}});
    BOOST_TEST((pointers(typed) == std::set<std::string>{"/vin", "/odometer_km", "/complaint", "/colour"}));
    auto visit = counter.visit();
    visit["odometer_km"] = 2000001;
    BOOST_TEST((pointers(counter.adviser.post("/repair-orders", visit)) == std::set<std::string>{"/odometer_km"}));
    visit = counter.visit();
    std::string long_complaint;
    for (int i = 0; i < 1001; ++i) long_complaint += "响";
    visit["complaint"] = long_complaint;
    BOOST_TEST((pointers(counter.adviser.post("/repair-orders", visit)) == std::set<std::string>{"/complaint"}));
}

BOOST_AUTO_TEST_CASE(a_complaint_may_be_a_thousand_chinese_characters) {
    Counter counter;
    auto visit = counter.visit();
    std::string complaint;
    for (int i = 0; i < 1000; ++i) complaint += "响";
    visit["complaint"] = complaint;
    BOOST_TEST(counter.adviser.post("/repair-orders", visit).status == 201);
}

BOOST_AUTO_TEST_CASE(an_opening_needs_its_idempotency_key) {
    Counter counter;
    const auto reply = counter.adviser.post("/repair-orders", counter.visit(), {{"Idempotency-Key", "short"}});
    BOOST_TEST(reply.status == 400);
    BOOST_TEST(reply.code() == "idempotency.key_missing");
}

BOOST_AUTO_TEST_CASE(who_may_do_what) {
    Counter counter;
    const auto order = counter.open();
    BOOST_TEST(counter.technician.post("/repair-orders", counter.visit()).code() == "access.role_missing");
    BOOST_TEST(counter.technician.post(Counter::at(order, "/closing"), {{"version", 1}}).status == 403);
    auto salesperson = support::server().client(counter.net.salesperson);
    BOOST_TEST(salesperson.get(Counter::at(order)).status == 403);
    for (const auto& reader : {counter.net.care_agent, counter.net.technical_engineer, counter.net.auditor,
                               counter.net.administrator, counter.net.other_technician}) {
        auto client = support::server().client(reader);
        const auto reply = client.get(Counter::at(order));
        BOOST_TEST(reply.status == 200);
        BOOST_TEST((reply.json()["own"] == false));
        BOOST_TEST(client.put(Counter::at(order, "/lines"), counter.lines(1)).status == 403);
    }
    auto manager = support::server().client(counter.net.station_manager);
    BOOST_TEST(manager.put(Counter::at(order, "/lines"), counter.lines(1)).status == 200);
}

BOOST_AUTO_TEST_CASE(another_stations_technician_does_not_write) {
    Counter counter;
    const auto order = counter.open();
    auto other = support::server().client(counter.net.other_technician);
    const auto reply = other.put(Counter::at(order, "/lines"), counter.lines(1));
    BOOST_TEST(reply.status == 403);
    BOOST_TEST(reply.code() == "repair_order.other_station");
}

BOOST_AUTO_TEST_CASE(of_two_who_save_the_second_is_told_to_load_again) {
    Counter counter;
    const auto order = counter.open();
    BOOST_TEST(counter.technician.put(Counter::at(order, "/lines"), counter.lines(1)).status == 200);
    const auto late = counter.adviser.put(Counter::at(order, "/lines"), counter.lines(1));
    BOOST_TEST(late.status == 409);
    BOOST_TEST(late.code() == "repair_order.stale_version");
}

BOOST_AUTO_TEST_CASE(each_line_at_fault_is_named) {
    Counter counter;
    const auto order = counter.open();
    auto lines = counter.lines(1);
    lines["operations"].push_back(counter.operation());
    lines["operations"][1]["operation_code"] = "NO-SUCH";
    lines["operations"][1]["technician_id"] = counter.net.service_adviser.id.value;
    lines["parts"][0].erase("serial");
    auto reply = counter.technician.put(Counter::at(order, "/lines"), lines);
    BOOST_TEST(reply.status == 422);
    BOOST_TEST(reply.code() == "repair_order.lines_at_fault");
    BOOST_TEST((pointers(reply) == std::set<std::string>{"/operations/1/operation_code", "/operations/1/technician_id",
                                                         "/parts/0/serial"}));

    lines = counter.lines(1);
    lines["parts"][0]["quantity"] = "1.005";
    lines["operations"][0]["hours"] = "half an hour";
    lines["operations"][0]["pay_type"] = "NOBODY";
    lines["operations"][0]["amount"] = "0.01";
    reply = counter.technician.put(Counter::at(order, "/lines"), lines);
    BOOST_TEST(reply.code() == "request.fields_at_fault");
    BOOST_TEST((pointers(reply) == std::set<std::string>{"/parts/0/quantity", "/operations/0/hours",
                                                         "/operations/0/pay_type", "/operations/0/amount"}));
}

BOOST_AUTO_TEST_CASE(more_lines_than_an_order_holds_are_refused) {
    Counter counter;
    const auto order = counter.open();
    auto lines = counter.lines(1);
    for (int i = 0; i < 100; ++i) lines["operations"].push_back(counter.operation());
    const auto reply = counter.technician.put(Counter::at(order, "/lines"), lines);
    BOOST_TEST(reply.status == 422);
    BOOST_TEST(pointers(reply).contains("/operations"));
}

BOOST_AUTO_TEST_CASE(the_maker_does_not_pay_for_a_car_out_of_warranty) {
    Counter counter;
    const auto order = counter.open();
    auto lines = counter.lines(1);
    lines["operations"][0]["pay_type"] = "WARRANTY";
    const auto reply = counter.technician.put(Counter::at(order, "/lines"), lines);
    BOOST_TEST(reply.status == 422);
    BOOST_TEST(reply.code() == "repair_order.warranty_expired");
    BOOST_TEST(pointers(reply).contains("/operations/0/pay_type"));
}

BOOST_AUTO_TEST_CASE(an_order_without_work_is_not_closed) {
    Counter counter;
    const auto order = counter.open();
    const auto reply = counter.adviser.post(Counter::at(order, "/closing"), {{"version", 1}});
    BOOST_TEST(reply.status == 409);
    BOOST_TEST(reply.code() == "repair_order.no_operations");
}

BOOST_AUTO_TEST_CASE(unknown_numbers_are_not_found) {
    Counter counter;
    BOOST_TEST(counter.adviser.get("/repair-orders/RO-1999-0000001").code() == "repair_order.not_found");
    BOOST_TEST(counter.technician.put("/repair-orders/RO-1999-0000001/lines", counter.lines(1)).status == 404);
    BOOST_TEST(counter.adviser.post("/repair-orders/RO-1999-0000001/closing", {{"version", 1}}).status == 404);
}

BOOST_AUTO_TEST_CASE(the_list_shows_the_stations_own_and_pages) {
    Counter counter;
    auto order = counter.open();
    counter.technician.put(Counter::at(order, "/lines"), counter.lines(1));
    counter.adviser.post(Counter::at(order, "/closing"), {{"version", 2}});
    const auto second = counter.open();
    const auto page = counter.technician.get("/repair-orders?limit=1").json();
    BOOST_TEST((page["items"][0]["number"] == second["number"]));
    const auto rest = counter.technician.get("/repair-orders?limit=1&cursor=" + page["next"].get<std::string>()).json();
    BOOST_TEST((rest["items"][0]["number"] == order["number"]));
    BOOST_TEST(rest["next"].is_null());
    BOOST_TEST(counter.technician.get("/repair-orders?state=CLOSED").json()["items"].size() == 1);
    BOOST_TEST(counter.technician.get("/repair-orders?state=LOST").status == 422);
    auto other = support::server().client(counter.net.other_technician);
    BOOST_TEST(other.get("/repair-orders").json()["items"].empty());
}

BOOST_AUTO_TEST_CASE(operations_and_parts_are_looked_up_by_code_or_name) {
    Counter counter;
    const auto operations = counter.technician.get("/labour-operations?q=" + counter.work).json()["items"];
    BOOST_TEST((operations[0]["code"] == counter.work));
    BOOST_TEST((operations[0]["hourly_rate"] == "200.00"));
    const auto parts = counter.technician.get("/parts?q=" + counter.tracked).json()["items"];
    BOOST_TEST((parts[0]["serialised"] == true));
    BOOST_TEST(counter.technician.get("/parts").json()["items"].size() <= 20);
    BOOST_TEST(counter.technician.get("/parts?q=" + std::string(81, 'x')).status == 422);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
