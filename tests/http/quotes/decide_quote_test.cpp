#include "http/quotes/quote_book.h"
#include "support/eventually.h"

namespace {

using namespace marque::support;

BOOST_AUTO_TEST_SUITE(quotes)
BOOST_FIXTURE_TEST_SUITE(deciding, QuoteBook)

BOOST_AUTO_TEST_CASE(the_manager_approves_what_the_salesperson_may_not_give) {
    const auto quote = discounted("10000.00");
    BOOST_TEST(quote.at("state") == "WAITING_APPROVAL");
    BOOST_TEST((quote.at("actions") == Json{"REVISE", "WITHDRAW"}));
    BOOST_TEST((manager.get(path(quote)).json().at("actions") == Json{"REVISE", "APPROVE", "DECLINE", "WITHDRAW"}));
    BOOST_TEST(refusal(seller, [&] { return ordered(quote); }) == "409 quote.approval_waiting");
    const auto approved = manager.post(path(quote, "/approval"), version_of(quote));
    BOOST_REQUIRE_MESSAGE(approved.status == 201, approved.body);
    BOOST_TEST(approved.json().at("state") == "APPROVED");
    BOOST_TEST(approved.json().at("events").back().at("actor") == net.dealer_manager.name);
    BOOST_TEST(now(quote).at("price") == "157000.00");
}

BOOST_AUTO_TEST_CASE(the_manager_declines_with_a_reason_and_a_lower_discount_is_offered) {
    const auto quote = discounted("10000.00");
    BOOST_TEST((faults(manager.post(path(quote, "/refusal"), version_of(quote))) ==
                std::set<std::string>{"/comment field.length"}));
    const auto declined = manager.post(path(quote, "/refusal"), with_comment(quote, "该车型本月不再让利")).json();
    BOOST_TEST(declined.at("state") == "DECLINED");
    BOOST_TEST(declined.at("events").back().at("comment") == "该车型本月不再让利");
    BOOST_TEST(refusal(seller, [&] { return ordered(declined); }) == "409 quote.illegal_move");
    const auto revised = seller.post(path(quote, "/revisions"), {{"version", declined.at("version")},
                                                                 {"features", {"T1", "E1", "C1", "I1"}},
                                                                 {"discount", "4500.00"},
                                                                 {"valid_until", day(7)}});
    BOOST_REQUIRE_MESSAGE(revised.status == 201, revised.body);
    BOOST_TEST(revised.json().at("state") == "OPEN");
    BOOST_TEST(revised.json().at("price") == "145500.00");
    BOOST_TEST(revised.json().at("valid_until") == day(7));
    BOOST_TEST(revised.json().at("lines").size() == 4u);
}

BOOST_AUTO_TEST_CASE(nobody_decides_on_their_own_quote) {
    const auto quote = discounted("10000.00");
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        tx.execute("INSERT INTO person_role (person_id, role) VALUES (?, 'DEALER_MANAGER')", net.salesperson.id);
    });
    auto promoted = server().client(net.salesperson);
    BOOST_TEST((promoted.get(path(quote)).json().at("actions") == Json{"REVISE", "WITHDRAW"}));
    // Who somebody is stays known for a few seconds.
    BOOST_TEST(eventually(std::chrono::seconds{10}, [&] {
        return promoted.post(path(quote, "/approval"), version_of(quote)).code() == "quote.own_quote";
    }));
    BOOST_TEST(refusal(promoted, [&] { return promoted.post(path(quote, "/approval"), version_of(quote)); }) ==
               "403 quote.own_quote");
    BOOST_TEST(promoted.post(path(quote, "/refusal"), with_comment(quote, "不")).code() == "quote.own_quote");
    BOOST_TEST(now(quote).at("state") == "WAITING_APPROVAL");
}

