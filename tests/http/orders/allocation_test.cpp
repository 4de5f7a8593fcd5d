#include <atomic>
#include <latch>
#include <thread>

#include "db/tx.h"
#include "http/order_book.h"
#include "support/eventually.h"

namespace {

using namespace marque::support;
namespace core = marque::core;

struct Allocating : OrderBook {
    HttpClient region = server().client(net.regional_manager);
    const std::string month = day(0).substr(0, 7);

    Reply set(HttpClient& client, const Json& quota, int version, Json more = Json::object()) {
        Json body{{"dealer_id", net.dealer.id.value}, {"month", month}, {"quota", quota}, {"version", version}};
        body.update(more);
        return client.put("/allocations", body);
    }
    Json row(HttpClient& client, bool of_model = false) { return row_of(client, month, of_model); }
    Json row_of(HttpClient& client, const std::string& of_month, bool of_model = false) {
        const auto list = client.get("/allocations?month=" + of_month).json();
        for (const auto& one : list.at("items")) {
            if (one.at("dealer").at("id") == net.dealer.id.value && one.at("model").is_null() != of_model) return one;
        }
        return nullptr;
    }
    std::string month_after() const {
        const auto day = core::parse_date(month + "-01").value() + std::chrono::days{31};
        return core::to_iso_date(day).substr(0, 7);
    }
    /// What the region had set for a month before this one.
    void limit_before(int months, std::optional<int> quota) {
        marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
            tx.execute(
                "INSERT INTO allocation (dealer_id, month, model_id, quota, updated_at, version, opened) "
                "VALUES (?, ? - INTERVAL ? MONTH, 0, ?, UTC_TIMESTAMP(3), ?, TRUE)",
                net.dealer.id, core::parse_date(month + "-01").value(), months, quota, quota ? 1 : 0);
        });
    }
    int place_in_line(const std::string& number) { return read(number).at("waiting_position").get<int>(); }
    bool soon(const std::string& number, const std::string& wanted) {
        return eventually(std::chrono::seconds{20}, [&] { return state(number) == wanted; });
    }
};

BOOST_AUTO_TEST_SUITE(orders)
BOOST_FIXTURE_TEST_SUITE(allocation, Allocating)

BOOST_AUTO_TEST_CASE(without_allocation_a_dealer_is_unlimited) {
    BOOST_TEST(row(region).at("quota").is_null());
    BOOST_TEST(state(place()) == "ACCEPTED");
    BOOST_TEST(region.get("/allocations").json().at("month") == month);
}

BOOST_AUTO_TEST_CASE(when_it_is_used_up_orders_wait_in_line_and_leave_in_order) {
    BOOST_REQUIRE(set(region, 1, 0).status == 200);
    const auto first = place(), second = place(), third = place();
    BOOST_TEST(state(first) == "ACCEPTED");
    BOOST_TEST(state(second) == "WAITING");
    BOOST_TEST(read(second).at("event_code") == 1100);
    BOOST_TEST(place_in_line(second) == 1);
    BOOST_TEST(place_in_line(third) == 2);
    BOOST_TEST(lease().size() == 1u);
    const auto full = row(seller);
    BOOST_TEST(full.at("used") == 1);
    BOOST_TEST(full.at("waiting") == 2);
    const auto raised = set(region, 2, full.at("version"));
    BOOST_REQUIRE_MESSAGE(raised.status == 200, raised.body);
    BOOST_TEST(state(second) == "ACCEPTED");
    BOOST_TEST(place_in_line(third) == 1);
    BOOST_TEST(lease().at(0).at("order_number") == second);
    BOOST_TEST(read(second).at("events").back().at("kind") == "ACCEPTED");
}

BOOST_AUTO_TEST_CASE(the_list_of_those_that_wait_is_the_line_itself) {
    BOOST_REQUIRE(set(region, 0, 0).status == 200);
    std::vector<std::string> placed;
    for (int i = 0; i < 3; ++i) placed.push_back(place());
    const auto first = seller.get("/orders?state=WAITING&limit=2").json();
    BOOST_REQUIRE(first.at("items").size() == 2u);
    const auto rest = seller.get("/orders?state=WAITING&limit=2&cursor=" + first.at("next").get<std::string>()).json();
    BOOST_REQUIRE(rest.at("items").size() == 1u);
    std::vector<Json> line(first.at("items").begin(), first.at("items").end());
    line.push_back(rest.at("items").at(0));
    for (std::size_t i = 0; i < line.size(); ++i) {
        BOOST_TEST(line[i].at("number") == placed[i]);
        BOOST_TEST(line[i].at("waiting_position") == i + 1);
        BOOST_TEST(place_in_line(placed[i]) == i + 1);
    }
    const auto all = seller.get("/orders").json().at("items");
    BOOST_TEST(all.at(0).at("number") == placed.back());
    BOOST_TEST(all.at(0).at("waiting_position").is_null());
}

BOOST_AUTO_TEST_CASE(a_cancellation_makes_room_for_the_next_in_line) {
    BOOST_REQUIRE(set(region, 1, 0).status == 200);
    const auto first = place(), second = place(), third = place();
    const auto request = lease().at(0);
    seller.post("/orders/" + third + "/cancellation", {{"version", version(third)}, {"reason", "不等了"}});
    BOOST_TEST(state(third) == "CANCELLED");
    BOOST_REQUIRE(told(no(request, "NO_CAPACITY")) == "ACCEPTED");
    BOOST_TEST(state(first) == "REFUSED");
    BOOST_TEST(soon(second, "ACCEPTED"));
    BOOST_TEST(row(region).at("used") == 1);
}

BOOST_AUTO_TEST_CASE(a_model_with_a_quota_of_its_own_waits_alone) {
    const auto other = make_model(pool, line.code);
    BOOST_REQUIRE(set(region, 1, 0, {{"model", model.code}, {"model_year", model.year}}).status == 200);
    const auto first = place(), waits = place();
    auto wish_other = wish();
    wish_other["model"] = other.code;
    BOOST_TEST(state(place(wish_other)) == "ACCEPTED");
    BOOST_TEST(state(waits) == "WAITING");
    BOOST_TEST(row(region, true).at("waiting") == 1);
    BOOST_TEST(row(region, true).at("model") == model.code);
}

BOOST_AUTO_TEST_CASE(orders_from_before_the_limit_count) {
    place();
    place();
    const auto rows = set(region, 2, 0);
    BOOST_REQUIRE_MESSAGE(rows.status == 200, rows.body);
    BOOST_TEST(row(region).at("used") == 2);
    const auto third = place();
    BOOST_TEST(state(third) == "WAITING");
    BOOST_TEST(set(region, nullptr, row(region).at("version")).status == 200);
    BOOST_TEST(state(third) == "ACCEPTED");
    BOOST_TEST(row(region).at("quota").is_null());
}

BOOST_AUTO_TEST_CASE(a_limit_that_comes_back_counts_what_was_accepted_meanwhile) {
    BOOST_REQUIRE(set(region, 5, 0).status == 200);
    place();
    BOOST_REQUIRE(set(region, nullptr, row(region).at("version")).status == 200);
    place();
    BOOST_REQUIRE(set(region, 3, 0).status == 200);
    BOOST_TEST(row(region).at("used") == 2);
    BOOST_TEST(state(place()) == "ACCEPTED");
    BOOST_TEST(state(place()) == "WAITING");
}

BOOST_AUTO_TEST_CASE(a_model_that_gets_a_limit_of_its_own_takes_its_orders_along_and_gives_them_back) {
    const auto other = make_model(pool, line.code);
    auto wish_other = wish();
    wish_other["model"] = other.code;
    BOOST_REQUIRE(set(region, 4, 0).status == 200);
    place();
    place();
    place(wish_other);
    const Json own{{"model", model.code}, {"model_year", model.year}};
    BOOST_REQUIRE(set(region, 3, 0, own).status == 200);
    BOOST_TEST(row(region, true).at("used") == 2);
    BOOST_TEST(row(region).at("used") == 1);
    BOOST_REQUIRE(set(region, nullptr, row(region, true).at("version"), own).status == 200);
    BOOST_TEST(row(region).at("used") == 3);
    BOOST_TEST(row(region, true).is_null());
}

