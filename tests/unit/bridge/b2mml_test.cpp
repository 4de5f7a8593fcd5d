#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "b2mml/parse.h"
#include "b2mml/topic.h"
#include "b2mml/write.h"
#include "b2mml_samples.h"
#include "support/wire_record.h"

namespace marque::b2mml {
namespace {

using nlohmann::json;

std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream(file);
    BOOST_REQUIRE_MESSAGE(stream, "cannot read " << file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::string example(const std::string& name) { return text_of(std::filesystem::path(EXAMPLES_DIR) / (name + ".json")); }

template <typename M>
M read_back(const M& message) {
    auto parsed = parse(write(message));
    if (auto* error = std::get_if<ParseError>(&parsed)) BOOST_FAIL(describe(*error) << "\n" << write(message));
    return std::get<M>(std::get<Message>(parsed));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(b2mml)

BOOST_AUTO_TEST_CASE(every_message_reads_back_as_it_was_written) {
    auto event = read_back(performance());
    BOOST_TEST(event.build_id == "26B0004711");
    BOOST_TEST(event.order_number == "ORD-2026-0001234");
    BOOST_TEST(event.envelope.bodid == envelope().bodid);
    BOOST_TEST((event.envelope.created_at == envelope().created_at));
    const auto& s = event.segment;
    auto wanted = full_segment();
    BOOST_TEST(s.seq == 17);
    BOOST_TEST(s.station == "LINE-OFF");
    BOOST_TEST(s.pass_no == 2);
    BOOST_TEST((s.state == wanted.state && s.operations_type == wanted.operations_type));
    BOOST_TEST((s.started_at == wanted.started_at && s.ended_at == wanted.ended_at && s.eta == wanted.eta));
    BOOST_TEST(s.hold_reason + s.hold_part_no + s.disposition == "PART_SHORTAGE84512345REWORK");
    BOOST_REQUIRE(s.tests.size() == 2);
    BOOST_TEST(!s.tests[0].passed);
    BOOST_TEST(s.tests[0].measurements.at(0).value == "A柱左侧");
    BOOST_REQUIRE(s.parts.size() == 3);
    BOOST_TEST(s.parts[1].part_no + s.parts[1].lot + s.parts[1].serial + s.parts[1].quantity == "COOLANTL2S96.500");
    BOOST_TEST(s.parts[2].quantity == "");
    BOOST_TEST(
        (std::set(s.features.begin(), s.features.end()) == std::set(wanted.features.begin(), wanted.features.end())));
    BOOST_TEST(s.vin + s.engine_number + s.carrier == "LSGZR5S85SA000123LIY250610A01234Anji Logistics");
    BOOST_TEST(*s.odometer_km == 12);

    auto order = read_back(order_request());
    BOOST_TEST(order.model_code == "4NB-69");
    BOOST_TEST(order.model_year == 2026);
    BOOST_TEST((order.features == order_request().features));
    BOOST_TEST(order.destination == "上海浦东");
    BOOST_TEST(order.priority == 10);
    BOOST_TEST((order.wished_end == order_request().wished_end));

    OrderAnswer refused{envelope(), new_bodid(), false, "CHANGE_WINDOW_CLOSED", "ORD-1", 2, "26B0004711", {}, {}};
    BOOST_TEST(read_back(refused).reason == "CHANGE_WINDOW_CLOSED");
    BOOST_TEST(read_back(refused).build_id == "26B0004711");
    OrderAnswer accepted{
        envelope(), new_bodid(), true, "", "ORD-1", 2, "26B1", at("2026-11-21T10:00:00Z"), at("2026-11-22T10:00:00Z")};
    BOOST_TEST((read_back(accepted).planned_end == accepted.planned_end));

    BOOST_TEST(read_back(PerformanceQuery{envelope(), "26B1", 5}).from_seq == 5);
    Receipt receipt{envelope(), new_bodid(), false, "VIN_IN_USE", "车辆识别代号已被使用"};
    BOOST_TEST(read_back(receipt).detail == receipt.detail);
    BOOST_TEST(read_back(Receipt{envelope(), receipt.original_bodid, true, "", ""}).accepted);

    Segment first = full_segment(), second = full_segment();
    first.seq = 3;
    second.seq = 4;
    auto history = read_back(PerformanceHistory{envelope(), new_bodid(), "26B1", "ORD-1", {first, second}});
    BOOST_TEST(history.segments.size() == 2);
    BOOST_TEST(history.segments[1].seq == 4);
}

BOOST_AUTO_TEST_CASE(a_history_may_tell_of_line_off_alone) {
    const auto history = read_back(PerformanceHistory{envelope(), new_bodid(), "26B1", "ORD-1", {full_segment()}});
    BOOST_REQUIRE(history.segments.size() == 1);
    BOOST_TEST(history.segments.front().vin == full_segment().vin);
}

BOOST_AUTO_TEST_CASE(what_a_line_tells_of_a_car_beyond_the_protocol_is_passed_over) {
    auto message = json::parse(write(performance()));
    auto& vehicle = message["SyncOperationsPerformance"]["DataArea"]["OperationsPerformance"][0]["OperationsResponse"]
                           [0]["SegmentResponse"][0]["MaterialActual"][0];
    vehicle["MaterialActualProperty"].push_back({{"ID", "TYRE_MAKE"}, {"Value", {{{"ValueString", "A"}}}}});
    auto parsed = parse(message.dump());
    BOOST_REQUIRE(std::holds_alternative<Message>(parsed));
    BOOST_TEST(std::get<Performance>(std::get<Message>(parsed)).segment.features.size() == 4);
    vehicle["MaterialActualProperty"].push_back({{"ID", "ENGINE"}, {"Value", {{{"ValueString", "LSY"}}}}});
    BOOST_TEST(std::holds_alternative<ParseError>(parse(message.dump())));
    vehicle.erase("MaterialActualProperty");
    vehicle["MaterialActualProperty"].push_back({{"ID", "ODOMETER_KM"}, {"Value", {{{"ValueString", "9"}}}}});
    auto silent = parse(message.dump());
    BOOST_TEST(std::get<Performance>(std::get<Message>(silent)).segment.features.empty());
}

BOOST_AUTO_TEST_CASE(a_cancellation_needs_no_car) {
    auto request = order_request();
    request.action = RequestAction::cancel;
    request.model_code.clear();
    request.features.clear();
    BOOST_TEST((read_back(request).action == RequestAction::cancel));
}

BOOST_AUTO_TEST_CASE(messages_of_another_hand_are_read) {
    auto parsed = parse(example("station-complete"));
    BOOST_REQUIRE(std::holds_alternative<Message>(parsed));
    auto& event = std::get<Performance>(std::get<Message>(parsed));
    BOOST_TEST(event.segment.seq == 17);
    BOOST_TEST((event.segment.ended_at == at("2026-06-11T02:02:31Z")));
    auto order = parse(example("release"));
    BOOST_TEST((std::get<OrderRequest>(std::get<Message>(order)).action == RequestAction::release));
}

BOOST_AUTO_TEST_CASE(the_standards_examples_are_read_as_the_protocol_has_them) {
    auto folder = std::filesystem::path(MARQUE_SOURCE_DIR) / "../shared/standards/b2mml/examples";
    if (!std::filesystem::exists(folder)) {
        BOOST_TEST_MESSAGE("skipped: no ../shared");
        return;
    }
    auto read = [&](const char* name) { return text_of(folder / name); };
    for (auto* name :
         {"a-release-order.ProcessOperationsSchedule.json", "b-build-id.AcknowledgeOperationsSchedule.json",
          "c1-station-complete.SyncOperationsPerformance.json", "c2-hold.SyncOperationsPerformance.json",
          "nack.ConfirmBOD.json"}) {
        auto parsed = parse(read(name));
        if (auto* error = std::get_if<ParseError>(&parsed)) BOOST_ERROR(name << ": " << describe(*error));
    }
    // These two leave SEQ out, which the protocol asks of every event; with it they are read.
    for (auto* name :
         {"c3-quality-result.SyncOperationsPerformance.json", "d-completion.SyncOperationsPerformance.json"}) {
        BOOST_TEST(refusal(read(name)).detail == "lacks SEQ");
        auto document = json::parse(read(name));
        segment(document)["SegmentData"].push_back({{"ID", "SEQ"}, {"Value", {{{"ValueString", "40"}}}}});
        auto parsed = parse(document.dump());
        BOOST_TEST(std::holds_alternative<Message>(parsed), name);
    }
    BOOST_TEST(name_of(refusal(read("alt-hold-event.NotifyOperationsEvent.json")).fault) == "WRONG_SHAPE");
}

// tests/arch/wire.mjs holds them against the standard's schema.
BOOST_AUTO_TEST_CASE(one_message_of_each_kind_is_laid_out_for_the_schema) {
    Segment held = full_segment();
    held.state = SegmentState::held;
    const std::vector<Message> messages{
        performance(),
        order_request(),
        Performance{envelope(), "26B1", "", held},
        PerformanceQuery{envelope(), "26B1", 5},
        PerformanceHistory{envelope(), new_bodid(), "26B1", "", {full_segment()}},
        OrderAnswer{envelope(), new_bodid(), false, "STALE_VERSION", "ORD-1", 2, "", {}, {}},
        Receipt{envelope(), new_bodid(), true, "", ""},
        Receipt{envelope(), new_bodid(), false, "VIN_IN_USE", "why"}};
    support::WireRecord record;
    for (const auto& message : messages) record.add(write(message));
    BOOST_TEST(std::set<std::string>({"AcknowledgeOperationsSchedule", "ConfirmBOD", "GetOperationsPerformance",
                                      "ProcessOperationsSchedule", "ShowOperationsPerformance",
                                      "SyncOperationsPerformance"}) == record.kinds(),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(topics_carry_the_key_and_refuse_wildcards) {
    Topics topics("marque/plant-01/vehicle/ga-1");
    BOOST_TEST(topics.of(performance(), false) ==
               "marque/plant-01/vehicle/ga-1/b2mml/sync-operations-performance/26B0004711");
    Receipt receipt{envelope(), "0192f5a0-7c1e-7000-8000-0000000000aa", true, "", ""};
    BOOST_TEST(topics.of(receipt, true) ==
               "marque/plant-01/vehicle/ga-1/b2mml/confirm-bod/to-line/" + receipt.original_bodid);
    BOOST_TEST(topics.key_of(topics.of(performance(), false)) == "26B0004711");
    BOOST_TEST(topics.key_of("other/plant/x/y/b2mml/z/1") == "");
    for (auto* bad : {"", "/a", "a/", "a//b", "a/+/b", "a/#", "$share/x"})
        BOOST_CHECK_THROW(Topics{bad}, std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(instants_are_rfc_3339_with_an_offset) {
    BOOST_TEST(format_instant(at("2026-11-21T10:00:00+08:00")) == "2026-11-21T02:00:00.000Z");
    BOOST_TEST(format_instant(at("2026-11-21T10:00:00.98765-01:30")) == "2026-11-21T11:30:00.987Z");
    BOOST_TEST(format_instant(at("2024-02-29T23:59:59.5Z")) == "2024-02-29T23:59:59.500Z");
    for (auto* bad :
         {"", "2026", "2026-11-21 10:00:00Z", "2026-11-21T10:00:00", "2026-11-21T10:00Z", "2026-13-21T10:00:00Z",
          "2026-11-31T10:00:00Z", "2025-02-29T10:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T10:60:00Z",
          "2026-11-21T10:00:60Z", "2026-11-21T10:00:00.Z", "2026-11-21T10:00:00+8:00", "2026-11-21T10:00:00Zx",
          "1999-11-21T10:00:00Z", "+026-11-21T10:00:00Z", "2026-11-21T10:00:00.0000000001Z"})
        BOOST_TEST(!parse_instant(bad).has_value(), bad);
}

BOOST_AUTO_TEST_CASE(new_bodids_are_uuids_and_differ) {
    auto one = new_bodid();
    BOOST_TEST(is_uuid(one));
    BOOST_TEST(one != new_bodid());
    BOOST_TEST(!is_uuid("0192f5a0-7c1e-7000-8000-00000000000g"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque::b2mml
