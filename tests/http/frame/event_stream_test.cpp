#include "support/event_stream.h"

#include <boost/test/unit_test.hpp>
#include <thread>

#include "core/clock.h"
#include "db/feed.h"
#include "support/eventually.h"
#include "support/shared.h"
#include "support/world.h"

namespace {

using namespace marque;
using namespace marque::support;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// Two dealers of one region and their salespeople, each at an open page.
struct Dealers {
    Network net = make_network(database().pool());
    HttpClient salesperson = server().client(net.salesperson);

    void tell(const Organisation& dealer, const std::string& state) {
        const auto now = core::BusinessClock{}.real_now();
        const Json payload{{"kind", "ORDER"}, {"at", core::to_rfc3339(now)}, {"state", state}};
        db::in_tx(database().pool(), [&](db::Tx& tx) {
            db::put_in_feed(tx, now, {{0, "ORDER", std::nullopt, dealer.id, dealer.region, "", payload.dump()}});
        });
    }
    static std::string state(const std::optional<StreamEvent>& event) {
        return event && event->event != "reset" ? event->json().at("state").get<std::string>()
               : event                          ? "reset"
                                                : "nothing";
    }
};

BOOST_AUTO_TEST_SUITE(frame)
BOOST_FIXTURE_TEST_SUITE(event_streams, Dealers)

BOOST_AUTO_TEST_CASE(an_open_page_is_told_what_happens_at_its_dealer_and_not_at_another) {
    EventStream page(salesperson, "/events?topic=dealer");
    EventStream manager(server().client(net.regional_manager), "/events?topic=dealer");
    EventStream far(server().client(net.far_salesperson), "/events?topic=dealer");
    tell(net.other_dealer, "RELEASED");
    tell(net.dealer, "BUILT");
    BOOST_TEST(state(page.next()) == "BUILT");
    BOOST_TEST(state(manager.next()) == "RELEASED");
    BOOST_TEST(state(manager.next()) == "BUILT");
    tell(net.far_dealer, "ARRIVED");
    BOOST_TEST(state(far.next()) == "ARRIVED");
}

BOOST_AUTO_TEST_CASE(a_page_that_comes_back_gets_what_it_missed) {
    std::string last;
    {
        EventStream page(salesperson, "/events?topic=dealer");
        tell(net.dealer, "RELEASED");
        last = page.next().value().id;
    }
    tell(net.dealer, "SCHEDULED");
    tell(net.other_dealer, "CANCELLED");
    tell(net.dealer, "BUILT");
    EventStream page(salesperson, "/events?topic=dealer", last);
    BOOST_TEST(state(page.next()) == "SCHEDULED");
    BOOST_TEST(state(page.next()) == "BUILT");
    tell(net.dealer, "IN_YARD");
    BOOST_TEST(state(page.next()) == "IN_YARD");
}

BOOST_AUTO_TEST_CASE(a_page_that_was_away_too_long_is_told_to_read_anew) {
    std::string last;
    {
        EventStream page(salesperson, "/events?topic=dealer");
        tell(net.dealer, "RELEASED");
        last = page.next().value().id;
    }
    {
        // Another page hears it, so the server has it behind itself.
        EventStream colleague(salesperson, "/events?topic=dealer");
        tell(net.dealer, "BUILT");
        BOOST_TEST(state(colleague.next()) == "BUILT");
    }
    db::in_tx(database().pool(), [&](db::Tx& tx) { tx.execute("DELETE FROM feed WHERE id <= ?", last); });
    EventStream page(salesperson, "/events?topic=dealer", last);
    BOOST_TEST(state(page.next()) == "reset");
    tell(net.dealer, "IN_YARD");
    BOOST_TEST(state(page.next()) == "IN_YARD");
}

/// Pages come and go while the line is busy: between what a page missed and what it then hears there is no gap.
BOOST_AUTO_TEST_CASE(whoever_comes_back_in_the_middle_of_a_flood_misses_nothing_and_hears_nothing_twice) {
    constexpr int told = 400;
    std::jthread line([&] {
        for (int i = 0; i < told; ++i) tell(net.dealer, std::to_string(i));
    });
    std::string last;
    int expected = 0;
    const auto deadline = std::chrono::steady_clock::now() + seconds{60};
    while (expected < told && std::chrono::steady_clock::now() < deadline) {
        EventStream page(salesperson, "/events?topic=dealer", last);
        for (int heard = 0; heard < 15 && expected < told; ++heard) {
            const auto event = page.next(seconds{5});
            if (!event) break;
            if (last.empty()) expected = std::stoi(state(event));
            BOOST_TEST_REQUIRE(state(event) == std::to_string(expected));
            last = event->id;
            ++expected;
        }
    }
    BOOST_TEST(expected == told);
}

BOOST_AUTO_TEST_CASE(a_topic_that_does_not_exist_is_refused) {
    for (const char* path : {"/events", "/events?topic=", "/events?topic=weather",
                             "/events?topic=dealer&topic=dealer&topic=dealer&topic=dealer&topic=dealer&topic=dealer"}) {
        BOOST_TEST(salesperson.get(path).status == 422, path);
    }
    BOOST_TEST(salesperson.get("/events?topic=order:ORD-1999-0000001").status == 404);
    BOOST_TEST(server().client().get("/events?topic=dealer").status == 401);
}

BOOST_AUTO_TEST_CASE(whoever_has_signed_out_or_left_hears_nothing_more) {
    auto leaver = server().client(net.salesperson);
    EventStream left(leaver, "/events?topic=dealer");
    auto manager = server().client(net.dealer_manager);
    EventStream signed_out(manager, "/events?topic=dealer");
    EventStream stays(salesperson, "/events?topic=dealer");
    BOOST_REQUIRE(manager.send("DELETE", "/sessions/current", {}, "").status == 204);
    BOOST_TEST(eventually(seconds{15}, [&] {
        signed_out.next(milliseconds{100});
        return signed_out.closed();
    }));
    tell(net.dealer, "BUILT");
    BOOST_TEST(state(stays.next()) == "BUILT");
    BOOST_TEST(state(left.next()) == "BUILT");
    db::in_tx(database().pool(),
              [&](db::Tx& tx) { tx.execute("UPDATE person SET active = FALSE WHERE id = ?", net.salesperson.id); });
    BOOST_TEST(eventually(seconds{15}, [&] {
        left.next(milliseconds{100});
        return left.closed();
    }));
}

BOOST_AUTO_TEST_CASE(a_page_that_is_closed_is_forgotten) {
    const auto open_pages = [] {
        const auto text = server().client().get("//metrics").body;
        const std::string name = "\nmarque_event_streams ";
        return std::stoi(text.substr(text.find(name) + name.size()));
    };
    BOOST_TEST(eventually(seconds{10}, [&] { return open_pages() == 0; }));
    {
        std::vector<EventStream> pages;
        for (int i = 0; i < 20; ++i) pages.emplace_back(salesperson, "/events?topic=dealer");
        BOOST_TEST(eventually(seconds{10}, [&] { return open_pages() == 20; }));
    }
    BOOST_TEST(eventually(seconds{10}, [&] { return open_pages() == 0; }));
}

BOOST_AUTO_TEST_CASE(pages_hold_no_thread_so_hundreds_of_them_keep_nobody_out) {
    std::vector<EventStream> pages;
    for (int i = 0; i < 300; ++i) pages.emplace_back(salesperson, "/events?topic=dealer");
    BOOST_TEST(salesperson.get("/clock").status == 200);
    tell(net.dealer, "BUILT");
    for (auto& page : pages) BOOST_TEST(state(page.next()) == "BUILT");
}

BOOST_AUTO_TEST_CASE(pages_go_on_when_the_database_was_away) {
    TestDatabase own_database;
    TestServer own_server(own_database);
    const auto own = make_network(own_database.pool());
    EventStream page(own_server.client(own.salesperson), "/events?topic=dealer");
    own_database.kill9();
    own_database.restart();
    db::in_tx(own_database.pool(), [&](db::Tx& tx) {
        db::put_in_feed(tx, core::BusinessClock{}.real_now(),
                        {{0, "ORDER", {}, own.dealer.id, {}, "", R"({"state":"BUILT"})"}});
    });
    BOOST_TEST(state(page.next(seconds{20})) == "BUILT");
}

BOOST_AUTO_TEST_CASE(a_server_that_is_told_to_stop_lets_its_pages_go) {
    TestServer own(database());
    EventStream page(own.client(net.salesperson), "/events?topic=dealer");
    BOOST_TEST(own.stop() == 0);
    BOOST_TEST(!page.next(seconds{5}).has_value());
    BOOST_TEST(page.closed());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