BOOST_AUTO_TEST_CASE(a_managers_own_discount_is_another_managers_to_approve) {
    BOOST_TEST(manager.post("/quotes", offer("5010.00")).json().at("state") == "OPEN");
    const auto quote = manager.post("/quotes", offer("13360.00")).json();
    BOOST_TEST(quote.at("state") == "WAITING_APPROVAL");
    BOOST_TEST((quote.at("actions") == Json{"REVISE", "WITHDRAW"}));
    BOOST_TEST(refusal(manager, [&] { return manager.post(path(quote, "/order"), to_order(quote)); }) ==
               "409 quote.approval_waiting");
    BOOST_TEST(refusal(manager, [&] { return manager.post(path(quote, "/approval"), version_of(quote)); }) ==
               "403 quote.own_quote");
    const auto revised = manager.post(
        path(quote, "/revisions"),
        {{"version", quote.at("version")}, {"features", {"T1", "E2", "C2", "I1", "OB"}}, {"discount", "13000.00"}});
    BOOST_TEST(revised.json().at("state") == "WAITING_APPROVAL");
    auto colleague = server().client(make_person(pool, net.dealer, {marque::core::Role::dealer_manager}));
    const auto approved = colleague.post(path(quote, "/approval"), version_of(revised.json()));
    BOOST_TEST(approved.json().at("state") == "APPROVED");
}

BOOST_AUTO_TEST_CASE(a_limit_lowered_meanwhile_binds_the_manager_too) {
    const auto quote = discounted("10000.00");
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        tx.execute("INSERT INTO discount_limit (organisation_id, role, percent) VALUES (?, 'DEALER_MANAGER', 4.00)",
                   net.dealer.id);
    });
    BOOST_TEST(refusal(manager, [&] { return manager.post(path(quote, "/approval"), version_of(quote)); }) ==
               "422 quote.discount_above_limit");
}

BOOST_AUTO_TEST_CASE(new_terms_lose_the_approval) {
    auto quote = discounted("10000.00");
    quote = manager.post(path(quote, "/approval"), version_of(quote)).json();
    auto terms =
        Json{{"version", quote.at("version")}, {"features", {"T1", "E2", "C2", "I1", "OB"}}, {"discount", "12000.00"}};
    quote = seller.post(path(quote, "/revisions"), terms).json();
    BOOST_TEST(quote.at("state") == "WAITING_APPROVAL");
    BOOST_TEST(ordered(quote).code() == "quote.approval_waiting");
}

BOOST_AUTO_TEST_CASE(a_withdrawn_quote_stays_withdrawn) {
    auto quote = quoted();
    quote = seller.post(path(quote, "/withdrawal"), with_comment(quote, "客户改买二手车")).json();
    BOOST_TEST(quote.at("state") == "WITHDRAWN");
    BOOST_TEST(quote.at("actions").empty());
    BOOST_TEST(refusal(seller, [&] { return ordered(quote); }) == "409 quote.illegal_move");
    BOOST_TEST(seller.post(path(quote, "/withdrawal"), version_of(quote)).code() == "quote.illegal_move");
}

BOOST_AUTO_TEST_CASE(who_saw_an_older_version_is_told_both) {
    const auto quote = discounted("10000.00");
    manager.post(path(quote, "/approval"), version_of(quote));
    BOOST_TEST(refusal(manager, [&] { return manager.post(path(quote, "/approval"), version_of(quote)); }) ==
               "409 quote.stale_version");
    BOOST_TEST(refusal(seller, [&] { return ordered(quote); }) == "409 quote.stale_version");
    BOOST_TEST((ordered(quote).json().at("versions") ==
                Json{{"yours", quote.at("version")}, {"now", now(quote).at("version")}}));
    const auto said = ordered(quote).json().at("detail").get<std::string>();
    BOOST_TEST((said.find("1") != std::string::npos && said.find("2") != std::string::npos), said);
}

BOOST_AUTO_TEST_CASE(another_dealers_quote_is_not_there) {
    const auto quote = discounted("10000.00");
    auto stranger = server().client(net.other_salesperson);
    BOOST_TEST(refusal(stranger, [&] { return stranger.get(path(quote)); }) == "404 quote.not_found");
    BOOST_TEST(refusal(stranger, [&] { return stranger.get(path(quote, "/document")); }) == "404 quote.not_found");
    BOOST_TEST(refusal(stranger, [&] { return stranger.post(path(quote, "/order"), to_order(quote)); }) ==
               "404 quote.not_found");
    auto their_manager = server().client(make_person(pool, net.other_dealer, {marque::core::Role::dealer_manager}));
    BOOST_TEST(refusal(their_manager, [&] {
                   return their_manager.post(path(quote, "/approval"), version_of(quote));
               }) == "404 quote.not_found");
    BOOST_TEST(refusal(seller, [&] { return seller.post(path(quote, "/approval"), version_of(quote)); }) ==
               "403 access.role_missing");
    BOOST_TEST(refusal(seller, [&] { return seller.get("/quotes/QUO-2026-9999999"); }) == "404 quote.not_found");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
