#include "sequencing/csplib.h"

#include <boost/test/unit_test.hpp>
#include <sstream>

namespace marque {
namespace {

const std::string small =
    "% ten cars\n"
    "# of six classes\n"
    "\n"
    "10 5 6\r\n"
    "1 2 1 2 1 \n"
    "2 3 3 5 5\n"
    "0 1 1 0 1 1 0\n"
    "1 1 0 0 0 1 0\n"
    "2 2 0 1 0 0 1\n"
    "3 2 0 1 0 1 0\n"
    "4 2 1 0 1 0 0\n"
    "5 2 1 1 0 0 0\n";

marque::sequencing::Instance instance_of(const std::string& text) {
    std::istringstream file(text);
    return marque::sequencing::read_csplib(file);
}

std::string with(std::string wrong, const std::string& right) {
    auto text = small;
    const auto at = text.find(right);
    BOOST_TEST_REQUIRE(at != std::string::npos, right);
    return text.replace(at, right.size(), wrong);
}

/// "line: sentence" of the one fault.
std::string fault_in(const std::string& text) {
    const auto faults = instance_of(text).faults;
    BOOST_TEST_REQUIRE(faults.size() == 1u, text);
    return std::to_string(faults[0].line) + ": " + faults[0].sentence;
}

BOOST_AUTO_TEST_SUITE(sequencing)
BOOST_AUTO_TEST_SUITE(csplib)

BOOST_AUTO_TEST_CASE(a_file_becomes_cars_with_options) {
    const auto instance = instance_of(small);
    BOOST_TEST(instance.faults.empty());
    BOOST_TEST(instance.problem.cars.size() == 10u);
    BOOST_TEST(instance.problem.cars[0].options == 0b01101u);
    BOOST_TEST(instance.problem.cars[9].options == 0b00011u);
    BOOST_TEST(instance.problem.options[3].most == 2);
    BOOST_TEST(instance.problem.options[3].window == 5);
    const std::vector<int> classes{0, 1, 2, 2, 3, 3, 4, 4, 5, 5};
    BOOST_TEST(instance.class_of_car == classes);
    BOOST_TEST(marque::sequencing::faults(instance.problem).empty());
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_is_passed_over_at_the_beginning_and_nowhere_else) {
    BOOST_TEST(instance_of("\xEF\xBB\xBF" + small).faults.empty());
    BOOST_TEST(instance_of("\xEF\xBB\xBF"
                           "2 1 1\n1\n2\n0 2 1\n")
                   .faults.empty());
    const auto faults = instance_of(
                            "2 1 1\n\xEF\xBB\xBF"
                            "1\n2\n0 2 1\n")
                            .faults;
    BOOST_TEST_REQUIRE(!faults.empty());
    BOOST_TEST(faults.front().line == 2);
}

BOOST_AUTO_TEST_CASE(the_last_line_needs_no_end) {
    BOOST_TEST(instance_of(small.substr(0, small.size() - 1)).faults.empty());
}

BOOST_AUTO_TEST_CASE(each_fault_has_its_line_and_a_sentence) {
    BOOST_TEST(fault_in("") == "0: The file ends before the line with the number of cars, options and classes.");
    BOOST_TEST(fault_in(with("10 5", "10 5 6\r")) ==
               "4: The first line needs 3 numbers (cars, options, classes), not 2.");
    BOOST_TEST(fault_in(with("0 5 0\r", "10 5 6\r")).starts_with("4: There are 0 cars;"));
    BOOST_TEST(fault_in(with("2000000000 5 6\r", "10 5 6\r")).starts_with("4: There are 2000000000 cars;"));
    BOOST_TEST(fault_in(with("10 65 6\r", "10 5 6\r")).starts_with("4: There are 65 options;"));
    BOOST_TEST(fault_in(with("10 5 11\r", "10 5 6\r")).starts_with("4: There are 11 classes for 10 cars;"));
    BOOST_TEST(fault_in(with("1 2 1 2", "1 2 1 2 1 ")) ==
               "5: The line with the largest numbers of cars (p) needs 5 numbers, not 4.");
    BOOST_TEST(fault_in(with("2 3 3 5 0", "2 3 3 5 5")).starts_with("6: The window of option 4 is 0 cars long;"));
    BOOST_TEST(fault_in(with("2 1 3 5 5", "2 3 3 5 5")) ==
               "6: The ratio of option 1 is 2 of 1 cars; p cannot be more than q.");
    BOOST_TEST(fault_in(with("1 1 0 0 0 2 0", "1 1 0 0 0 1 0")) == "8: Option 3 of class 1 is 2; it must be 0 or 1.");
    BOOST_TEST(fault_in(with("0 1 0 0 0 1 0", "1 1 0 0 0 1 0")) == "8: Class 0 was there before.");
    BOOST_TEST(fault_in(with("1 1 0 0 0 1", "1 1 0 0 0 1 0")).starts_with("8: A class line needs 7 numbers"));
    BOOST_TEST(
        fault_in(with("5 3 1 1 0 0 0", "5 2 1 1 0 0 0")).starts_with("12: With the 3 of class 5 there are more cars"));
    BOOST_TEST(fault_in(with("5 1 1 1 0 0 0", "5 2 1 1 0 0 0")) ==
               "4: The first line promises 10 cars; the classes have 9.");
    BOOST_TEST(fault_in(with("", "5 2 1 1 0 0 0\n")) ==
               "11: The file ends after 5 class lines; the first line promises 6.");
    BOOST_TEST(fault_in(small + "6 0 0 0 0 0 0\n") == "13: There is another line behind the last of 6 class lines.");
    BOOST_TEST(fault_in("10 5 6\n1 2 1 2 1\n") == "2: The file ends before the line with the window lengths (q).");
}

BOOST_AUTO_TEST_CASE(what_is_no_number_is_said_as_it_stands) {
    BOOST_TEST(fault_in(with("1 x 0 0 0 1 0", "1 1 0 0 0 1 0")) ==
               "8: \"x\" is not a whole number from 0 to 2147483647.");
    for (const char* word : {"-1", "1.5", "99999999999", "1e3", "\xe4\xb8\x80"})
        BOOST_TEST(fault_in(with(std::string("1 ") + word + " 0 0 0 1 0", "1 1 0 0 0 1 0")).starts_with("8: \""), word);
    BOOST_TEST(fault_in(std::string("\0\0\0", 3)).starts_with("1: \"???\" is not"));
}

BOOST_AUTO_TEST_CASE(all_class_lines_that_are_wrong_are_named_together) {
    auto text = with("1 1 0 0 0 2 0", "1 1 0 0 0 1 0");
    text.replace(text.find("3 2 0 1"), 7, "3 2 y 1");
    text.replace(text.find("4 2 1 0"), 7, "4 2 1  ");
    const auto faults = instance_of(text).faults;
    BOOST_TEST_REQUIRE(faults.size() == 3u);
    BOOST_TEST(faults[0].line == 8);
    BOOST_TEST(faults[1].line == 10);
    BOOST_TEST(faults[2].line == 11);
}

BOOST_AUTO_TEST_CASE(a_long_list_of_faults_ends) {
    std::string text = "1000 1 1000\n1\n2\n";
    for (int i = 0; i < 1000; ++i) text += "wrong\n";
    BOOST_TEST(instance_of(text).faults.size() == 20u);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace marque
