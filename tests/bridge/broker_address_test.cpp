#include <Poco/Net/ServerSocket.h>

#include "between.h"
#include "support/certificates.h"

// Which broker the bridge talks to, and which it does not.
namespace marque::bridge_test {
namespace {

std::string tcp(unsigned short port) { return "tcp://127.0.0.1:" + std::to_string(port); }

std::string urls(const support::Arguments& urls) {
    std::string setting = "--set=broker.urls=";
    for (const auto& url : urls) setting += url + ",";
    return setting;
}

// An authority of a plant with the certificates it gave out, made anew for each test.
class Authority {
  public:
    Authority() { support::make_authority(folder_.path(), "ca"); }

    std::string file(const std::string& name) const { return (folder_.path() / name).string(); }
    void certify(const std::string& name) const {
        support::certify(folder_.path(), "ca", name, "DNS:localhost,IP:127.0.0.1");
    }

  private:
    support::TempDir folder_;
};

// A broker with a door where it wants to see certificates, beside the open one for the test's own ear.
struct GuardedPlant {
    Authority authority;
    unsigned short guarded_port = support::free_port();
    support::TestBroker broker{guarded_door()};
    ScriptedOffice office;
    MqttEnd line{broker.port(), usual_prefix};

    std::string guarded_door() {
        authority.certify("broker");
        authority.certify("bridge");
        return "listener " + std::to_string(guarded_port) + " 127.0.0.1\ncafile " + authority.file("ca.pem") +
               "\ncertfile " + authority.file("broker.pem") + "\nkeyfile " + authority.file("broker.key") +
               "\nrequire_certificate true\n";
    }

    support::Arguments with(const std::string& ca, const std::string& certificate) const {
        support::Arguments arguments{"--set=broker.urls=ssl://localhost:" + std::to_string(guarded_port),
                                     "--set=broker.ca_file=" + ca};
        if (!certificate.empty()) {
            arguments.push_back("--set=broker.certificate_file=" + authority.file(certificate + ".pem"));
            arguments.push_back("--set=broker.key_file=" + authority.file(certificate + ".key"));
        }
        return arguments;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(broker_address)

BOOST_FIXTURE_TEST_CASE(a_bridge_with_a_certificate_of_the_plant_is_let_in_and_heard, GuardedPlant) {
    const Bridge bridge(broker.port(), office.port(), "secret-of-the-line", with(authority.file("ca.pem"), "bridge"));
    BOOST_REQUIRE(eventually(patience, [&] { return bridge.connected(); }));
    const auto id = office.order("ORD-2026-0000001");
    BOOST_TEST(eventually(patience, [&] {
        const auto requests = line.all<OrderRequest>();
        return !requests.empty() && requests.front().envelope.bodid == id;
    }));
}

BOOST_FIXTURE_TEST_CASE(a_bridge_without_a_certificate_stays_outside, GuardedPlant) {
    const Bridge bridge(broker.port(), office.port(), "secret-of-the-line", with(authority.file("ca.pem"), ""));
    BOOST_REQUIRE(eventually(patience, [&] { return bridge.has_logged("broker_unreachable"); }));
    BOOST_TEST(!bridge.connected());
}

BOOST_FIXTURE_TEST_CASE(a_bridge_tells_nothing_to_a_broker_of_another_authority, GuardedPlant) {
    const Authority other;
    const Bridge bridge(broker.port(), office.port(), "secret-of-the-line", with(other.file("ca.pem"), "bridge"));
    BOOST_REQUIRE(eventually(patience, [&] { return bridge.has_logged("broker_unreachable"); }));
    BOOST_TEST(!bridge.connected());
}

BOOST_AUTO_TEST_CASE(of_several_addresses_the_first_that_answers_is_taken) {
    const support::TestBroker broker;
    const ScriptedOffice office;
    const auto nobody = support::free_port();
    const Bridge bridge(broker.port(), office.port(), "secret-of-the-line",
                        {"--set=broker.urls=tcp://127.0.0.1:" + std::to_string(nobody) +
                         ",tcp://127.0.0.1:" + std::to_string(broker.port())});
    BOOST_TEST(eventually(patience, [&] { return bridge.connected(); }));
}

// Whoever connects is let in, and never hears a word: a machine that hangs.
BOOST_AUTO_TEST_CASE(addresses_that_never_answer_do_not_keep_the_bridge_from_the_one_that_does) {
    const support::TestBroker broker;
    const ScriptedOffice office;
    const Poco::Net::ServerSocket first(Poco::Net::SocketAddress("127.0.0.1", 0));
    const Poco::Net::ServerSocket second(Poco::Net::SocketAddress("127.0.0.1", 0));
    const Bridge bridge(broker.port(), office.port(), "secret-of-the-line",
                        {urls({tcp(first.address().port()), tcp(second.address().port()), tcp(broker.port())})});
    BOOST_TEST(eventually(2 * patience, [&] { return bridge.connected(); }));
}

BOOST_AUTO_TEST_CASE(a_broker_that_is_lost_is_replaced_by_the_next_and_taken_again_when_that_is_lost_too) {
    support::TestBroker first, second;
    ScriptedOffice office;
    office.know_build("26B0000001");
    const Bridge bridge(first.port(), office.port(), "secret-of-the-line",
                        {urls({tcp(first.port()), tcp(second.port())})});
    BOOST_REQUIRE(eventually(patience, [&] { return bridge.connected(); }));
    int seq = 0;
    auto is_heard_at = [&](const support::TestBroker& broker) {
        MqttEnd line(broker.port(), usual_prefix);
        const auto event = progress("26B0000001", ++seq);
        return eventually(patience, [&] {
            line.say(event, false);
            return office.book().last_seq.at("26B0000001") == seq;
        });
    };
    BOOST_TEST(is_heard_at(first));
    first.kill9();
    BOOST_TEST(is_heard_at(second));
    first.restart();
    second.kill9();
    BOOST_TEST(is_heard_at(first));
}

BOOST_FIXTURE_TEST_CASE(of_several_addresses_one_may_ask_for_tls_and_another_not, GuardedPlant) {
    auto arguments = with(authority.file("ca.pem"), "bridge");
    arguments.front() = urls({tcp(support::free_port()), "ssl://localhost:" + std::to_string(guarded_port)});
    const Bridge bridge(broker.port(), office.port(), "secret-of-the-line", arguments);
    BOOST_TEST(eventually(patience, [&] { return bridge.connected(); }));
}

// Both ends with certificates of their own: a car is ordered, built and brought, and every word of it is under TLS.
BOOST_FIXTURE_TEST_CASE(a_car_is_ordered_and_built_under_tls_from_end_to_end, GuardedPlant) {
    authority.certify("mes");
    const auto guarded = "ssl://localhost:" + std::to_string(guarded_port);
    const Line plant(broker.port(),
                     {"--broker", guarded, "--ca-file", authority.file("ca.pem"), "--certificate-file",
                      authority.file("mes.pem"), "--key-file", authority.file("mes.key"), "--car-seconds", "1",
                      "--road-seconds", "0.2", "--hold-rate", "0", "--rework-rate", "0"});
    const Bridge bridge(broker.port(), office.port(), "secret-of-the-line", with(authority.file("ca.pem"), "bridge"));
    office.order("ORD-2026-0000001");
    auto stations = [&] {
        std::set<std::string> reported;
        for (const auto& message : office.book().applied)
            if (message.at("kind") == "PROGRESS") reported.insert(message.at("station").get<std::string>());
        return reported;
    };
    BOOST_TEST(eventually(patience, [&] { return stations().contains("ARRIVED"); }));
    BOOST_TEST(stations().contains("LINE-OFF"));
    BOOST_TEST(eventually(patience, [&] { return plant.ledger().at(0).at("unconfirmed") == 0; }));
}

BOOST_AUTO_TEST_CASE(the_office_is_spoken_to_under_tls_when_its_certificate_is_of_the_authority) {
    const support::TestBroker broker;
    const Authority authority, other;
    authority.certify("office");
    ScriptedOffice office({authority.file("office.pem"), authority.file("office.key")});
    office.know_build("26B0000001");
    const auto https = "--set=server.url=https://localhost:" + std::to_string(office.port());
    {
        const Bridge stranger(broker.port(), office.port(), "secret-of-the-line",
                              {https, "--set=server.ca_file=" + other.file("ca.pem")});
        BOOST_REQUIRE(eventually(patience, [&] { return stranger.has_logged("collecting_failed"); }));
        BOOST_TEST(!stranger.connected());
    }
    const Bridge bridge(broker.port(), office.port(), "secret-of-the-line",
                        {https, "--set=server.ca_file=" + authority.file("ca.pem")});
    BOOST_REQUIRE(eventually(patience, [&] { return bridge.connected(); }));
    MqttEnd line(broker.port(), usual_prefix);
    line.say(progress("26B0000001", 1), false);
    BOOST_TEST(eventually(patience, [&] { return office.book().last_seq.at("26B0000001") == 1; }));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque::bridge_test
