#include "http/catalog/catalog_files.h"

namespace {

using namespace marque::support;

BOOST_AUTO_TEST_SUITE(catalog)
BOOST_FIXTURE_TEST_SUITE(regions, CatalogFiles)

BOOST_AUTO_TEST_CASE(a_feature_of_one_region_is_not_offered_in_another) {
    change({download("AVAILABILITY").append(own + "OC," + net.region.code)});
    const auto offers = [&](HttpClient& client) {
        const auto features = client.get("/catalog/models/" + model.code + "/2026").json().at("features");
        return std::any_of(features.begin(), features.end(), [](const Json& each) { return each.at("code") == "OC"; });
    };
    BOOST_TEST(offers(seller));
    BOOST_TEST(!offers(far_seller));
    auto maker = server().client(net.administrator);
    BOOST_TEST(offers(maker));

    const Json features{"T1", "E1", "C1", "I1", "OC"};
    BOOST_TEST(verdict(seller, features).at("valid") == true);
    const auto conflict = verdict(far_seller, features).at("conflicts").at(0);
    BOOST_TEST(conflict.at("kind") == "NOT_IN_REGION");
    BOOST_TEST(conflict.at("sentence").at("zh") == "「配置OC」不在本区域供应。");
    BOOST_TEST((conflict.at("fixes").at(0).at("remove") == Json{"OC"}));

    BOOST_TEST(seller.post("/orders", stock_order(features)).status == 201);
    const auto order = [&] { return far_seller.post("/orders", stock_order(features)); };
    BOOST_TEST(refusal(far_seller, order) == "422 catalog.configuration_invalid");
    BOOST_TEST((faults(order()) == std::set<std::string>{"/features catalog.not_in_region"}));
    auto wish = configuration(features);
    wish["customer_id"] = make_customer(pool, net.far_dealer.id).id.value;
    BOOST_TEST((faults(far_seller.post("/quotes", wish)) == std::set<std::string>{"/features catalog.not_in_region"}));
}

BOOST_AUTO_TEST_CASE(a_quote_is_not_ordered_when_its_region_lost_an_option) {
    auto wish = configuration({"T1", "E1", "C1", "I1", "OC"});
    wish["customer_id"] = make_customer(pool, net.dealer.id).id.value;
    const auto quote = seller.post("/quotes", wish);
    BOOST_REQUIRE_MESSAGE(quote.status == 201, quote.body);
    change({download("AVAILABILITY").append(own + "OC," + net.other_region.code)});
    const auto number = quote.json().at("number").get<std::string>();
    const auto day = stock_order(Json::array()).at("requested_date");
    BOOST_TEST(refusal(seller, [&] {
                   return seller.post("/quotes/" + number + "/order",
                                      {{"version", quote.json().at("version")}, {"requested_date", day}});
               }) == "409 quote.option_withdrawn");
}

BOOST_AUTO_TEST_CASE(a_model_of_one_region_is_not_sold_in_another) {
    change({download("AVAILABILITY").append(own + "," + net.region.code)});
    const auto listed = [&](HttpClient& client) {
        const auto items = client.get("/catalog/models").json().at("items");
        return std::any_of(items.begin(), items.end(), [&](const Json& each) { return each.at("code") == model.code; });
    };
    BOOST_TEST(listed(seller));
    BOOST_TEST(!listed(far_seller));
    const auto path = "/catalog/models/" + model.code + "/2026";
    BOOST_TEST(seller.get(path).status == 200);
    BOOST_TEST(refusal(far_seller, [&] { return far_seller.get(path); }) == "404 catalog.model_not_in_region");
    BOOST_TEST(verdict(far_seller, {"T1", "E1", "C1", "I1"}).at("conflicts").at(0).at("kind") == "NOT_IN_REGION");
    BOOST_TEST((faults(far_seller.post("/orders", stock_order({"T1", "E1", "C1", "I1"}))) ==
                std::set<std::string>{"/features catalog.not_in_region"}));
}

BOOST_AUTO_TEST_CASE(a_region_left_without_an_engine_is_refused) {
    const auto report =
        check({download("AVAILABILITY").append(own + "E1," + net.region.code).append(own + "E2," + net.region.code)});
    const auto issue = report.at("issues").at(0);
    BOOST_TEST(issue.at("code") == "catalog.model_unbuildable", issue.dump());
    const auto sentence = issue.at("sentence").at("en").get<std::string>();
    BOOST_TEST(sentence.find("E1 Feature E1 is not sold there") != std::string::npos, sentence);
    BOOST_TEST(sentence.find("every car has one engine") != std::string::npos, sentence);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
