#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "bridge/journal.h"
#include "support/paths.h"

namespace marque::bridge {
namespace {

struct WithJournal {
    support::TempDir folder;
    std::string file = (folder.path() / "journal.db").string();
    std::optional<Journal> journal{file};

    void reopen() {
        journal.reset();
        journal.emplace(file);
    }
    static OutboundRequest request(const std::string& id, const std::string& order) {
        return {id, order, "topic/" + order, "payload of " + id, 1, 0};
    }
    std::vector<std::string> due() {
        std::vector<std::string> ids;
        for (const auto& r : journal->due(b2mml::now(), 100)) ids.push_back(r.message_id);
        return ids;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(journal)

BOOST_FIXTURE_TEST_CASE(what_was_received_is_there_until_it_is_settled, WithJournal) {
    journal->receive("a/b", std::string("\x00\xff raw", 6));
    journal->receive("a/c", "second");
    reopen();
    auto rows = journal->inbound_after(0, 10);
    BOOST_REQUIRE(rows.size() == 2);
    BOOST_TEST(rows[0].raw == std::string("\x00\xff raw", 6));
    BOOST_TEST(rows[0].topic == "a/b");
    BOOST_TEST(rows[0].size == 6);

    journal->settle({{rows[0].id, Answered{"bod-1", false, "VIN_IN_USE", "why", true}, ""}});
    reopen();
    BOOST_TEST(journal->inbound_after(0, 10).size() == 1);
    auto answer = journal->answer_to("bod-1");
    BOOST_REQUIRE(answer.has_value());
    BOOST_TEST(!answer->accepted);
    BOOST_TEST(answer->reason == "VIN_IN_USE");
    BOOST_TEST(!journal->answer_to("bod-2").has_value());
}

// The line says everything again until it is confirmed: in a long outage hundreds of times.
BOOST_FIXTURE_TEST_CASE(what_waits_here_is_not_kept_twice_however_often_it_is_said, WithJournal) {
    for (int i = 0; i < 5; ++i) {
        journal->receive("a/b", "one");
        journal->receive("a/c", "one");
        journal->receive("a/b", "another");
        reopen();
    }
    const auto rows = journal->inbound_after(0, 100);
    BOOST_REQUIRE(rows.size() == 3);
    // Once it is done with, it counts as new: it may come again to be answered again.
    journal->settle({{rows[0].id, {}, ""}});
    journal->receive("a/b", "one");
    journal->receive("a/c", "one");
    BOOST_TEST(journal->inbound_after(0, 100).size() == 3);
}

BOOST_FIXTURE_TEST_CASE(a_journal_of_an_earlier_version_goes_on, WithJournal) {
    journal.reset();
    std::filesystem::remove(file);
    {
        sqlite::Database earlier(file, sqlite::Durability::survives_crash);
        earlier.execute(
            "CREATE TABLE inbound (id INTEGER PRIMARY KEY, topic TEXT NOT NULL, raw BLOB NOT NULL, "
            "size INTEGER NOT NULL, received_at INTEGER NOT NULL);"
            "INSERT INTO inbound VALUES (7, 'a/b', 'waits', 5, 1)");
    }
    journal.emplace(file);
    journal->receive("a/b", "new");
    const auto rows = journal->inbound_after(0, 100);
    BOOST_REQUIRE(rows.size() == 2);
    BOOST_TEST(rows[0].raw == "waits");
    BOOST_TEST(journal->depth().inbound == 2);
    journal->settle({{7, {}, ""}, {rows[1].id, {}, ""}});
    BOOST_TEST(journal->depth().inbound == 0);
}

BOOST_FIXTURE_TEST_CASE(a_huge_message_is_kept_whole_and_one_beyond_all_measure_cut_with_its_true_size, WithJournal) {
    journal->receive("a/b", std::string(10'000'000, 'x'));
    journal->receive("a/b", std::string(13'000'000, 'y'));
    journal->receive("a/b", "z");
    const auto huge = journal->inbound_after(0, 10);
    BOOST_REQUIRE(huge.size() == 1);
    BOOST_TEST((huge[0].raw == std::string(10'000'000, 'x')));
    const auto cut = journal->inbound_after(huge[0].id, 10);
    BOOST_REQUIRE(cut.size() == 1);
    BOOST_TEST(cut[0].size == 13'000'000);
    BOOST_TEST(cut[0].raw.size() == Journal::longest_raw);
    BOOST_TEST(journal->inbound_after(cut[0].id, 10).size() == 1);
}

BOOST_FIXTURE_TEST_CASE(what_arrives_together_is_kept_together_and_each_once, WithJournal) {
    const std::vector<Arrival> arrivals{{"a/b", "first"}, {"a/b", "second"}, {"a/b", "first"}, {"a/c", "first"}};
    journal->receive(arrivals);
    journal->receive(arrivals);
    reopen();
    const auto rows = journal->inbound_after(0, 10);
    BOOST_REQUIRE(rows.size() == 3);
    BOOST_TEST(rows[0].raw == "first");
    BOOST_TEST(rows[1].raw == "second");
    BOOST_TEST(rows[2].topic == "a/c");
}

// After a long outage millions wait; whoever asks how many must not keep the broker waiting.
BOOST_FIXTURE_TEST_CASE(how_much_waits_is_told_as_fast_however_much_it_is, WithJournal) {
    const auto shortest_time_to_ask = [&] {
        auto shortest = std::chrono::nanoseconds::max();
        for (int i = 0; i < 20; ++i) {
            const auto start = std::chrono::steady_clock::now();
            journal->depth();
            shortest = std::min<std::chrono::nanoseconds>(shortest, std::chrono::steady_clock::now() - start);
        }
        return shortest;
    };
    const auto of_nothing = shortest_time_to_ask();
    constexpr std::int64_t many = 20'000;
    std::vector<std::string> payloads;
    for (int i = 0; i < many; ++i) payloads.push_back(std::to_string(i) + std::string(500, 'x'));
    std::vector<Arrival> arrivals;
    for (const auto& payload : payloads) arrivals.push_back({"a/b", payload});
    journal->receive(arrivals);
    BOOST_TEST(journal->depth().inbound == many);
    BOOST_TEST(shortest_time_to_ask().count() < 20 * of_nothing.count());
    const auto first = journal->inbound_after(0, 2);
    journal->settle({{first.at(0).id, {}, ""}, {first.at(1).id, {}, ""}, {first.at(1).id, {}, ""}});
    BOOST_TEST(journal->depth().inbound == many - 2);
    reopen();
    BOOST_TEST(journal->depth().inbound == many - 2);
}

BOOST_FIXTURE_TEST_CASE(ids_are_never_used_again, WithJournal) {
    journal->receive("a/b", "first");
    auto first = journal->inbound_after(0, 1).at(0).id;
    journal->settle({{first, {}, ""}});
    reopen();
    journal->receive("a/b", "second");
    BOOST_TEST(journal->inbound_after(0, 1).at(0).id > first);
}

// Garbage that carries a good message's BODID must not make the good one count as seen.
BOOST_FIXTURE_TEST_CASE(the_answer_to_a_readable_message_replaces_that_to_an_unreadable_one_only, WithJournal) {
    journal->settle({{1, Answered{"bod-1", false, "INVALID_MESSAGE", "", false}, ""}});
    BOOST_TEST(!journal->answer_to("bod-1")->readable);
    journal->settle({{2, Answered{"bod-1", true, "", "", true}, ""}});
    BOOST_TEST(journal->answer_to("bod-1")->accepted);
    journal->settle({{3, Answered{"bod-1", false, "INVALID_MESSAGE", "", false}, ""}});
    BOOST_TEST(journal->answer_to("bod-1")->accepted);
}

BOOST_FIXTURE_TEST_CASE(a_request_is_due_until_the_line_answers_and_again_after_its_pause, WithJournal) {
    journal->store({request("m1", "ORD-1")});
    journal->store({request("m1", "ORD-1")});
    BOOST_TEST(due() == std::vector<std::string>{"m1"}, boost::test_tools::per_element());
    journal->sent({{"m1", b2mml::now() + std::chrono::hours(1)}});
    BOOST_TEST(due().empty());
    BOOST_TEST(journal->due(b2mml::now() + std::chrono::hours(2), 10).at(0).attempts == 1);
    journal->line_answered({"m1"});
    BOOST_TEST(journal->due(b2mml::now() + std::chrono::hours(2), 10).empty());
    BOOST_TEST(journal->has_open_request("ORD-1"));
    journal->settle({{7, {}, "m1"}});
    BOOST_TEST(!journal->has_open_request("ORD-1"));
}

BOOST_FIXTURE_TEST_CASE(of_one_order_the_oldest_request_goes_first_and_alone, WithJournal) {
    journal->store({request("m1", "ORD-1"), request("m2", "ORD-1"), request("m3", "ORD-2")});
    BOOST_TEST((due() == std::vector<std::string>{"m1", "m3"}));
    journal->line_answered({"m1"});
    BOOST_TEST(due() == std::vector<std::string>{"m3"}, boost::test_tools::per_element());
    journal->settle({{7, {}, "m1"}});
    BOOST_TEST((due() == std::vector<std::string>{"m2", "m3"}));
    BOOST_TEST(journal->request("m2")->order_number == "ORD-1");
}

BOOST_FIXTURE_TEST_CASE(only_a_window_of_requests_is_on_the_way_until_the_server_has_the_answers, WithJournal) {
    using Ids = std::vector<std::string>;
    auto later = b2mml::now() + std::chrono::hours(1);
    auto due = [&](std::size_t window) {
        Ids ids;
        for (const auto& r : journal->due(b2mml::now(), 100, window)) ids.push_back(r.message_id);
        return ids;
    };
    for (int i = 1; i <= 5; ++i) journal->store({request("m" + std::to_string(i), "ORD-" + std::to_string(i))});
    BOOST_TEST((due(2) == Ids{"m1", "m2"}));
    journal->sent({{"m1", later}, {"m2", later}});
    BOOST_TEST(due(2).empty());
    journal->line_answered({"m1"});
    BOOST_TEST(due(2).empty());
    journal->settle({{7, {}, "m1"}});
    BOOST_TEST((due(2) == Ids{"m3"}));
    reopen();
    BOOST_TEST((due(2) == Ids{"m3"}));
}

BOOST_FIXTURE_TEST_CASE(what_was_sent_goes_again_after_its_time_and_before_anything_new, WithJournal) {
    using Ids = std::vector<std::string>;
    auto now = b2mml::now();
    for (int i = 1; i <= 4; ++i) journal->store({request("m" + std::to_string(i), "ORD-" + std::to_string(i))});
    journal->sent({{"m1", now + std::chrono::seconds(20)}, {"m2", now + std::chrono::seconds(10)}});
    auto due = [&](Instant at) {
        Ids ids;
        for (const auto& r : journal->due(at, 3, 100)) ids.push_back(r.message_id);
        return ids;
    };
    BOOST_TEST((due(now + std::chrono::seconds(9)) == Ids{"m3", "m4"}));
    BOOST_TEST((due(now + std::chrono::seconds(10)) == Ids{"m2", "m3", "m4"}));
    BOOST_TEST((due(now + std::chrono::seconds(20)) == Ids{"m2", "m1", "m3"}));
}

BOOST_FIXTURE_TEST_CASE(what_the_line_never_answers_keeps_no_place_from_the_others, WithJournal) {
    journal->store({request("m1", "ORD-1"), request("m2", "ORD-2")});
    auto soon = b2mml::now() + std::chrono::hours(1);
    for (int i = 0; i < Journal::patient_attempts; ++i) journal->sent({{"m1", soon}});
    BOOST_TEST(journal->due(b2mml::now(), 100, 1).empty());
    journal->sent({{"m1", soon}});
    BOOST_TEST(journal->due(b2mml::now(), 100, 1).at(0).message_id == "m2");
}

BOOST_FIXTURE_TEST_CASE(what_is_old_and_done_is_forgotten_and_nothing_else, WithJournal) {
    journal->receive("a/b", "waits");
    journal->store({request("m1", "ORD-1"), request("m2", "ORD-2")});
    journal->settle({{99, Answered{"bod-1", true, "", "", true}, "m1"}});
    journal->prune(b2mml::now() + std::chrono::hours(1));
    BOOST_TEST(!journal->answer_to("bod-1").has_value());
    BOOST_TEST(!journal->request("m1").has_value());
    BOOST_TEST(journal->request("m2").has_value());
    BOOST_TEST(journal->depth().inbound == 1);
    BOOST_TEST(journal->depth().requests == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque::bridge
