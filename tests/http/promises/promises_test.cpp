#include "db/tx.h"
#include "http/order_book.h"
#include "support/event_stream.h"

namespace {

using namespace marque::support;

/// An order book on a line that has built a dozen cars, so that it knows how long things take.
struct Promising : OrderBook {
    Promising() {
        Json steps = Json::array();
        for (int i = 0; i < 12; ++i) {
            const auto build_id = accepted(place(wish_for_stock()));
            for (const auto& step : whole_way(build_id)) steps.push_back(step);
        }
        for (const auto& result : tell(steps)) BOOST_REQUIRE_MESSAGE(result.at("result") == "ACCEPTED", result.dump());
    }

    static Json whole_way(const std::string& build_id) {
        auto shipped = at("SHIPPED", build_id, 4);
        shipped["carrier"] = "安吉物流";
        shipped["eta"] = now();
        return Json::array({at("BO-0110", build_id, 1), line_off(build_id, 2, make_vin()), at("YARD-IN", build_id, 3),
                            shipped, at("ARRIVED", build_id, 5)});
    }
    Json promise(const std::string& number) {
        const auto reply = seller.get("/orders/" + number + "/promise");
        BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
        return reply.json();
    }
    /// The task about this order, once p90 has passed its promise: the car was promised for yesterday.
    Json task_about(const std::string& number) {
        marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
            tx.execute(
                "UPDATE order_eta e JOIN customer_order o ON o.id = e.order_id SET e.promised_date = DATE_SUB(UTC_DATE(), INTERVAL 2 DAY) "
                "WHERE o.number = ?",
                number);
        });
        BOOST_REQUIRE(server().admin({"recompute-eta"}).status == 0);
        for (const auto& task : tasks("OPEN")) {
            if (task.at("order_number") == number) return task;
        }
        return nullptr;
    }
    Json tasks(const std::string& state, HttpClient* who = nullptr) {
        const auto reply = (who ? *who : seller).get("/promise-tasks?limit=200&state=" + state);
        BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
        return reply.json().at("items");
    }
    Reply complete(HttpClient& client, const Json& task, const Json& body) {
        return client.post("/promise-tasks/" + std::to_string(task.at("id").get<int>()) + "/completion", body);
    }
};

BOOST_AUTO_TEST_SUITE(promises)
BOOST_FIXTURE_TEST_SUITE(over_http, Promising)

BOOST_AUTO_TEST_CASE(an_order_has_an_eta_at_once_and_a_promise_when_the_line_has_taken_it) {
    const auto number = place();
    const auto before = promise(number);
    BOOST_TEST(before.at("promised_date").is_null());
    BOOST_TEST(before.at("eta").at("phase") == "QUEUE");
    BOOST_TEST((before.at("eta").at("p50_at") <= before.at("eta").at("p90_at")));
    const auto build_id = accepted(number);
    const auto made = promise(number);
    BOOST_TEST(made.at("promised_date").is_string());
    BOOST_TEST((made.at("promised_date") == read(number).at("promised_date")));
    BOOST_TEST(made.at("requested_date") == read(number).at("requested_date"));
    BOOST_TEST(made.at("ledger").at(0).at("kind") == "MADE");
    BOOST_TEST(made.at("at_risk") == false);
    for (const auto& result : tell(whole_way(build_id))) BOOST_TEST(result.at("result") == "ACCEPTED");
    const auto kept = promise(number);
    BOOST_TEST(kept.at("eta").is_null());
    BOOST_TEST(kept.at("ledger").at(1).at("kind") == "KEPT");
}

BOOST_AUTO_TEST_CASE(a_promise_at_risk_is_a_task_that_the_open_page_hears_of) {
    const auto number = place();
    accepted(number);
    EventStream page(seller, "/events?topic=order:" + number);
    const auto task = task_about(number);
    BOOST_REQUIRE(task.is_object());
    BOOST_TEST(task.at("state") == "OPEN");
    BOOST_TEST(task.at("reason") == "QUEUE");
    BOOST_TEST(task.at("customer_name") == buyer.name);
    BOOST_TEST(seller.get("/promise-tasks/" + task.at("id").dump()).json().at("order_number") == number);
    BOOST_TEST(promise(number).at("open_task") == task.at("id"));
    const auto orders = seller.get("/orders?limit=200").json();
    for (const auto& row : orders.at("items")) {
        BOOST_TEST((row.at("at_risk") == (row.at("number") == number)));
    }
    bool told = false;
    for (auto event = page.next(); event && !told; event = page.next()) told = event->json().at("kind") == "PROMISE";
    BOOST_TEST(told);
    // The next look finds the same task, not another one.
    BOOST_REQUIRE(server().admin({"recompute-eta"}).status == 0);
    BOOST_TEST(promise(number).at("open_task") == task.at("id"));
}

