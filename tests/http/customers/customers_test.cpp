#include <boost/test/unit_test.hpp>
#include <thread>

#include "db/tx.h"
#include "support/shared.h"
#include "support/world.h"

namespace marque {
namespace {

using support::Json;

/// A number that no other test dials.
std::string new_phone() {
    const auto tail = support::unique("");
    return "139" + std::string(8 - tail.size(), '0') + tail;
}

Json buyer(const std::string& name, const std::string& phone) {
    return {{"kind", "PERSON"}, {"name", name}, {"phone", phone}};
}

struct DealerWithBuyers {
    support::Network net = support::make_network(support::database().pool());
    support::HttpClient salesperson = support::server().client(net.salesperson);
    support::HttpClient other_salesperson = support::server().client(net.other_salesperson);
};

std::vector<std::string> names(const Json& page) {
    std::vector<std::string> found;
    for (const auto& customer : page.at("items")) found.push_back(customer.at("name"));
    return found;
}

std::string encoded(const std::string& text) {
    static const char* const digits = "0123456789ABCDEF";
    std::string safe;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        safe += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
    return safe;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(customers, DealerWithBuyers)

BOOST_AUTO_TEST_CASE(a_salesperson_enters_a_buyer_and_finds_them) {
    const auto phone = new_phone();
    auto body = buyer(" 张伟 ", phone);
    body["address"] = "浦东新区世纪大道 100 号";
    const auto created = salesperson.post("/customers", body);
    BOOST_REQUIRE(created.status == 201);
    const auto customer = created.json();
    BOOST_TEST(customer.at("name") == "张伟");
    BOOST_TEST(customer.at("phone") == "+86" + phone);
    BOOST_TEST(customer.at("dealer_id") == net.dealer.id.value);
    BOOST_TEST(created.header("location") == "/api/v1/customers/" + customer.at("id").dump());
    BOOST_TEST(salesperson.get("/customers/" + customer.at("id").dump()).json() == customer);
}

BOOST_AUTO_TEST_CASE(a_customer_is_found_by_the_start_of_the_name_or_the_phone_in_any_form) {
    const auto phone = new_phone();
    for (const char* name : {"王小明", "王小红", "李小明", "100%王"}) {
        BOOST_TEST(
            salesperson.post("/customers", buyer(name, std::string(name) == "王小明" ? phone : new_phone())).status ==
            201);
    }
    const std::vector<std::string> both{"王小明", "王小红"};
    const auto wang = names(salesperson.get("/customers?q=" + encoded("王小")).json());
    BOOST_TEST(std::is_permutation(wang.begin(), wang.end(), both.begin(), both.end()));
    BOOST_TEST(names(salesperson.get("/customers?q=" + encoded("100%")).json()) == std::vector<std::string>{"100%王"},
               boost::test_tools::per_element());
    BOOST_TEST(names(salesperson.get("/customers?q=" + encoded("%王")).json()).empty());
    for (const auto& typed : {phone, "+86 " + phone, phone.substr(0, 3) + "-" + phone.substr(3)}) {
        BOOST_TEST(
            names(salesperson.get("/customers?q=" + encoded(typed)).json()) == std::vector<std::string>{"王小明"},
            boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(pages_go_through_all_customers_once) {
    for (const char* name : {"甲", "乙", "甲", "丙", "甲"}) salesperson.post("/customers", buyer(name, new_phone()));
    const auto all = salesperson.get("/customers").json();
    BOOST_TEST(all.at("items").size() == 5U);
    BOOST_TEST(all.at("next").is_null());
    Json collected = Json::array();
    std::string path = "/customers?limit=2";
    for (std::string next = path; !next.empty();) {
        const auto page = salesperson.get(next).json();
        for (const auto& item : page.at("items")) collected.push_back(item);
        next = page.at("next").is_null() ? "" : path + "&cursor=" + page.at("next").get<std::string>();
    }
    BOOST_TEST(collected == all.at("items"));
    BOOST_TEST(salesperson.get("/customers?cursor=abc").code() == "request.cursor_invalid");
    BOOST_TEST(salesperson.get("/customers?cursor=999999999").code() == "request.cursor_invalid");
}

BOOST_AUTO_TEST_CASE(a_number_belongs_to_one_customer_of_a_dealer) {
    const auto phone = new_phone();
    const auto first = salesperson.post("/customers", buyer("张伟", phone)).json();
    salesperson.language("en");
    const auto second = salesperson.post("/customers", buyer("张卫", "+86 " + phone));
    BOOST_TEST(second.status == 409);
    BOOST_TEST(second.code() == "customer.phone_known");
    const auto detail = second.json().at("detail").get<std::string>();
    BOOST_TEST(detail.find("张伟") != std::string::npos);
    BOOST_TEST(detail.find(first.at("id").dump()) != std::string::npos);
    BOOST_TEST(second.json().at("errors").at(0).at("pointer") == "/phone");
    // To another dealer the same person is a new customer, and whose they are elsewhere is not told.
    BOOST_TEST(other_salesperson.post("/customers", buyer("张伟", phone)).status == 201);
}

BOOST_AUTO_TEST_CASE(a_number_typed_twice_at_the_same_moment_is_entered_once) {
    const auto phone = new_phone();
    std::vector<int> statuses(8);
    {
        std::vector<std::jthread> typists;
        for (int& status : statuses) {
            typists.emplace_back([&] {
                auto client = support::server().client(net.salesperson);
                status = client.post("/customers", buyer("张伟", phone)).status;
            });
        }
    }
    BOOST_TEST(std::count(statuses.begin(), statuses.end(), 201) == 1);
    BOOST_TEST(std::count(statuses.begin(), statuses.end(), 409) == 7);
}

BOOST_AUTO_TEST_CASE(the_same_request_sent_again_is_answered_again_and_done_once) {
    const auto body = buyer("张伟", new_phone());
    const auto key = support::fresh_key();
    const auto first = salesperson.post("/customers", body, {{"Idempotency-Key", key}});
    const auto again = salesperson.post("/customers", body, {{"Idempotency-Key", key}});
    BOOST_TEST(again.status == 201);
    BOOST_TEST(again.json() == first.json());
    BOOST_TEST(again.header("location") == first.header("location"));
    BOOST_TEST(salesperson.post("/customers", buyer("李娜", new_phone()), {{"Idempotency-Key", key}}).code() ==
               "idempotency.key_reused");
}

BOOST_AUTO_TEST_CASE(another_dealers_customer_does_not_exist) {
    const auto id = salesperson.post("/customers", buyer("张伟", new_phone())).json().at("id").dump();
    const auto foreign = other_salesperson.get("/customers/" + id);
    BOOST_TEST(foreign.status == 404);
    BOOST_TEST(foreign.code() == "customer.not_found");
    BOOST_TEST(other_salesperson.get("/customers?q=" + encoded("张伟")).json().at("items").empty());
    BOOST_TEST(other_salesperson.get("/customers?cursor=" + id).code() == "request.cursor_invalid");
    BOOST_TEST(salesperson.get("/customers/999999999").status == 404);
}

BOOST_AUTO_TEST_CASE(only_dealer_staff_see_customers) {
    for (const auto* person :
         {&net.regional_manager, &net.service_adviser, &net.care_agent, &net.plant_planner, &net.administrator}) {
        auto client = support::server().client(*person);
        BOOST_TEST(client.get("/customers").status == 403);
        BOOST_TEST(client.post("/customers", buyer("张伟", new_phone())).code() == "access.role_missing");
    }
    auto manager = support::server().client(net.dealer_manager);
    BOOST_TEST(manager.get("/customers").status == 200);
    auto nobody = support::server().client();
    BOOST_TEST(nobody.get("/customers").status == 401);
}

BOOST_AUTO_TEST_CASE(every_fault_of_an_entry_is_named) {
    const auto reply = salesperson.post("/customers", {{"kind", "DOG"}, {"phone", 13}, {"nickname", "旺财"}});
    BOOST_TEST(reply.status == 422);
    BOOST_TEST(reply.code() == "request.fields_at_fault");
    std::map<std::string, std::string> faults;
    const auto problem = reply.json();
    for (const auto& fault : problem.at("errors")) faults[fault.at("pointer")] = fault.at("code");
    const std::map<std::string, std::string> wanted{{"/kind", "field.not_allowed"},
                                                    {"/name", "field.missing"},
                                                    {"/phone", "field.wrong_type"},
                                                    {"/nickname", "field.unknown"}};
    BOOST_TEST((faults == wanted));
    const auto undialable = salesperson.post("/customers", buyer("张伟", "12345"));
    BOOST_TEST(undialable.json().at("errors").at(0).at("code") == "customer.phone_invalid");
    BOOST_TEST(salesperson.get("/customers?q=" + std::string(81, 'a')).code() == "request.fields_at_fault");
}

BOOST_AUTO_TEST_CASE(a_no_said_elsewhere_holds_for_a_new_record_of_the_same_number) {
    const auto refusing = support::make_customer(support::database().pool(), net.far_dealer.id);
    db::in_tx(support::database().pool(),
              [&](db::Tx& tx) { tx.execute("UPDATE customer SET do_not_call = TRUE WHERE id = ?", refusing.id); });
    const auto created = salesperson.post("/customers", buyer("张伟", refusing.phone));
    BOOST_TEST(created.json().at("do_not_call") == true);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque
