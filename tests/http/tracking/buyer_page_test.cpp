#include "db/tx.h"
#include "http/order_book.h"

namespace {

using namespace marque::support;

struct Following : OrderBook {
    HttpClient anyone = server().client();

    std::string link_of(const std::string& number) { return "/orders/" + number + "/buyer-link"; }
    /// Makes the buyer's link; its token.
    std::string token_for(const std::string& number) {
        const auto made = seller.post(link_of(number), Json::object());
        BOOST_REQUIRE_MESSAGE(made.status == 201, made.body);
        const std::string address = made.json().at("address");
        BOOST_REQUIRE(address.starts_with("/t/"));
        return address.substr(3);
    }
    Json page(const std::string& token) {
        const auto reply = anyone.get("/tracking/" + token);
        BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
        return reply.json();
    }
    std::string refused(const std::string& token) {
        return refusal(anyone, [&] { return anyone.get("/tracking/" + token); });
    }
};

BOOST_AUTO_TEST_SUITE(tracking)
BOOST_FIXTURE_TEST_SUITE(over_http, Following)

BOOST_AUTO_TEST_CASE(the_buyer_follows_their_own_car_without_signing_in) {
    const auto number = place();
    const auto token = token_for(number);
    const auto ordered = page(token);
    BOOST_TEST(ordered.at("stage") == "ORDERED");
    BOOST_TEST(ordered.at("promised_on").is_null());
    BOOST_TEST(ordered.at("ending").is_null());
    BOOST_TEST(ordered.at("today") == day(0));
    BOOST_TEST((ordered.at("model_name") == read(number).at("model_name")));
    BOOST_TEST(ordered.at("colour").at("name").at("zh").is_string());
    BOOST_TEST((ordered.at("dealer").at("name") == read(number).at("dealer").at("name")));
    const auto build_id = accepted(number);
    BOOST_TEST(page(token).at("stage") == "PLANNED");
    tell(Json::array({at("BO-0110", build_id, 1)}));
    const auto building = page(token);
    BOOST_TEST(building.at("stage") == "BODY");
    BOOST_TEST(building.at("steps").size() == 3u);
    BOOST_TEST(building.at("steps").back().at("stage") == "BODY");
}

BOOST_AUTO_TEST_CASE(the_page_goes_with_the_car_to_the_dealer) {
    const auto number = place();
    const auto token = token_for(number);
    arrived(number);
    const auto here = page(token);
    BOOST_TEST(here.at("stage") == "AT_DEALER");
    BOOST_TEST((here.at("promised_on") == read(number).at("promised_date")));
    const auto handed = seller.post("/orders/" + number + "/hand-over",
                                    {{"version", version(number)}, {"odometer_km", 12}, {"looked_myself", true}});
    BOOST_REQUIRE_MESSAGE(handed.status < 300, handed.body);
    BOOST_TEST(page(token).at("ending") == "DELIVERED");
    BOOST_TEST(page(token).at("stage") == "AT_DEALER");
}

BOOST_AUTO_TEST_CASE(the_page_names_nobody_and_no_figure_of_ours) {
    const auto number = place();
    const auto token = token_for(number);
    accepted(number);
    const auto said = anyone.get("/tracking/" + token).body;
    const auto order = read(number);
    for (const std::string& secret :
         {buyer.name, buyer.phone, net.salesperson.name, number, order.at("price").get<std::string>(),
          order.at("build_id").get<std::string>(), std::string("请在周末前交车")}) {
        BOOST_TEST(said.find(secret) == std::string::npos, secret + " is said: " + said);
    }
}

BOOST_AUTO_TEST_CASE(the_address_is_said_once_and_only_its_digest_is_kept) {
    const auto number = place();
    BOOST_TEST(seller.get(link_of(number)).json().at("made_at").is_null());
    const auto token = token_for(number);
    BOOST_TEST(token.size() >= 43u);
    const auto known = seller.get(link_of(number));
    BOOST_REQUIRE_MESSAGE(known.status == 200, known.body);
    BOOST_TEST(known.json().at("made_by") == net.salesperson.name);
    BOOST_TEST(known.body.find(token) == std::string::npos);
    const auto kept = marque::db::read(pool, [&](marque::db::Tx& tx) {
        return tx.value<int>("n", "SELECT COUNT(*) AS n FROM buyer_link WHERE token_hash = UNHEX(SHA2(?, 256))", token);
    });
    BOOST_TEST(kept.value() == 1);
}

BOOST_AUTO_TEST_CASE(a_new_link_replaces_the_old_and_a_withdrawn_one_is_as_if_it_never_was) {
    const auto number = place();
    const auto first = token_for(number);
    const auto second = token_for(number);
    BOOST_TEST(first != second);
    BOOST_TEST(refused(first) == "404 tracking.link_unknown");
    BOOST_TEST(page(second).at("stage") == "ORDERED");
    BOOST_TEST(seller.del(link_of(number)).status == 204);
    BOOST_TEST(seller.del(link_of(number)).status == 204);
    BOOST_TEST(seller.get(link_of(number)).json().at("made_at").is_null());
    BOOST_TEST(refused(second) == "404 tracking.link_unknown");
    // Nothing tells a withdrawn address from one that never was.
    const auto withdrawn = anyone.get("/tracking/" + second).json();
    const auto unknown = anyone.get("/tracking/" + second.substr(1) + "A").json();
    BOOST_TEST((withdrawn.at("detail") == unknown.at("detail")));
    BOOST_TEST((withdrawn.at("code") == unknown.at("code")));
    BOOST_TEST(refused("x") == "404 tracking.link_unknown");
}

BOOST_AUTO_TEST_CASE(the_link_is_the_buyers_and_not_the_next_buyers) {
    const auto number = place();
    const auto token = token_for(number);
    const auto other = make_customer(pool, net.dealer.id);
    const auto changed =
        seller.post("/orders/" + number + "/buyer", {{"version", version(number)}, {"customer_id", other.id.value}});
    BOOST_REQUIRE_MESSAGE(changed.status < 300, changed.body);
    BOOST_TEST(refused(token) == "404 tracking.link_unknown");
    BOOST_TEST(seller.get(link_of(number)).json().at("made_at").is_null());
    BOOST_TEST(page(token_for(number)).at("stage") == "ORDERED");
}

BOOST_AUTO_TEST_CASE(only_the_orders_own_dealer_makes_and_withdraws_its_link) {
    const auto number = place();
    const auto token = token_for(number);
    for (const auto& person : {net.other_salesperson, net.far_salesperson}) {
        auto stranger = server().client(person);
        BOOST_TEST(refusal(stranger, [&] { return stranger.post(link_of(number), Json::object()); }) ==
                   "404 order.not_found");
        BOOST_TEST(refusal(stranger, [&] { return stranger.del(link_of(number)); }) == "404 order.not_found");
        BOOST_TEST(refusal(stranger, [&] { return stranger.get(link_of(number)); }) == "404 order.not_found");
    }
    auto region = server().client(net.regional_manager);
    BOOST_TEST(refusal(region, [&] { return region.post(link_of(number), Json::object()); }) ==
               "403 access.role_missing");
    BOOST_TEST(refusal(anyone, [&] { return anyone.post(link_of(number), Json::object()); }) ==
               "401 session.missing_or_expired");
    BOOST_TEST(page(token).at("stage") == "ORDERED");
}

BOOST_AUTO_TEST_CASE(a_link_needs_a_buyer_and_something_to_follow) {
    const auto stock = place(wish_for_stock());
    BOOST_TEST(refusal(seller, [&] { return seller.post(link_of(stock), Json::object()); }) == "409 tracking.no_buyer");
    auto wished = wish();
    wished["draft"] = true;
    const auto draft = place(wished);
    BOOST_TEST(refusal(seller, [&] { return seller.post(link_of(draft), Json::object()); }) ==
               "409 tracking.nothing_to_follow");
    BOOST_TEST((faults(seller.post(link_of(draft), {{"days", 5}})) == std::set<std::string>{"/days field.unknown"}));
}

BOOST_AUTO_TEST_CASE(whoever_tries_addresses_is_stopped_and_nobody_beside_them) {
    TestServer own(database(), ServerOptions{true, {}, {"http.trusted_proxies = 127.0.0.1"}});
    const auto token = token_for(place());
    auto guesser = own.client();
    const auto from = [&](const std::string& address, const std::string& tried) {
        return guesser.get("/tracking/" + tried, {{"X-Forwarded-For", address}});
    };
    for (int i = 0; i < 20; ++i) {
        BOOST_TEST(from("203.0.113.7", "guess" + std::to_string(i)).code() == "tracking.link_unknown");
    }
    // Not even an address that is right: otherwise trying would go on.
    const auto stopped = from("203.0.113.7", token);
    BOOST_TEST(stopped.status == 429);
    BOOST_TEST(stopped.code() == "tracking.too_many_tries");
    const int wait = std::stoi(stopped.header("retry-after"));
    BOOST_TEST((wait > 0 && wait <= 30));
    BOOST_TEST(stopped.json().at("detail").get<std::string>().find("秒后重试") != std::string::npos);
    guesser.language("en");
    BOOST_TEST(from("203.0.113.7", token).json().at("detail").get<std::string>().find("Try again in") !=
               std::string::npos);
    // Whatever a client claims of itself stands before what the proxy heard.
    BOOST_TEST(from("203.0.113.8, 203.0.113.7", token).status == 429);
    BOOST_TEST(from("203.0.113.8", token).status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
