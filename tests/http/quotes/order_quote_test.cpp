#include "http/quotes/quote_book.h"

namespace {

using namespace marque::support;

BOOST_AUTO_TEST_SUITE(quotes)
BOOST_FIXTURE_TEST_SUITE(ordering, QuoteBook)

BOOST_AUTO_TEST_CASE(a_quote_becomes_an_order_at_the_price_it_promised) {
    auto quote = discounted("5000.00");
    set_price("E2", "19000.00");
    BOOST_TEST(quoted().at("list_price") == "174000.00");
    const auto reply = ordered(quote);
    BOOST_REQUIRE_MESSAGE(reply.status == 201, reply.body);
    quote = reply.json();
    BOOST_TEST(quote.at("state") == "ORDERED");
    BOOST_TEST(quote.at("actions").empty());
    const auto order = read(quote.at("order_number"));
    BOOST_TEST(order.at("price") == "162000.00");
    BOOST_TEST(order.at("requested_date") == day(45));
    BOOST_TEST(order.at("customer").at("name") == buyer.name);
    BOOST_TEST(order.at("events").at(0).at("detail").at("quote") == quote.at("number"));
    const auto& configuration = order.at("configurations").at(0);
    BOOST_TEST(configuration.at("price") == "162000.00");
    for (const auto& priced : configuration.at("lines")) {
        if (priced.at("code") == "E2") BOOST_TEST(priced.at("amount") == "12000.00");
    }
}

BOOST_AUTO_TEST_CASE(a_change_keeps_the_discount_and_the_prices_of_what_stays) {
    const auto quote = discounted("4900.00");
    const std::string number = ordered(quote).json().at("order_number");
    set_price("E2", "19000.00");
    accepted(number);
    const Json wish{{"version", version(number)}, {"features", {"T1", "E2", "C1", "I1", "OB"}}};
    const auto preview = seller.post("/orders/" + number + "/change-preview", {{"features", wish.at("features")}});
    const auto check = seller.post("/orders/" + number + "/configuration-check", {{"features", wish.at("features")}});
    BOOST_TEST(check.json().at("discount") == "4900.00");
    BOOST_TEST(check.json().at("total") == preview.json().at("price_then"));
    const auto changed = seller.post("/orders/" + number + "/changes", wish);
    BOOST_REQUIRE_MESSAGE(changed.status == 201, changed.body);
    const auto wanted = changed.json().at("configurations").back();
    BOOST_TEST(wanted.at("state") == "PENDING");
    BOOST_TEST(wanted.at("price") == preview.json().at("price_then"));
    // C2 costs 3000.00, C1 nothing; the engine keeps the price it was promised at.
    BOOST_TEST(wanted.at("price") == "159100.00");
}

BOOST_AUTO_TEST_CASE(a_discount_does_not_pass_to_another_buyer_by_itself) {
    const std::string number = ordered(discounted("5000.00")).json().at("order_number");
    const auto other = make_customer(pool, net.dealer.id);
    const auto give = [&](HttpClient& client, const Json& more) {
        Json wanted{{"version", version(number)}, {"customer_id", other.id.value}};
        wanted.update(more);
        return client.post("/orders/" + number + "/buyer", wanted);
    };
    const auto preview = seller.post("/orders/" + number + "/change-preview", {{"customer_id", other.id.value}});
    BOOST_TEST(preview.json().at("price_effect") == "5000.00");
    BOOST_TEST(refusal(seller, [&] {
                   return give(seller, {{"keep_discount", true}});
               }) == "403 order.discount_needs_manager");
    const auto given = give(seller, Json::object());
    BOOST_REQUIRE_MESSAGE(given.status == 201, given.body);
    BOOST_TEST(given.json().at("price") == "167000.00");
    BOOST_TEST(given.json().at("configurations").at(0).at("price") == "167000.00");
    BOOST_TEST(given.json().at("notices").at(0).at("code") == "price.discount_ended");
    BOOST_TEST(given.json().at("events").back().at("detail").at("price_before") == "162000.00");
}

BOOST_AUTO_TEST_CASE(a_manager_grants_the_discount_to_the_new_buyer) {
    const std::string number = ordered(discounted("5000.00")).json().at("order_number");
    const auto other = make_customer(pool, net.dealer.id);
    const auto given =
        manager.post("/orders/" + number + "/buyer",
                     {{"version", version(number)}, {"customer_id", other.id.value}, {"keep_discount", true}});
    BOOST_REQUIRE_MESSAGE(given.status == 201, given.body);
    BOOST_TEST(given.json().at("price") == "162000.00");
    BOOST_TEST(given.json().at("notices").at(0).at("code") == "price.discount_kept");
}

BOOST_AUTO_TEST_CASE(a_change_that_the_line_still_thinks_about_loses_the_discount_too) {
    const std::string number = ordered(discounted("4900.00")).json().at("order_number");
    const auto build_id = accepted(number);
    const Json wish{{"version", version(number)}, {"features", {"T1", "E2", "C1", "I1", "OB"}}};
    BOOST_REQUIRE(seller.post("/orders/" + number + "/changes", wish).status == 201);
    const auto other = make_customer(pool, net.dealer.id);
    const auto given =
        seller.post("/orders/" + number + "/buyer", {{"version", version(number)}, {"customer_id", other.id.value}});
    BOOST_REQUIRE_MESSAGE(given.status == 201, given.body);
    BOOST_REQUIRE(told(yes(lease().back(), build_id)) == "ACCEPTED");
    BOOST_TEST(read(number).at("price") == "164000.00");
}

BOOST_AUTO_TEST_CASE(an_approved_discount_is_kept) {
    auto quote = discounted("13360.00");
    quote = manager.post(path(quote, "/approval"), with_comment(quote, "老客户，同意")).json();
    auto wish = to_order(quote);
    wish["price"] = "1.00";
    const auto placed = seller.post(path(quote, "/order"), wish).json();
    BOOST_TEST(placed.at("notices").at(0).at("pointer") == "/price");
    const auto order = read(placed.at("order_number"));
    BOOST_TEST(order.at("price") == "153640.00");
}

/// An order of a car of 183000.00 that was sold with a discount; the salesperson alone may give 5490.00 on it.
std::string sold_with(QuoteBook& book, HttpClient& client, const std::string& discount) {
    auto wish = book.offer(discount);
    wish["features"] = {"T2", "E1", "C2", "I1"};
    const auto quote = client.post("/quotes", wish).json();
    const auto placed = client.post(QuoteBook::path(quote, "/order"), QuoteBook::to_order(quote));
    BOOST_REQUIRE_MESSAGE(placed.status == 201, placed.body);
    return placed.json().at("order_number");
}
Reply change_of(QuoteBook& book, HttpClient& client, const std::string& number, const Json& features) {
    return client.post("/orders/" + number + "/changes", {{"version", book.version(number)}, {"features", features}});
}
const Json base_car{"T1", "E1", "C1", "I1"};  ///< of 150000.00: 4500.00 alone, 12000.00 by a manager

BOOST_AUTO_TEST_CASE(a_discount_that_a_cheaper_car_makes_too_large_needs_a_manager) {
    const auto number = sold_with(*this, seller, "5490.00");
    BOOST_TEST(refusal(seller, [&] { return change_of(*this, seller, number, base_car); }) ==
               "422 order.discount_above_limit");
    BOOST_TEST(read(number).at("price") == "177510.00");
    const auto foreseen = [&](HttpClient& client) {
        return client.post("/orders/" + number + "/change-preview", {{"features", base_car}}).json();
    };
    BOOST_TEST(foreseen(seller).at("possible") == false);
    BOOST_TEST(foreseen(seller).at("conflicts").at(0).at("rule") == "order.discount_above_limit");
    BOOST_TEST(foreseen(manager).at("possible") == true);
    const auto done = change_of(*this, manager, number, base_car);
    BOOST_REQUIRE_MESSAGE(done.status == 201, done.body);
    BOOST_TEST(done.json().at("configurations").back().at("price") == "144510.00");
}

BOOST_AUTO_TEST_CASE(a_dearer_car_keeps_the_discount_without_asking) {
    const auto number = sold_with(*this, seller, "5490.00");
    const auto done = change_of(*this, seller, number, {"T2", "E2", "C2", "I1"});
    BOOST_REQUIRE_MESSAGE(done.status == 201, done.body);
    BOOST_TEST(done.json().at("configurations").back().at("price") == "189510.00");
}

BOOST_AUTO_TEST_CASE(what_nobody_may_give_is_not_given_by_a_change) {
    auto wish = offer("14640.00");
    wish["features"] = {"T2", "E1", "C2", "I1"};
    auto quote = quoted(wish);
    quote = manager.post(path(quote, "/approval"), version_of(quote)).json();
    const std::string number = ordered(quote).json().at("order_number");
    BOOST_TEST(refusal(manager, [&] { return change_of(*this, manager, number, base_car); }) ==
               "422 order.discount_above_limit");
    BOOST_TEST(change_of(*this, manager, number, base_car).json().at("detail").get<std::string>().find("12000.00") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_manager_who_sells_the_car_has_no_more_to_give_on_it_than_a_salesperson) {
    const auto number = sold_with(*this, manager, "5490.00");
    BOOST_TEST(refusal(manager, [&] { return change_of(*this, manager, number, base_car); }) ==
               "422 order.discount_above_limit");
}

BOOST_AUTO_TEST_CASE(a_cheaper_car_from_stock_is_taken_over_with_the_discount_by_a_manager) {
    auto unsold = wish_for_stock();
    unsold["features"] = {"T1", "E1", "C2", "I1"};
    const auto car = place(unsold);
    accepted(car);
    const auto number = sold_with(*this, seller, "5490.00");
    const Json swap{{"version", version(number)}, {"car", car}, {"configuration_version", 1}, {"freed", "STOCK"}};
    BOOST_TEST(refusal(seller, [&] { return seller.post("/orders/" + number + "/swaps", swap); }) ==
               "422 order.discount_above_limit");
    const auto done = manager.post("/orders/" + number + "/swaps", swap);
    BOOST_REQUIRE_MESSAGE(done.status == 201, done.body);
    BOOST_TEST(done.json().at("price") == "147510.00");
}

BOOST_AUTO_TEST_CASE(a_quote_is_ordered_once) {
    const auto quote = quoted();
    const Headers once{{"Idempotency-Key", fresh_key()}};
    const auto first = seller.post(path(quote, "/order"), to_order(quote), once);
    BOOST_REQUIRE_MESSAGE(first.status == 201, first.body);
    BOOST_TEST(seller.post(path(quote, "/order"), to_order(quote), once).json() == first.json());
    BOOST_TEST(ordered(quote).code() == "quote.stale_version");
    BOOST_TEST(refusal(seller, [&] { return ordered(first.json()); }) == "409 quote.illegal_move");
    BOOST_TEST(seller.get("/orders").json().at("items").size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_quote_past_its_date_is_refused_until_it_is_made_anew) {
    auto quote = discounted("1000.00");
    let_expire(quote);
    BOOST_TEST(now(quote).at("state") == "EXPIRED");
    BOOST_TEST(refusal(seller, [&] { return ordered(quote); }) == "409 quote.expired");
    set_price("C2", "3500.00");
    const auto anew =
        seller.post(path(quote, "/revisions"),
                    {{"version", 1}, {"features", {"T1", "E2", "C2", "I1", "OB"}}, {"discount", "1000.00"}});
    BOOST_REQUIRE_MESSAGE(anew.status == 201, anew.body);
    BOOST_TEST(anew.json().at("state") == "OPEN");
    BOOST_TEST(anew.json().at("list_price") == "167500.00");
    BOOST_TEST(ordered(anew.json()).status == 201);
}

BOOST_AUTO_TEST_CASE(an_expired_quote_is_not_approved_any_more) {
    const auto quote = discounted("10000.00");
    let_expire(quote);
    BOOST_TEST(refusal(manager, [&] { return manager.post(path(quote, "/approval"), version_of(quote)); }) ==
               "409 quote.expired");
}

BOOST_AUTO_TEST_CASE(an_option_withdrawn_since_is_named) {
    const auto quote = quoted();
    withdraw_feature("OB");
    BOOST_TEST(refusal(seller, [&] { return ordered(quote); }) == "409 quote.option_withdrawn");
    BOOST_TEST(ordered(quote).json().at("errors").size() == 1u);
    BOOST_TEST(now(quote).at("state") == "OPEN");
    BOOST_TEST(seller.get("/orders").json().at("items").empty());
}

BOOST_AUTO_TEST_CASE(a_rule_made_since_is_named) {
    const auto quote = quoted();
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        tx.execute("INSERT INTO option_rule (model_id, code, kind, subject_id) VALUES (?, 'R9', 'EXCLUDES', ?)",
                   model.id, model.features.at("OB"));
        tx.execute(
            "INSERT INTO option_rule_object (rule_id, feature_id) SELECT id, ? FROM option_rule WHERE model_id = ? AND code = 'R9'",
            model.features.at("E2"), model.id);
        tx.execute("UPDATE catalog_revision SET revision = revision + 1");
    });
    BOOST_TEST(refusal(seller, [&] { return ordered(quote); }) == "409 quote.rule_broken");
    BOOST_TEST((faults(ordered(quote)) == std::set<std::string>{"/features quote.conflict"}));
    BOOST_TEST(!ordered(quote).json().at("errors").at(0).at("fixes").empty());
}

BOOST_AUTO_TEST_CASE(a_model_year_that_is_over_is_not_ordered) {
    const auto quote = quoted();
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        tx.execute("UPDATE model SET orderable = FALSE WHERE id = ?", model.id);
        tx.execute("UPDATE catalog_revision SET revision = revision + 1");
    });
    BOOST_TEST(refusal(seller, [&] { return ordered(quote); }) == "409 quote.model_withdrawn");
}

/// From now on T2 brings OB no longer.
void end_package(QuoteBook& book) {
    marque::db::in_tx(book.pool, [&](marque::db::Tx& tx) {
        tx.execute(
            "DELETE o FROM option_rule_object o JOIN option_rule r ON r.id = o.rule_id WHERE r.model_id = ? AND r.code = 'R4'",
            book.model.id);
        tx.execute("DELETE FROM option_rule WHERE model_id = ? AND code = 'R4'", book.model.id);
        tx.execute("UPDATE catalog_revision SET revision = revision + 1");
    });
}

BOOST_AUTO_TEST_CASE(what_a_package_brought_is_promised_too) {
    auto wish = offer();
    wish["features"] = {"T2", "E1", "C1", "I1"};
    const auto quote = quoted(wish);
    end_package(*this);
    const auto order = read(ordered(quote).json().at("order_number"));
    BOOST_TEST(order.at("price") == "180000.00");
    const auto& brought = order.at("configurations").at(0).at("lines").back();
    BOOST_TEST(brought.at("code") == "OB");
    BOOST_TEST(brought.at("amount") == "0.00");
}

BOOST_AUTO_TEST_CASE(what_a_package_brings_need_not_be_on_offer_by_itself) {
    withdraw_feature("OB");
    auto wish = offer();
    wish["features"] = {"T2", "E1", "C1", "I1"};
    const auto placed = ordered(quoted(wish));
    BOOST_REQUIRE_MESSAGE(placed.status == 201, placed.body);
    const auto order = read(placed.json().at("order_number"));
    BOOST_TEST(order.at("price") == "180000.00");
    const auto& brought = order.at("configurations").at(0).at("lines").back();
    BOOST_TEST(brought.at("code") == "OB");
    BOOST_TEST(brought.at("included") == true);
}

BOOST_AUTO_TEST_CASE(what_a_package_brought_and_nothing_offers_any_more_is_named) {
    auto wish = offer();
    wish["features"] = {"T2", "E1", "C1", "I1"};
    const auto quote = quoted(wish);
    end_package(*this);
    withdraw_feature("OB");
    BOOST_TEST(refusal(seller, [&] { return ordered(quote); }) == "409 quote.option_withdrawn");
}

BOOST_AUTO_TEST_CASE(the_wished_date_is_judged_as_for_any_order) {
    const auto quote = quoted();
    auto late = to_order(quote);
    late["requested_date"] = day(800);
    BOOST_TEST(refusal(seller, [&] { return seller.post(path(quote, "/order"), late); }) ==
               "422 order.requested_date_past");
    BOOST_TEST(now(quote).at("state") == "OPEN");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
