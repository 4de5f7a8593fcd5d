#include "care/care_reason.h"

#include <boost/test/unit_test.hpp>

#include "care_days.h"

namespace marque {
namespace {

using marque::care::Cause;

marque::care::CareRule maintenance() {
    marque::care::CareRule rule;
    rule.due_days = 180;
    rule.due_km = 5000;
    return rule;
}

marque::care::CallSoFar so_far(const char* due_on, const char* today) {
    marque::care::CallSoFar call;
    call.rule_name = {"5000 公里首次保养", "5,000 km first service"};
    call.due_on = day(due_on);
    call.window_days = 30;
    call.zone = "Asia/Shanghai";
    call.today = day(today);
    return call;
}

marque::care::Reason reason_for(const marque::care::CareRule& rule, const marque::care::Mileage& mileage) {
    return marque::care::reason_of(rule, 1, handed_over, marque::care::due_day(rule, 1, handed_over, mileage).value(),
                                   mileage);
}

std::vector<std::string> english(const std::vector<core::Localized>& facts) {
    std::vector<std::string> texts;
    for (const auto& fact : facts) texts.push_back(fact.en);
    return texts;
}
std::vector<std::string> chinese(const std::vector<core::Localized>& facts) {
    std::vector<std::string> texts;
    for (const auto& fact : facts) texts.push_back(fact.zh);
    return texts;
}

void expect(const std::vector<core::Localized>& facts, const std::vector<std::string>& zh,
            const std::vector<std::string>& en) {
    const auto found_zh = chinese(facts);
    const auto found_en = english(facts);
    BOOST_TEST(found_zh == zh, boost::test_tools::per_element());
    BOOST_TEST(found_en == en, boost::test_tools::per_element());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(care)

BOOST_AUTO_TEST_CASE(maintenance_by_mileage_gives_the_day_and_the_figures_it_comes_from) {
    const marque::care::Mileage mileage{4'000, day("2026-10-28"), 28'000,
                                        3};  // 5,000 km after 36 days, 180 days end earlier
    auto rule = maintenance();
    rule.due_days = 365;
    expect(marque::care::facts_of(reason_for(rule, mileage), so_far("2026-12-03", "2026-12-08")),
           {"“5000 公里首次保养”预计于12月3日到期（按每天28公里推算）。", "车辆于6月1日交付，距今约6个月。",
            "根据3次里程记录，10月28日约行驶4,000公里。", "已逾期5天，请在2027年1月2日前完成。"},
           {"“5,000 km first service” was forecast for 3 Dec (28 km a day).",
            "The car was handed over on 1 Jun, about 6 months ago.",
            "By 3 odometer readings the car had run about 4,000 km on 28 Oct.",
            "It is 5 days overdue and best made by 2 Jan 2027."});
}

BOOST_AUTO_TEST_CASE(maintenance_by_date_says_what_the_mileage_would_have_said) {
    const marque::care::Mileage mileage{1'000, day("2026-10-28"), 10'000, 2};
    expect(marque::care::facts_of(reason_for(maintenance(), mileage), so_far("2026-11-28", "2026-11-28")),
           {"“5000 公里首次保养”应在交车后180天即11月28日进行。", "车辆于6月1日交付，距今约6个月。",
            "根据2次里程记录，10月28日约行驶1,000公里，到2027年12月2日才满5,000公里，以先到者为准。",
            "今天到期，请在12月28日前完成。"},
           {"“5,000 km first service” is due on 28 Nov, 180 days after the hand-over.",
            "The car was handed over on 1 Jun, about 6 months ago.",
            "By 2 odometer readings the car had run about 1,000 km on 28 Oct and reaches 5,000 km only on 2 Dec 2027; "
            "whichever comes first counts.",
            "It is due today and best made by 28 Dec."});
}

BOOST_AUTO_TEST_CASE(an_assumed_distance_is_called_assumed) {
    const auto facts =
        marque::care::facts_of(reason_for(maintenance(), {12, handed_over}), so_far("2026-10-22", "2026-10-20"));
    BOOST_TEST(facts.at(2).zh == "里程记录还不够推算，暂按每天35公里估计。");
    BOOST_TEST(facts.at(2).en == "There are too few odometer readings to forecast from, so 35 km a day is assumed.");
    BOOST_TEST(facts.at(3).zh == "还有2天到期。");
    BOOST_TEST(facts.at(3).en == "It falls due in 2 days.");
}

BOOST_AUTO_TEST_CASE(a_call_after_a_repair_names_the_repair_order) {
    marque::care::CareRule rule;
    rule.caused_by = Cause::repair_closed;
    rule.due_days = 3;
    auto reason = reason_for(rule, {});
    reason.reference = "RO-2026-0000007";
    auto call = so_far("2026-06-04", "2026-06-05");
    call.rule_name = {"维修后回访", "Call after a repair"};
    call.window_days = 4;
    expect(marque::care::facts_of(reason, call),
           {"“维修后回访”应在维修完工后3天即6月4日进行。", "维修工单 RO-2026-0000007 于6月1日完工，距今4天。",
            "已逾期1天，请在6月8日前完成。"},
           {"“Call after a repair” was due on 4 Jun, 3 days after the repair.",
            "Repair order RO-2026-0000007 was closed on 1 Jun, 4 days ago.",
            "It is 1 day overdue and best made by 8 Jun."});
}

BOOST_AUTO_TEST_CASE(a_visit_check_names_the_call_in_which_the_visit_was_booked) {
    marque::care::CareRule rule;
    rule.caused_by = Cause::outcome;
    rule.due_days = 2;
    auto call = so_far("2026-06-03", "2026-07-30");
    call.rule_name = {"预约到店确认", "Did the booked visit happen"};
    call.window_days = 5;
    expect(
        marque::care::facts_of(reason_for(rule, {}), call),
        {"“预约到店确认”应在上次通话后2天即6月3日进行。", "6月1日回访时已为客户预约到店，距今59天。",
         "已逾期57天，请尽快联系。"},
        {"“Did the booked visit happen” was due on 3 Jun, 2 days after the last call.",
         "A visit was booked in the call on 1 Jun, 59 days ago.", "It is 57 days overdue; call as soon as you can."});
}

BOOST_AUTO_TEST_CASE(earlier_tries_and_promises_are_told) {
    marque::care::CareRule rule;
    rule.due_days = 20;
    auto call = so_far("2026-06-22", "2026-06-22");
    call.unanswered = 2;
    BOOST_TEST(marque::care::facts_of(reason_for(rule, {}), call).at(2).en == "2 attempts so far reached nobody.");
    BOOST_TEST(marque::care::facts_of(reason_for(rule, {}), call).at(2).zh == "此前拨打2次均未联系上。");
    call.agreed_for = core::parse_rfc3339("2026-06-22T07:30:00Z");
    BOOST_TEST(marque::care::facts_of(reason_for(rule, {}), call).at(2).en ==
               "The customer asked to be called back on 22 Jun at 15:30.");
    BOOST_TEST(marque::care::facts_of(reason_for(rule, {}), call).at(2).zh == "客户约定6月22日 15:30 回电。");
}

BOOST_AUTO_TEST_CASE(there_are_one_to_five_facts_and_a_call_that_is_over_is_not_pressed) {
    const marque::care::Mileage mileage{4'000, day("2026-10-28"), 28'000, 3};
    auto call = so_far("2026-11-28", "2026-12-08");
    call.unanswered = 1;
    BOOST_TEST(marque::care::facts_of(reason_for(maintenance(), mileage), call).size() == 5U);
    call.over = true;
    BOOST_TEST(marque::care::facts_of(reason_for(maintenance(), mileage), call).size() == 3U);
}

BOOST_AUTO_TEST_CASE(the_figures_survive_being_kept) {
    const auto kept = http::to_json_value(reason_for(maintenance(), {1'000, day("2026-10-28"), 10'000, 2})).dump();
    const auto read = http::parse_json<marque::care::Reason>(kept);
    BOOST_TEST(http::to_json_value(read).dump() == kept);
    BOOST_TEST(read.metres_per_day.value() == 10'000);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque
