#include "http/router.h"

#include <boost/test/unit_test.hpp>

namespace {

using namespace marque::http;

struct Routes {
    Router router;

    Routes() {
        for (const auto& [method, pattern] : {std::pair{"GET", "/orders"},
                                              {"POST", "/orders"},
                                              {"GET", "/orders/pipeline"},
                                              {"GET", "/orders/{number}"},
                                              {"POST", "/orders/{number}/changes"},
                                              {"GET", "/catalog/models/{model}/{year}"},
                                              {"POST", "/care/calls/next"},
                                              {"GET", "/care/calls/{id}"}}) {
            router.add(method, pattern, Access::anyone(), [](const Request&) { return Response::no_content(); });
        }
    }
    std::string pattern(const char* method, const char* path) const {
        const auto match = router.find(method, path);
        return match.route ? match.route->pattern : "none";
    }
};

BOOST_AUTO_TEST_SUITE(http)
BOOST_FIXTURE_TEST_SUITE(router, Routes)

BOOST_AUTO_TEST_CASE(a_path_finds_its_route_and_its_parameters) {
    const auto match = router.find("GET", "/api/v1/catalog/models/REG/2026");
    BOOST_TEST_REQUIRE(match.route != nullptr);
    BOOST_TEST(match.route->pattern == "/api/v1/catalog/models/{model}/{year}");
    BOOST_TEST(match.params.at("model") == "REG");
    BOOST_TEST(match.params.at("year") == "2026");
}

BOOST_AUTO_TEST_CASE(a_word_wins_over_a_parameter) {
    BOOST_TEST(pattern("GET", "/api/v1/orders/pipeline") == "/api/v1/orders/pipeline");
    BOOST_TEST(pattern("GET", "/api/v1/orders/ORD-2026-0000001") == "/api/v1/orders/{number}");
    // The word's route has no POST, so the parameter's method list tells what is possible.
    BOOST_TEST(pattern("POST", "/api/v1/care/calls/next") == "/api/v1/care/calls/next");
}

BOOST_AUTO_TEST_CASE(a_parameter_is_decoded) {
    const auto match = router.find("GET", "/api/v1/orders/ORD%2F1%20a");
    BOOST_TEST_REQUIRE(match.route != nullptr);
    BOOST_TEST(match.params.at("number") == "ORD/1 a");
    BOOST_TEST(router.find("GET", "/api/v1/orders/100%").params.at("number") == "100%");
}

BOOST_AUTO_TEST_CASE(what_is_not_there_is_not_found) {
    for (const char* path :
         {"/", "/api/v1", "/api/v1/", "/api/v1/order", "/api/v1/orders/", "/api/v1/orders/1/changes/2",
          "/api/v2/orders", "/orders", "//api/v1/orders", "/api/v1/Orders"}) {
        BOOST_TEST(pattern("GET", path) == "none", path);
        BOOST_TEST(router.find("GET", path).allowed.empty(), path);
    }
}

BOOST_AUTO_TEST_CASE(a_wrong_method_learns_which_are_possible) {
    const auto match = router.find("DELETE", "/api/v1/orders");
    BOOST_TEST(match.route == nullptr);
    BOOST_TEST(match.allowed == "GET, POST");
}

BOOST_AUTO_TEST_CASE(each_possible_method_is_named_once) {
    BOOST_TEST(router.find("DELETE", "/api/v1/orders/pipeline").allowed == "GET");
}

BOOST_AUTO_TEST_CASE(the_same_route_twice_is_a_mistake_of_the_programmer) {
    BOOST_CHECK_THROW(router.add("GET", "/orders", Access::anyone(), {}), std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
