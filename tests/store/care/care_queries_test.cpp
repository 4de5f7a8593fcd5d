#include "care/care_queries.h"

#include "care_world.h"

namespace marque {
namespace {

using care_world::CareWorld;
using care_world::day;
using care_world::now;
using care_world::today;
using marque::care::QueueView;
using namespace std::chrono_literals;

/// Every id of the view, read in pages of `limit`.
std::vector<std::uint64_t> read_all(CareWorld& world, QueueView view, int limit) {
    std::vector<std::uint64_t> ids;
    http::Request request;
    request.query.emplace("view", core::to_text(view));
    request.query.emplace("limit", std::to_string(limit));
    for (;;) {
        const auto page = db::read(world.pool, [&](db::Tx& tx) {
            return marque::care::list_calls(tx, world.desk(world.net.care_agent),
                                            marque::care::QueueRequest::from(request));
        });
        for (const auto& call : page.items) ids.push_back(call.id.value);
        if (!page.next) return ids;
        request.query.erase("cursor");
        request.query.emplace("cursor", *page.next);
    }
}

void expect_ids(const std::vector<std::uint64_t>& found, const std::vector<core::CareCallId>& wanted) {
    std::vector<std::uint64_t> ids;
    for (const auto id : wanted) ids.push_back(id.value);
    BOOST_TEST(found == ids, boost::test_tools::per_element());
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(care, CareWorld)

BOOST_AUTO_TEST_CASE(pages_of_any_size_make_the_same_queue) {
    std::vector<core::CareCallId> due;
    for (const char* on : {"2026-11-28", "2026-12-01"}) {
        for (const char* rule : {"REPAIR_FOLLOW_UP", "FIRST_VISIT", "ANNUAL"}) {
            for (int i = 0; i < 2; ++i) due.push_back(make_call(day(on), rule));
        }
    }
    for (const int limit : {1, 2, 5, 200}) {
        BOOST_TEST_CONTEXT(limit) { expect_ids(read_all(*this, QueueView::due, limit), due); }
    }
}

BOOST_AUTO_TEST_CASE(each_view_shows_its_calls) {
    const auto due = make_call(today);
    const auto agreed_for_later = make_call(day("2026-12-02"));
    execute("UPDATE care_call SET not_before = ?, due_on = ? WHERE id = ?", now + 1h, today, agreed_for_later);
    const auto upcoming = make_call(day("2026-12-09"));
    const auto mine = make_call(day("2026-12-01"));
    marque::care::claim_call(pool, desk(net.care_agent), mine, 1);
    const auto a_colleagues = make_call(day("2026-12-01"));
    marque::care::claim_call(pool, desk(net.other_care_agent), a_colleagues, 1);
    const auto first_done = make_call(day("2026-11-01"));
    const auto last_done = make_call(day("2026-11-02"));
    execute("UPDATE care_call SET state = 'DONE', done_at = ? WHERE id = ?", now - 1h, first_done);
    execute("UPDATE care_call SET state = 'DROPPED', done_at = ? WHERE id = ?", now, last_done);
    expect_ids(read_all(*this, QueueView::due, 1), {due});
    expect_ids(read_all(*this, QueueView::mine, 1), {mine});
    expect_ids(read_all(*this, QueueView::upcoming, 1), {agreed_for_later, upcoming});
    expect_ids(read_all(*this, QueueView::done, 1), {last_done, first_done});
}

BOOST_AUTO_TEST_CASE(a_foreign_cursor_is_refused) {
    for (const char* cursor : {"x", "17", "2026-12-03.40", "2026-13-03.40.1", "2026-12-03.40.x", "2026-12-03..1"}) {
        BOOST_TEST_CONTEXT(cursor) {
            BOOST_TEST(support::refusal_code([&] { marque::care::QueuePosition::parse(cursor); }) ==
                       "request.cursor_invalid");
        }
    }
    const marque::care::QueuePosition position{today, 40, {17}};
    BOOST_TEST(marque::care::QueuePosition::parse(position.text()).text() == position.text());
}

BOOST_AUTO_TEST_CASE(the_day_is_counted) {
    make_call(today);
    make_call(day("2026-12-01"));
    make_call(day("2026-12-20"));
    marque::care::claim_call(pool, desk(net.care_agent), make_call(today), 1);
    for (const auto ago : {1h, 11h}) {  // 10:00 it is; eleven hours ago was yesterday
        execute("UPDATE care_call SET state = 'DONE', done_at = ? WHERE id = ?", now - ago,
                make_call(day("2026-11-01")));
    }
    const auto counts = db::read(pool, [&](db::Tx& tx) { return marque::care::count_calls(tx, desk(net.care_lead)); });
    BOOST_TEST(counts.due == 2U);
    BOOST_TEST(counts.overdue == 1U);
    BOOST_TEST(counts.claimed == 1U);
    BOOST_TEST(counts.done_today == 1U);
    BOOST_TEST(!counts.capped);
}

BOOST_AUTO_TEST_CASE(a_count_stops_at_ten_thousand) {
    const auto owned = make_owned(day("2026-11-11"));
    const auto seed = make_call(owned, day("2026-12-01"));
    execute(
        "INSERT INTO care_call (vehicle_id, customer_id, region_id, rule_id, occurrence, state, due_on, priority, "
        "reason) "
        "SELECT vehicle_id, customer_id, region_id, rule_id, occurrence + seq, state, due_on, priority, reason "
        "FROM care_call, seq_1_to_10000 WHERE id = ?",
        seed);
    const auto counts = db::read(pool, [&](db::Tx& tx) { return marque::care::count_calls(tx, desk(net.care_lead)); });
    BOOST_TEST(counts.due == 10'000U);
    BOOST_TEST(counts.capped);
}

BOOST_AUTO_TEST_CASE(the_care_plan_is_the_present_owners_and_only_for_their_dealer) {
    const auto owned = make_owned(day("2026-11-11"));
    const auto former = make_call(owned, day("2026-12-01"));
    const auto owner = support::make_customer(pool, net.dealer.id);
    execute("UPDATE vehicle SET owner_id = ? WHERE id = ?", owner.id, owned.car.id);
    const auto present = make_call({owner, owned.car}, day("2026-12-24"));
    const auto plan_for = [&](const support::Person& person) {
        return db::read(pool,
                        [&](db::Tx& tx) { return marque::care::care_plan(tx, person.scope, owned.car.id).items; });
    };
    for (const auto* person : {&net.salesperson, &net.care_agent, &net.service_adviser, &net.administrator}) {
        BOOST_REQUIRE(plan_for(*person).size() == 1U);
        BOOST_TEST((plan_for(*person).front().id == present));
    }
    BOOST_TEST(support::refusal_code([&] { plan_for(net.other_salesperson); }) == "care.plan_of_other_dealer");
    BOOST_TEST((former != present));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque
