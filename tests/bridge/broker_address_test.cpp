#include "between.h"

// Which broker the bridge talks to, and which it does not.
namespace marque::bridge_test {
namespace {

// An authority of a plant with the certificates it gave out, made anew for each test.
class Authority {
  public:
    Authority() { certify("ca", {}); }

    std::string file(const std::string& name) const { return (folder_.path() / name).string(); }

    void certify(const std::string& name, const support::Arguments& signed_by_ca) const {
        support::Arguments arguments{"openssl",
                                     "req",
                                     "-x509",
                                     "-newkey",
                                     "ec",
                                     "-pkeyopt",
                                     "ec_paramgen_curve:prime256v1",
                                     "-nodes",
                                     "-days",
                                     "2",
                                     "-subj",
                                     "/CN=" + name,
                                     "-keyout",
                                     file(name + ".key"),
                                     "-out",
                                     file(name + ".pem")};
        arguments.insert(arguments.end(), signed_by_ca.begin(), signed_by_ca.end());
        const auto done = support::run("openssl", arguments);
        if (done.status != 0) throw std::runtime_error("no certificate for " + name + ":\n" + done.output);
    }
    void certify(const std::string& name) const {
        certify(name, {"-CA", file("ca.pem"), "-CAkey", file("ca.key"), "-addext",
                       "subjectAltName=DNS:localhost,IP:127.0.0.1"});
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

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque::bridge_test
