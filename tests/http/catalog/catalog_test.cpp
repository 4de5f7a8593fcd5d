#include "db/tx.h"
#include "http/refusal.h"
#include "support/shared.h"
#include "support/world.h"

namespace {

using namespace marque::support;

struct Showroom {
    Network net = make_network(database().pool());
    Model model = make_model(database().pool(), make_line(database().pool()).code);
    HttpClient seller = server().client(net.salesperson);

    std::string path() const { return "/catalog/models/" + model.code + "/2026"; }
    Json configuration(const Json& features) const {
        return {{"model", model.code}, {"model_year", model.year}, {"features", features}};
    }
    Json check(const Json& features) {
        const auto reply = seller.post("/catalog/configurations/check", configuration(features));
        BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
        return reply.json();
    }
};

BOOST_AUTO_TEST_SUITE(catalog)
BOOST_FIXTURE_TEST_SUITE(showroom, Showroom)

BOOST_AUTO_TEST_CASE(the_models_say_what_they_cost_from) {
    const auto models = seller.get("/catalog/models").json();
    const auto found = std::find_if(models.at("items").begin(), models.at("items").end(),
                                    [&](const Json& each) { return each.at("code") == model.code; });
    BOOST_REQUIRE((found != models.at("items").end()));
    BOOST_TEST(found->at("price_from") == "150000.00");
    BOOST_TEST(found->at("currency") == "CNY");
}

BOOST_AUTO_TEST_CASE(a_model_shows_features_prices_and_rules_in_both_languages) {
    const auto shown = seller.get(path()).json();
    BOOST_TEST(shown.at("features").size() == 11u);
    BOOST_TEST(shown.at("rules").size() == 4u);
    const auto rule = shown.at("rules").at(0);
    BOOST_TEST(rule.at("code") == "R1");
    BOOST_TEST(rule.at("subject") == "OA");
    BOOST_TEST(rule.at("sentence").at("en") == "Feature OA needs Feature OB.");
    BOOST_TEST(rule.at("sentence").at("zh") == "「配置OA」需同时选择「配置OB」。");
}

BOOST_AUTO_TEST_CASE(a_buildable_configuration_has_its_price) {
    const auto verdict = check({"T2", "E2", "C1", "I1", "OD"});
    BOOST_TEST(verdict.at("valid") == true);
    BOOST_TEST(verdict.at("conflicts").empty());
    BOOST_TEST(verdict.at("total") == "198000.00");
}

BOOST_AUTO_TEST_CASE(a_broken_rule_comes_with_its_ways_out) {
    const auto verdict = check({"T1", "E1", "C1", "I1", "OA"});
    BOOST_TEST(verdict.at("valid") == false);
    const auto conflict = verdict.at("conflicts").at(0);
    BOOST_TEST(conflict.at("kind") == "REQUIRES");
    BOOST_TEST((conflict.at("features") == Json{"OA", "OB"}));
    BOOST_TEST(
        (conflict.at("fixes").at(0) == Json{{"add", {"OB"}}, {"remove", Json::array()}, {"price_effect", "2000.00"}}));
    BOOST_TEST(
        (conflict.at("fixes").at(1) == Json{{"add", Json::array()}, {"remove", {"OA"}}, {"price_effect", "-5000.00"}}));
}

BOOST_AUTO_TEST_CASE(an_empty_configuration_asks_for_each_choice) {
    const auto verdict = check(Json::array());
    BOOST_TEST(verdict.at("conflicts").size() == 4u);
    for (const auto& conflict : verdict.at("conflicts")) BOOST_TEST(conflict.at("kind") == "CHOOSE_ONE");
    BOOST_TEST(verdict.at("total") == "0.00");
}

BOOST_AUTO_TEST_CASE(a_model_that_is_not_offered_is_not_found) {
    BOOST_TEST(refusal(seller, [&] { return seller.get("/catalog/models/NOPE/2026"); }) == "404 catalog.no_such_model");
    BOOST_TEST(refusal(seller, [&] { return seller.get("/catalog/models/" + model.code + "/1999"); }) ==
               "404 catalog.no_such_model");
    BOOST_TEST(refusal(seller, [&] { return seller.get("/catalog/models/" + model.code + "/soon"); }) ==
               "404 request.no_such_path");
    BOOST_TEST(refusal(seller, [&] { return seller.get("/catalog/models/" + model.code + "/4294969322"); }) ==
               "404 catalog.no_such_model");
    auto other = configuration({"T1"});
    other["model"] = "NOPE";
    BOOST_TEST(refusal(seller, [&] { return seller.post("/catalog/configurations/check", other); }) ==
               "404 catalog.no_such_model");
}

BOOST_AUTO_TEST_CASE(nonsense_is_named) {
    const auto reply =
        seller.post("/catalog/configurations/check", {{"model", 1}, {"features", {"T1", 2}}, {"colour", "red"}});
    BOOST_TEST((faults(reply) == std::set<std::string>{"/model field.wrong_type", "/model_year field.missing",
                                                       "/features/1 field.wrong_type", "/colour field.unknown"}));
    const auto countless = seller.post("/catalog/configurations/check", configuration(Json(251, "T1")));
    BOOST_TEST((faults(countless) == std::set<std::string>{"/features field.range"}));
    BOOST_TEST(refusal(seller, [&] { return seller.get("/catalog/configurations/check"); }) ==
               "405 request.wrong_method");
    auto nobody = server().client();
    BOOST_TEST(refusal(nobody, [&] { return nobody.get("/catalog/models"); }) == "401 session.missing_or_expired");
}

BOOST_AUTO_TEST_CASE(a_new_price_holds_as_soon_as_it_is_entered) {
    seller.get(path());
    marque::db::in_tx(database().pool(), [&](marque::db::Tx& tx) {
        tx.execute("UPDATE feature_price SET amount = 155000.00 WHERE feature_id = ?", model.features.at("T1"));
        tx.execute("UPDATE catalog_revision SET revision = revision + 1 WHERE id = 1");
    });
    BOOST_TEST(check({"T1", "E1", "C1", "I1"}).at("total") == "155000.00");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
