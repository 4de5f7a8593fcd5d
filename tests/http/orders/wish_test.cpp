#include "db/tx.h"
#include "http/order_book.h"

namespace {

using namespace marque::support;

struct Wishing : OrderBook {
    Reply change(HttpClient& client, const std::string& number, Json body) {
        body.emplace("version", version(number));
        return client.post("/orders/" + number + "/wish", body);
    }
    Json changed(const std::string& number, const Json& body) {
        const auto reply = change(seller, number, body);
        BOOST_REQUIRE_MESSAGE(reply.status == 201, reply.body);
        return reply.json();
    }
    std::string draft() {
        auto order = wish();
        order["draft"] = true;
        return place(order);
    }
    void let_the_date_pass(const std::string& number) {
        marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
            tx.execute("UPDATE customer_order SET requested_date = ? WHERE number = ?", day(-1), number);
        });
    }
};

BOOST_AUTO_TEST_SUITE(orders)
BOOST_FIXTURE_TEST_SUITE(wish_of_the_buyer, Wishing)

BOOST_AUTO_TEST_CASE(date_and_note_are_changed_and_the_diary_says_both_dates) {
    const auto number = draft();
    BOOST_TEST(offers(read(number), "CHANGE_WISH"));
    const auto later = changed(number, {{"requested_date", day(90)}, {"note", "婚车，务必准时"}});
    BOOST_TEST(later.at("requested_date") == day(90));
    BOOST_TEST(later.at("note") == "婚车，务必准时");
    BOOST_TEST(later.at("state") == "DRAFT");
    const auto& entry = later.at("events").back();
    BOOST_TEST(entry.at("kind") == "WISH_CHANGED");
    BOOST_TEST(entry.at("actor") == net.salesperson.name);
    BOOST_TEST(entry.at("detail").at("date_before") == day(60));
    BOOST_TEST(entry.at("detail").at("date") == day(90));
    BOOST_TEST(entry.at("detail").at("note") == "婚车，务必准时");
}

BOOST_AUTO_TEST_CASE(what_is_left_out_stays) {
    const auto number = place();
    const auto noted = changed(number, {{"note", ""}});
    BOOST_TEST(noted.at("note") == "");
    BOOST_TEST(noted.at("requested_date") == day(60));
    BOOST_TEST(noted.at("events").back().at("detail").contains("date") == false);
    BOOST_TEST(changed(number, {{"requested_date", day(30)}}).at("note") == "");
}

BOOST_AUTO_TEST_CASE(a_release_that_was_not_collected_says_the_new_date) {
    const auto number = place();
    changed(number, {{"requested_date", day(120)}});
    const auto asked = lease();
    BOOST_REQUIRE(asked.size() == 1u);
    BOOST_TEST(asked.at(0).at("action") == "RELEASE");
    // A week before the day, for the road.
    BOOST_TEST(asked.at(0).at("wished_end").get<std::string>().substr(0, 10) == day(113));
    BOOST_TEST(told(yes(asked.at(0), "B" + number.substr(4))) == "ACCEPTED");
    BOOST_TEST(state(number) == "SCHEDULED");
}

BOOST_AUTO_TEST_CASE(a_line_that_has_the_release_is_asked_nothing) {
    const auto number = place();
    accepted(number);
    const auto later = changed(number, {{"requested_date", day(120)}});
    BOOST_TEST(later.at("requested_date") == day(120));
    BOOST_TEST(later.at("state") == "SCHEDULED");
    BOOST_TEST(lease().empty());
}

BOOST_AUTO_TEST_CASE(a_draft_whose_date_has_passed_is_submitted_with_another_one) {
    const auto number = draft();
    let_the_date_pass(number);
    const auto submit = [&] {
        return seller.post("/orders/" + number + "/submission", {{"version", version(number)}});
    };
    BOOST_TEST(refusal(seller, submit) == "422 order.requested_date_past");
    BOOST_TEST(state(number) == "DRAFT");
    changed(number, {{"requested_date", day(20)}});
    BOOST_TEST(submit().status == 201);
}

BOOST_AUTO_TEST_CASE(the_note_of_an_order_whose_date_has_passed_can_be_changed) {
    const auto number = place();
    let_the_date_pass(number);
    BOOST_TEST(changed(number, {{"note", "改到展厅交车"}}).at("note") == "改到展厅交车");
}

BOOST_AUTO_TEST_CASE(a_wish_lies_ahead_and_is_another_one) {
    const auto number = place();
    for (const int far : {-1, 732}) {
        BOOST_TEST(refusal(seller, [&] {
                       return change(seller, number, {{"requested_date", day(far)}});
                   }) == "422 order.requested_date_past");
    }
    BOOST_TEST(refusal(seller, [&] {
                   return change(seller, number, {{"requested_date", day(60)}});
               }) == "422 order.nothing_changed");
    BOOST_TEST(refusal(seller, [&] {
                   return change(seller, number, {{"note", "x"}, {"version", version(number) + 1}});
               }) == "409 order.stale_version");
    BOOST_TEST((faults(change(seller, number, {{"note", std::string(501, 'x')}})) ==
                std::set<std::string>{"/note field.length"}));
    BOOST_TEST((faults(change(seller, number, {{"requested_date", 5}})) ==
                std::set<std::string>{"/requested_date field.wrong_type"}));
    BOOST_TEST((faults(change(seller, number, {{"colour", "C1"}})) == std::set<std::string>{"/colour field.unknown"}));
}

BOOST_AUTO_TEST_CASE(it_is_the_dealers_own_to_change_while_the_order_lasts) {
    const auto number = place();
    auto stranger = server().client(net.other_salesperson);
    BOOST_TEST(refusal(stranger, [&] { return change(stranger, number, {{"note", "x"}}); }) == "404 order.not_found");
    auto region = server().client(net.regional_manager);
    BOOST_TEST(refusal(region, [&] { return change(region, number, {{"note", "x"}}); }) == "403 access.role_missing");
    BOOST_TEST(!offers(region.get("/orders/" + number).json(), "CHANGE_WISH"));
    BOOST_REQUIRE(told(no(lease().at(0), "NO_CAPACITY")) == "ACCEPTED");
    BOOST_TEST(!offers(read(number), "CHANGE_WISH"));
    BOOST_TEST(refusal(seller, [&] { return change(seller, number, {{"note", "x"}}); }) == "409 order.illegal_move");
}

BOOST_AUTO_TEST_CASE(a_wish_that_is_sent_twice_is_changed_once) {
    const auto number = place();
    const Headers key{{"Idempotency-Key", fresh_key()}};
    const Json body{{"version", version(number)}, {"note", "请装行车记录仪"}};
    const auto first = seller.post("/orders/" + number + "/wish", body, key);
    const auto again = seller.post("/orders/" + number + "/wish", body, key);
    BOOST_TEST(first.status == 201);
    BOOST_TEST(first.body == again.body);
    int times = 0;
    const auto order = read(number);
    for (const auto& event : order.at("events")) times += event.at("kind") == "WISH_CHANGED" ? 1 : 0;
    BOOST_TEST(times == 1);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
