#include "builds/line_message.h"

#include <boost/test/unit_test.hpp>

namespace marque {
namespace {

BOOST_AUTO_TEST_SUITE(builds)
BOOST_AUTO_TEST_SUITE(line_message)

// The build ID and the order number are the last level of the topics.
BOOST_AUTO_TEST_CASE(what_parts_a_topic_is_no_name_of_a_build_or_an_order) {
    marque::builds::LineMessage told;
    told.message_id = "m";
    told.seq = 1;
    told.station = "BO-0110";
    told.state = marque::builds::SegmentState::completed;
    marque::builds::LineMessage answer;
    answer.message_id = "m";
    answer.kind = marque::builds::MessageKind::build_accepted;
    answer.original_message_id = "r";
    for (const char* name : {"25B0004711", "25B-47.11_x", "25B/4711", "25B+4711", "25B#4711", "/", "25B4711/"}) {
        const bool usable = std::string_view(name).find_first_of("/+#") == std::string_view::npos;
        told.build_id = answer.build_id = name;
        told.order_number = answer.order_number = "ORD-2026-0000001";
        BOOST_TEST(told.well_formed() == usable, name);
        BOOST_TEST(answer.well_formed() == usable, name);
        told.build_id = answer.build_id = "B1";
        told.order_number = answer.order_number = std::string(name);
        BOOST_TEST(told.well_formed() == usable, name);
        BOOST_TEST(answer.well_formed() == usable, name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace marque