BOOST_AUTO_TEST_CASE(an_order_on_hold_keeps_its_place_when_all_are_counted_anew) {
    BOOST_REQUIRE(set(region, 5, 0).status == 200);
    const auto number = place();
    BOOST_REQUIRE(seller.post("/orders/" + number + "/hold", {{"version", version(number)}, {"reason", "等"}}).status ==
                  201);
    BOOST_REQUIRE(set(region, 1, row(region).at("version")).status == 200);
    BOOST_TEST(row(region).at("used") == 1);
    BOOST_TEST(state(place()) == "WAITING");
    const auto resumed = seller.post("/orders/" + number + "/resumption", {{"version", version(number)}});
    BOOST_TEST(resumed.json().at("state") == "ACCEPTED");
}

BOOST_AUTO_TEST_CASE(orders_that_are_placed_while_the_first_limit_is_set_are_all_counted) {
    constexpr int sellers = 4, orders_each = 6;
    std::atomic<int> accepted = 0;
    std::latch go(sellers + 1);
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < sellers; ++i) {
            threads.emplace_back([&] {
                auto client = server().client(net.salesperson);
                go.arrive_and_wait();
                for (int n = 0; n < orders_each; ++n)
                    accepted += client.post("/orders", wish()).json().at("state") == "ACCEPTED";
            });
        }
        go.arrive_and_wait();
        BOOST_TEST(set(region, 10, 0).status == 200);
    }
    BOOST_TEST(row(region).at("used") == accepted.load());
    BOOST_TEST(row(region).at("waiting") == sellers * orders_each - accepted.load());
}

BOOST_AUTO_TEST_CASE(an_order_that_is_just_being_entered_is_waited_for_and_counted) {
    Reply reply;
    std::jthread setter;
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        tx.execute(
            "INSERT INTO customer_order (number, dealer_id, region_id, salesperson_id, customer_id, kind, state, event_code, "
            "  line_code, model_id, price, requested_date, destination_id, placed_at, updated_at) "
            "VALUES (?, ?, ?, ?, ?, 'CUSTOMER', 'ACCEPTED', 2000, ?, ?, '1.00', ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))",
            unique("ORD-A-"), net.dealer.id, net.region.id, net.salesperson.id, buyer.id, line.code, model.id, day(60),
            net.dealer.id);
        setter = std::jthread([&] { reply = set(region, 1, 0); });
        BOOST_TEST(eventually(std::chrono::seconds{4}, [&] {
            return marque::db::read(pool, [](marque::db::Tx& look) {
                return look
                    .value<bool>("waits",
                                 "SELECT COUNT(*) > 0 AS waits FROM information_schema.PROCESSLIST "
                                 "WHERE INFO LIKE '%FROM organisation%FOR UPDATE%' AND ID <> CONNECTION_ID()")
                    .value();
            });
        }));
    });
    setter.join();
    BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
    BOOST_TEST(row(region).at("used") == 1);
    BOOST_TEST(state(place()) == "WAITING");
}

BOOST_AUTO_TEST_CASE(orders_of_a_full_model_keep_nobody_of_another_model_waiting) {
    const auto other = make_model(pool, line.code);
    BOOST_REQUIRE(set(region, 0, 0).status == 200);
    const auto waits = place();
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        tx.execute(
            "INSERT INTO customer_order (number, dealer_id, region_id, salesperson_id, customer_id, kind, state, event_code, "
            "  line_code, model_id, price, requested_date, destination_id, placed_at, updated_at) "
            "SELECT CONCAT('ORD-W-', s.seq, RIGHT(o.number, 7)), o.dealer_id, o.region_id, o.salesperson_id, o.customer_id, o.kind, o.state, "
            "  o.event_code, o.line_code, o.model_id, o.price, o.requested_date, o.destination_id, o.placed_at, o.updated_at "
            "FROM customer_order o JOIN seq_1_to_2100 s WHERE o.number = ?",
            waits);
    });
    auto wish_other = wish();
    wish_other["model"] = other.code;
    const auto last = place(wish_other);
    BOOST_TEST(state(last) == "WAITING");
    BOOST_REQUIRE(set(region, 1, 0, {{"model", other.code}, {"model_year", other.year}}).status == 200);
    BOOST_TEST(state(last) == "ACCEPTED");
    BOOST_TEST(state(waits) == "WAITING");
    BOOST_TEST(row(region).at("waiting") == 2101);
}

