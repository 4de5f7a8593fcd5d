#include "core/clock.h"
#include "http/quotes/quote_book.h"
#include "support/eventually.h"
#include "support/paths.h"
#include "support/process.h"

namespace {

using namespace marque::support;

BOOST_AUTO_TEST_SUITE(quotes)
BOOST_FIXTURE_TEST_SUITE(reading, QuoteBook)

std::vector<std::string> numbers(const Reply& list) {
    std::vector<std::string> found;
    const auto page = list.json();
    for (const auto& item : page.at("items")) found.push_back(item.at("number"));
    return found;
}

/// What a reader of the PDF sees.
std::string text_of(const Reply& document) {
    const TempDir folder;
    const auto file = (folder.path() / "quote.pdf").string();
    write_file(file, document.body);
    const auto read = run("pdftotext", {"pdftotext", "-layout", file, "-"});
    BOOST_REQUIRE_MESSAGE(read.status == 0, read.output);
    return read.output;
}
void require_said(const std::string& text, std::initializer_list<std::string> parts) {
    for (const auto& part : parts)
        BOOST_TEST((text.find(part) != std::string::npos), "\"" << part << "\" is not in\n" << text);
}

BOOST_AUTO_TEST_CASE(the_list_goes_from_the_newest_down_page_by_page) {
    std::vector<std::string> made;
    for (int i = 0; i < 3; ++i) made.insert(made.begin(), quoted().at("number"));
    const auto first = seller.get("/quotes?limit=2");
    BOOST_TEST((numbers(first) == std::vector<std::string>{made[0], made[1]}));
    const auto rest = seller.get("/quotes?limit=2&cursor=" + first.json().at("next").get<std::string>());
    BOOST_TEST((numbers(rest) == std::vector<std::string>{made[2]}));
    BOOST_TEST(rest.json().at("next").is_null());
    BOOST_TEST(first.json().at("items").at(0).at("customer_name") == buyer.name);
}

BOOST_AUTO_TEST_CASE(the_list_is_filtered_by_what_the_quotes_are_today) {
    const auto open = quoted();
    const auto waiting = discounted("10000.00");
    const auto over = quoted();
    let_expire(over);
    const auto gone = quoted();
    seller.post(path(gone, "/withdrawal"), version_of(gone));
    const auto bought = quoted();
    BOOST_REQUIRE(ordered(bought).status == 201);
    const std::pair<const char*, Json> expected[]{
        {"OPEN", open}, {"WAITING_APPROVAL", waiting}, {"EXPIRED", over}, {"WITHDRAWN", gone}, {"ORDERED", bought}};
    for (const auto& [state, quote] : expected) {
        const auto list = seller.get(std::string("/quotes?state=") + state);
        BOOST_TEST((numbers(list) == std::vector<std::string>{quote.at("number")}), state << list.body);
        BOOST_TEST(list.json().at("items").at(0).at("state") == state);
    }
    BOOST_TEST(numbers(seller.get("/quotes?state=DECLINED")).empty());
    BOOST_TEST((faults(seller.get("/quotes?state=LOST")) == std::set<std::string>{"state field.not_allowed"}));
    BOOST_TEST((faults(seller.get("/quotes?mine=yes")) == std::set<std::string>{"mine field.not_allowed"}));
}

BOOST_AUTO_TEST_CASE(mine_are_those_that_i_made) {
    const auto mine = quoted();
    const auto managers = manager.post("/quotes", offer()).json();
    BOOST_TEST((numbers(seller.get("/quotes?mine=true")) == std::vector<std::string>{mine.at("number")}));
    BOOST_TEST((numbers(manager.get("/quotes?mine=true")) == std::vector<std::string>{managers.at("number")}));
    BOOST_TEST(numbers(manager.get("/quotes")).size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_region_sees_its_dealers_quotes_and_changes_none) {
    const auto quote = quoted();
    auto region = server().client(net.regional_manager);
    BOOST_TEST(numbers(region.get("/quotes")).size() == 1u);
    BOOST_TEST(region.get(path(quote)).json().at("actions").empty());
    BOOST_TEST(refusal(region, [&] { return region.post(path(quote, "/withdrawal"), version_of(quote)); }) ==
               "403 access.role_missing");
    auto other = server().client(net.other_regional_manager);
    BOOST_TEST(numbers(other.get("/quotes")).empty());
    BOOST_TEST(other.get(path(quote)).code() == "quote.not_found");
    auto auditor = server().client(net.auditor);
    BOOST_TEST(auditor.get(path(quote)).status == 200);
    auto adviser = server().client(net.service_adviser);
    BOOST_TEST(refusal(adviser, [&] { return adviser.get("/quotes"); }) == "403 access.role_missing");
}

BOOST_AUTO_TEST_CASE(a_quote_runs_out_with_the_day_at_its_dealer_wherever_it_is_read) {
    // Twenty-six hours apart: at the region's it is always a later day.
    const std::string dealers_zone = "Etc/GMT+12";
    const auto today = marque::core::BusinessClock().today(dealers_zone);
    const auto last = quoted(), over = quoted();
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        tx.execute("UPDATE organisation SET time_zone = ? WHERE id = ?", dealers_zone, net.dealer.id);
        tx.execute("UPDATE organisation SET time_zone = 'Pacific/Kiritimati' WHERE id = ?", net.region.id);
        const auto lasts_until = [&](const Json& quote, marque::core::Date day) {
            tx.execute("UPDATE quote SET valid_until = ? WHERE number = ?", day, quote.at("number").get<std::string>());
        };
        lasts_until(last, today);
        lasts_until(over, today - std::chrono::days{1});
    });
    for (const auto& person : {net.regional_manager, net.dealer_manager}) {
        auto reader = server().client(person);
        // Who somebody is stays known for a few seconds.
        BOOST_TEST(eventually(std::chrono::seconds{10}, [&] {
            return numbers(reader.get("/quotes?state=OPEN")) == std::vector<std::string>{last.at("number")};
        }));
        BOOST_TEST((numbers(reader.get("/quotes?state=EXPIRED")) == std::vector<std::string>{over.at("number")}));
        BOOST_TEST(reader.get(path(last)).json().at("state") == "OPEN");
        BOOST_TEST(reader.get(path(over)).json().at("state") == "EXPIRED");
    }
}

