#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/StreamCopier.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cstdlib>
#include <mutex>

#include "core/random.h"
#include "http/materials/plant_stores.h"
#include "support/certificates.h"
#include "support/eventually.h"

namespace {

using namespace marque::support;
using namespace std::chrono_literals;

constexpr auto push_patience = 30s;

/// A supplier's own server: it keeps what it is sent and answers what it is told to.
class Receiver {
  public:
    struct Delivery {
        std::string path, body, signature, name;
    };

    Receiver() : Receiver(Poco::Net::ServerSocket({"127.0.0.1", 0}), "http") {}
    Receiver(const Poco::Net::ServerSocket& socket, const std::string& scheme)
        : scheme_(scheme), socket_(socket), server_(new Factory(*this), socket_, new Poco::Net::HTTPServerParams) {
        server_.start();
    }
    ~Receiver() { server_.stopAll(true); }

    unsigned short port() const { return socket_.address().port(); }
    std::string url() const { return scheme_ + "://127.0.0.1:" + std::to_string(port()) + "/call-offs?from=marque"; }
    void answer(int status) {
        const std::lock_guard lock(mutex_);
        status_ = status;
    }
    std::vector<Delivery> deliveries() const {
        const std::lock_guard lock(mutex_);
        return deliveries_;
    }

  private:
    int take(Delivery delivery) {
        const std::lock_guard lock(mutex_);
        deliveries_.push_back(std::move(delivery));
        return status_;
    }
    struct Handler : Poco::Net::HTTPRequestHandler {
        explicit Handler(Receiver& of) : receiver(of) {}
        void handleRequest(Poco::Net::HTTPServerRequest& in, Poco::Net::HTTPServerResponse& out) override {
            Delivery delivery{in.getURI(), "", in.get("Marque-Signature", ""), in.get("Marque-Delivery", "")};
            Poco::StreamCopier::copyToString(in.stream(), delivery.body);
            out.setStatus(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(receiver.take(std::move(delivery))));
            out.setContentLength(0);
            out.send();
        }
        Receiver& receiver;
    };
    struct Factory : Poco::Net::HTTPRequestHandlerFactory {
        explicit Factory(Receiver& of) : receiver(of) {}
        Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest&) override {
            return new Handler(receiver);
        }
        Receiver& receiver;
    };

    std::string scheme_;
    Poco::Net::ServerSocket socket_;
    mutable std::mutex mutex_;
    int status_ = 200;
    std::vector<Delivery> deliveries_;
    Poco::Net::HTTPServer server_;
};

// The authority that the servers of these tests trust, and others that they do not. The file is written by the test
// that needs it, but its place has to be known to a server when it starts.
class Authorities {
  public:
    Authorities() { ::setenv("SSL_CERT_FILE", file("trusted.pem").c_str(), 1); }

    static std::filesystem::path folder() {
        static const TempDir folder;
        return folder.path();
    }
    static std::string file(const std::string& name) { return (folder() / name).string(); }
    static void found(const std::string& name) { make_authority(folder(), name); }
    static void give(const std::string& authority, const std::string& name, const std::string& for_whom) {
        certify(folder(), authority, name, for_whom);
    }
};

BOOST_GLOBAL_FIXTURE(Authorities);

// A supplier's own server that shows this certificate; on a port that it has already had, or on any.
std::unique_ptr<Receiver> receiver_with(const std::string& certificate, unsigned short port = 0) {
    using namespace Poco::Net;
    const Context::Ptr context(new Context(Context::TLS_SERVER_USE, Authorities::file(certificate + ".key"),
                                           Authorities::file(certificate + ".pem"), "", Context::VERIFY_NONE));
    return std::make_unique<Receiver>(SecureServerSocket(SocketAddress("127.0.0.1", port), 64, context), "https");
}

std::string signed_by(const std::string& secret, const std::string& text) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int length = 0;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest, &length);
    return marque::core::to_hex({reinterpret_cast<const char*>(digest), length});
}

struct SupplierDesk : PlantStores {
    const std::string secret = "与供应商约定好的一把足够长的签名密钥";
    std::string link() const { return of_line("/suppliers/" + supplier); }
    Json read_link() { return planner.get(link()).json(); }
    Reply set(const Json& body) { return planner.put(link() + "/webhook", body); }
    Json push() { return read_link().at("push"); }
    void require_signed(const Receiver::Delivery& delivery) const {
        const auto comma = delivery.signature.find(",v1=");
        BOOST_REQUIRE(comma != std::string::npos);
        const auto at = delivery.signature.substr(2, comma - 2);
        BOOST_TEST(delivery.signature.substr(comma + 4) == signed_by(secret, at + "." + delivery.body));
    }
    HttpClient supplier_client() {
        const auto made = planner.put(link() + "/token", Json::object());
        BOOST_REQUIRE_MESSAGE(made.status == 200, made.body);
        auto client = server().client();
        client.bearer(made.json().at("token"));
        return client;
    }
};

BOOST_AUTO_TEST_SUITE(materials)
BOOST_FIXTURE_TEST_SUITE(suppliers, SupplierDesk)

BOOST_AUTO_TEST_CASE(a_supplier_fetches_its_own_call_offs_with_its_own_token) {
    enter_versions();
    auto client = supplier_client();
    const auto versions = client.get("/supplier/call-offs?limit=1");
    BOOST_REQUIRE_MESSAGE(versions.status == 200, versions.body);
    BOOST_TEST(versions.json().at("items").at(0).at("version") == 2);
    const auto document = client.get("/supplier/call-offs/2");
    BOOST_TEST(document.json() == planner.get(of_line("/call-offs/" + supplier + "/2")).json());
    const auto lines = client.get("/supplier/call-offs/2/lines.csv");
    BOOST_TEST(lines.body.find(line.code + "," + supplier + ",2,JIS,1,BRAKE,1,PA-0210,") != std::string::npos);
    const auto changes = client.get("/supplier/call-offs/2/changes.csv");
    BOOST_TEST(changes.status == 200);
    BOOST_TEST(changes.body.find("ADDED,,," + line.code + "," + supplier + ",2,JIS,2,BRAKE,1,PA-0210,") !=
               std::string::npos);
    BOOST_TEST(planner.get(of_line("/call-offs/" + supplier + "/2/changes.csv")).body == changes.body);
    for (const char* none : {"7", "2147483649", "4294967297"})
        BOOST_TEST(client.get(std::string("/supplier/call-offs/") + none).status == 404, none);
    BOOST_TEST(read_link().at("token_made_by") == net.plant_planner.name);
}

BOOST_AUTO_TEST_CASE(a_suppliers_token_opens_nothing_else_and_the_old_one_is_worth_nothing) {
    enter_versions();
    auto first = supplier_client();
    BOOST_TEST(first.get("/bridge/builds?line=" + line.code).status == 403);
    BOOST_TEST(first.get("/bridge/builds?line=").status == 403);
    BOOST_TEST(first.post("/bridge/reconciliations", {{"line", ""}, {"why", "START"}}).status == 403);
    BOOST_TEST(first.post("/bridge/errands/lease", {{"line", ""}, {"max", 1}, {"lease_seconds", 1}}).status == 403);
    BOOST_TEST(first.get(of_line("/call-offs")).status == 401);
    auto second = supplier_client();
    BOOST_TEST(second.get("/supplier/call-offs").status == 200);
    BOOST_TEST(refusal(first, [&] { return first.get("/supplier/call-offs"); }) == "401 service_token.unknown");
    BOOST_TEST(refusal(bridge, [&] { return bridge.get("/supplier/call-offs"); }) == "403 supplier.token_only");
    BOOST_TEST(refusal(planner, [&] { return planner.get("/supplier/call-offs"); }) == "401 service_token.unknown");
}

BOOST_AUTO_TEST_CASE(only_a_planner_lets_a_supplier_in_and_only_one_that_brings_something) {
    BOOST_TEST(refusal(seller, [&] { return seller.get(link()); }) == "403 access.role_missing");
    auto auditor = server().client(net.auditor);
    BOOST_TEST(auditor.get(link()).status == 200);
    BOOST_TEST(refusal(auditor, [&] { return auditor.put(link() + "/token", Json::object()); }) ==
               "403 access.role_missing");
    BOOST_TEST(refusal(planner, [&] { return planner.get(of_line("/suppliers/NOBODY")); }) == "404 supplier.not_found");
    BOOST_TEST(refusal(planner, [&] { return planner.put(of_line("/suppliers/NOBODY/token"), Json::object()); }) ==
               "404 supplier.not_found");
    BOOST_TEST(refusal(planner, [&] { return planner.post(link() + "/push", Json::object()); }) ==
               "409 supplier.no_webhook");
}

BOOST_AUTO_TEST_CASE(an_address_must_be_one_and_needs_a_secret) {
    for (const char* url : {"", "ftp://parts.example/x", "parts.example", "https://", "http://me:pw@parts.example/"})
        BOOST_TEST(set({{"version", 0}, {"url", url}, {"secret", secret}}).status == 422, url);
    BOOST_TEST(set({{"version", 0}, {"url", "https://parts.example/x"}}).status == 422);
    BOOST_TEST(set({{"version", 0}, {"url", "https://parts.example/x"}, {"secret", "short"}}).status == 422);
    BOOST_TEST(set({{"version", 0}, {"url", "https://parts.example/x"}, {"colour", "red"}}).status == 422);
    BOOST_TEST(refusal(planner, [&] {
                   return set({{"version", 7}, {"url", "https://parts.example/x"}, {"secret", secret}});
               }) == "409 supplier.stale_version");
    BOOST_TEST(read_link().at("version") == 0);
    BOOST_TEST(read_link().at("push") == nullptr);
}

BOOST_AUTO_TEST_CASE(the_newest_version_is_pushed_signed_until_the_supplier_has_it) {
    Receiver receiver;
    receiver.answer(503);
    enter_versions();
    const auto done = set({{"version", 0}, {"url", receiver.url()}, {"secret", secret}});
    BOOST_REQUIRE_MESSAGE(done.status == 200, done.body);
    BOOST_TEST(done.body.find(secret) == std::string::npos);
    BOOST_REQUIRE(eventually(push_patience, [&] { return push().at("tries") >= 1; }));
    BOOST_TEST(push().at("state") == "WAITING");
    BOOST_TEST(push().at("status") == 503);
    receiver.answer(200);
    BOOST_REQUIRE(eventually(push_patience, [&] { return push().at("state") == "DELIVERED"; }));
    BOOST_TEST(push().at("delivered_version") == 2);
    const auto got = receiver.deliveries();
    BOOST_REQUIRE(got.size() >= 2u);
    const auto& last = got.back();
    BOOST_TEST(last.path == "/call-offs?from=marque");
    BOOST_TEST(last.name == line.code + "/" + supplier + "/2");
    BOOST_TEST(got.front().name == last.name);
    BOOST_TEST(Json::parse(last.body) == planner.get(of_line("/call-offs/" + supplier + "/2")).json());
    require_signed(last);
}

BOOST_AUTO_TEST_CASE(what_is_pushed_says_what_changed_since_what_the_supplier_has) {
    Receiver receiver;
    enter_versions();
    BOOST_REQUIRE(set({{"version", 0}, {"url", receiver.url()}, {"secret", secret}}).status == 200);
    BOOST_REQUIRE(eventually(push_patience, [&] { return push().at("delivered_version") == 2; }));
    // The third never got there.
    enter_versions({3, 4});
    BOOST_REQUIRE(planner.post(link() + "/push", Json::object()).status == 200);
    BOOST_REQUIRE(eventually(push_patience, [&] { return push().at("delivered_version") == 4; }));
    const auto pushed = Json::parse(receiver.deliveries().back().body);
    BOOST_TEST(pushed.at("changes_since") == 2);
    BOOST_TEST(pushed.at("changes").size() == 2u);
    BOOST_TEST(pushed.at("lines").size() == 4u);
    const auto read = planner.get(of_line("/call-offs/" + supplier + "/4")).json();
    BOOST_TEST(read.at("changes_since") == 3);
    BOOST_TEST(read.at("changes").size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_supplier_is_told_nothing_before_its_certificate_is_right) {
    Authorities::found("trusted");
    Authorities::found("stranger");
    Authorities::give("trusted", "supplier", "IP:127.0.0.1");
    Authorities::give("trusted", "another-house", "DNS:another-house.example");
    Authorities::give("stranger", "pretender", "IP:127.0.0.1");
    enter_versions();
    auto receiver = receiver_with("pretender");
    const auto port = receiver->port();
    BOOST_REQUIRE(set({{"version", 0}, {"url", receiver->url()}, {"secret", secret}}).status == 200);
    for (const auto* impostor : {"pretender", "another-house"}) {
        receiver.reset();
        receiver = receiver_with(impostor, port);
        BOOST_REQUIRE(planner.post(link() + "/push", Json::object()).status == 200);
        BOOST_REQUIRE(eventually(push_patience, [&] { return push().at("tries") >= 1; }));
        const auto seen = push();
        BOOST_TEST(seen.at("state") == "WAITING");
        BOOST_TEST(seen.at("status") == nullptr);
        BOOST_TEST(!seen.at("next_try_at").is_null());
        BOOST_TEST(seen.at("fault").get<std::string>().find("ertificate") != std::string::npos, seen.at("fault"));
        BOOST_TEST(receiver->deliveries().empty());
    }
    receiver.reset();
    receiver = receiver_with("supplier", port);
    // Nobody asks for it: it is tried again.
    BOOST_REQUIRE(eventually(push_patience, [&] { return push().at("state") == "DELIVERED"; }));
    const auto got = receiver->deliveries();
    BOOST_REQUIRE(got.size() == 1u);
    BOOST_TEST(got.front().name == line.code + "/" + supplier + "/2");
    require_signed(got.front());
}

BOOST_AUTO_TEST_CASE(a_supplier_that_cannot_be_reached_is_told_of_and_can_be_tried_at_once) {
    std::string gone;
    {
        const Receiver receiver;
        gone = receiver.url();
    }
    enter_versions();
    BOOST_REQUIRE(set({{"version", 0}, {"url", gone}, {"secret", secret}}).status == 200);
    BOOST_REQUIRE(eventually(push_patience, [&] { return push().at("tries") >= 1; }));
    BOOST_TEST(push().at("status") == nullptr);
    BOOST_TEST(!push().at("fault").get<std::string>().empty());
    Receiver receiver;
    // The secret that was set stays when only the address moves.
    BOOST_REQUIRE(set({{"version", 1}, {"url", receiver.url()}}).status == 200);
    BOOST_REQUIRE(eventually(push_patience, [&] { return push().at("state") == "DELIVERED"; }));
    const auto again = planner.post(link() + "/push", Json::object());
    BOOST_REQUIRE_MESSAGE(again.status == 200, again.body);
    BOOST_REQUIRE(eventually(push_patience, [&] { return receiver.deliveries().size() >= 2u; }));
    BOOST_TEST(set({{"version", 2}, {"url", nullptr}}).status == 200);
    BOOST_TEST(read_link().at("push") == nullptr);
    BOOST_TEST(read_link().at("url") == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
