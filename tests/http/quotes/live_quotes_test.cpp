#include "http/quotes/quote_book.h"
#include "support/event_stream.h"

namespace {

using namespace marque::support;

/// Whether the page is told of the quote before it has waited in vain.
bool heard_of(EventStream& page, const Json& quote) {
    for (auto event = page.next(); event; event = page.next()) {
        const auto told = event->json();
        if (told.at("kind") == "QUOTE" && told.at("quote_number") == quote.at("number")) return true;
    }
    return false;
}

BOOST_AUTO_TEST_SUITE(quotes)
BOOST_FIXTURE_TEST_SUITE(live, QuoteBook)

BOOST_AUTO_TEST_CASE(the_manager_hears_of_a_quote_that_waits_and_the_salesperson_of_the_answer) {
    EventStream desk(manager, "/events?topic=dealer");
    const auto quote = discounted("8000.00");
    BOOST_TEST(heard_of(desk, quote));
    EventStream showroom(seller, "/events?topic=dealer");
    BOOST_REQUIRE(manager.post(path(quote, "/approval"), version_of(quote)).status == 201);
    BOOST_TEST(heard_of(showroom, quote));
    BOOST_REQUIRE(ordered(now(quote)).status == 201);
    BOOST_TEST(heard_of(desk, quote));
}

BOOST_AUTO_TEST_CASE(the_region_hears_of_it_and_another_dealer_does_not) {
    EventStream region(server().client(net.regional_manager), "/events?topic=dealer");
    EventStream stranger(server().client(net.other_salesperson), "/events?topic=dealer");
    const auto quote = quoted();
    BOOST_TEST(heard_of(region, quote));
    BOOST_TEST(!stranger.next(std::chrono::milliseconds{500}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
