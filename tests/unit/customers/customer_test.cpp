#include "customers/customer.h"

#include <boost/test/unit_test.hpp>

namespace marque {
namespace {

using marque::customers::CustomerEntry;

CustomerEntry entry(std::string name, std::string phone) {
    return {marque::customers::CustomerKind::person, std::move(name), std::move(phone), {}, {}, {}};
}

/// Faults as "pointer code", in order.
std::vector<std::string> faults_of(const CustomerEntry& typed) {
    std::vector<core::FieldError> faults;
    marque::customers::tidy(typed, faults);
    std::vector<std::string> texts;
    for (const auto& fault : faults) texts.push_back(fault.pointer + " " + std::string(fault.spec->code));
    return texts;
}

marque::customers::NewCustomer tidied(const CustomerEntry& typed) {
    std::vector<core::FieldError> faults;
    auto customer = marque::customers::tidy(typed, faults);
    BOOST_TEST(faults.empty());
    return customer;
}

void expect(const CustomerEntry& typed, const std::vector<std::string>& faults) {
    const auto found = faults_of(typed);
    BOOST_TEST(found == faults, boost::test_tools::per_element());
}

std::string repeated(const std::string& character, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += character;
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(customers)

BOOST_AUTO_TEST_CASE(a_phone_is_kept_in_one_form_however_it_is_typed) {
    for (const char* typed :
         {"13812345678", "138 1234 5678", "138-1234-5678", "+86 138 1234 5678", "0086 13812345678"}) {
        BOOST_TEST_CONTEXT(typed) { BOOST_TEST(tidied(entry("张伟", typed)).phone == "+8613812345678"); }
    }
}

BOOST_AUTO_TEST_CASE(a_phone_that_cannot_be_dialled_is_a_fault_of_its_field) {
    for (const char* typed : {"", "123", "abc", "1381234567", "138123456789012345678901234567890"}) {
        BOOST_TEST_CONTEXT(typed) { expect(entry("张伟", typed), {"/phone customer.phone_invalid"}); }
    }
}

BOOST_AUTO_TEST_CASE(blanks_around_a_name_are_taken_off_the_wide_chinese_ones_too) {
    BOOST_TEST(tidied(entry("\u3000 张伟 \u3000\t", "13812345678")).name == "张伟");
    BOOST_TEST(tidied(entry(" Ann  Lee ", "13812345678")).name == "Ann  Lee");
}

BOOST_AUTO_TEST_CASE(a_name_of_blanks_is_no_name) { expect(entry(" \u3000 ", "13812345678"), {"/name field.length"}); }

BOOST_AUTO_TEST_CASE(eighty_chinese_characters_are_a_name_and_eighty_one_are_not) {
    BOOST_TEST(tidied(entry(repeated("张", 80), "13812345678")).name.size() == 240U);
    expect(entry(repeated("张", 81), "13812345678"), {"/name field.length"});
}

BOOST_AUTO_TEST_CASE(every_fault_is_named_at_once) {
    auto typed = entry("", "1");
    typed.address = repeated("路", 201);
    typed.postcode = "12345678901";
    expect(typed,
           {"/name field.length", "/address field.length", "/postcode field.length", "/phone customer.phone_invalid"});
}

BOOST_AUTO_TEST_CASE(what_is_left_out_is_empty_and_the_language_is_chinese) {
    const auto customer = tidied(entry("张伟", "13812345678"));
    BOOST_TEST(customer.address.empty());
    BOOST_TEST(customer.postcode.empty());
    BOOST_TEST(core::to_text(customer.locale) == "zh-CN");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque
