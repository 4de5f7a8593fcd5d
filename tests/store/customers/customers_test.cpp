#include "customers/customers.h"

#include <boost/test/unit_test.hpp>

#include "support/refusal_code.h"
#include "support/shared.h"
#include "support/world.h"

namespace marque {
namespace {

struct Dealers {
    db::Pool& pool = support::database().pool();
    support::Network net = support::make_network(pool);
    support::Customer customer = support::make_customer(pool, net.dealer.id);
    core::Instant now = core::parse_rfc3339("2026-12-03T02:00:00Z").value();

    /// The same person, as another dealer wrote them down.
    support::Customer make_twin() {
        auto twin = support::make_customer(pool, net.far_dealer.id);
        db::in_tx(pool, [&](db::Tx& tx) {
            tx.execute("UPDATE customer SET phone = ? WHERE id = ?", customer.phone, twin.id);
        });
        return twin;
    }
    void say_no(const std::string& reason) {
        db::in_tx(pool, [&](db::Tx& tx) {
            marque::customers::set_do_not_call(tx, customer.id, reason, now,
                                               {net.care_agent.id, net.care_agent.name, "127.0.0.1", "test"});
        });
    }
    bool refuses(core::CustomerId id) {
        return db::read(pool, [&](db::Tx& tx) { return marque::customers::refuses_calls(tx, id); });
    }
    std::string reason_of(core::CustomerId id) {
        return db::read(pool, [&](db::Tx& tx) {
            return tx.value<std::string>("reason", "SELECT do_not_call_reason AS reason FROM customer WHERE id = ?", id)
                .value();
        });
    }
    int audits_of(core::CustomerId id) {
        return db::read(pool, [&](db::Tx& tx) {
            return tx
                .value<int>(
                    "entries",
                    "SELECT COUNT(*) AS entries FROM audit WHERE action = 'customer.do_not_call' AND subject = ?",
                    "customer " + std::to_string(id.value))
                .value();
        });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(customers, Dealers)

BOOST_AUTO_TEST_CASE(a_no_said_once_is_known_to_every_dealer_and_audited_once) {
    const auto twin = make_twin();
    BOOST_TEST(!refuses(customer.id));
    say_no("不要再打了");
    say_no("说过了");
    for (const auto id : {customer.id, twin.id}) {
        BOOST_TEST(refuses(id));
        BOOST_TEST(reason_of(id) == "不要再打了");
        BOOST_TEST(audits_of(id) == 1);
    }
    BOOST_TEST(!refuses(support::make_customer(pool, net.dealer.id).id));
}

BOOST_AUTO_TEST_CASE(a_record_made_after_the_no_is_of_the_same_person) {
    say_no("不要再打了");
    BOOST_TEST(refuses(make_twin().id));
}

BOOST_AUTO_TEST_CASE(a_customer_is_their_dealers_alone) {
    db::read(pool, [&](db::Tx& tx) {
        BOOST_TEST(marque::customers::require_customer_of(tx, net.dealer.id, customer.id).phone == customer.phone);
        for (const auto dealer : {net.other_dealer.id, net.far_dealer.id}) {
            BOOST_TEST(support::refusal_code([&] {
                           marque::customers::require_customer_of(tx, dealer, customer.id);
                       }) == "customer.not_found");
        }
    });
}

BOOST_AUTO_TEST_CASE(a_customer_lives_in_the_zone_of_their_dealer) {
    db::in_tx(pool, [&](db::Tx& tx) {
        tx.execute("UPDATE organisation SET time_zone = 'Asia/Urumqi' WHERE id = ?", net.dealer.id);
        const auto home = marque::customers::home_of(tx, customer.id);
        BOOST_TEST(home.time_zone == "Asia/Urumqi");
        BOOST_TEST((home.region == net.region.id));
        BOOST_TEST(support::refusal_code([&] { marque::customers::home_of(tx, {999'999'999}); }) ==
                   "customer.not_found");
    });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque
