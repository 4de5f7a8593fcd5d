#include "http/order_book.h"
#include "support/eventually.h"

namespace {

using namespace marque::support;

struct OnTheRoad : OrderBook {
    /// A car that left the yard and was to be there by now; `numbered` as the messages of a loaded past are.
    std::string shipped(bool numbered) {
        const auto number = place(wish_for_stock());
        const auto build_id = accepted(number);
        auto leaves = at("SHIPPED", build_id, 4);
        if (numbered) leaves["message_id"] = build_id + "#4";
        leaves["carrier"] = "安吉物流";
        leaves["eta"] = now();
        for (const auto& result : tell(Json::array({at("BO-0110", build_id, 1), line_off(build_id, 2, make_vin()),
                                                    at("YARD-IN", build_id, 3), leaves}))) {
            BOOST_REQUIRE_MESSAGE(result.at("result") == "ACCEPTED", result.dump());
        }
        return number;
    }
};

BOOST_AUTO_TEST_SUITE(builds)
BOOST_FIXTURE_TEST_SUITE(planned_arrival, OnTheRoad)

BOOST_AUTO_TEST_CASE(a_car_of_the_loaded_past_reaches_its_dealer_when_the_carrier_meant_to) {
    const auto spoken_for = shipped(false);
    const auto past = shipped(true);
    BOOST_TEST(eventually(std::chrono::seconds{20}, [&] { return state(past) == "ARRIVED"; }));
    BOOST_TEST(read(past).at("build").at("station") == "ARRIVED");
    BOOST_TEST(state(spoken_for) == "IN_TRANSIT");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