BOOST_AUTO_TEST_CASE(the_buyer_gets_it_printed_in_both_languages) {
    auto wish = offer("5000.00");
    wish["note"] = "赠送脚垫一套";
    const auto quote = quoted(wish);
    const auto chinese = seller.get(path(quote, "/document?language=zh-CN"));
    BOOST_TEST(chinese.status == 200);
    BOOST_TEST(chinese.header("content-type") == "application/pdf");
    BOOST_TEST(chinese.body.starts_with("%PDF-"));
    require_said(text_of(chinese), {"购车报价单", quote.at("number"), buyer.name, "167,000.00", "-5,000.00",
                                    "162,000.00", "壹拾陆万贰仟元整", "赠送脚垫一套"});
    const auto english = seller.get(path(quote, "/document?language=en"));
    require_said(text_of(english),
                 {"Quotation", quote.at("number"), buyer.name, "List price", "162,000.00", "Valid until"});
    // It goes out by mail and to phones: fonts bring the outlines that are shown, and no more.
    for (const auto& file : {chinese, english}) BOOST_TEST(file.body.size() < 200'000u);
    BOOST_TEST((faults(seller.get(path(quote, "/document?language=fr"))) ==
                std::set<std::string>{"language field.not_allowed"}));
}

BOOST_AUTO_TEST_CASE(nothing_is_printed_that_is_not_offered) {
    const auto waiting = discounted("10000.00");
    BOOST_TEST(refusal(seller, [&] { return seller.get(path(waiting, "/document")); }) == "409 quote.no_document");
    const auto over = quoted();
    let_expire(over);
    require_said(text_of(seller.get(path(over, "/document"))), {"已过有效期"});
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