BOOST_AUTO_TEST_CASE(a_limit_stands_in_the_months_after_until_another_is_set) {
    limit_before(1, 2);
    const auto carried = row(region);
    BOOST_TEST(carried.at("quota") == 2);
    BOOST_TEST(carried.at("used") == 0);
    BOOST_TEST(carried.at("carried") == true);
    place();
    place();
    const auto third = place();
    BOOST_TEST(state(third) == "WAITING");
    BOOST_TEST(row(seller).at("used") == 2);
    BOOST_TEST(row(seller).at("waiting") == 1);
    const auto raised = set(region, 3, row(region).at("version"));
    BOOST_REQUIRE_MESSAGE(raised.status == 200, raised.body);
    BOOST_TEST(row(region).at("carried") == false);
    BOOST_TEST(state(third) == "ACCEPTED");
    const auto next = row_of(region, month_after());
    BOOST_TEST(next.at("quota") == 3);
    BOOST_TEST(next.at("used") == 0);
    BOOST_TEST(next.at("carried") == true);
}

BOOST_AUTO_TEST_CASE(orders_that_waited_at_the_end_of_a_month_enter_the_next_one_by_its_limit) {
    BOOST_REQUIRE(set(region, 0, 0).status == 200);
    const auto first = place(), second = place();
    // As the turn of the month leaves it: what was set is of the month before, and nobody has set this one.
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        tx.execute("UPDATE allocation SET month = month - INTERVAL 1 MONTH, quota = 1 WHERE dealer_id = ?",
                   net.dealer.id);
    });
    BOOST_TEST(soon(first, "ACCEPTED"));
    BOOST_TEST(state(second) == "WAITING");
    BOOST_TEST(row(region).at("used") == 1);
}

BOOST_AUTO_TEST_CASE(a_limit_that_was_lifted_does_not_come_back) {
    limit_before(2, 0);
    limit_before(1, std::nullopt);
    BOOST_TEST(row(region).at("quota").is_null());
    BOOST_TEST(state(place()) == "ACCEPTED");
    BOOST_REQUIRE(set(region, 1, 0).status == 200);
    BOOST_REQUIRE(set(region, nullptr, row(region).at("version")).status == 200);
    BOOST_TEST(state(place()) == "ACCEPTED");
    BOOST_TEST(row_of(region, month_after()).at("quota").is_null());
}

BOOST_AUTO_TEST_CASE(a_later_month_is_set_ahead_and_changes_nothing_now) {
    BOOST_REQUIRE(set(region, 0, 0, {{"month", month_after()}}).status == 200);
    BOOST_TEST(row(region).at("quota").is_null());
    BOOST_TEST(state(place()) == "ACCEPTED");
}

BOOST_AUTO_TEST_CASE(a_waiting_order_is_held_and_resumed_into_the_line) {
    BOOST_REQUIRE(set(region, 0, 0).status == 200);
    const auto number = place();
    BOOST_TEST(seller.post("/orders/" + number + "/hold", {{"version", version(number)}, {"reason", "等"}})
                   .json()
                   .at("state") == "ON_HOLD");
    const auto resumed = seller.post("/orders/" + number + "/resumption", {{"version", version(number)}});
    BOOST_TEST(resumed.json().at("state") == "WAITING");
}

BOOST_AUTO_TEST_CASE(only_the_dealers_own_region_sets_it) {
    auto other = server().client(net.other_regional_manager);
    BOOST_TEST(refusal(other, [&] { return set(other, 5, 0); }) == "404 allocation.dealer_unknown");
    BOOST_TEST(refusal(seller, [&] { return set(seller, 5, 0); }) == "403 access.role_missing");
    BOOST_TEST(row(other).is_null());
    BOOST_TEST(refusal(region, [&] { return set(region, 5, 3); }) == "409 allocation.stale_version");
    BOOST_TEST(refusal(region, [&] {
                   return set(region, 5, 0, {{"month", "2020-01"}});
               }) == "422 allocation.month_invalid");
    BOOST_TEST(refusal(region, [&] { return region.get("/allocations?month=soon"); }) ==
               "422 allocation.month_invalid");
    BOOST_TEST(refusal(region, [&] { return set(region, 5, 0, {{"model", "NONE"}}); }) == "404 catalog.no_such_model");
    BOOST_TEST((faults(set(region, -1, 0)) == std::set<std::string>{"/quota field.range"}));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
