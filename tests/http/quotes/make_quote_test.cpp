#include "http/quotes/quote_book.h"

namespace {

using namespace marque::support;

BOOST_AUTO_TEST_SUITE(quotes)
BOOST_FIXTURE_TEST_SUITE(making, QuoteBook)

BOOST_AUTO_TEST_CASE(a_quote_promises_the_list_price_for_fourteen_days) {
    const auto made = seller.post("/quotes", offer());
    BOOST_REQUIRE_MESSAGE(made.status == 201, made.body);
    const auto quote = made.json();
    BOOST_TEST(made.header("location") == "/api/v1" + path(quote));
    BOOST_TEST(quote.at("state") == "OPEN");
    BOOST_TEST(quote.at("list_price") == "167000.00");
    BOOST_TEST(quote.at("price") == "167000.00");
    BOOST_TEST(quote.at("valid_until") == day(14));
    BOOST_TEST(quote.at("customer").at("name") == buyer.name);
    BOOST_TEST(quote.at("lines").size() == 5u);
    BOOST_TEST((quote.at("actions") == Json{"REVISE", "ORDER", "WITHDRAW"}));
    BOOST_TEST(now(quote) == quote);
}

BOOST_AUTO_TEST_CASE(the_list_price_is_the_same_whoever_asks) {
    BOOST_TEST(manager.post("/quotes", offer()).json().at("list_price") == quoted().at("list_price"));
    auto elsewhere = server().client(net.far_salesperson);
    auto wish = offer();
    wish["customer_id"] = make_customer(pool, net.far_dealer.id).id.value;
    const auto far = elsewhere.post("/quotes", wish).json();
    BOOST_TEST(far.at("list_price") == "167000.00");
    BOOST_TEST((far.at("lines") == quoted().at("lines")));
}

BOOST_AUTO_TEST_CASE(a_price_that_the_client_sends_is_ignored_and_said_so) {
    const auto expected = quoted().at("price");
    for (const char* name : {"price", "list_price", "total", "lines"}) {
        auto wish = offer();
        wish[name] = "1.00";
        const auto made = seller.post("/quotes", wish);
        BOOST_REQUIRE_MESSAGE(made.status == 201, made.body);
        BOOST_TEST(made.json().at("price") == expected);
        const auto notice = made.json().at("notices").at(0);
        BOOST_TEST(notice.at("code") == "price.ignored");
        BOOST_TEST(notice.at("pointer") == std::string("/") + name);
        BOOST_TEST(has_chinese(notice.at("sentence").at("zh").get<std::string>()));
    }
    const auto quote = quoted();
    BOOST_TEST(!quote.contains("notices"));
    const auto revised = seller.post(path(quote, "/revisions"),
                                     {{"version", 1}, {"features", {"T1", "E1", "C1", "I1"}}, {"price", "1.00"}});
    BOOST_REQUIRE_MESSAGE(revised.status == 201, revised.body);
    BOOST_TEST(revised.json().at("price") == "150000.00");
    BOOST_TEST(revised.json().at("notices").at(0).at("pointer") == "/price");
}

BOOST_AUTO_TEST_CASE(each_role_has_its_limit) {
    const auto limits = [](const char* others) {
        return Json{{"percent", "3.00"}, {"others_percent", others}, {"highest_percent", "8.00"}};
    };
    BOOST_TEST(seller.get("/quotes/limits").json() == limits("3.00"));
    BOOST_TEST(manager.get("/quotes/limits").json() == limits("8.00"));
    const auto within = discounted("5010.00");
    BOOST_TEST(within.at("state") == "OPEN");
    BOOST_TEST(within.at("price") == "161990.00");
    BOOST_TEST(discounted("5010.01").at("state") == "WAITING_APPROVAL");
    const auto waiting = discounted("10000.00");
    const auto revised = manager.post(
        path(waiting, "/revisions"),
        {{"version", waiting.at("version")}, {"features", {"T1", "E2", "C2", "I1", "OB"}}, {"discount", "13360.00"}});
    BOOST_TEST(revised.json().at("state") == "OPEN");
}

BOOST_AUTO_TEST_CASE(what_nobody_may_give_is_refused) {
    for (auto* client : {&seller, &manager})
        BOOST_TEST(refusal(*client, [&] { return client->post("/quotes", offer("13360.01")); }) ==
                   "422 quote.discount_above_limit");
    BOOST_TEST((faults(seller.post("/quotes", offer("-1.00"))) == std::set<std::string>{"/discount field.range"}));
    BOOST_TEST((faults(seller.post("/quotes", offer("much"))) == std::set<std::string>{"/discount field.not_allowed"}));
}

BOOST_AUTO_TEST_CASE(a_dealers_own_limit_wins_over_everybodys) {
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        tx.execute("INSERT INTO discount_limit (organisation_id, role, percent) VALUES (?, 'SALESPERSON', 5.00)",
                   net.dealer.id);
    });
    BOOST_TEST(seller.get("/quotes/limits").json().at("percent") == "5.00");
    BOOST_TEST(discounted("8350.00").at("state") == "OPEN");
    auto elsewhere = server().client(net.far_salesperson);
    BOOST_TEST(elsewhere.get("/quotes/limits").json().at("percent") == "3.00");
}

BOOST_AUTO_TEST_CASE(a_quote_is_valid_for_ninety_days_at_most) {
    for (const int days : {-1, 91}) {
        auto wish = offer();
        wish["valid_until"] = day(days);
        BOOST_TEST(refusal(seller, [&] { return seller.post("/quotes", wish); }) == "422 quote.valid_until_range");
    }
    for (const int days : {0, 90}) {
        auto wish = offer();
        wish["valid_until"] = day(days);
        BOOST_TEST(quoted(wish).at("valid_until") == day(days));
    }
}

BOOST_AUTO_TEST_CASE(only_what_can_be_built_is_offered_to_ones_own_customer) {
    auto wish = offer();
    wish["features"] = {"T1", "E1", "C1", "I1", "OA"};
    BOOST_TEST(refusal(seller, [&] { return seller.post("/quotes", wish); }) == "422 catalog.configuration_invalid");
    BOOST_TEST(!seller.post("/quotes", wish).json().at("errors").at(0).at("fixes").empty());
    wish = offer();
    wish["customer_id"] = make_customer(pool, net.other_dealer.id).id.value;
    BOOST_TEST(refusal(seller, [&] { return seller.post("/quotes", wish); }) == "404 customer.not_found");
    wish = offer();
    wish["model_year"] = 1999;
    BOOST_TEST(refusal(seller, [&] { return seller.post("/quotes", wish); }) == "404 catalog.no_such_model");
}

BOOST_AUTO_TEST_CASE(every_field_at_fault_is_named) {
    const auto reply = seller.post(
        "/quotes", {{"model", 7}, {"model_year", "2026"}, {"features", "T1"}, {"valid_until", "soon"}, {"gift", true}});
    BOOST_TEST(reply.status == 422);
    BOOST_TEST((faults(reply) == std::set<std::string>{"/model field.wrong_type", "/model_year field.wrong_type",
                                                       "/features field.wrong_type", "/customer_id field.missing",
                                                       "/valid_until field.not_allowed", "/gift field.unknown"}));
    auto wordy = offer();
    wordy["note"] = std::string(501, 'n');
    BOOST_TEST((faults(seller.post("/quotes", wordy)) == std::set<std::string>{"/note field.length"}));
    BOOST_TEST(
        seller.send("POST", "/quotes", {{"Content-Type", "application/json"}, {"Idempotency-Key", fresh_key()}}, "[]")
            .status == 422);
}

BOOST_AUTO_TEST_CASE(only_a_dealers_staff_make_quotes) {
    for (const auto& person : {net.regional_manager, net.plant_planner, net.administrator, net.service_adviser}) {
        auto client = server().client(person);
        BOOST_TEST(refusal(client, [&] { return client.post("/quotes", offer()); }) == "403 access.role_missing");
    }
    auto lost = server().client(make_person(pool, net.region, {marque::core::Role::salesperson}));
    BOOST_TEST(refusal(lost, [&] { return lost.post("/quotes", offer()); }) == "403 quote.not_a_dealer");
}

BOOST_AUTO_TEST_CASE(the_same_request_sent_again_makes_no_second_quote) {
    const Headers once{{"Idempotency-Key", fresh_key()}};
    const auto first = seller.post("/quotes", offer(), once);
    const auto second = seller.post("/quotes", offer(), once);
    BOOST_TEST(first.json() == second.json());
    BOOST_TEST(seller.get("/quotes").json().at("items").size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
