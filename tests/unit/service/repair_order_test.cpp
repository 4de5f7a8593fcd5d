#include "service/repair_order.h"

#include <boost/test/unit_test.hpp>

#include <map>

#include "core/error.h"

namespace {

using namespace marque;

using marque::service::OperationLine;
using marque::service::PayType;
using marque::service::RepairAction;
using marque::service::RepairOrder;
using marque::service::RepairState;

const core::Instant noon = *core::parse_rfc3339("2026-11-21T12:00:00Z");

OperationLine done() {
    return {"BR-010", core::PersonId{5}, {80}, PayType::customer_pay, "磨损到限", "更换前制动片", {16000}};
}

RepairOrder in_state(RepairState state) {
    RepairOrder order;
    order.number = "RO-2026-0000001";
    order.state = state;
    order.operations = {done()};
    return order;
}

/// The code with which `work` is refused; empty when it is not.
template <class F>
std::string refusal(F&& work) {
    try {
        work();
        return {};
    } catch (const core::Error& error) {
        return std::string(error.spec().code);
    }
}

void act(RepairOrder& order, RepairAction action) {
    switch (action) {
        case RepairAction::save_lines:
            return order.save_lines({done(), done()}, {});
        case RepairAction::close:
            return order.close(noon);
    }
}

constexpr RepairState every_state[] = {RepairState::open, RepairState::closed, RepairState::cancelled};
constexpr RepairAction every_action[] = {RepairAction::save_lines, RepairAction::close};

BOOST_AUTO_TEST_SUITE(service)

BOOST_AUTO_TEST_CASE(every_action_in_every_state) {
    const std::map<std::pair<RepairState, RepairAction>, RepairState> legal{
        {{RepairState::open, RepairAction::save_lines}, RepairState::open},
        {{RepairState::open, RepairAction::close}, RepairState::closed},
    };
    for (const auto state : every_state) {
        for (const auto action : every_action) {
            auto order = in_state(state);
            const auto code = refusal([&] { act(order, action); });
            const auto found = legal.find({state, action});
            BOOST_TEST(code == (found == legal.end() ? "repair_order.not_open" : ""));
            BOOST_TEST((order.state == (found == legal.end() ? state : found->second)));
        }
    }
}

BOOST_AUTO_TEST_CASE(legal_actions_are_those_that_are_not_refused) {
    for (const auto state : every_state) {
        const auto legal = marque::service::legal_actions(state);
        for (const auto action : every_action) {
            auto order = in_state(state);
            const bool listed = std::find(legal.begin(), legal.end(), action) != legal.end();
            BOOST_TEST(listed == refusal([&] { act(order, action); }).empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(a_refused_action_changes_nothing) {
    auto order = in_state(RepairState::closed);
    order.closed_at = noon;
    refusal([&] { order.save_lines({}, {}); });
    BOOST_TEST(order.operations.size() == 1);
    refusal([&] { order.close(noon + std::chrono::hours{1}); });
    BOOST_TEST((order.closed_at == noon));
}

BOOST_AUTO_TEST_CASE(closing_records_when) {
    auto order = in_state(RepairState::open);
    order.close(noon);
    BOOST_TEST((order.closed_at == noon));
}

BOOST_AUTO_TEST_CASE(an_order_without_work_is_not_closed) {
    auto order = in_state(RepairState::open);
    order.operations.clear();
    BOOST_TEST(refusal([&] { order.close(noon); }) == "repair_order.no_operations");
    BOOST_TEST((order.state == RepairState::open));
}

BOOST_AUTO_TEST_CASE(every_operation_needs_cause_and_correction_before_closing) {
    auto order = in_state(RepairState::open);
    order.operations = {done(), done(), done()};
    order.operations[0].cause.clear();
    order.operations[2].correction.clear();
    try {
        order.close(noon);
        BOOST_FAIL("closed with lines that say nothing");
    } catch (const core::Error& error) {
        BOOST_TEST(error.spec().code == "repair_order.lines_incomplete");
        BOOST_TEST(error.params().at("lines") == "1, 3");
    }
}

BOOST_AUTO_TEST_CASE(totals_stand_by_payer_in_the_order_of_pay_types) {
    std::vector<marque::service::PayTotal> totals;
    marque::service::add_to_totals(totals, PayType::dealer, {300});
    marque::service::add_to_totals(totals, PayType::customer_pay, {100});
    marque::service::add_to_totals(totals, PayType::warranty, {200});
    marque::service::add_to_totals(totals, PayType::customer_pay, {50});
    BOOST_REQUIRE(totals.size() == 3);
    BOOST_TEST((totals[0].pay_type == PayType::customer_pay));
    BOOST_TEST(totals[0].amount.text() == "1.50");
    BOOST_TEST((totals[1].pay_type == PayType::warranty));
    BOOST_TEST((totals[2].pay_type == PayType::dealer));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
