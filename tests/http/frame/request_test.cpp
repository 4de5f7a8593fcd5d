#include <boost/test/unit_test.hpp>

#include "db/tx.h"
#include "frame_network.h"

namespace {

using namespace marque::support;

/// Each with a number of its own, as a dealer has one record a number.
Json new_customer() {
    static int last = 8000;
    return {{"kind", "PERSON"}, {"name", "王小明"}, {"phone", "1380013" + std::to_string(++last)}};
}
const Headers json_type{{"Content-Type", "application/json"}};

std::string pointers_and_codes(const Reply& reply) {
    std::string all;
    const auto problem = reply.json();
    for (const auto& error : problem.at("errors")) {
        all += (all.empty() ? "" : "; ") + error.at("pointer").get<std::string>() + " " +
               error.at("code").get<std::string>();
    }
    return all;
}

BOOST_AUTO_TEST_SUITE(frame)
BOOST_AUTO_TEST_SUITE(requests)

BOOST_AUTO_TEST_CASE(a_body_that_is_no_json_is_refused) {
    auto client = server().client();
    for (const std::string body :
         {"", "{", "not json", "{\"a\":1,}", "\"\xff\xfe\"", "{\"sign_in_name\":\"a\",\"sign_in_name\":\"b\"}"}) {
        const auto reply = client.send("POST", "/sessions", json_type, body);
        BOOST_TEST(reply.status == 400, body);
        BOOST_TEST(reply.code() == "request.malformed_json", body);
    }
}

BOOST_AUTO_TEST_CASE(every_field_at_fault_is_named_at_once) {
    auto client = server().client(network().salesperson);
    const auto reply = client.post("/customers", {{"kind", "ROBOT"}, {"name", 5}, {"nickname", "x"}});
    BOOST_TEST(reply.status == 422);
    BOOST_TEST(reply.code() == "request.fields_at_fault");
    BOOST_TEST(pointers_and_codes(reply) ==
               "/kind field.not_allowed; /name field.wrong_type; /phone field.missing; /nickname field.unknown");
}

BOOST_AUTO_TEST_CASE(a_body_of_ten_megabytes_is_refused_and_the_refusal_arrives) {
    auto client = server().client(network().salesperson);
    const auto reply = client.send("POST", "/customers", json_type, std::string(10 << 20, ' '));
    BOOST_TEST(reply.status == 413);
    BOOST_TEST(reply.code() == "request.too_large");
    BOOST_TEST(client.post("/customers", new_customer()).status == 201);
}

BOOST_AUTO_TEST_CASE(a_wrong_method_learns_which_are_possible) {
    auto client = server().client(network().salesperson);
    const auto reply = client.send("PATCH", "/customers", json_type, "{}");
    BOOST_TEST(reply.status == 405);
    BOOST_TEST(reply.code() == "request.wrong_method");
    BOOST_TEST(reply.header("allow") == "GET, POST");
}

BOOST_AUTO_TEST_CASE(what_is_not_there_is_not_found) {
    auto client = server().client(network().salesperson);
    for (const char* path : {"/nothing", "/customers/12/pets", "//api", "//api/v2/customers", "/customers/x",
                             "/customers/99999999999999999999", "/customers/-1", "/customers/18446744073709551615",
                             "/orders/%FF%FE", "/orders/%00", "/vehicles/%ED%A0%80"}) {
        const auto reply = client.get(path);
        BOOST_TEST(reply.status == 404, path);
        BOOST_TEST(!reply.code().empty(), path);
    }
}

BOOST_AUTO_TEST_CASE(text_that_is_no_utf8_in_a_query_is_refused) {
    auto client = server().client(network().salesperson);
    for (const char* path : {"/search?q=%FF%FEab", "/customers?q=%C3%28", "/customers?q=%ED%A0%80"}) {
        const auto reply = client.get(path);
        BOOST_TEST(reply.status == 422, path);
        BOOST_TEST(pointers_and_codes(reply) == "q field.not_text", path);
    }
    BOOST_TEST(client.get("/customers?q=%E7%8E%8B").status == 200);
}

BOOST_AUTO_TEST_CASE(a_body_of_another_type_is_refused) {
    auto client = server().client(network().salesperson);
    for (const Headers& headers : {Headers{},
                                   {{"Content-Type", "text/plain"}},
                                   {{"Content-Type", "application/x-www-form-urlencoded"}},
                                   {{"Content-Type", "application/jsonp"}}}) {
        const auto reply = client.send("POST", "/customers", headers, new_customer().dump());
        BOOST_TEST(reply.status == 415);
        BOOST_TEST(reply.code() == "request.not_json");
    }
    const Headers with_charset{{"Content-Type", "application/json; charset=utf-8"}, {"Idempotency-Key", fresh_key()}};
    BOOST_TEST(client.send("POST", "/customers", with_charset, new_customer().dump()).status == 201);
}

BOOST_AUTO_TEST_CASE(a_refusal_speaks_the_askers_language) {
    auto client = server().client();
    const auto detail = [&](const char* accepted) {
        client.language(accepted);
        return client.get("/clock").json().at("detail").get<std::string>();
    };
    const std::string english = "You are not signed in, or the session has ended. Sign in and try again.";
    const std::string chinese = "尚未登录或登录已过期，请重新登录。";
    BOOST_TEST(detail("en") == english);
    BOOST_TEST(detail("en-GB,en;q=0.9,zh;q=0.5") == english);
    BOOST_TEST(detail("zh-CN,zh;q=0.9,en;q=0.8") == chinese);
    BOOST_TEST(detail("fr") == chinese);
    BOOST_TEST(detail("fr-CH, en;q=0.3") == english);
    BOOST_TEST(detail("zh;q=0.2, en;q=0.9") == english);
}

BOOST_AUTO_TEST_CASE(a_request_keeps_the_id_it_came_with_if_that_is_sane) {
    auto client = server().client();
    const auto id_of = [&](const std::string& given) {
        const auto reply = client.get("/clock", {{"X-Request-Id", given}});
        BOOST_TEST(reply.json().at("request_id") == reply.header("x-request-id"));
        return reply.header("x-request-id");
    };
    BOOST_TEST(id_of("page-7_a") == "page-7_a");
    for (const std::string given : {"", "a b", "<script>", "{\"a\":1}"}) BOOST_TEST(id_of(given).size() == 36u, given);
    BOOST_TEST(id_of(std::string(41, 'a')).size() == 36u);
}

BOOST_AUTO_TEST_CASE(every_answer_forbids_guessing_framing_and_keeping) {
    auto client = server().client();
    const auto reply = client.get("/clock");
    BOOST_TEST(reply.header("x-content-type-options") == "nosniff");
    BOOST_TEST(reply.header("x-frame-options") == "DENY");
    BOOST_TEST(reply.header("cache-control") == "no-store");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
