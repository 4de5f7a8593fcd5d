#include "http/problem.h"

#include <boost/test/unit_test.hpp>
#include <set>

#include "http/paging.h"

namespace {

using namespace marque;
using core::ErrorKind;
using core::Language;
using marque::http::Json;

constexpr core::ErrorSpec window_closed{ErrorKind::conflict, "order.change_window_closed", "Too late for {number}.",
                                        "{number}已过修改期。"};

BOOST_AUTO_TEST_SUITE(http)
BOOST_AUTO_TEST_SUITE(problem)

BOOST_AUTO_TEST_CASE(a_refusal_says_what_why_and_under_which_request) {
    const auto response =
        marque::http::problem(core::Error(window_closed, {{"number", "ORD-1"}}), Language::en, "request-7");
    BOOST_TEST(response.status == 409);
    BOOST_TEST(response.content_type == "application/problem+json");
    const auto body = Json::parse(response.body);
    BOOST_TEST(body["status"] == 409);
    BOOST_TEST(body["title"] == "Conflict");
    BOOST_TEST(body["code"] == "order.change_window_closed");
    BOOST_TEST(body["detail"] == "Too late for ORD-1.");
    BOOST_TEST(body["request_id"] == "request-7");
    BOOST_TEST(!body.contains("errors"));
}

BOOST_AUTO_TEST_CASE(it_speaks_chinese_to_whom_asks_in_chinese) {
    const auto response = marque::http::problem(core::Error(window_closed, {{"number", "ORD-1"}}), Language::zh, "r");
    BOOST_TEST(Json::parse(response.body)["detail"] == "ORD-1已过修改期。");
}

BOOST_AUTO_TEST_CASE(each_field_at_fault_is_pointed_at) {
    const core::Error error(marque::http::errors::fields_at_fault, {},
                            {{"/days", &marque::http::errors::field_range, {{"least", "1"}, {"most", "400"}}}});
    const auto body = Json::parse(marque::http::problem(error, Language::en, "r").body);
    BOOST_TEST(body["status"] == 422);
    BOOST_TEST_REQUIRE(body["errors"].size() == 1u);
    BOOST_TEST(body["errors"][0]["pointer"] == "/days");
    BOOST_TEST(body["errors"][0]["code"] == "field.range");
    BOOST_TEST(body["errors"][0]["detail"] == "Between 1 and 400.");
}

BOOST_AUTO_TEST_CASE(a_stale_version_is_refused_with_both_as_numbers) {
    const auto body = Json::parse(
        marque::http::problem(core::Error(window_closed, {{"yours", "3"}, {"now", "5"}}), Language::en, "r").body);
    BOOST_TEST((body.at("versions") == Json{{"yours", 3}, {"now", 5}}));
    const auto words = Json::parse(
        marque::http::problem(core::Error(window_closed, {{"yours", "3"}, {"now", "gone"}}), Language::en, "r").body);
    BOOST_TEST(!words.contains("versions"));
    const auto other =
        Json::parse(marque::http::problem(core::Error(window_closed, {{"number", "ORD-1"}}), Language::en, "r").body);
    BOOST_TEST(!other.contains("versions"));
}

BOOST_AUTO_TEST_CASE(each_kind_of_refusal_has_a_status_of_its_own) {
    std::set<int> statuses;
    for (int kind = 0; kind <= static_cast<int>(ErrorKind::internal); ++kind) {
        statuses.insert(marque::http::status_of(static_cast<ErrorKind>(kind)));
    }
    BOOST_TEST(statuses.size() == 13u);
    BOOST_TEST(marque::http::status_of(ErrorKind::invalid) == 422);
    BOOST_TEST(marque::http::status_of(ErrorKind::unavailable) == 503);
    BOOST_TEST(*statuses.begin() == 400);
    BOOST_TEST(*statuses.rbegin() == 503);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(paging)

marque::http::PageRequest asked(std::initializer_list<std::pair<const std::string, std::string>> query) {
    marque::http::Request request;
    for (const auto& [name, value] : query) request.query.emplace(name, value);
    return marque::http::PageRequest::from(request);
}

std::string refusal(std::initializer_list<std::pair<const std::string, std::string>> query) {
    try {
        asked(query);
        return "none";
    } catch (const core::Error& error) {
        return std::string(error.spec().code);
    }
}

BOOST_AUTO_TEST_CASE(without_wishes_a_page_is_the_first_fifty) {
    const auto page = asked({});
    BOOST_TEST(page.limit == 50);
    BOOST_TEST(!page.before.has_value());
}

BOOST_AUTO_TEST_CASE(a_page_goes_on_from_the_cursor) {
    const auto page = asked({{"cursor", "42"}, {"limit", "200"}});
    BOOST_TEST(page.limit == 200);
    BOOST_TEST(page.before.value() == 42u);
}

BOOST_AUTO_TEST_CASE(a_page_of_an_odd_size_or_place_is_refused) {
    for (const char* limit : {"0", "201", "-1", "ten", "", "1.5", "99999999999999999999"}) {
        BOOST_TEST(refusal({{"limit", limit}}) == "request.fields_at_fault", limit);
    }
    for (const char* cursor : {"", "x", "1x", "-1", " 1", "18446744073709551616"}) {
        BOOST_TEST(refusal({{"cursor", cursor}}) == "request.cursor_invalid", cursor);
    }
}

BOOST_AUTO_TEST_CASE(a_row_more_than_asked_for_tells_that_there_is_a_next_page) {
    const auto key = [](int row) { return std::to_string(row); };
    const auto more = marque::http::make_page(std::vector<int>{9, 8, 7}, 2, key);
    BOOST_TEST(more.items == (std::vector<int>{9, 8}), boost::test_tools::per_element());
    BOOST_TEST(more.next.value() == "8");
    BOOST_TEST(!marque::http::make_page(std::vector<int>{9, 8}, 2, key).next.has_value());
    BOOST_TEST(!marque::http::make_page(std::vector<int>{}, 2, key).next.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
