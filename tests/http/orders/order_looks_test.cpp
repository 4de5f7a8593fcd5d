#include "db/tx.h"
#include "http/order_book.h"

namespace {

using namespace marque::support;

using Numbers = std::vector<std::string>;

struct LookingPerson : OrderBook {
    HttpClient manager = server().client(net.dealer_manager);

    Json since(const std::string& number) {
        const auto told = seller.get("/orders/" + number + "/since-last-look");
        BOOST_REQUIRE_MESSAGE(told.status == 200, told.body);
        return told.json();
    }
    void look(const std::string& number) {
        BOOST_REQUIRE(seller.put("/orders/" + number + "/look", {{"version", version(number)}}).status == 204);
    }
    Numbers changed(const std::string& more = "") {
        const auto listed = seller.get("/orders?changed=true" + more);
        BOOST_REQUIRE_MESSAGE(listed.status == 200, listed.body);
        const auto items = listed.json().at("items");
        Numbers numbers;
        for (const auto& order : items) {
            BOOST_TEST(order.at("changed") == true);
            numbers.push_back(order.at("number"));
        }
        return numbers;
    }
    bool marked(const std::string& number) {
        const auto found = seller.get("/orders?number=" + number).json().at("items");
        return found.at(0).at("changed");
    }
    /// As a browser sends it: with no body there is no type either.
    void see_all() { BOOST_REQUIRE(seller.send("PUT", "/orders/look", {}, "").status == 204); }
};

BOOST_AUTO_TEST_SUITE(orders)
BOOST_FIXTURE_TEST_SUITE(looks, LookingPerson)

BOOST_AUTO_TEST_CASE(an_order_that_moves_after_one_looked_is_marked_until_one_looks_again) {
    const auto number = place();
    look(number);
    BOOST_TEST(!marked(number));
    const auto build = accepted(number);
    BOOST_TEST(marked(number));
    BOOST_TEST(changed() == Numbers{number}, boost::test_tools::per_element());
    const auto news = since(number);
    BOOST_REQUIRE(news.at("events").size() == 1u);
    BOOST_TEST(news.at("events").at(0).at("kind") == "BUILD_LINKED");
    look(number);
    BOOST_TEST(changed().empty());
    BOOST_TEST(since(number).at("events").empty());

    BOOST_TEST(told(at("BO-0110", build, 1)) == "ACCEPTED");
    auto held = at("BO-0120", build, 2, "HELD");
    held["hold_reason"] = "QUALITY";
    BOOST_TEST(told(held) == "ACCEPTED");
    const auto later = since(number);
    BOOST_TEST(later.at("stations_passed") == 1);
    BOOST_REQUIRE(later.at("holds").size() == 1u);
    BOOST_TEST(later.at("holds").at(0).at("reason") == "QUALITY");
    look(number);
    BOOST_TEST(!marked(number));
    // That it goes on again is news too, though the order's state has not moved.
    BOOST_TEST(told(at("BO-0120", build, 3)) == "ACCEPTED");
    BOOST_TEST(changed() == Numbers{number}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(who_looks_at_an_old_version_has_not_seen_the_new_one) {
    const auto number = place();
    look(number);
    const int seen = version(number);
    accepted(number);
    BOOST_TEST(seller.put("/orders/" + number + "/look", {{"version", seen}}).status == 204);
    BOOST_TEST(marked(number));
}

BOOST_AUTO_TEST_CASE(what_one_never_looked_at_is_news_from_the_first_look_on) {
    const auto before = place();
    BOOST_TEST(!marked(before));
    BOOST_TEST(since(before).at("looked_at").is_null());
    see_all();
    BOOST_TEST(changed().empty());
    const auto fresh = place();
    accepted(before);
    BOOST_TEST((changed() == Numbers{fresh, before}));
    BOOST_TEST((changed("&state=SCHEDULED") == Numbers{before}));
    BOOST_TEST((changed("&limit=1") == Numbers{fresh}));
    const auto page = seller.get("/orders?changed=true&limit=1").json();
    BOOST_TEST((changed("&limit=1&cursor=" + page.at("next").get<std::string>()) == Numbers{before}));
    see_all();
    BOOST_TEST(changed().empty());
}

BOOST_AUTO_TEST_CASE(each_person_has_looks_of_their_own) {
    const auto number = place();
    look(number);
    BOOST_REQUIRE(manager.put("/orders/look", Json::object()).status == 204);
    accepted(number);
    look(number);
    BOOST_TEST(changed().empty());
    const auto theirs = manager.get("/orders?changed=true").json().at("items");
    BOOST_REQUIRE(theirs.size() == 1u);
    BOOST_TEST(theirs.at(0).at("number") == number);
}

BOOST_AUTO_TEST_CASE(only_a_dealers_people_look_and_only_at_their_own) {
    const auto number = place();
    auto stranger = server().client(net.other_salesperson);
    BOOST_TEST(refusal(stranger, [&] {
                   return stranger.put("/orders/" + number + "/look", {{"version", 1}});
               }) == "404 order.not_found");
    BOOST_TEST(refusal(stranger, [&] { return stranger.get("/orders/" + number + "/since-last-look"); }) ==
               "404 order.not_found");
    auto region = server().client(net.regional_manager);
    BOOST_TEST(refusal(region, [&] { return region.put("/orders/look", Json::object()); }) ==
               "403 access.role_missing");
    BOOST_TEST((faults(region.get("/orders?changed=true")) == std::set<std::string>{"changed field.not_allowed"}));
    BOOST_TEST((faults(seller.put("/orders/" + number + "/look", {{"version", "one"}, {"at", 1}})) ==
                std::set<std::string>{"/version field.wrong_type", "/at field.unknown"}));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(prices_sent, OrderBook)

BOOST_AUTO_TEST_CASE(a_price_that_the_client_sends_is_ignored_and_said_so) {
    auto order = wish();
    order["price"] = "1.00";
    order["currency"] = "USD";
    const auto placed = seller.post("/orders", order);
    BOOST_REQUIRE_MESSAGE(placed.status == 201, placed.body);
    BOOST_TEST(placed.json().at("price") == "150000.00");
    BOOST_TEST(placed.json().at("currency") == "CNY");
    const auto notices = placed.json().at("notices");
    BOOST_REQUIRE(notices.size() == 2u);
    BOOST_TEST(notices.at(0).at("code") == "price.ignored");
    BOOST_TEST(notices.at(0).at("pointer") == "/price");
    BOOST_TEST(notices.at(1).at("pointer") == "/currency");
    BOOST_TEST(!seller.post("/orders", wish()).json().contains("notices"));

    const std::string number = placed.json().at("number");
    const auto changed =
        seller.post("/orders/" + number + "/changes",
                    {{"version", version(number)}, {"features", {"T1", "E1", "C2", "I1"}}, {"total", "1.00"}});
    BOOST_REQUIRE_MESSAGE(changed.status == 201, changed.body);
    BOOST_TEST(changed.json().at("notices").at(0).at("pointer") == "/total");
    BOOST_TEST(changed.json().at("configurations").back().at("price") == "153000.00");
}

BOOST_AUTO_TEST_CASE(so_it_is_with_each_car_of_a_fleet) {
    const Json car{{"model", model.code},
                   {"model_year", model.year},
                   {"features", {"T1", "E1", "C1", "I1"}},
                   {"count", 2},
                   {"price", "1.00"}};
    const auto placed = seller.post("/fleet-orders", {{"kind", "STOCK"}, {"requested_date", day(60)}, {"cars", {car}}});
    BOOST_REQUIRE_MESSAGE(placed.status == 201, placed.body);
    BOOST_TEST(placed.json().at("price") == "300000.00");
    BOOST_TEST(placed.json().at("notices").at(0).at("pointer") == "/cars/0/price");
}

BOOST_AUTO_TEST_CASE(so_it_is_wherever_a_client_may_think_of_a_price) {
    const auto ignored = [](const Reply& reply, int status, const std::string& pointer) {
        BOOST_REQUIRE_MESSAGE(reply.status == status, reply.body);
        const auto notice = reply.json().at("notices").at(0);
        BOOST_TEST(notice.at("code") == "price.ignored");
        BOOST_TEST(notice.at("pointer") == pointer);
    };
    const Json features{"T1", "E1", "C2", "I1"};
    auto draft = wish();
    draft["draft"] = true;
    const auto number = place(draft), path = "/orders/" + number;
    ignored(seller.post("/catalog/configurations/check",
                        {{"model", model.code}, {"model_year", model.year}, {"features", features}, {"total", "1"}}),
            200, "/total");
    ignored(seller.post(path + "/configuration-check", {{"features", features}, {"amount", 1}}), 200, "/amount");
    ignored(seller.post(path + "/change-preview", {{"features", features}, {"price_effect", "1"}}), 200,
            "/price_effect");
    ignored(seller.post(path + "/submission", {{"version", 1}, {"price", "1"}}), 201, "/price");
    const auto other = make_customer(pool, net.dealer.id);
    ignored(seller.post(path + "/buyer",
                        {{"version", version(number)}, {"customer_id", other.id.value}, {"unit_price", "1"}}),
            201, "/unit_price");
    BOOST_TEST(read(number).at("price") == "150000.00");
}

BOOST_AUTO_TEST_CASE(a_draft_that_costs_something_else_when_it_is_submitted_says_so) {
    auto draft = wish();
    draft["draft"] = true;
    const auto number = place(draft);
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        tx.execute("UPDATE feature_price SET amount = 155000 WHERE feature_id = ?", model.features.at("T1"));
        tx.execute("UPDATE catalog_revision SET revision = revision + 1");
    });
    const auto submitted = seller.post("/orders/" + number + "/submission", {{"version", 1}}).json();
    BOOST_TEST(submitted.at("price") == "155000.00");
    const auto notice = submitted.at("notices").at(0);
    BOOST_TEST(notice.at("code") == "price.changed");
    BOOST_TEST(notice.at("sentence").at("zh") ==
               "目录价格已调整：草稿价格为 150000.00 元，提交后订单价格为 155000.00 元。");
    bool told = false;
    for (const auto& event : submitted.at("events"))
        told = told || (event.at("kind") == "PLACED" && event.at("detail").value("price_before", "") == "150000.00");
    BOOST_TEST(told);
    BOOST_TEST(!seller.post("/orders/" + place(draft) + "/submission", {{"version", 1}}).json().contains("notices"));
}

BOOST_AUTO_TEST_CASE(a_name_that_is_no_price_is_unknown_as_before) {
    auto order = wish();
    order["prices"] = "1.00";
    order["note"] = R"(says "price")";
    BOOST_TEST((faults(seller.post("/orders", order)) == std::set<std::string>{"/prices field.unknown"}));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
}  // namespace
