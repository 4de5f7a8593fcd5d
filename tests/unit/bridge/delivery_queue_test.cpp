#include <boost/test/unit_test.hpp>

#include <nlohmann/json.hpp>

#include "bridge/delivery_queue.h"

namespace marque::bridge {
namespace {

using namespace std::chrono_literals;

Delivery event(const std::string& build_id, int seq, const std::string& order = "ORD-1") {
    Delivery d;
    d.message_id = build_id + "/" + std::to_string(seq);
    d.body = R"({"created_at":"2026-01-01T00:00:00.000Z","message_id":")" + d.message_id + R"(","seq":)" +
             std::to_string(seq) + "}";
    d.build_id = build_id;
    d.seq = seq;
    d.order_number = order;
    return d;
}

// The same event in another message.
Delivery again(Delivery d, const std::string& message_id, std::shared_ptr<History> history = nullptr) {
    auto body = nlohmann::json::parse(d.body);
    body["message_id"] = message_id;
    body["created_at"] = "2026-01-02T00:00:00.000Z";
    d.message_id = message_id;
    d.body = body.dump();
    d.history = std::move(history);
    return d;
}

Delivery answer(const std::string& order) {
    Delivery d;
    d.message_id = "answer to " + order;
    d.order_number = order;
    return d;
}

struct WithQueue {
    LineSettings settings;
    DeliveryQueue queue{settings};
    DeliveryQueue::Time now{};

