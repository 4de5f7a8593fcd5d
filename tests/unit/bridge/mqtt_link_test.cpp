#include "plumbing/mqtt_link.h"

#include <boost/test/unit_test.hpp>
#include <mutex>

#include "bridge/request_sender.h"
#include "support/eventually.h"
#include "support/paths.h"
#include "support/scripted_broker.h"

// The link against a broker that does what a test wants, which no real one can be brought to do when it is wanted.
namespace marque {
namespace {

using namespace std::chrono_literals;
using support::bytes_of;
using support::eventually;
using Broker = support::ScriptedBroker;

constexpr auto patience = 10s;
constexpr int said_connect = 1, said_publish = 3, said_puback = 4, said_subscribe = 8, said_ping = 12,
              said_disconnect = 14;

struct Linked {
    Broker broker;
    BrokerSettings settings{{broker.url()}, "me", "", "", "", "", "", {5s, 40ms, 5ms}};
    std::optional<MqttLink> link;
    std::mutex mutex;
    std::vector<std::string> received;
    std::atomic<int> stood{0};

    void start() {
        link.emplace(settings, std::vector<std::string>{"a/+", "b"}, [this](std::span<const Arrival> arrivals) {
            std::lock_guard lock(mutex);
            for (const auto& arrival : arrivals) received.emplace_back(arrival.payload);
        });
        link->start([this] { ++stood; });
    }
    void stand() {
        start();
        BOOST_REQUIRE(eventually(patience, [&] { return link->connected(); }));
    }
    std::size_t count_of(int kind, int connection = 0) { return broker.heard(kind, connection).size(); }
    bool hears(int kind, std::size_t count, int connection = 0) {
        return eventually(patience, [&] { return count_of(kind, connection) >= count; });
    }
    // Round its loop once more, with all that it knows by now.
    void turn() { BOOST_REQUIRE(hears(said_ping, count_of(said_ping) + 1)); }
    bool comes_again(std::size_t times) {
        return eventually(patience, [&] { return broker.connections().size() >= times; });
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(mqtt_link)

BOOST_FIXTURE_TEST_CASE(a_broker_that_says_nothing_is_asked_and_kept_while_it_answers, Linked) {
    stand();
    BOOST_TEST(hears(said_ping, 5));
    BOOST_TEST(broker.connections().size() == 1);
}

BOOST_FIXTURE_TEST_CASE(a_broker_that_answers_no_question_is_left, Linked) {
    settings.times.patience = 200ms;
    broker.answer(said_ping, "");
    stand();
    BOOST_TEST(comes_again(2));
}

// What was under way when the connection went dead is no answer.
BOOST_FIXTURE_TEST_CASE(a_broker_that_falls_silent_after_a_last_word_is_left, Linked) {
    settings.times.patience = 200ms;
    broker.answer(said_ping, [first = true](const Broker::Packet&) mutable {
        return std::exchange(first, false) ? Broker::publication("a/1", "last word", 1) : "";
    });
    stand();
    BOOST_TEST(comes_again(2));
    BOOST_TEST(received.size() == 1);
}

BOOST_FIXTURE_TEST_CASE(what_arrives_is_acknowledged_when_it_was_handed_over, Linked) {
    stand();
    broker.say(Broker::publication("a/1", "one", 7) + Broker::publication("b", "two", 8));
    BOOST_REQUIRE(hears(said_puback, 2));
    BOOST_TEST((received == std::vector<std::string>{"one", "two"}));
    BOOST_TEST(broker.heard(said_puback).at(0).body == bytes_of({0, 7}));
    BOOST_TEST(broker.heard(said_puback).at(1).body == bytes_of({0, 8}));
}

BOOST_FIXTURE_TEST_CASE(a_packet_may_come_in_pieces, Linked) {
    // Nothing may come between the pieces.
    for (const int kind : {said_ping, said_publish}) broker.answer(kind, "");
    stand();
    const auto whole = Broker::publication("a/1", std::string(300, 'x'), 7);
    std::size_t marks = 0, taken = 0;
    for (const std::size_t size : {1, 2, 3, 100}) {
        broker.say(whole.substr(0, size));
        // It reads between saying the one and the other.
        for (int i = 0; i < 2; ++i) {
            link->publish("b", "mark");
            BOOST_REQUIRE(hears(said_publish, ++marks));
        }
        BOOST_TEST(count_of(said_puback) == taken);
        broker.say(whole.substr(size));
        BOOST_REQUIRE(hears(said_puback, ++taken));
    }
    BOOST_TEST(received == std::vector<std::string>(4, std::string(300, 'x')), boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(no_more_is_on_the_way_than_the_broker_takes_and_a_refusal_makes_room_too, Linked) {
    broker.answer(said_connect, Broker::let_in(false, bytes_of({0x21, 0, 2})));
    broker.answer(said_publish, "");
    stand();
    for (const char* payload : {"one", "two", "three", "four"}) link->publish("b", payload);
    BOOST_REQUIRE(hears(said_publish, 2));
    turn();
    BOOST_TEST(count_of(said_publish) == 2);
    broker.say(Broker::acknowledged(broker.heard(said_publish).at(0), 0x97));
    BOOST_REQUIRE(hears(said_publish, 3));
    turn();
    BOOST_TEST(count_of(said_publish) == 3);
    broker.say(Broker::acknowledged(broker.heard(said_publish).at(1)));
    BOOST_REQUIRE(hears(said_publish, 4));
    BOOST_TEST(Broker::payload_of(broker.heard(said_publish).back()) == "four");
}

BOOST_FIXTURE_TEST_CASE(the_broker_says_how_long_it_may_be_left_without_a_word, Linked) {
    settings.times.keep_alive = 1h;
    broker.answer(said_connect, Broker::let_in(false, bytes_of({0x13, 0, 1})));
    stand();
    BOOST_TEST(hears(said_ping, 1));
}

// Both ends of the line's protocol repeat what is not confirmed, under its BODID.
BOOST_FIXTURE_TEST_CASE(what_was_not_acknowledged_is_not_said_again_in_a_resumed_session, Linked) {
    broker.answer(said_publish, "");
    stand();
    link->publish("b", "one");
    BOOST_REQUIRE(hears(said_publish, 1));
    broker.answer(said_connect, Broker::let_in(true));
    broker.hang_up();
    BOOST_REQUIRE(hears(said_ping, 1, 2));
    BOOST_TEST(count_of(said_publish) == 1);
    BOOST_TEST(stood == 2);
}

BOOST_FIXTURE_TEST_CASE(who_is_told_to_leave_comes_again, Linked) {
    stand();
    broker.say(Broker::packet(0xe0, bytes_of({0x8b})));
    BOOST_TEST(comes_again(2));
}

BOOST_FIXTURE_TEST_CASE(who_stops_says_what_waits_and_takes_leave, Linked) {
    stand();
    link->publish("b", "last");
    link->stop();
    BOOST_REQUIRE(hears(said_disconnect, 1));
    BOOST_TEST(count_of(said_publish) == 1);
}

// Such a broker keeps nothing for a bridge that is away.
BOOST_FIXTURE_TEST_CASE(a_broker_that_grants_less_than_quality_one_is_left, Linked) {
    broker.answer(said_subscribe, [](const Broker::Packet& packet) { return Broker::granted(packet, 0); });
    start();
    BOOST_TEST(comes_again(2));
    BOOST_TEST(stood == 0);
    broker.answer(said_connect, Broker::let_in(false, bytes_of({0x24, 0})));
    broker.answer(said_subscribe, [](const Broker::Packet& packet) { return Broker::granted(packet, 1); });
    const auto subscribed = count_of(said_subscribe);
    BOOST_TEST(comes_again(broker.connections().size() + 2));
    BOOST_TEST(stood == 0);
    BOOST_TEST(count_of(said_subscribe) <= subscribed + 1);
}

// Two bridges of one name: each that comes throws the other out.
BOOST_FIXTURE_TEST_CASE(who_is_let_in_and_thrown_out_comes_ever_more_seldom, Linked) {
    settings.times.first_pause = 10ms;
    broker.answer(said_connect, Broker::let_in(true) + Broker::packet(0xe0, bytes_of({0x8e})));
    start();
    BOOST_REQUIRE(comes_again(5));
    BOOST_TEST(stood >= 4);
    const auto came = broker.connections();
    BOOST_TEST((came.at(4) - came.at(3) >= 80ms));
}

BOOST_FIXTURE_TEST_CASE(without_the_password_that_it_was_given_it_does_not_introduce_itself, Linked) {
    const support::TempDir folder;
    settings.user_name = "bridge";
    settings.password_file = folder.path() / "password";
    start();
    BOOST_REQUIRE(comes_again(2));
    BOOST_TEST(count_of(said_connect) == 0);
    support::write_file(folder.path() / "password", "\n");
    BOOST_REQUIRE(comes_again(broker.connections().size() + 2));
    BOOST_TEST(count_of(said_connect) == 0);
    support::write_file(folder.path() / "password", "secret\n");
    BOOST_REQUIRE(hears(said_connect, 1));
    BOOST_TEST(broker.heard(said_connect).front().body.ends_with(bytes_of({0, 6}) + "secret"));
}

BOOST_FIXTURE_TEST_CASE(what_never_goes_is_told_from_what_does_not_go_now, Linked) {
    using enum MqttLink::Handed;
    broker.answer(said_connect, Broker::let_in(false, bytes_of({0x27, 0, 0, 0, 200})));
    stand();
    const std::string long_one(300, 'x');
    BOOST_TEST((link->publish("b", long_one) == never));
    BOOST_TEST((link->publish("b", "short") == over));
    BOOST_TEST(link->publish({{"b", "one"}, {"b", long_one}, {"b", "two"}}));
    BOOST_REQUIRE(hears(said_publish, 3));
    turn();
    std::vector<std::string> said;
    for (const auto& packet : broker.heard(said_publish)) said.push_back(Broker::payload_of(packet));
    BOOST_TEST((said == std::vector<std::string>{"short", "one", "two"}));
    link->stop();
    settings.urls = {"tcp://127.0.0.1:" + std::to_string(support::free_port())};
    start();
    BOOST_TEST((link->publish("b", "short") == not_now));
    BOOST_TEST((link->publish("b", long_one) == not_now));
}

BOOST_FIXTURE_TEST_CASE(a_request_that_the_broker_never_takes_blocks_none_behind_it, Linked) {
    broker.answer(said_connect, Broker::let_in(false, bytes_of({0x27, 0, 0, 1, 0})));
    stand();
    const support::TempDir folder;
    bridge::Journal journal((folder.path() / "journal.db").string());
    journal.store({{"m1", "ORD-1", "b", std::string(1000, 'x'), 1, 0}, {"m2", "ORD-2", "b", "short", 1, 0}});
    bridge::RequestSender sender({}, journal, *link);
    sender.start();
    BOOST_TEST(hears(said_publish, 1));
    sender.stop();
    BOOST_TEST(journal.due(b2mml::now() + 1h, 10).size() == 2);
    BOOST_TEST(journal.due(b2mml::now() + 1h, 10).front().attempts == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque
