#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/data/test_case.hpp>
#include <functional>
#include <new>

#include "b2mml/write.h"
#include "b2mml_samples.h"

namespace marque::b2mml {
namespace {

using Spoil = std::function<void(json&)>;

struct Spoilt {
    const char* name;
    Spoil spoil;
    ParseFault fault;
    const char* says;
};
std::ostream& operator<<(std::ostream& out, const Spoilt& s) { return out << s.name; }

using enum ParseFault;

const std::vector<Spoilt> spoilt_events{
    {"no BODID", [](json& d) { area(d).erase("BODID"); }, invalid, "lacks BODID"},
    {"BODID no UUID", [](json& d) { area(d)["BODID"] = "message-1"; }, invalid, "not a UUID"},
    {"BODID a number", [](json& d) { area(d)["BODID"] = 7; }, invalid, "not a text"},
    {"no creation time", [](json& d) { area(d).erase("CreationDateTime"); }, invalid, "CreationDateTime"},
    {"no sender", [](json& d) { area(d).erase("Sender"); }, invalid, "lacks Sender"},
    {"date without offset", [](json& d) { area(d)["CreationDateTime"] = "2026-11-21T10:00:00"; }, invalid, "RFC 3339"},
    {"date without time", [](json& d) { area(d)["CreationDateTime"] = "2026-11-21"; }, invalid, "RFC 3339"},
    {"30 February", [](json& d) { area(d)["CreationDateTime"] = "2026-02-30T10:00:00Z"; }, invalid, "RFC 3339"},
    {"two messages in one", [](json& d) { d["ConfirmBOD"] = json::object(); }, wrong_shape, "members"},
    {"no data", [](json& d) { d.begin().value().erase("DataArea"); }, invalid, "lacks DataArea"},
    {"two segments", [](json& d) { response(d)["SegmentResponse"].push_back(segment(d)); }, invalid, "exactly one"},
    {"no segment", [](json& d) { response(d)["SegmentResponse"] = json::array(); }, invalid, "exactly one"},
    {"segments that are no list", [](json& d) { response(d)["SegmentResponse"] = segment(d); }, invalid, "not a list"},
    {"no station", [](json& d) { segment(d).erase("ProcessSegmentID"); }, invalid, "ProcessSegmentID"},
    {"station with a blank", [](json& d) { segment(d)["ProcessSegmentID"][0] = "GA 0410"; }, invalid, "letters"},
    {"station too long", [](json& d) { segment(d)["ProcessSegmentID"][0] = std::string(17, 'X'); }, invalid,
     "longer than"},
    {"state as a bare text", [](json& d) { segment(d)["SegmentState"] = "Completed"; }, invalid, "form"},
    {"state not in the list",
     [](json& d) {
         segment(d)["SegmentState"] = {{"$", "Finished"}};
     },
     invalid, "none of"},
    {"state of another protocol",
     [](json& d) {
         segment(d)["SegmentState"] = {{"$", "Paused"}};
     },
     invalid, "none of"},
    {"operations type of another protocol",
     [](json& d) {
         segment(d)["OperationsType"] = {{"$", "Mixed"}};
     },
     invalid, "none of"},
    {"no SEQ", [](json& d) { segment(d)["SegmentData"].erase(0); }, invalid, "lacks SEQ"},
    {"SEQ 0", [](json& d) { set_seq(d, "0"); }, invalid, "between"},
    {"SEQ negative", [](json& d) { set_seq(d, "-4"); }, invalid, "between"},
    {"SEQ huge", [](json& d) { set_seq(d, "9999999999999999999999"); }, invalid, "longer"},
    {"SEQ over the limit", [](json& d) { set_seq(d, "1000001"); }, invalid, "between"},
    {"SEQ with a fraction", [](json& d) { set_seq(d, "1.5"); }, invalid, "whole"},
    {"SEQ with zeros in front", [](json& d) { set_seq(d, "017"); }, invalid, "whole"},
    {"SEQ a word", [](json& d) { set_seq(d, "seventeen"); }, invalid, "whole"},
    {"SEQ a number", [](json& d) { set_seq(d, 17); }, invalid, "not a text"},
    {"SEQ null", [](json& d) { set_seq(d, nullptr); }, invalid, "ValueString"},
    {"SEQ twice", [](json& d) { segment(d)["SegmentData"].push_back(json(segment(d)["SegmentData"][0])); }, invalid,
     "twice"},
    {"PASS_NO 0", [](json& d) { segment(d)["SegmentData"][1]["Value"][0]["ValueString"] = "0"; }, invalid, "between"},
    {"ends before it starts", [](json& d) { segment(d)["ActualEndTime"] = "2026-11-21T09:00:00Z"; }, invalid,
     "ends before"},
    {"completed without end", [](json& d) { segment(d).erase("ActualEndTime"); }, invalid, "ActualEndTime"},
    {"running without start",
     [](json& d) {
         segment(d)["SegmentState"] = {{"$", "Running"}};
         segment(d).erase("ActualStartTime");
     },
     invalid, "ActualStartTime"},
    {"held without reason",
     [](json& d) {
         segment(d)["SegmentState"] = {{"$", "Held"}};
         for (auto& datum : segment(d)["SegmentData"])
             if (datum["ID"] == "HOLD_REASON") datum["ID"] = "SOMETHING_ELSE";
     },
     invalid, "HOLD_REASON"},
    {"no build ID", [](json& d) { vehicle(d).erase("MaterialLotID"); }, invalid, "BUILD_ID"},
    {"two build IDs",
     [](json& d) {
         vehicle(d)["MaterialLotID"].push_back({{"$", "26B1"}, {"@schemeID", "BUILD_ID"}});
     },
     invalid, "second"},
    {"another build than its response", [](json& d) { response(d)["ID"] = "26B0004712"; }, invalid, "another build"},
    {"line-off without VIN", [](json& d) { vehicle(d).erase("MaterialSubLotID"); }, invalid, "VIN"},
    {"line-off without odometer", [](json& d) { vehicle(d).erase("MaterialActualProperty"); }, invalid, "ODOMETER_KM"},
    {"line-off that is still running",
     [](json& d) {
         response(d)["ResponseState"] = {{"$", "Running"}};
     },
     invalid, "ResponseState"},
    {"VIN too long", [](json& d) { vehicle(d)["MaterialSubLotID"][0]["$"] = "LSGZR5S85SA0001234"; }, invalid, "longer"},
    {"odometer negative", [](json& d) { vehicle(d)["MaterialActualProperty"][0]["Value"][0]["ValueString"] = "-3"; },
     invalid, "between"},
    {"verdict that is neither", [](json& d) { vehicle(d)["TestResult"][0]["EvaluatedCriterionResult"] = "MAYBE"; },
     invalid, "neither"},
    {"verdict null", [](json& d) { vehicle(d)["TestResult"][0]["EvaluatedCriterionResult"] = nullptr; }, invalid,
     "EvaluatedCriterionResult"},
    {"part without number", [](json& d) { vehicle(d)["AssemblyActual"][0].erase("MaterialDefinitionID"); }, invalid,
     "MaterialDefinitionID"},
    {"part without lot or serial", [](json& d) { vehicle(d)["AssemblyActual"][0].erase("MaterialLotID"); }, invalid,
     "neither lot nor serial"},
    {"quantity zero", [](json& d) { vehicle(d)["AssemblyActual"][0]["Quantity"][0]["QuantityString"] = "0.0"; },
     invalid, "zero"},
    {"quantity a word", [](json& d) { vehicle(d)["AssemblyActual"][0]["Quantity"][0]["QuantityString"] = "some"; },
     invalid, "decimal"},
    {"build ID that is two levels of a topic",
     [](json& d) {
         response(d)["ID"] = "25B/4711";
         vehicle(d)["MaterialLotID"][0]["$"] = "25B/4711";
     },
     invalid, "digits"},
    {"build ID with a wildcard", [](json& d) { response(d)["ID"] = "26B#"; }, invalid, "digits"},
    {"order number that is two levels of a topic",
     [](json& d) { response(d)["OperationsRequestID"][0]["$"] = "ORD/1"; }, invalid, "digits"},
    {"control characters", [](json& d) { response(d)["ID"] = std::string("26B\0", 4); }, invalid, "control"},
    {"empty text", [](json& d) { response(d)["ID"] = ""; }, invalid, "empty"},
    {"the end of everything no date",
     [](json& d) { d["SyncOperationsPerformance"]["DataArea"]["OperationsPerformance"][0]["Endtime"] = "soon"; },
     invalid, "RFC 3339"},
};

const std::vector<Spoilt> spoilt_requests{
    {"no action", [](json& d) { d["ProcessOperationsSchedule"]["DataArea"]["Process"].erase("ActionCriteria"); },
     invalid, "ActionCriteria"},
    {"action unknown",
     [](json& d) {
         d["ProcessOperationsSchedule"]["DataArea"]["Process"]["ActionCriteria"][0]["ActionExpression"][0]
          ["@actionCode"] = "Replaced";
     },
     invalid, "none of"},
    {"order without scheme", [](json& d) { request(d)["ID"] = "ORD-2026-0001234"; }, invalid, "DEALER_ORDER"},
    {"order that is two levels of a topic", [](json& d) { request(d)["ID"]["$"] = "ORD/1"; }, invalid, "digits"},
    {"two orders",
     [](json& d) {
         auto copy = request(d);
         d["ProcessOperationsSchedule"]["DataArea"]["OperationsSchedule"][0]["OperationsRequest"].push_back(copy);
     },
     invalid, "exactly one"},
    {"no version", [](json& d) { request(d).erase("Version"); }, invalid, "Version"},
    {"version 0", [](json& d) { request(d)["Version"] = "0"; }, invalid, "between"},
    {"priority a fraction", [](json& d) { request(d)["Priority"] = 1.5; }, invalid, "whole"},
    {"priority too large", [](json& d) { request(d)["Priority"] = 5'000'000'000; }, invalid, "too large"},
    {"priority negative", [](json& d) { request(d)["Priority"] = -1; }, invalid, "between"},
    {"window backwards", [](json& d) { request(d)["EndTime"] = "2026-11-01T00:00:00Z"; }, invalid, "ends before"},
    {"no car", [](json& d) { request(d)["SegmentRequirement"][0].erase("MaterialRequirement"); }, invalid,
     "MaterialRequirement"},
    {"model without year",
     [](json& d) {
         request(d)["SegmentRequirement"][0]["MaterialRequirement"][0]["MaterialDefinitionID"][0] = "4NB69";
     },
     invalid, "MODEL-YEAR"},
    {"unknown property", [](json& d) { properties(d)[0]["ID"] = "SUNROOF"; }, invalid, "does not know"},
    {"two engines",
     [](json& d) {
         properties(d).push_back({{"ID", "ENGINE"}, {"Value", {{{"ValueString", "LSY"}}}}});
     },
     invalid, "twice"},
    {"an option twice",
     [](json& d) {
         properties(d).back()["Value"].push_back({{"ValueString", "CF5"}});
     },
     invalid, "twice"},
    {"unknown parameter", [](json& d) { request(d)["SegmentRequirement"][0]["SegmentParameter"][0]["ID"] = "MOOD"; },
     invalid, "does not know"},
};

void check_spoilt(const std::string& good, const Spoilt& sample) {
    auto document = json::parse(good);
    sample.spoil(document);
    auto error = refusal(document.dump());
    BOOST_TEST(name_of(error.fault) == name_of(sample.fault));
    BOOST_TEST(describe(error).find(sample.says) != std::string::npos, describe(error)
                                                                           << " does not say " << sample.says);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(b2mml_refusal)

BOOST_DATA_TEST_CASE(an_event_with_one_thing_wrong_is_refused, boost::unit_test::data::make(spoilt_events), sample) {
    check_spoilt(write(performance()), sample);
}

BOOST_DATA_TEST_CASE(a_request_with_one_thing_wrong_is_refused, boost::unit_test::data::make(spoilt_requests), sample) {
    check_spoilt(write(order_request()), sample);
}

// Each is the last level of a topic, and no subscription takes in one more.
BOOST_AUTO_TEST_CASE(an_answer_names_its_build_and_order_so_that_a_topic_can_end_in_them) {
    const OrderAnswer good{envelope(), new_bodid(), true, "", "ORD-1", 1, "26B0004711", {}, {}};
    BOOST_TEST(std::holds_alternative<Message>(parse(write(good))));
    auto divided = good;
    divided.build_id = "26B/4711";
    BOOST_TEST(refusal(write(divided)).detail.find("digits") != std::string::npos);
    divided = good;
    divided.order_number = "ORD/1";
    BOOST_TEST(refusal(write(divided)).detail.find("digits") != std::string::npos);
    BOOST_TEST(refusal(write(PerformanceQuery{envelope(), "26B/4711", 1})).detail.find("digits") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_else_a_plant_says_is_passed_over) {
    auto document = json::parse(write(performance()));
    segment(document)["Description"] = {"welded twice"};
    response(document)["HierarchyScope"] = {{"EquipmentID", "GA"}};
    BOOST_TEST(std::holds_alternative<Message>(parse(document.dump())));
}

BOOST_AUTO_TEST_CASE(a_history_must_rise_in_seq) {
    PerformanceHistory history{envelope(), new_bodid(), "26B1", "", {full_segment(), full_segment()}};
    BOOST_TEST(refusal(write(history)).detail.find("rise in SEQ") != std::string::npos);
}

// Who has nothing to tell says so in a ConfirmBOD.
BOOST_AUTO_TEST_CASE(a_history_must_tell_something) {
    const PerformanceHistory history{envelope(), new_bodid(), "26B1", "", {}};
    const auto error = refusal(write(history));
    BOOST_TEST(name_of(error.fault) == "INVALID");
    BOOST_TEST(error.detail == "lacks SegmentResponse");
    BOOST_TEST(error.bodid == envelope().bodid);
}

BOOST_AUTO_TEST_CASE(what_is_not_even_a_message_is_refused_by_its_kind) {
    auto good = write(performance());
    BOOST_TEST(name_of(refusal("").fault) == "NOT_JSON");
    BOOST_TEST(name_of(refusal("null").fault) == "WRONG_SHAPE");
    BOOST_TEST(name_of(refusal("[]").fault) == "WRONG_SHAPE");
    BOOST_TEST(name_of(refusal("{}").fault) == "WRONG_SHAPE");
    BOOST_TEST(name_of(refusal(R"({"SyncOperationsPerformance":7})").fault) == "WRONG_SHAPE");
    BOOST_TEST(name_of(refusal(good.substr(0, good.size() - 1)).fault) == "NOT_JSON");
    BOOST_TEST(name_of(refusal(good + "x").fault) == "NOT_JSON");
    BOOST_TEST(name_of(refusal("\xff\xfe" + good).fault) == "NOT_JSON");
    BOOST_TEST(name_of(refusal(std::string(100'000, '[')).fault) == "NOT_JSON");
    BOOST_TEST(name_of(refusal(std::string(max_message_bytes + 1, ' ')).fault) == "TOO_LARGE");
    BOOST_TEST(name_of(refusal(R"({"NotifyOperationsEvent":{"@releaseID":"7.0.1"}})").fault) == "WRONG_SHAPE");
}

#ifndef __SANITIZE_ADDRESS__  // which ends a program that finds no room
BOOST_AUTO_TEST_CASE(a_message_that_there_is_no_room_to_read_is_not_called_bad) {
    const auto text = "{\"a\":\"" + std::string(3'000'000, 'x') + "\"}";
    const auto child = ::fork();
    if (child == 0) {
        const rlimit nothing_more{0, 0};
        ::setrlimit(RLIMIT_AS, &nothing_more);
        for (std::size_t size = 1 << 26; size > 1 << 14; size /= 2)
            while (::operator new(size, std::nothrow) != nullptr) continue;
        try {
            parse(text);
        } catch (const std::bad_alloc&) {
            ::_exit(0);
        }
        ::_exit(1);
    }
    int status = -1;
    BOOST_REQUIRE(::waitpid(child, &status, 0) == child);
    BOOST_TEST(status == 0);
}
#endif

BOOST_AUTO_TEST_CASE(a_member_named_twice_has_no_one_meaning) {
    auto text = write(performance());
    auto place = text.find("\"BODID\"");
    text.insert(place, "\"BODID\":\"0192f5a0-7c1e-7000-8000-0000000000ff\",");
    auto error = refusal(text);
    BOOST_TEST(error.detail.find("twice") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_bodid_of_a_refused_message_is_read_when_it_can_be) {
    auto document = json::parse(write(performance()));
    set_seq(document, "0");
    BOOST_TEST(refusal(document.dump()).bodid == envelope().bodid);
    document["SyncOperationsPerformance"]["Nonsense"] = 1;
    BOOST_TEST(refusal(document.dump()).bodid == envelope().bodid);
    area(document)["BODID"] = "x/y#+";
    BOOST_TEST(refusal(document.dump()).bodid == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque::b2mml
