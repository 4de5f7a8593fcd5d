#include "http/json_fields.h"

#include <boost/test/unit_test.hpp>

#include "core/scope.h"

namespace shop {

using namespace marque;

struct Buyer {
    std::string name;
    std::optional<std::string> phone;
};
MARQUE_JSON(Buyer, name, phone)

struct Purchase {
    Buyer buyer;
    std::vector<Buyer> friends;
    int count = 0;
    core::Money price;
    std::optional<core::Date> on;
    std::optional<core::Role> role;
    std::optional<bool> gift;
    std::optional<std::uint64_t> seller;
};
MARQUE_JSON(Purchase, buyer, friends, count, price, on, role, gift, seller)

}  // namespace shop

namespace {

using namespace marque;
using marque::http::Json;

/// "pointer code" of each fault, in order.
std::string faults(const std::string& text) {
    try {
        marque::http::parse_json<shop::Purchase>(text);
        return "none";
    } catch (const core::Error& error) {
        std::string all;
        for (const auto& field : error.fields()) {
            all += (all.empty() ? "" : "; ") + field.pointer + " " + std::string(field.spec->code);
        }
        return all.empty() ? std::string(error.spec().code) : all;
    }
}

const std::string good = R"({"buyer":{"name":"王"},"friends":[],"count":1,"price":"1.50"})";

std::string with(const std::string& member) { return good.substr(0, good.size() - 1) + "," + member + "}"; }

BOOST_AUTO_TEST_SUITE(http)
BOOST_AUTO_TEST_SUITE(json_fields)

BOOST_AUTO_TEST_CASE(a_whole_object_is_read) {
    const auto purchase = marque::http::parse_json<shop::Purchase>(
        R"({"buyer":{"name":"王","phone":"1"},"friends":[{"name":"李"}],"count":2,"price":"9.90","on":"2026-11-21",
            "role":"AUDITOR","gift":true,"seller":18446744073709551615})");
    BOOST_TEST(purchase.buyer.name == "王");
    BOOST_TEST(purchase.buyer.phone.value() == "1");
    BOOST_TEST(purchase.friends.at(0).name == "李");
    BOOST_TEST(purchase.price.cents == 990);
    BOOST_TEST(core::to_iso_date(purchase.on.value()) == "2026-11-21");
    BOOST_TEST((purchase.role == core::Role::auditor));
    BOOST_TEST(purchase.gift.value());
    BOOST_TEST(purchase.seller.value() == 18446744073709551615u);
}

BOOST_AUTO_TEST_CASE(what_may_be_left_out_may_also_be_null) {
    BOOST_TEST(faults(good) == "none");
    BOOST_TEST(faults(with(R"("on":null,"gift":null)")) == "none");
}

BOOST_AUTO_TEST_CASE(every_fault_is_named_with_its_place) {
    BOOST_TEST(faults(R"({"buyer":{"phone":5},"friends":[{"name":"a"},{"nom":"b"}],"count":"1","price":1.5})") ==
               "/buyer/name field.missing; /buyer/phone field.wrong_type; /friends/1/name field.missing; "
               "/friends/1/nom field.unknown; /count field.wrong_type; /price field.wrong_type");
}

BOOST_AUTO_TEST_CASE(a_field_that_nobody_knows_is_refused) {
    BOOST_TEST(faults(with(R"("discount":"1.00")")) == "/discount field.unknown");
    BOOST_TEST(faults(with(R"("a/b~c":1)")) == "/a~1b~0c field.unknown");
}

BOOST_AUTO_TEST_CASE(a_field_twice_is_refused) {
    BOOST_TEST(faults(with(R"("count":2)")) == "request.malformed_json");
    BOOST_TEST(faults(R"({"buyer":{"name":"a","name":"b"},"friends":[],"count":1,"price":"1"})") ==
               "request.malformed_json");
    BOOST_TEST(faults(R"({"buyer":{"name":"a"},"friends":[{"name":"a"},{"name":"a"}],"count":1,"price":"1"})") ==
               "none");
}

BOOST_AUTO_TEST_CASE(numbers_keep_to_their_kind_and_range) {
    BOOST_TEST(faults(R"({"buyer":{"name":""},"friends":[],"count":1.5,"price":"1"})") == "/count field.wrong_type");
    BOOST_TEST(faults(R"({"buyer":{"name":""},"friends":[],"count":2147483648,"price":"1"})") == "/count field.range");
    BOOST_TEST(faults(R"({"buyer":{"name":""},"friends":[],"count":-2147483649,"price":"1"})") == "/count field.range");
    BOOST_TEST(faults(with(R"("seller":-1)")) == "/seller field.range");
    BOOST_TEST(faults(with(R"("seller":18446744073709551616)")) == "/seller field.wrong_type");
}

BOOST_AUTO_TEST_CASE(a_value_outside_its_kind_is_refused) {
    BOOST_TEST(faults(with(R"("on":"2026-02-30")")) == "/on field.not_allowed");
    BOOST_TEST(faults(with(R"("role":"KING")")) == "/role field.not_allowed");
    BOOST_TEST(faults(with(R"("gift":"true")")) == "/gift field.wrong_type");
}

BOOST_AUTO_TEST_CASE(what_is_no_object_is_refused_at_its_root) {
    BOOST_TEST(faults("[]") == "/ field.wrong_type");
    BOOST_TEST(faults("null") == "/ field.wrong_type");
    BOOST_TEST(faults("\"{}\"") == "/ field.wrong_type");
}

BOOST_AUTO_TEST_CASE(what_is_no_json_is_refused) {
    for (const std::string text :
         {"", "{", "{'a':1}", "{\"a\":1,}", "{}{}", "nul", "\"\xff\"", "{\"a\":\"\x01\"}", "{\"a\":NaN}"}) {
        BOOST_TEST(faults(text) == "request.malformed_json", text);
    }
}

BOOST_AUTO_TEST_CASE(an_abyss_of_brackets_is_refused_without_falling_in) {
    BOOST_TEST(faults(std::string(500'000, '[')) == "request.malformed_json");
    BOOST_TEST(faults(std::string(200'000, '[') + std::string(200'000, ']')) == "/ field.wrong_type");
}

BOOST_AUTO_TEST_CASE(what_is_written_can_be_read) {
    shop::Purchase purchase;
    purchase.buyer.name = "王";
    purchase.friends = {{"李", "1"}};
    purchase.price = core::Money{123};
    purchase.role = core::Role::salesperson;
    const Json json = marque::http::to_json_value(purchase);
    BOOST_TEST(json["price"] == "1.23");
    BOOST_TEST(json["role"] == "SALESPERSON");
    BOOST_TEST(json["on"].is_null());
    BOOST_TEST(json["friends"][0]["phone"] == "1");
    BOOST_TEST(marque::http::parse_json<shop::Purchase>(json.dump()).friends.at(0).name == "李");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