BOOST_AUTO_TEST_CASE(the_salesperson_says_what_was_agreed_on) {
    const auto number = place();
    accepted(number);
    const auto task = task_about(number);
    const auto done =
        complete(seller, task, {{"version", task.at("version")}, {"note", "客户同意改期"}, {"promised_date", day(90)}});
    BOOST_REQUIRE_MESSAGE(done.status == 201, done.body);
    BOOST_TEST(done.json().at("outcome") == "MOVED");
    BOOST_TEST(done.json().at("closed_by") == net.salesperson.name);
    const auto moved = promise(number);
    BOOST_TEST(moved.at("promised_date") == day(90));
    BOOST_TEST(moved.at("ledger").back().at("kind") == "MOVED");
    BOOST_TEST(moved.at("ledger").back().at("note") == "客户同意改期");
    BOOST_TEST(moved.at("open_task").is_null());
    BOOST_TEST(read(number).at("promised_date") == day(90));
    BOOST_TEST(refusal(seller, [&] {
                   return complete(seller, task, {{"version", 2}, {"note", "再次"}});
               }) == "409 promise.task_done");
}

BOOST_AUTO_TEST_CASE(one_call_is_about_all_cars_of_one_buyer) {
    const auto taken = [&](const std::string& number) {
        accepted(number);
        return number;
    };
    const auto first = taken(place()), second = taken(place()), third = taken(place());
    const auto task = task_about(first);
    task_about(second);
    const auto kept = task_about(third);
    const auto path = "/promise-tasks/" + task.at("id").dump();
    std::set<std::string> same;
    Json others = Json::array();
    const auto found = seller.get(path + "/same-buyer").json();
    for (const auto& other : found.at("items")) {
        same.insert(other.at("order_number"));
        if (other.at("order_number") == second)
            others.push_back({{"id", other.at("id")}, {"version", other.at("version")}});
    }
    BOOST_TEST((same == std::set<std::string>{second, third}));
    Json body{{"version", task.at("version")},
              {"note", "三台一起说了，先改两台"},
              {"promised_date", day(90)},
              {"others", others}};
    auto stale = body;
    stale["others"][0]["version"] = 99;
    BOOST_TEST(refusal(seller, [&] { return complete(seller, task, stale); }) == "409 promise.stale_version");
    BOOST_TEST(seller.get(path).json().at("state") == "OPEN");
    const auto done = complete(seller, task, body);
    BOOST_REQUIRE_MESSAGE(done.status == 201, done.body);
    for (const auto& number : {first, second}) {
        BOOST_TEST(promise(number).at("promised_date") == day(90));
        BOOST_TEST(promise(number).at("open_task").is_null());
    }
    BOOST_TEST(promise(third).at("open_task") == kept.at("id"));
}

BOOST_AUTO_TEST_CASE(a_call_is_about_no_other_buyers_cars) {
    const auto own = place();
    accepted(own);
    auto for_another = wish();
    for_another["customer_id"] = make_customer(pool, net.dealer.id).id.value;
    const auto anothers = place(for_another);
    accepted(anothers);
    const auto task = task_about(own), foreign = task_about(anothers);
    BOOST_TEST(seller.get("/promise-tasks/" + task.at("id").dump() + "/same-buyer").json().at("items").empty());
    const Json other{{"id", foreign.at("id")}, {"version", foreign.at("version")}};
    const auto both =
        complete(seller, task, {{"version", task.at("version")}, {"note", "一起说了"}, {"others", {other}}});
    BOOST_TEST((faults(both) == std::set<std::string>{"/others promise.another_buyer"}));
    const auto many =
        complete(seller, task, {{"version", task.at("version")}, {"note", "一起说了"}, {"others", Json(100, other)}});
    BOOST_TEST((faults(many) == std::set<std::string>{"/others field.range"}));
    auto stranger = server().client(net.other_salesperson);
    BOOST_TEST(refusal(stranger, [&] {
                   return stranger.get("/promise-tasks/" + task.at("id").dump() + "/same-buyer");
               }) == "404 promise.task_not_found");
}

BOOST_AUTO_TEST_CASE(a_call_without_another_day_leaves_the_promise) {
    const auto number = place();
    accepted(number);
    const auto task = task_about(number);
    const auto done = complete(seller, task, {{"version", task.at("version")}, {"note", "客户愿意等"}});
    BOOST_REQUIRE_MESSAGE(done.status == 201, done.body);
    BOOST_TEST(done.json().at("outcome") == "TOLD");
    bool listed = false;
    for (const auto& each : tasks("DONE")) listed = listed || each.at("id") == task.at("id");
    BOOST_TEST(listed);
    BOOST_TEST(promise(number).at("ledger").size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_task_is_closed_with_a_note_its_version_and_a_day_within_reach) {
    const auto number = place();
    accepted(number);
    const auto task = task_about(number);
    const auto version = task.at("version").get<int>();
    BOOST_TEST(refusal(seller, [&] {
                   return complete(seller, task, {{"version", version + 5}, {"note", "客户愿意等"}});
               }) == "409 promise.stale_version");
    const auto past =
        complete(seller, task, {{"version", version}, {"note", "客户愿意等"}, {"promised_date", day(-1)}});
    BOOST_TEST((faults(past) == std::set<std::string>{"/promised_date promise.date_out_of_reach"}));
    const auto silent = complete(seller, task, {{"version", version}, {"note", ""}});
    BOOST_TEST((faults(silent) == std::set<std::string>{"/note field.length"}));
    const auto odd = complete(seller, task, {{"version", "1"}, {"note", "x"}, {"day", 5}});
    BOOST_TEST((faults(odd) == std::set<std::string>{"/version field.wrong_type", "/day field.unknown"}));
    BOOST_TEST((faults(seller.get("/promise-tasks?state=SOON")) == std::set<std::string>{"state field.not_allowed"}));
}

BOOST_AUTO_TEST_CASE(tasks_and_promises_are_seen_where_their_orders_are) {
    const auto number = place();
    accepted(number);
    const auto task = task_about(number);
    const auto sees = [&](const Person& person) {
        auto client = server().client(person);
        for (const auto& each : tasks("OPEN", &client)) {
            if (each.at("id") == task.at("id")) return true;
        }
        return false;
    };
    BOOST_TEST(sees(net.dealer_manager));
    BOOST_TEST(sees(net.regional_manager));
    BOOST_TEST(sees(net.auditor));
    BOOST_TEST(!sees(net.other_salesperson));
    BOOST_TEST(!sees(net.other_regional_manager));
    for (const auto& person : {net.other_salesperson, net.far_salesperson}) {
        auto stranger = server().client(person);
        BOOST_TEST(refusal(stranger, [&] { return stranger.get("/orders/" + number + "/promise"); }) ==
                   "404 order.not_found");
        BOOST_TEST(refusal(stranger, [&] { return stranger.get("/promise-tasks/" + task.at("id").dump()); }) ==
                   "404 promise.task_not_found");
        BOOST_TEST(refusal(stranger, [&] {
                       return complete(stranger, task, {{"version", 1}, {"note", "我来"}});
                   }) == "404 promise.task_not_found");
    }
    auto manager = server().client(net.regional_manager);
    BOOST_TEST(refusal(manager, [&] {
                   return complete(manager, task, {{"version", 1}, {"note", "我来"}});
               }) == "403 access.role_missing");
    auto agent = server().client(net.care_agent);
    BOOST_TEST(refusal(agent, [&] { return agent.get("/promise-tasks"); }) == "403 access.role_missing");
    BOOST_TEST(seller.get("/promise-tasks?mine=1").status == 200);
}

BOOST_AUTO_TEST_CASE(the_backtest_says_how_often_the_truth_lay_within) {
    const auto said = server().admin({"backtest-eta", "--most", "500"});
    BOOST_REQUIRE(said.status == 0);
    BOOST_TEST(said.output.find(line.code) != std::string::npos, said.output);
    BOOST_TEST(said.output.find("within p90") != std::string::npos, said.output);
}

BOOST_AUTO_TEST_CASE(a_car_that_nobody_has_ordered_yet_has_an_eta_too) {
    const auto path = "/new-order-eta/" + model.code + "/" + std::to_string(model.year);
    const auto said = seller.get(path);
    BOOST_REQUIRE_MESSAGE(said.status == 200, said.body);
    const auto eta = said.json();
    BOOST_TEST((eta.at("p50_at") <= eta.at("p90_at")));
    BOOST_TEST((eta.at("computed_at") <= eta.at("p50_at")));
    // Cars without a buyer wait until those that have one are on the line.
    accepted(place());
    BOOST_TEST(seller.get(path).json().at("ahead") == eta.at("ahead").get<int>() + 1);
    accepted(place(wish_for_stock()));
    BOOST_TEST(seller.get(path).json().at("ahead") == eta.at("ahead").get<int>() + 1);
    BOOST_TEST(seller.get(path + "?stock=1").json().at("ahead") == eta.at("ahead").get<int>() + 2);
    // An order that is placed now has what was said before it.
    const auto before = seller.get(path).json();
    BOOST_TEST((promise(place()).at("eta").at("ahead") == before.at("ahead")));
}

BOOST_AUTO_TEST_CASE(of_a_line_that_has_built_nothing_no_day_is_said) {
    const auto fresh = make_model(pool, make_line(pool).code);
    const auto eta = seller.get("/new-order-eta/" + fresh.code + "/" + std::to_string(fresh.year)).json();
    BOOST_TEST(eta.at("p50_at").is_null());
    BOOST_TEST(eta.at("ahead") == 0);
    BOOST_TEST(refusal(seller, [&] { return seller.get("/new-order-eta/NONE/2026"); }) == "404 promise.no_such_model");
    BOOST_TEST((faults(seller.get("/new-order-eta/" + fresh.code + "/2026?stock=yes")).size() == 1u));
    auto region = server().client(net.regional_manager);
    BOOST_TEST(refusal(region, [&] { return region.get("/new-order-eta/NONE/2026"); }) == "403 access.role_missing");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
