#include <boost/test/unit_test.hpp>
#include <optional>

#include "support/shared.h"

namespace {

using namespace marque::support;

/// A server with a small portal, for all tests of this suite.
struct Portal {
    TempDir folder;
    std::optional<TestServer> server;

    Portal() {
        write_file(folder.path() / "portal/index.html", "<html>the portal</html>");
        write_file(folder.path() / "portal/assets/app-1a2b.js", "plain script");
        write_file(folder.path() / "portal/assets/app-1a2b.js.gz", "packed script");
        write_file(folder.path() / "portal/notes.bak", "left over");
        write_file(folder.path() / "secret.json", "{}");
        server.emplace(database(), ServerOptions{true, folder.path() / "portal", {}});
    }
};
std::optional<Portal> portal;

struct WithPortal {
    void setup() { portal.emplace(); }
    void teardown() { portal.reset(); }
};
Reply get(const std::string& path, const Headers& headers = {}) {
    return portal->server->client().get("/" + path, headers);
}

BOOST_AUTO_TEST_SUITE(frame)
BOOST_AUTO_TEST_SUITE(portal_files, *boost::unit_test::fixture<WithPortal>())

BOOST_AUTO_TEST_CASE(the_portals_own_addresses_get_its_page) {
    for (const char* path : {"/", "/index.html", "/orders", "/orders/ORD-2026-0000001", "/care/queue?view=due"}) {
        const auto reply = get(path);
        BOOST_TEST(reply.status == 200, path);
        BOOST_TEST(reply.body == "<html>the portal</html>", path);
        BOOST_TEST(reply.header("content-type") == "text/html; charset=utf-8", path);
        BOOST_TEST(reply.header("cache-control") == "no-cache", path);
    }
}

BOOST_AUTO_TEST_CASE(the_page_may_load_nothing_from_elsewhere) {
    const auto policy = get("/").header("content-security-policy");
    BOOST_TEST((policy.find("default-src 'self'") != std::string::npos));
    BOOST_TEST((policy.find("frame-ancestors 'none'") != std::string::npos));
}

BOOST_AUTO_TEST_CASE(a_script_is_sent_packed_to_whom_can_unpack_it_and_kept) {
    const auto packed = get("/assets/app-1a2b.js", {{"Accept-Encoding", "gzip, deflate"}});
    BOOST_TEST(packed.body == "packed script");
    BOOST_TEST(packed.header("content-encoding") == "gzip");
    const auto plain = get("/assets/app-1a2b.js");
    BOOST_TEST(plain.body == "plain script");
    BOOST_TEST(plain.header("content-encoding") == "");
    BOOST_TEST(plain.header("vary") == "Accept-Encoding");
    BOOST_TEST(plain.header("content-type") == "text/javascript; charset=utf-8");
    BOOST_TEST(plain.header("cache-control") == "public, max-age=31536000, immutable");
}

BOOST_AUTO_TEST_CASE(only_the_head_of_a_page_can_be_asked_for) {
    auto client = portal->server->client();
    const auto reply = client.send("HEAD", "//index.html", {}, "");
    BOOST_TEST(reply.status == 200);
    BOOST_TEST(reply.body == "");
    BOOST_TEST(reply.header("content-length") == "23");
    BOOST_TEST(client.get("//").status == 200);
}

BOOST_AUTO_TEST_CASE(nothing_outside_the_portal_is_given_out) {
    for (const char* path :
         {"/../secret.json", "/assets/../../secret.json", "/%2e%2e/secret.json", "/..%2fsecret.json", "//secret.json",
          "/assets/missing-1.js", "/notes.bak", "/app.js.map", "/etc/passwd.json", "/.git/config.json"}) {
        const auto reply = get(path);
        BOOST_TEST(reply.status == 404, path);
        BOOST_TEST(reply.code() == "request.no_such_path", path);
    }
}

BOOST_AUTO_TEST_CASE(a_page_cannot_be_written_to) {
    const auto reply = portal->server->client().send("POST", "//orders", {{"Content-Type", "application/json"}}, "{}");
    BOOST_TEST(reply.status == 404);
}

BOOST_AUTO_TEST_CASE(a_server_without_a_portal_says_so) {
    const auto reply = server().client().get("//orders");
    BOOST_TEST(reply.status == 404);
    BOOST_TEST(reply.code() == "request.no_such_path");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
