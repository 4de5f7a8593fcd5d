#include "core/error.h"

#include <boost/test/unit_test.hpp>

#include "core/scope.h"

namespace {

using namespace marque::core;

constexpr ErrorSpec closed{ErrorKind::conflict, "shop.closed", "{shop} is closed until {time}.",
                           "{shop}在{time}前不营业。"};
constexpr ErrorSpec missing{ErrorKind::invalid, "field.missing", "This is needed.", "此项必填。"};

BOOST_AUTO_TEST_SUITE(core)
BOOST_AUTO_TEST_SUITE(error)

BOOST_AUTO_TEST_CASE(its_sentence_is_in_the_language_of_the_reader) {
    const Error error(closed, {{"shop", "Paint"}, {"time", "08:00"}});
    BOOST_TEST(error.sentence(Language::en) == "Paint is closed until 08:00.");
    BOOST_TEST(error.sentence(Language::zh) == "Paint在08:00前不营业。");
}

BOOST_AUTO_TEST_CASE(a_slot_without_its_value_stays_to_be_seen) {
    BOOST_TEST(Error(closed, {{"shop", "Paint"}}).sentence(Language::en) == "Paint is closed until {time}.");
}

BOOST_AUTO_TEST_CASE(a_value_with_braces_is_not_filled_again) {
    const Error error(closed, {{"shop", "{time}"}, {"time", "08:00"}});
    BOOST_TEST(error.sentence(Language::en) == "{time} is closed until 08:00.");
}

BOOST_AUTO_TEST_CASE(a_brace_that_opens_no_slot_is_text) {
    constexpr ErrorSpec odd{ErrorKind::invalid, "odd", "an open { brace", "左括号 {"};
    BOOST_TEST(sentence(odd, Language::en, {}) == "an open { brace");
}

BOOST_AUTO_TEST_CASE(the_log_sees_the_code_and_the_fields_at_fault) {
    const Error error(closed, {{"shop", "Paint"}, {"time", "08:00"}}, {{"/buyer/name", &missing}});
    BOOST_TEST(std::string(error.what()) == "shop.closed: Paint is closed until 08:00. [/buyer/name: field.missing]");
}

BOOST_AUTO_TEST_CASE(roles_are_named_on_the_wire_and_read_back) {
    BOOST_TEST(to_text(Role::care_agent) == "CARE_AGENT");
    BOOST_TEST((from_text<Role>("CARE_AGENT") == Role::care_agent));
    BOOST_TEST(!from_text<Role>("care_agent").has_value());
    BOOST_TEST(!from_text<Role>("").has_value());
}

BOOST_AUTO_TEST_CASE(a_set_of_roles_holds_what_was_put_in) {
    const RoleSet roles{Role::salesperson, Role::auditor};
    BOOST_TEST(roles.has(Role::salesperson));
    BOOST_TEST(roles.has(Role::auditor));
    BOOST_TEST(!roles.has(Role::technician));
    BOOST_TEST(roles.intersects({Role::technician, Role::auditor}));
    BOOST_TEST(!roles.intersects({Role::technician}));
    BOOST_TEST(RoleSet{}.empty());
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