    static std::vector<std::string> ids_of(const std::vector<Delivery>& batch) {
        std::vector<std::string> ids;
        for (const auto& d : batch) ids.push_back(d.message_id);
        return ids;
    }
    // And the server answers at once.
    std::vector<std::string> take(std::size_t most = 100) {
        auto batch = queue.take(most);
        queue.landed(batch);
        return ids_of(batch);
    }
};

using Ids = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(delivery_queue)

BOOST_FIXTURE_TEST_CASE(a_builds_events_go_in_the_order_of_seq_the_rest_as_it_came, WithQueue) {
    queue.add(event("A", 3));
    queue.add(answer("ORD-9"));
    queue.add(event("B", 2));
    queue.add(event("A", 1));
    queue.add(event("B", 1));
    queue.add(event("A", 2));
    BOOST_TEST((take() == Ids{"A/1", "answer to ORD-9", "B/1", "A/2", "B/2", "A/3"}));
}

BOOST_FIXTURE_TEST_CASE(a_batch_takes_no_more_than_it_is_told, WithQueue) {
    for (int seq = 1; seq <= 5; ++seq) queue.add(event("A", seq));
    BOOST_TEST((take(2) == Ids{"A/1", "A/2"}));
    BOOST_TEST((take(2) == Ids{"A/3", "A/4"}));
    BOOST_TEST(queue.ready() == 1);
}

BOOST_FIXTURE_TEST_CASE(what_is_put_back_goes_first, WithQueue) {
    queue.add(event("A", 1));
    queue.add(event("A", 2));
    auto batch = queue.take(1);
    queue.landed(batch);
    queue.put_back(std::move(batch));
    BOOST_TEST((take() == Ids{"A/1", "A/2"}));
}

BOOST_FIXTURE_TEST_CASE(beside_a_batch_that_is_out_only_other_builds_and_orders_go, WithQueue) {
    queue.add(event("A", 1));
    auto out = queue.take(100);
    queue.add(event("A", 2));
    queue.add(event("B", 1, "ORD-2"));
    queue.add(event("A", 3));
    queue.add(answer("ORD-1"));
    queue.add(answer("ORD-3"));
    BOOST_TEST((ids_of(queue.take(100)) == Ids{"B/1", "answer to ORD-3"}));
    BOOST_TEST(queue.ready() == 3);
    BOOST_TEST(queue.take(100).empty());
    queue.landed(out);
    BOOST_TEST((ids_of(queue.take(100)) == Ids{"A/2", "A/3", "answer to ORD-1"}));
}

// The second message names no order, so nothing that is out holds it up; but the first one, which came before, stays.
BOOST_FIXTURE_TEST_CASE(nothing_goes_past_an_earlier_message_of_its_build_that_has_to_stay, WithQueue) {
    queue.add(answer("ORD-1"));
    auto out = queue.take(100);
    queue.add(event("A", 1, "ORD-1"));
    queue.add(event("A", 2, ""));
    BOOST_TEST(queue.take(100).empty());
    queue.landed(out);
    BOOST_TEST((ids_of(queue.take(100)) == Ids{"A/1", "A/2"}));
}

BOOST_FIXTURE_TEST_CASE(a_batch_that_came_back_in_vain_goes_again_before_what_came_later, WithQueue) {
    queue.add(event("A", 1));
    auto first = queue.take(100);
    queue.add(event("A", 2));
    queue.add(event("B", 1, "ORD-2"));
    auto second = queue.take(100);
    queue.landed(first);
    queue.put_back(std::move(first));
    BOOST_TEST((ids_of(queue.take(100)) == Ids{"A/1", "A/2"}));
    BOOST_TEST((ids_of(second) == Ids{"B/1"}));
}

BOOST_FIXTURE_TEST_CASE(a_small_batch_waits_for_more_when_it_is_told_to, WithQueue) {
    queue.add(event("A", 1));
    BOOST_TEST(queue.take(100, 2).empty());
    queue.add(event("B", 1));
    BOOST_TEST((ids_of(queue.take(100, 2)) == Ids{"A/1", "B/1"}));
}

BOOST_FIXTURE_TEST_CASE(behind_a_gap_an_event_waits_until_the_one_before_it_has_taken_effect, WithQueue) {
    queue.hold_for_gap(event("A", 7), 5, now);
    queue.hold_for_gap(event("A", 9), 5, now);
    queue.applied(event("A", 5), now);
    BOOST_TEST(queue.ready() == 0);
    queue.applied(event("B", 6), now);
    BOOST_TEST(queue.ready() == 0);
    queue.applied(event("A", 6), now);
    BOOST_TEST((take() == Ids{"A/7", "A/9"}));
    BOOST_TEST(queue.held() == 0);
}

BOOST_FIXTURE_TEST_CASE(a_gap_is_asked_for_after_some_patience_and_then_ever_more_rarely, WithQueue) {
    queue.hold_for_gap(event("A", 7), 5, now);
    BOOST_TEST(queue.questions_due(now).empty());
    now += settings.gap_patience;
    auto questions = queue.questions_due(now);
    BOOST_REQUIRE(questions.size() == 1);
    BOOST_TEST(questions[0].build_id == "A");
    BOOST_TEST(questions[0].from_seq == 5);
    auto pause = settings.gap_retry;
    for (int i = 0; i < 4; ++i) {
        BOOST_TEST(queue.questions_due(now + pause - 1ms).empty());
        now += pause;
        BOOST_TEST(queue.questions_due(now).size() == 1);
        pause *= 2;
    }
    now += std::chrono::hours(1);
    queue.questions_due(now);
    BOOST_TEST(queue.questions_due(now + settings.gap_retry_longest).size() == 1);
}

BOOST_FIXTURE_TEST_CASE(when_a_gap_is_asked_for_again_what_waits_tries_its_luck, WithQueue) {
    queue.hold_for_gap(event("A", 7), 5, now);
    queue.questions_due(now + settings.gap_patience);
    BOOST_TEST(queue.ready() == 0);
    queue.questions_due(now + settings.gap_patience + settings.gap_retry);
    BOOST_TEST((take() == Ids{"A/7"}));
}

BOOST_FIXTURE_TEST_CASE(a_gap_behind_which_nothing_waits_any_more_is_not_asked_for, WithQueue) {
    queue.hold_for_gap(event("A", 7), 5, now);
    queue.questions_due(now + 1s);
    queue.questions_due(now + 1h);
    take();
    queue.rejected(event("A", 7), now);
    BOOST_TEST(queue.questions_due(now + 48h).empty());
}

BOOST_FIXTURE_TEST_CASE(what_is_told_again_behind_a_gap_is_held_once, WithQueue) {
    auto shown = std::make_shared<History>();
    BOOST_TEST(!queue.hold_for_gap(again(event("A", 7), "shown#7", shown), 5, now));
    // A message of its own takes the place of the history's part, which is given back.
    auto given_back = queue.hold_for_gap(event("A", 7), 5, now);
    BOOST_REQUIRE(given_back.has_value());
    BOOST_TEST(given_back->message_id == "shown#7");
    given_back = queue.hold_for_gap(again(event("A", 7), "shown again#7", shown), 5, now);
    BOOST_REQUIRE(given_back.has_value());
    BOOST_TEST(given_back->message_id == "shown again#7");
    BOOST_TEST(queue.held() == 1);
    queue.applied(event("A", 6), now);
    BOOST_TEST((take() == Ids{"A/7"}));
}

BOOST_FIXTURE_TEST_CASE(two_stories_of_one_seq_are_both_held, WithQueue) {
    auto other = again(event("A", 7), "another story");
    other.body.replace(other.body.find("\"seq\""), 5, "\"vin\":\"LSV\",\"seq\"");
    BOOST_TEST(!queue.hold_for_gap(event("A", 7), 5, now));
    BOOST_TEST(!queue.hold_for_gap(other, 5, now));
    BOOST_TEST(queue.held() == 2);
}

BOOST_FIXTURE_TEST_CASE(what_the_line_has_told_in_vain_is_asked_for_seldom_and_soon_again_once_it_is_mended,
                        WithQueue) {
    queue.hold_for_gap(event("A", 6), 5, now);
    queue.hold_for_gap(event("A", 8), 5, now);
    queue.questions_due(now += settings.gap_patience);
    queue.rejected(event("A", 5), now);
    BOOST_TEST(queue.questions_due(now + settings.gap_retry_longest - 1ms).empty());
    // Asked once more, told once more in vain: twice as long now, and no longer than the survey's hour.
    int questions = 0;
    for (auto end = now + 24h; now < end; now += 1s) {
        for (const auto& question : queue.questions_due(now)) {
            BOOST_TEST(question.from_seq == 5);
            ++questions;
            queue.rejected(again(event("A", 5), "shown#5"), now);
        }
        for (auto& held : queue.take(100)) {
            queue.landed({held});
            queue.hold_for_gap(std::move(held), 5, now);
        }
    }
    BOOST_TEST(questions >= 24);
    BOOST_TEST(questions <= 30);
    queue.applied(event("A", 5), now);
    BOOST_TEST((take() == Ids{"A/6", "A/8"}));
    queue.applied(event("A", 6), now);
    queue.hold_for_gap(event("A", 8), 7, now);
    BOOST_TEST(queue.questions_due(now + settings.gap_patience).size() == 1);
}

BOOST_FIXTURE_TEST_CASE(a_mended_event_that_leaves_another_gap_has_that_asked_for_soon, WithQueue) {
    queue.hold_for_gap(event("A", 8), 5, now);
    queue.rejected(event("A", 5), now);
    queue.applied(event("A", 5), now);
    const auto questions = queue.questions_due(now + settings.gap_patience);
    BOOST_REQUIRE(questions.size() == 1);
    BOOST_TEST(questions[0].from_seq == 6);
}

BOOST_FIXTURE_TEST_CASE(a_batch_is_no_larger_than_one_request_may_be, WithQueue) {
    for (int seq = 1; seq <= 4; ++seq) {
        auto large = event("A", seq);
        large.body.resize(DeliveryQueue::most_bytes_taken / 5 * 2, ' ');
        queue.add(std::move(large));
    }
    auto huge = event("A", 5);
    huge.body.resize(DeliveryQueue::most_bytes_taken + 1, ' ');
    queue.add(std::move(huge));
    BOOST_TEST((take() == Ids{"A/1", "A/2"}));
    BOOST_TEST((take() == Ids{"A/3", "A/4"}));
    BOOST_TEST((take() == Ids{"A/5"}));
}

BOOST_FIXTURE_TEST_CASE(an_event_of_an_order_on_its_way_waits_for_the_build_id, WithQueue) {
    queue.hold_for_build(event("A", 1, "ORD-1"), now);
    queue.hold_for_build(event("B", 1, "ORD-2"), now);
    queue.applied(answer("ORD-1"), now);
    BOOST_TEST((take() == Ids{"A/1"}));
    queue.retry_held_for_build(now + settings.gap_retry - 1ms);
    BOOST_TEST(queue.ready() == 0);
    queue.retry_held_for_build(now + settings.gap_retry);
    BOOST_TEST((take() == Ids{"B/1"}));
}

BOOST_FIXTURE_TEST_CASE(a_cars_first_event_waits_for_the_answer_that_is_out_though_it_names_no_order, WithQueue) {
    auto accepted = answer("ORD-1");
    accepted.build_id = "A";
    queue.add(accepted);
    const auto out = queue.take(100);
    queue.add(event("A", 1, ""));
    BOOST_TEST(queue.take(100).empty());
    queue.landed(out);
    BOOST_TEST((take() == Ids{"A/1"}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque::bridge
