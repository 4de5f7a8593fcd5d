#include <thread>

#include "http/order_book.h"

namespace {

using namespace marque::support;
using marque::core::Role;

struct Forecourt : OrderBook {
    /// An order for stock that the line has taken.
    std::string stock(std::vector<std::string> features) {
        auto order = wish_for_stock();
        order["features"] = features;
        const auto number = place(order);
        accepted(number);
        return number;
    }
    Json cars_for(const std::string& number) {
        const auto found = seller.get("/orders/" + number + "/swaps");
        BOOST_REQUIRE_MESSAGE(found.status == 200, found.body);
        return found.json().at("items");
    }
    Json command(const std::string& number, const std::string& car, const std::string& freed = "STOCK") {
        return {{"version", version(number)},
                {"car", car},
                {"configuration_version", read(car).at("configurations").back().at("version")},
                {"freed", freed}};
    }
    static Reply take(HttpClient& client, const std::string& number, const Json& body) {
        return client.post("/orders/" + number + "/swaps", body);
    }
    Json taken(const std::string& number, const std::string& car, const std::string& freed = "STOCK") {
        const auto reply = take(seller, number, command(number, car, freed));
        BOOST_REQUIRE_MESSAGE(reply.status == 201, reply.body);
        return reply.json();
    }
    Json promise(const std::string& number) { return seller.get("/orders/" + number + "/promise").json(); }
    static std::string last(const Json& order) { return order.at("events").back().at("kind"); }
};

BOOST_AUTO_TEST_SUITE(swaps)
BOOST_FIXTURE_TEST_SUITE(take_over, Forecourt)

BOOST_AUTO_TEST_CASE(cars_that_differ_in_two_points_at_most_are_found_with_what_differs) {
    const auto alike = stock({"T1", "E1", "C1", "I1"});
    const auto other_colour = stock({"T1", "E1", "C2", "I1"});
    const auto two = stock({"T1", "E2", "C2", "I1"});
    const auto three = stock({"T1", "E2", "C2", "I1", "OC"});
    const auto number = place();
    const auto cars = cars_for(number);
    BOOST_REQUIRE(cars.size() == 3u);
    BOOST_TEST(cars.at(0).at("car").at("order_number") == alike);
    BOOST_TEST(cars.at(0).at("car").at("differences").empty());
    const auto& colour = cars.at(1).at("car");
    BOOST_TEST(colour.at("order_number") == other_colour);
    BOOST_REQUIRE(colour.at("differences").size() == 1u);
    BOOST_TEST(colour.at("differences").at(0).at("family") == "EXTERIOR_COLOUR");
    BOOST_TEST(colour.at("differences").at(0).at("ordered").at("code") == "C1");
    BOOST_TEST(colour.at("differences").at(0).at("built").at("code") == "C2");
    BOOST_TEST(colour.at("price_effect") == "3000.00");
    BOOST_TEST(cars.at(2).at("car").at("order_number") == two);
    BOOST_TEST(cars.at(2).at("car").at("price") == "165000.00");
}

BOOST_AUTO_TEST_CASE(a_buyers_car_is_as_urgent_as_any_buyers_whatever_it_was_ordered_for) {
    const auto urgency = [&](const std::string& number) {
        return marque::db::read(pool, [&](marque::db::Tx& tx) {
            return tx.value<int>("urgency", "SELECT urgency FROM customer_order WHERE number = ?", number).value();
        });
    };
    const auto car = stock({"T1", "E1", "C2", "I1"});
    const auto number = place();
    BOOST_TEST(urgency(number) < urgency(car));
    taken(number, car);
    BOOST_TEST(urgency(car) < urgency(number));
}

BOOST_AUTO_TEST_CASE(a_price_that_is_sent_along_is_ignored_and_said_so) {
    const auto car = stock({"T1", "E1", "C2", "I1"});
    const auto number = place();
    auto with_price = command(number, car);
    with_price["price"] = "1.00";
    const auto done = take(seller, number, with_price);
    BOOST_REQUIRE_MESSAGE(done.status == 201, done.body);
    BOOST_TEST(done.json().at("price") == "153000.00");
    BOOST_TEST(done.json().at("notices").at(0).at("code") == "price.ignored");
}

BOOST_AUTO_TEST_CASE(only_the_dealers_own_unsold_cars_that_the_line_has_taken_are_found) {
    const auto number = place();
    place(wish_for_stock());
    const auto sold = stock({"T1", "E1", "C1", "I1"});
    seller.post("/orders/" + sold + "/buyer", {{"version", version(sold)}, {"customer_id", buyer.id.value}});
    const auto going = stock({"T1", "E1", "C1", "I1"});
    seller.post("/orders/" + going + "/cancellation", {{"version", version(going)}, {"reason", "不要了"}});
    BOOST_TEST(cars_for(number).empty());
    auto stranger = server().client(net.other_salesperson);
    BOOST_TEST(refusal(stranger, [&] { return stranger.get("/orders/" + number + "/swaps"); }) ==
               "404 order.not_found");
}

BOOST_AUTO_TEST_CASE(the_buyer_moves_and_each_order_keeps_its_number_build_and_configuration) {
    const auto car = stock({"T1", "E1", "C2", "I1"});
    const auto build = read(car).at("build_id");
    const auto number = place();
    const auto own_build = accepted(number);
    const auto done = taken(number, car);
    BOOST_TEST(done.at("order_number") == car);
    BOOST_TEST(done.at("freed_order") == number);
    BOOST_TEST(done.at("price_before") == "150000.00");
    BOOST_TEST(done.at("price") == "153000.00");

    const auto now = read(car);
    BOOST_TEST(now.at("kind") == "CUSTOMER");
    BOOST_TEST(now.at("customer").at("id") == buyer.id.value);
    BOOST_TEST(now.at("build_id") == build);
    BOOST_TEST(now.at("price") == "153000.00");
    BOOST_TEST(now.at("note") == "请在周末前交车");
    BOOST_TEST(now.at("configurations").back().at("version") == 1);
    BOOST_TEST(last(now) == "TOOK_OVER_CAR");
    BOOST_TEST(now.at("events").back().at("detail").at("from_order") == number);
    const auto freed = read(number);
    BOOST_TEST(freed.at("kind") == "STOCK");
    BOOST_TEST(freed.at("customer").is_null());
    BOOST_TEST(freed.at("build_id") == own_build);
    BOOST_TEST(freed.at("state") == "SCHEDULED");
    BOOST_TEST(last(freed) == "BUYER_MOVED");
    BOOST_TEST(lease().empty());
    // The line goes on with both builds as if nothing had happened.
    BOOST_TEST(told(at("BO-0110", build, 1)) == "ACCEPTED");
    BOOST_TEST(state(car) == "IN_PRODUCTION");
    BOOST_TEST(told(at("BO-0110", own_build, 1)) == "ACCEPTED");
    BOOST_TEST(state(number) == "IN_PRODUCTION");
}

BOOST_AUTO_TEST_CASE(a_car_that_has_arrived_is_handed_over_to_the_buyer_who_took_it_over) {
    auto order = wish_for_stock();
    const auto car = place(order);
    const auto vin = arrived(car);
    const auto number = place();
    taken(number, car);
    const auto handed = seller.post("/orders/" + car + "/hand-over",
                                    {{"version", version(car)}, {"odometer_km", 9}, {"looked_myself", true}});
    BOOST_REQUIRE_MESSAGE(handed.status == 201, handed.body);
    auto adviser = server().client(net.service_adviser);
    BOOST_TEST(handed.json().at("vin") == vin);
    BOOST_TEST(handed.json().at("customer").at("id") == buyer.id.value);
}

BOOST_AUTO_TEST_CASE(the_place_that_becomes_free_can_be_given_back) {
    const auto car = stock({"T1", "E1", "C1", "I1"});
    const auto number = place();
    const auto build = accepted(number);
    taken(number, car, "CANCEL");
    BOOST_TEST(read(number).at("cancel_requested") == true);
    const auto request = lease().at(0);
    BOOST_TEST(request.at("action") == "CANCEL");
    BOOST_TEST(request.at("order_number") == number);
    BOOST_TEST(told(yes(request, build)) == "ACCEPTED");
    BOOST_TEST(state(number) == "CANCELLED");
    BOOST_TEST(state(car) == "SCHEDULED");
}

BOOST_AUTO_TEST_CASE(the_price_a_quote_promised_and_the_buyers_address_go_along) {
    const auto car = stock({"T1", "E1", "C2", "I1"});
    const auto quote = seller
                           .post("/quotes", {{"model", model.code},
                                             {"model_year", model.year},
                                             {"features", {"T1", "E1", "C1", "I1"}},
                                             {"customer_id", buyer.id.value},
                                             {"discount", "1000.00"}})
                           .json();
    const auto ordered = seller.post("/quotes/" + quote.at("number").get<std::string>() + "/order",
                                     {{"version", quote.at("version")}, {"requested_date", day(60)}});
    BOOST_REQUIRE_MESSAGE(ordered.status == 201, ordered.body);
    const std::string number = ordered.json().at("order_number");
    const auto link = seller.post("/orders/" + number + "/buyer-link", Json::object());
    BOOST_REQUIRE_MESSAGE(link.status == 201, link.body);
    BOOST_TEST(taken(number, car).at("price") == "152000.00");
    const auto after = seller.get("/quotes/" + quote.at("number").get<std::string>()).json();
    BOOST_TEST(after.at("order_number") == car);
    BOOST_TEST(after.at("events").back().at("kind") == "CAR_SWAPPED");
    BOOST_TEST(!seller.get("/orders/" + car + "/buyer-link").json().at("made_at").is_null());
    BOOST_TEST(seller.get("/orders/" + number + "/buyer-link").json().at("made_at").is_null());
}

BOOST_AUTO_TEST_CASE(of_two_who_want_one_car_one_gets_it_and_the_other_is_told) {
    const auto car = stock({"T1", "E1", "C1", "I1"});
    const auto mine = place(), theirs = place();
    auto colleague = server().client(make_person(pool, net.dealer, {Role::salesperson}));
    const auto my_command = command(mine, car), their_command = command(theirs, car);
    Reply first, second;
    std::thread racer([&] { second = take(colleague, theirs, their_command); });
    first = take(seller, mine, my_command);
    racer.join();
    BOOST_TEST((std::set<int>{first.status, second.status} == std::set<int>{201, 409}));
    BOOST_TEST((first.status == 409 ? first : second).code() == "order.car_taken");
    const auto& loser = first.status == 409 ? mine : theirs;
    BOOST_TEST(read(loser).at("kind") == "CUSTOMER");
    BOOST_TEST(read(car).at("customer").at("id") == buyer.id.value);
}

BOOST_AUTO_TEST_CASE(the_line_goes_on_while_two_orders_exchange_their_buyers) {
    const auto car = stock({"T1", "E1", "C1", "I1"});
    const std::string build = read(car).at("build_id");
    const auto number = place();
    accepted(number);
    const auto body = command(number, car);
    Reply done;
    std::thread seller_at_work([&] { done = take(seller, number, body); });
    const auto said = told(at("BO-0110", build, 1));
    seller_at_work.join();
    BOOST_TEST(said == "ACCEPTED");
    BOOST_REQUIRE_MESSAGE(done.status == 201, done.body);
    BOOST_TEST(state(car) == "IN_PRODUCTION");
    BOOST_TEST(read(car).at("kind") == "CUSTOMER");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_taken_over_says_why) {
    const auto car = stock({"T1", "E1", "C1", "I1"});
    const auto number = place();
    const auto asked = [&](const std::string& order, const Json& body) {
        return refusal(seller, [&] { return take(seller, order, body); });
    };
    auto stale = command(number, car);
    stale["version"] = 99;
    BOOST_TEST(asked(number, stale) == "409 order.stale_version");
    auto other = command(number, car);
    other["configuration_version"] = 2;
    BOOST_TEST(asked(number, other) == "409 order.car_changed");
    BOOST_TEST(asked(number, command(number, number)) == "409 order.car_taken");
    BOOST_TEST(asked(car, command(car, place(wish_for_stock()))) == "409 order.no_buyer_to_move");
    const auto far = stock({"T2", "E2", "C2", "I1"});
    BOOST_TEST(asked(number, command(number, far)) == "409 order.not_alike");
    BOOST_TEST(asked(number, command(number, place(wish_for_stock()))) == "409 order.illegal_move");
    auto draft = wish();
    draft["draft"] = true;
    const auto thought = place(draft);
    BOOST_TEST(asked(thought, command(thought, car)) == "409 order.illegal_move");
    auto unknown = command(number, car);
    unknown["car"] = "ORD-2026-9999999";
    BOOST_TEST(asked(number, unknown) == "404 order.not_found");
    seller.post("/orders/" + car + "/changes", {{"version", version(car)}, {"features", {"T1", "E1", "C2", "I1"}}});
    BOOST_TEST(asked(number, command(number, far)) == "409 order.not_alike");
    auto pending = command(number, car);
    pending["configuration_version"] = 1;
    BOOST_TEST(asked(number, pending) == "409 order.change_pending");
    auto crooked = command(number, far);
    crooked["freed"] = "KEEP";
    crooked["colour"] = "C2";
    BOOST_TEST((faults(take(seller, number, crooked)) ==
                std::set<std::string>{"/freed field.not_allowed", "/colour field.unknown"}));
    auto stranger = server().client(net.other_salesperson);
    BOOST_TEST(refusal(stranger, [&] { return take(stranger, number, command(number, car)); }) ==
               "404 order.not_found");
    auto region = server().client(net.regional_manager);
    BOOST_TEST(refusal(region, [&] { return take(region, number, command(number, car)); }) ==
               "403 access.role_missing");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
}  // namespace
