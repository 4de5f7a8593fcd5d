#include <thread>

#include "http/order_book.h"

namespace {

using namespace marque::support;
using marque::core::Role;

struct Dealership : OrderBook {
    HttpClient manager = server().client(net.dealer_manager);
    Person second = make_person(pool, net.dealer, {Role::salesperson});
    Person third = make_person(pool, net.dealer, {Role::salesperson});

    static std::string path(const Person& person, const std::string& what = "") {
        return "/staff/" + std::to_string(person.id.value) + what;
    }
    Json staff(const Person& person) {
        const auto reply = manager.get(path(person));
        BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
        return reply.json();
    }
    Json command(const Person& person, std::vector<Person> successors, bool leaves = true) {
        Json ids = Json::array();
        for (const auto& successor : successors) ids.push_back(successor.id.value);
        return {
            {"version", staff(person).at("version")}, {"successor_ids", ids}, {"leaves", leaves}, {"reason", "离职"}};
    }
    Reply hand_over(const Person& person, const Json& body) { return manager.post(path(person, "/hand-over"), body); }
    std::string quote() {
        const auto made = seller.post("/quotes", {{"model", model.code},
                                                  {"model_year", model.year},
                                                  {"features", {"T1", "E1", "C1", "I1"}},
                                                  {"customer_id", buyer.id.value}});
        BOOST_REQUIRE_MESSAGE(made.status == 201, made.body);
        return made.json().at("number");
    }
    std::uint64_t customer_of(HttpClient& client) {
        const auto entered =
            client.post("/customers", {{"kind", "PERSON"}, {"name", unique("客户")}, {"phone", fresh_phone()}});
        BOOST_REQUIRE_MESSAGE(entered.status == 201, entered.body);
        return entered.json().at("id");
    }
    static std::string fresh_phone() {
        static int next = 10'000'000;
        return "139" + std::to_string(++next);
    }
    std::string place_for(std::uint64_t customer) {
        auto order = wish();
        order["customer_id"] = customer;
        return place(order);
    }
    std::uint64_t salesperson_of(const std::string& number) {
        return manager.get("/orders/" + number).json().at("salesperson").at("id");
    }
};

BOOST_AUTO_TEST_SUITE(staff)
BOOST_FIXTURE_TEST_SUITE(hand_over_of_work, Dealership)

BOOST_AUTO_TEST_CASE(everything_that_is_not_over_goes_to_the_successor_with_its_history) {
    const auto open = place();
    const auto draft = [&] {
        auto order = wish();
        order["draft"] = true;
        return place(order);
    }();
    const auto over = place();
    arrived(over);
    BOOST_REQUIRE(seller
                      .post("/orders/" + over + "/hand-over",
                            {{"version", version(over)}, {"odometer_km", 9}, {"looked_myself", true}})
                      .status == 201);
    const auto offered = quote();
    customer_of(seller);
    const Json expected{{"orders", 1}, {"drafts", 1}, {"quotes", 1}, {"customers", 1}, {"tasks", 0}};
    BOOST_TEST(staff(net.salesperson).at("holdings") == expected);

    const auto done = hand_over(net.salesperson, command(net.salesperson, {second}));
    BOOST_REQUIRE_MESSAGE(done.status == 201, done.body);
    BOOST_TEST(done.json().at("moved") == expected);
    BOOST_TEST(done.json().at("person").at("active") == false);
    BOOST_TEST(done.json().at("person").at("holdings").at("orders") == 0);
    BOOST_TEST(staff(second).at("holdings").at("customers") == 1);

    const auto moved = manager.get("/orders/" + open).json();
    BOOST_TEST(moved.at("salesperson").at("id") == second.id.value);
    BOOST_TEST(moved.at("events").back().at("kind") == "SALESPERSON_CHANGED");
    BOOST_TEST(moved.at("events").back().at("detail").at("from") == net.salesperson.name);
    BOOST_TEST(moved.at("events").back().at("detail").at("to") == second.name);
    BOOST_TEST(moved.at("events").back().at("actor") == net.dealer_manager.name);
    BOOST_TEST(salesperson_of(draft) == second.id.value);
    BOOST_TEST(salesperson_of(over) == net.salesperson.id.value);
    const auto passed = manager.get("/quotes/" + offered).json();
    BOOST_TEST(passed.at("salesperson").at("id") == second.id.value);
    BOOST_TEST(passed.at("events").back().at("kind") == "PASSED_ON");
}

BOOST_AUTO_TEST_CASE(of_several_successors_each_gets_as_much_and_a_customer_stays_in_one_hand) {
    std::map<std::uint64_t, std::vector<std::string>> orders;
    for (int i = 0; i < 4; ++i) {
        const auto customer = customer_of(seller);
        orders[customer] = {place_for(customer), place_for(customer)};
    }
    const auto done = hand_over(net.salesperson, command(net.salesperson, {second, third}, false));
    BOOST_REQUIRE_MESSAGE(done.status == 201, done.body);
    for (const auto& [customer, numbers] : orders)
        BOOST_TEST(salesperson_of(numbers.at(0)) == salesperson_of(numbers.at(1)));
    for (const auto& heir : {second, third}) {
        BOOST_TEST(staff(heir).at("holdings").at("orders") == 4);
        BOOST_TEST(staff(heir).at("holdings").at("customers") == 2);
    }
    BOOST_TEST(done.json().at("person").at("active") == true);
    BOOST_TEST(seller.get("/sessions/current").status == 200);
}

BOOST_AUTO_TEST_CASE(who_left_is_signed_out_and_refused_and_may_come_back) {
    const auto done = hand_over(net.salesperson, command(net.salesperson, {}));
    BOOST_REQUIRE_MESSAGE(done.status == 201, done.body);
    BOOST_TEST(seller.get("/sessions/current").status == 401);
    auto guest = server().client();
    const Json right{{"sign_in_name", net.salesperson.sign_in_name}, {"password", net.salesperson.password}};
    BOOST_TEST(refusal(guest, [&] { return guest.post("/sessions", right); }) == "401 session.person_left");
    auto wrong = right;
    wrong["password"] = "something else";
    BOOST_TEST(guest.post("/sessions", wrong).code() == "session.sign_in_refused");
    const int now = done.json().at("person").at("version");
    BOOST_TEST(refusal(manager, [&] {
                   return manager.post(path(net.salesperson, "/return"), {{"version", now - 1}});
               }) == "409 staff.stale_version");
    const auto back =
        manager.post(path(net.salesperson, "/return"), {{"version", staff(net.salesperson).at("version")}});
    BOOST_REQUIRE_MESSAGE(back.status == 201, back.body);
    BOOST_TEST(back.json().at("active") == true);
    BOOST_TEST(guest.post("/sessions", right).status == 201);
    BOOST_TEST(
        refusal(manager, [&] {
            return manager.post(path(net.salesperson, "/return"), {{"version", staff(net.salesperson).at("version")}});
        }) == "409 staff.already_active");
}

BOOST_AUTO_TEST_CASE(of_two_managers_one_hands_over_and_the_other_is_told) {
    place();
    auto other = server().client(make_person(pool, net.dealer, {Role::dealer_manager}));
    const auto body = command(net.salesperson, {second});
    Reply first, last;
    std::thread racer([&] { last = other.post(path(net.salesperson, "/hand-over"), body); });
    first = hand_over(net.salesperson, body);
    racer.join();
    BOOST_TEST((std::set<int>{first.status, last.status} == std::set<int>{201, 409}));
    BOOST_TEST((first.status == 409 ? first : last).code() == "staff.stale_version");
}

BOOST_AUTO_TEST_CASE(what_the_leaver_orders_at_the_same_moment_is_handed_over_or_refused) {
    std::vector<std::string> placed;
    std::set<int> answers;
    std::thread racer([&] {
        for (int i = 0; i < 30; ++i) {
            const auto reply = seller.post("/orders", wish());
            answers.insert(reply.status);
            if (reply.status != 201) return;
            placed.push_back(reply.json().at("number"));
        }
    });
    customer_of(manager);
    const Reply done = hand_over(net.salesperson, command(net.salesperson, {second}));
    racer.join();
    BOOST_REQUIRE_MESSAGE(done.status == 201, done.body);
    for (const auto& number : placed) BOOST_TEST(salesperson_of(number) == second.id.value);
    BOOST_TEST(staff(net.salesperson).at("holdings").at("orders") == 0);
    for (const int answer : answers) BOOST_TEST((answer == 201 || answer == 401));
}

BOOST_AUTO_TEST_CASE(the_list_says_who_is_there_and_what_hangs_on_whom) {
    place();
    hand_over(third, command(third, {}));
    const auto people = manager.get("/staff?active=true&limit=200").json().at("items");
    std::set<std::uint64_t> ids;
    for (const auto& person : people) ids.insert(person.at("id").get<std::uint64_t>());
    BOOST_TEST(
        (ids == std::set<std::uint64_t>{net.salesperson.id.value, net.dealer_manager.id.value, second.id.value}));
    BOOST_TEST(manager.get("/staff?active=false").json().at("items").at(0).at("name") == third.name);
    auto administrator = server().client(net.administrator);
    const auto elsewhere =
        administrator.get("/staff?organisation_id=" + std::to_string(net.other_dealer.id.value)).json();
    BOOST_TEST(elsewhere.at("items").at(0).at("id") == net.other_salesperson.id.value);
    BOOST_TEST(
        manager.get("/orders?salesperson_id=" + std::to_string(net.salesperson.id.value)).json().at("items").size() ==
        1u);
    BOOST_TEST((faults(manager.get("/staff?active=perhaps")) == std::set<std::string>{"active field.not_allowed"}));
}

BOOST_AUTO_TEST_CASE(an_administrator_hands_over_where_the_manager_is_gone) {
    const auto number = place();
    auto administrator = server().client(net.administrator);
    const auto done = administrator.post(path(net.salesperson, "/hand-over"), command(net.salesperson, {second}));
    BOOST_REQUIRE_MESSAGE(done.status == 201, done.body);
    BOOST_TEST(salesperson_of(number) == second.id.value);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_handed_over_says_why) {
    place();
    const auto asked = [&](const Json& body) {
        return refusal(manager, [&] { return hand_over(net.salesperson, body); });
    };
    BOOST_TEST(asked(command(net.salesperson, {})) == "422 staff.successor_needed");
    const auto unfit = [&](const Person& successor) {
        return faults(hand_over(net.salesperson, command(net.salesperson, {successor})));
    };
    const std::set<std::string> expected{"/successor_ids staff.successor_unfit"};
    BOOST_TEST((unfit(net.salesperson) == expected));
    BOOST_TEST((unfit(net.other_salesperson) == expected));
    BOOST_TEST((unfit(net.care_agent) == expected));
    BOOST_TEST((faults(hand_over(net.salesperson, command(net.salesperson, {second, second}))) == expected));
    hand_over(third, command(third, {}));
    BOOST_TEST((unfit(third) == expected));
    auto stale = command(net.salesperson, {second});
    stale["version"] = 0;
    BOOST_TEST(asked(stale) == "409 staff.stale_version");
    BOOST_TEST(refusal(manager, [&] { return hand_over(net.dealer_manager, command(net.dealer_manager, {second})); }) ==
               "409 staff.not_yourself");
    BOOST_TEST(refusal(manager, [&] { return hand_over(second, command(second, {}, false)); }) ==
               "409 staff.nothing_to_do");
    BOOST_TEST(refusal(manager, [&] { return hand_over(third, command(third, {})); }) == "409 staff.already_left");
}

BOOST_AUTO_TEST_CASE(only_the_dealers_manager_and_the_administrator_hand_over) {
    const auto body = command(net.salesperson, {second});
    BOOST_TEST(refusal(seller, [&] { return seller.post(path(net.salesperson, "/hand-over"), body); }) ==
               "403 access.role_missing");
    BOOST_TEST(refusal(manager, [&] { return manager.post(path(net.other_salesperson, "/hand-over"), body); }) ==
               "404 staff.not_found");
    BOOST_TEST(refusal(manager, [&] { return manager.get(path(net.care_agent)); }) == "404 staff.not_found");
    auto auditor = server().client(net.auditor);
    BOOST_TEST(auditor.get(path(net.salesperson)).status == 200);
    BOOST_TEST(auditor.post(path(net.salesperson, "/hand-over"), body).code() == "access.role_missing");
    auto crooked = body;
    crooked["price"] = 1;
    crooked["leaves"] = "yes";
    BOOST_TEST((faults(hand_over(net.salesperson, crooked)) ==
                std::set<std::string>{"/price field.unknown", "/leaves field.wrong_type"}));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
}  // namespace
