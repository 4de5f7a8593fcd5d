#include <Poco/Net/NetException.h>
#include <Poco/Net/StreamSocket.h>

#include <boost/test/unit_test.hpp>

#include "support/shared.h"
#include "support/world.h"

namespace {

using namespace marque::support;

/// What the server answers, until it closes, to bytes that no well-bred client would send. It may close in the middle
/// of them.
std::string exchange(const std::string& bytes) {
    Poco::Net::StreamSocket socket(Poco::Net::SocketAddress("127.0.0.1", server().port()));
    socket.setReceiveTimeout(Poco::Timespan(30, 0));
    std::string answer;
    char buffer[4096];
    try {
        for (std::size_t sent = 0; sent < bytes.size();) {
            sent +=
                static_cast<std::size_t>(socket.sendBytes(bytes.data() + sent, static_cast<int>(bytes.size() - sent)));
        }
        socket.shutdownSend();
        for (int count = 0; (count = socket.receiveBytes(buffer, sizeof buffer)) > 0;)
            answer.append(buffer, static_cast<std::size_t>(count));
    } catch (const Poco::Net::NetException& closed) {
        BOOST_TEST_MESSAGE("closed by the server: " << closed.displayText());
    }
    return answer;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

std::string head(const std::string& request_line, const std::string& more = "") {
    return request_line + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + more + "\r\n";
}

BOOST_AUTO_TEST_SUITE(frame)
BOOST_AUTO_TEST_SUITE(connections)

BOOST_AUTO_TEST_CASE(several_requests_share_a_connection) {
    const auto answer = exchange(head("GET /healthz") + head("GET /readyz"));
    BOOST_TEST(count(answer, "HTTP/1.1 200") == 2u);
}

BOOST_AUTO_TEST_CASE(a_body_that_nobody_read_is_not_taken_for_the_next_request) {
    const std::string smuggled = head("GET /healthz");
    for (const char* target :
         {"POST /api/v1/nothing", "POST /api/v1/customers", "DELETE /api/v1/customers", "GET /api/v1/clock"}) {
        const auto answer =
            exchange(head(target, "Content-Length: " + std::to_string(smuggled.size()) + "\r\n") + smuggled);
        BOOST_TEST(count(answer, "HTTP/1.1 ") == 1u, target << " got " << answer);
    }
}

BOOST_AUTO_TEST_CASE(two_lengths_or_a_length_that_is_none_do_not_smuggle_either) {
    const std::string smuggled = head("GET /healthz");
    const std::string length = "Content-Length: " + std::to_string(smuggled.size()) + "\r\n";
    for (const std::string& more :
         {length + "Transfer-Encoding: chunked\r\n", std::string("Content-Length: x\r\n"),
          std::string("Content-Length: -5\r\n"), std::string("Transfer-Encoding: chunked, identity\r\n")}) {
        const auto answer = exchange(head("POST /api/v1/nothing", more) + smuggled);
        BOOST_TEST(count(answer, "HTTP/1.1 200") == 0u, more << " got " << answer);
    }
}

BOOST_AUTO_TEST_CASE(a_body_that_breaks_off_is_refused) {
    const auto answer = exchange(
        head("POST /api/v1/sessions", "Content-Type: application/json\r\nContent-Length: 100\r\n") + "{\"sign_in");
    BOOST_TEST(count(answer, "HTTP/1.1 400") == 1u);
    BOOST_TEST(count(answer, "request.incomplete") == 1u);
}

BOOST_AUTO_TEST_CASE(a_body_in_pieces_is_put_together) {
    const auto answer =
        exchange(head("POST /api/v1/sessions", "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n") +
                 "9\r\n{\"sign_in\r\n7\r\n_name\":\r\n2\r\n1}\r\n0\r\n\r\n");
    BOOST_TEST(count(answer, "/sign_in_name") == 1u);
    BOOST_TEST(count(answer, "field.wrong_type") == 1u);
}

BOOST_AUTO_TEST_CASE(a_body_in_pieces_that_grows_too_large_is_refused) {
    std::string body;
    for (int i = 0; i < 40; ++i) body += "10000\r\n" + std::string(0x10000, ' ') + "\r\n";
    const auto answer =
        exchange(head("POST /api/v1/sessions", "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n") +
                 body + "0\r\n\r\n");
    BOOST_TEST(count(answer, "HTTP/1.1 413") == 1u);
}

BOOST_AUTO_TEST_CASE(what_is_no_http_ends_the_connection_and_nothing_else) {
    for (const std::string& bytes :
         {std::string("\r\n\r\n"), std::string("\x16\x03\x01\x02"), std::string("GET\r\n\r\n"),
          std::string(100'000, 'A'), "GET /" + std::string(70'000, 'a') + " HTTP/1.1\r\n\r\n",
          head("GET /healthz", std::string(70'000, 'h') + ": 1\r\n"), std::string("GET http:// HTTP/1.1\r\n\r\n"),
          std::string("GET * HTTP/1.1\r\n\r\n"), std::string("GET /%zz?%=%zz HTTP/1.1\r\nHost: a\r\n\r\n")}) {
        const auto answer = exchange(bytes);
        BOOST_TEST(count(answer, "HTTP/1.1 2") == 0u, bytes.substr(0, 40));
        BOOST_TEST(count(answer, "HTTP/1.1 5") == 0u, bytes.substr(0, 40) << " got " << answer);
    }
    BOOST_TEST(server().client().get("//healthz").status == 200);
}

BOOST_AUTO_TEST_CASE(a_request_without_a_host_is_no_fault_of_the_server) {
    const auto net = make_network(database().pool());
    const auto client = server().client(net.salesperson);
    const auto answer = exchange(
        "POST /api/v1/customers HTTP/1.0\r\nOrigin: http://evil.example\r\nContent-Type: application/json\r\nCookie: "
        "marque_session=" +
        client.session_token() + "\r\nContent-Length: 2\r\n\r\n{}");
    BOOST_TEST(count(answer, " 403 ") == 1u, answer);
}

BOOST_AUTO_TEST_CASE(many_connections_that_say_nothing_do_not_keep_others_out) {
    std::vector<Poco::Net::StreamSocket> silent;
    for (int i = 0; i < 100; ++i) silent.emplace_back(Poco::Net::SocketAddress("127.0.0.1", server().port()));
    BOOST_TEST(server().client().get("//healthz").status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
