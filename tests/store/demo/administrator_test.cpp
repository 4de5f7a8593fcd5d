#include <boost/test/unit_test.hpp>

#include "app/load_network.h"
#include "db/tx.h"
#include "identity/identity.h"
#include "support/shared.h"
#include "support/world.h"

namespace {

using namespace marque;

BOOST_AUTO_TEST_SUITE(demo)

BOOST_AUTO_TEST_CASE(the_first_administrator_is_given_a_password_that_fits_and_a_name_that_is_theirs_alone) {
    auto& pool = support::database().pool();
    const auto password = app::add_administrator(pool, "first.of.all", "王伟");
    const auto hash = db::read(pool, [](db::Tx& tx) {
        return tx.value<std::string>("password_hash",
                                     "SELECT p.password_hash FROM person p JOIN person_role r ON r.person_id = p.id "
                                     "WHERE p.sign_in_name = 'first.of.all' AND r.role = 'ADMINISTRATOR'");
    });
    BOOST_TEST_REQUIRE(hash.has_value());
    BOOST_TEST(password.size() == 16u);
    BOOST_TEST(identity::password_fits(password, *hash));
    BOOST_CHECK_THROW(app::add_administrator(pool, "first.of.all", "李娜"), std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
