#include "http/refusal.h"
#include "support/shared.h"
#include "support/world.h"

namespace {

using namespace marque::support;

struct Office {
    Network net = make_network(database().pool());
    HttpClient administrator = server().client(net.administrator);
    HttpClient seller = server().client(net.salesperson);

    /// The ids of all pages of a list.
    static std::set<std::uint64_t> all(HttpClient& client, const std::string& path) {
        std::set<std::uint64_t> ids;
        std::string cursor;
        for (;;) {
            const auto page = client.get(path + (cursor.empty() ? "" : "&cursor=" + cursor)).json();
            for (const auto& item : page.at("items")) ids.insert(item.at("id").get<std::uint64_t>());
            if (page.at("next").is_null()) return ids;
            cursor = page.at("next");
        }
    }
};

BOOST_AUTO_TEST_SUITE(identity)
BOOST_FIXTURE_TEST_SUITE(network, Office)

BOOST_AUTO_TEST_CASE(the_network_is_listed_by_kind_and_pages) {
    const auto dealers = all(seller, "/organisations?kind=DEALER&limit=3");
    for (const auto& dealer : {net.dealer, net.other_dealer, net.far_dealer})
        BOOST_TEST(dealers.contains(dealer.id.value));
    BOOST_TEST(!dealers.contains(net.station.id.value));
    BOOST_TEST((faults(seller.get("/organisations?kind=BANK")) == std::set<std::string>{"kind field.not_allowed"}));
    BOOST_TEST(refusal(seller, [&] { return seller.get("/organisations?cursor=x"); }) == "400 request.cursor_invalid");
}

BOOST_AUTO_TEST_CASE(one_sees_ones_own_people_and_the_administrator_all) {
    const std::set own{net.salesperson.id.value, net.dealer_manager.id.value};
    BOOST_TEST((all(seller, "/people?limit=1") == own));
    const auto elsewhere = "/people?limit=200&organisation_id=" + std::to_string(net.station.id.value);
    BOOST_TEST((all(seller, elsewhere) == own));
    const std::set station{net.service_adviser.id.value, net.technician.id.value, net.station_manager.id.value};
    BOOST_TEST((all(administrator, elsewhere) == station));
    BOOST_TEST((all(administrator, elsewhere + "&role=TECHNICIAN") == std::set{net.technician.id.value}));
    BOOST_TEST((faults(seller.get("/people?role=BOSS")) == std::set<std::string>{"role field.not_allowed"}));
    BOOST_TEST(
        (faults(seller.get("/people?organisation_id=x")) == std::set<std::string>{"organisation_id field.range"}));
    BOOST_TEST((administrator.get(elsewhere).body.find("password") == std::string::npos));
}

BOOST_AUTO_TEST_CASE(who_did_what_is_kept_for_those_who_audit) {
    const auto subject = "person%20" + std::to_string(net.salesperson.id.value);
    for (const auto& person : {net.administrator, net.auditor}) {
        auto client = server().client(person);
        const auto entries = client.get("/audit?subject=" + subject).json().at("items");
        BOOST_REQUIRE(entries.size() == 1u);
        BOOST_TEST(entries.at(0).at("action") == "session.opened");
        BOOST_TEST(entries.at(0).at("actor") == net.salesperson.sign_in_name);
        BOOST_TEST(client.get("/audit?limit=1").json().at("next").is_string());
    }
    BOOST_TEST(refusal(seller, [&] { return seller.get("/audit"); }) == "403 access.role_missing");
    BOOST_TEST(refusal(administrator, [&] { return administrator.del("/audit"); }) == "405 request.wrong_method");
}

BOOST_AUTO_TEST_CASE(a_demonstrations_clock_is_moved_by_its_administrator) {
    TestDatabase own_database;
    TestServer own(own_database);
    const auto people = make_network(own_database.pool());
    auto mover = own.client(people.administrator);
    BOOST_TEST(mover.get("/clock").json().at("offset_days") == 0);
    BOOST_TEST(mover.post("/clock/moves", {{"days", 30}}).status == 201);
    BOOST_TEST(mover.post("/clock/moves", {{"days", 1}}).json().at("offset_days") == 31);
    own.stop();
    own.restart();
    auto later = own.client(people.auditor);
    BOOST_TEST(later.get("/clock").json().at("offset_days") == 31);
    BOOST_TEST(later.get("/audit?subject=clock").json().at("items").size() == 2u);
}

BOOST_AUTO_TEST_CASE(the_clock_goes_forward_by_whole_days_and_not_for_everybody) {
    for (const int days : {0, -1, 401}) {
        BOOST_TEST((faults(administrator.post("/clock/moves", {{"days", days}})) ==
                    std::set<std::string>{"/days field.range"}));
    }
    BOOST_TEST((faults(administrator.post("/clock/moves", {{"days", 1.5}})) ==
                std::set<std::string>{"/days field.wrong_type"}));
    BOOST_TEST(refusal(seller, [&] {
                   return seller.post("/clock/moves", {{"days", 1}});
               }) == "403 access.role_missing");
    BOOST_TEST(seller.get("/clock").json().at("offset_days") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
