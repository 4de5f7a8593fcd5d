#include <boost/test/unit_test.hpp>

#include "plumbing/mqtt_packets.h"

// What goes over the wire to the broker and comes from it, byte for byte as MQTT 5 has it.
namespace marque::mqtt {
namespace {

std::string bytes(std::initializer_list<int> values) {
    std::string text;
    for (int value : values) text += static_cast<char>(value);
    return text;
}

std::string whole(int first, const std::string& body) { return bytes({first, static_cast<int>(body.size())}) + body; }

}  // namespace

BOOST_AUTO_TEST_SUITE(mqtt_packets)

BOOST_AUTO_TEST_CASE(a_client_introduces_itself_with_the_session_it_wants_to_keep) {
    const auto packet = connect_packet({"me", "user", "word", 15, 60});
    BOOST_TEST(packet == whole(0x10, bytes({0, 4}) + "MQTT" + bytes({5, 0xc0, 0, 15, 5, 0x11, 0, 0, 0, 60, 0, 2}) +
                                         "me" + bytes({0, 4}) + "user" + bytes({0, 4}) + "word"));
}

BOOST_AUTO_TEST_CASE(each_filter_is_subscribed_to_with_quality_one) {
    BOOST_TEST(subscribe_packet({"a/+", "b"}, 1) ==
               whole(0x82, bytes({0, 1, 0, 0, 3}) + "a/+" + bytes({1, 0, 1}) + "b" + bytes({1})));
}

BOOST_AUTO_TEST_CASE(a_publication_says_that_it_is_json_and_gets_its_id_when_it_goes) {
    auto packet = publish_packet("t/1", "{}");
    set_publish_id(packet, 0x1234);
    BOOST_TEST(packet == whole(0x32, bytes({0, 3}) + "t/1" + bytes({0x12, 0x34, 19, 3, 0, 16}) + "application/json{}"));
    std::string_view rest = packet;
    const auto publication = read_publish(take_packet(rest).value());
    BOOST_TEST(publication.topic == "t/1");
    BOOST_TEST(publication.payload == "{}");
    BOOST_TEST(publication.id == 0x1234u);
    BOOST_TEST(rest.empty());
}

BOOST_AUTO_TEST_CASE(a_long_publication_is_whole_only_with_its_last_byte) {
    for (const std::size_t size : {100, 127, 128, 16'384, 2'097'152, 10'000'000}) {
        auto packet = publish_packet("a/topic", std::string(size, 'x'));
        set_publish_id(packet, 7);
        std::string_view almost(packet.data(), packet.size() - 1);
        BOOST_TEST(!take_packet(almost));
        std::string_view all = packet;
        BOOST_TEST(read_publish(take_packet(all).value()).payload.size() == size);
    }
    std::string_view first = "\x32";
    BOOST_TEST(!take_packet(first));
}

BOOST_AUTO_TEST_CASE(what_lies_side_by_side_is_taken_one_after_the_other) {
    std::string acknowledged;
    append_puback(acknowledged, 1);
    append_puback(acknowledged, 0xfffe);
    std::string_view rest = acknowledged;
    BOOST_TEST(read_puback(take_packet(rest).value().body).id == 1u);
    BOOST_TEST(read_puback(take_packet(rest).value().body).id == 0xfffeu);
    BOOST_TEST(!take_packet(rest));
}

BOOST_AUTO_TEST_CASE(the_brokers_limits_are_read_and_its_other_properties_passed_over) {
    const auto properties = bytes({0x21, 0, 20, 0x27, 0,   1,    0, 0, 0x13, 0, 30, 0x22, 0,    10,
                                   0x12, 0, 2,  'i',  'd', 0x26, 0, 1, 'k',  0, 1,  'v',  0x2a, 1});
    const auto answer = read_connack(bytes({1, 0, static_cast<int>(properties.size())}) + properties);
    BOOST_TEST(answer.session_present);
    BOOST_TEST(answer.reason == 0u);
    BOOST_TEST(answer.receive_maximum == 20u);
    BOOST_TEST(answer.largest_packet == 65536u);
    BOOST_TEST(answer.highest_quality == 2u);
    BOOST_TEST(read_connack(bytes({0, 0, 2, 0x24, 0})).highest_quality == 0u);
    BOOST_TEST(answer.keep_alive_seconds.value() == 30u);
    BOOST_TEST(read_connack(bytes({0, 0x87, 0})).reason == 0x87u);
}

BOOST_AUTO_TEST_CASE(what_is_granted_is_read_for_each_filter) {
    BOOST_TEST((read_suback(bytes({0, 1, 0, 1, 0x87, 0})) == std::vector<unsigned>{1, 0x87, 0}));
    BOOST_CHECK_THROW(read_suback(bytes({0, 1})), Malformed);
}

BOOST_AUTO_TEST_CASE(why_a_broker_will_not_have_us_is_told_in_words) {
    BOOST_TEST(told(0x8e) == "another client has come with this client id, reason 142");
    BOOST_TEST(told(0x86) == "wrong user name or password, reason 134");
    BOOST_TEST(told(0x97) == "reason 151");
}

BOOST_AUTO_TEST_CASE(what_no_broker_may_say_is_refused) {
    const auto refused = [](const std::string& text) {
        std::string_view rest = text;
        try {
            read_publish(take_packet(rest).value());
        } catch (const Malformed&) {
            return true;
        }
        return false;
    };
    BOOST_TEST(refused(whole(0x32, bytes({0, 9, 't'}))));                   // the topic ends too early
    BOOST_TEST(refused(whole(0x32, bytes({0, 1, 't', 0, 0, 0}))));          // no id
    BOOST_TEST(refused(whole(0x34, bytes({0, 1, 't', 0, 1, 0}))));          // quality 2
    BOOST_TEST(refused(whole(0x32, bytes({0, 0, 0, 1, 0}))));               // no topic
    BOOST_TEST(refused(whole(0x32, bytes({0, 1, 't', 0, 1, 9, 3, 0}))));    // properties longer than the packet
    BOOST_CHECK_THROW(read_connack(bytes({0, 0, 2, 0x7e, 0})), Malformed);  // a property there is not
    BOOST_CHECK_THROW(read_puback(bytes({0})), Malformed);
    const auto endless = bytes({0x32, 0xff, 0xff, 0xff, 0xff, 0x01});
    std::string_view rest = endless;
    BOOST_CHECK_THROW(take_packet(rest), Malformed);
    BOOST_CHECK_THROW(publish_packet(std::string(70'000, 't'), ""), Malformed);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque::mqtt
