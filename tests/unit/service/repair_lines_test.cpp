#include "service/repair_lines.h"

#include <boost/test/unit_test.hpp>

namespace {

using namespace marque;

using marque::service::PayType;
using marque::service::TypedLines;
using marque::service::TypedOperation;
using marque::service::TypedPart;

constexpr core::PersonId technician{5};

marque::service::Workshop workshop() {
    marque::service::Workshop workshop;
    workshop.operations["MN-005"] = {"MN-005", {"首次保养", "First service"}, {80}, {18000}};
    workshop.operations["EN-070"] = {"EN-070", {"更换涡轮增压器", "Turbocharger"}, {333}, {22055}};
    workshop.parts["26845410"] = {"26845410", {"机油", "Oil"}, {32800}, false};
    workshop.parts["28601478"] = {"28601478", {"涡轮增压器", "Turbocharger"}, {685000}, true};
    workshop.technicians = {technician};
    return workshop;
}

TypedOperation operation(const std::string& code, std::optional<core::Hundredths> hours = std::nullopt) {
    return {code, technician, hours, PayType::customer_pay, std::nullopt, std::nullopt};
}
TypedPart part(const std::string& part_no, core::Hundredths quantity,
               std::optional<std::string> serial = std::nullopt) {
    return {part_no, quantity, std::move(serial), PayType::customer_pay};
}

/// Faults as "pointer code", in order.
std::vector<std::string> faults_of(const TypedLines& lines) {
    std::vector<std::string> faults;
    try {
        marque::service::price_lines(lines, workshop());
    } catch (const core::Error& error) {
        BOOST_TEST(error.spec().code == "repair_order.lines_at_fault");
        for (const auto& field : error.fields()) faults.push_back(field.pointer + " " + std::string(field.spec->code));
    }
    return faults;
}

void expect(const TypedLines& lines, const std::vector<std::string>& faults) {
    const auto found = faults_of(lines);
    BOOST_TEST(found == faults, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE(service)

BOOST_AUTO_TEST_CASE(work_costs_hours_by_the_hourly_rate) {
    const auto lines = marque::service::price_lines({{operation("MN-005", core::Hundredths{150})}, {}}, workshop());
    BOOST_TEST(lines.operations.at(0).amount.text() == "270.00");
}

BOOST_AUTO_TEST_CASE(without_hours_the_standard_time_is_taken) {
    const auto lines = marque::service::price_lines({{operation("MN-005")}, {}}, workshop());
    BOOST_TEST(lines.operations.at(0).hours.text() == "0.80");
    BOOST_TEST(lines.operations.at(0).amount.text() == "144.00");
}

BOOST_AUTO_TEST_CASE(amounts_are_rounded_half_away_from_zero_to_the_fen) {
    // 3.33 h at 220.55 = 734.4315
    const auto lines = marque::service::price_lines({{operation("EN-070")}, {part("26845410", {33})}}, workshop());
    BOOST_TEST(lines.operations.at(0).amount.text() == "734.43");
    // 0.33 at 328.00 = 108.24
    BOOST_TEST(lines.parts.at(0).amount.text() == "108.24");
}

BOOST_AUTO_TEST_CASE(parts_cost_quantity_by_the_catalogues_price) {
    const auto lines =
        marque::service::price_lines({{}, {part("26845410", {450}), part("28601478", {100}, "T-1")}}, workshop());
    BOOST_TEST(lines.parts.at(0).unit_price.text() == "328.00");
    BOOST_TEST(lines.parts.at(0).amount.text() == "1476.00");
    BOOST_TEST(lines.parts.at(1).amount.text() == "6850.00");
    BOOST_TEST(lines.parts.at(1).serial.value() == "T-1");
}

BOOST_AUTO_TEST_CASE(an_empty_list_is_a_list) {
    const auto lines = marque::service::price_lines({}, workshop());
    BOOST_TEST(lines.operations.empty());
    BOOST_TEST(lines.parts.empty());
}

BOOST_AUTO_TEST_CASE(what_is_not_in_the_catalogue_is_refused) {
    expect({{operation("XX-000")}, {part("0", {100})}}, {"/operations/0/operation_code repair_order.operation_unknown",
                                                         "/parts/0/part_no repair_order.part_unknown"});
}

BOOST_AUTO_TEST_CASE(somebody_who_is_no_technician_here_is_refused) {
    auto line = operation("MN-005");
    line.technician_id = core::PersonId{6};
    expect({{operation("MN-005"), line}, {}}, {"/operations/1/technician_id repair_order.technician_unknown"});
}

BOOST_AUTO_TEST_CASE(hours_and_quantities_are_more_than_nothing) {
    expect(
        {{operation("MN-005", core::Hundredths{0}), operation("MN-005", core::Hundredths{-100}),
          operation("MN-005", core::Hundredths{100000})},
         {part("26845410", {0}), part("26845410", {-1}), part("26845410", {100000})}},
        {"/operations/0/hours repair_order.hours_out_of_range", "/operations/1/hours repair_order.hours_out_of_range",
         "/operations/2/hours repair_order.hours_out_of_range", "/parts/0/quantity repair_order.quantity_out_of_range",
         "/parts/1/quantity repair_order.quantity_out_of_range",
         "/parts/2/quantity repair_order.quantity_out_of_range"});
}

BOOST_AUTO_TEST_CASE(a_serialised_part_needs_its_serial_and_stands_alone) {
    expect({{}, {part("28601478", {100}), part("28601478", {100}, ""), part("28601478", {200}, "T-1")}},
           {"/parts/0/serial repair_order.serial_missing", "/parts/1/serial repair_order.serial_missing",
            "/parts/2/quantity repair_order.serial_quantity"});
}

BOOST_AUTO_TEST_CASE(one_serial_is_one_part) {
    expect({{}, {part("28601478", {100}, "T-1"), part("28601478", {100}, "T-2"), part("28601478", {100}, "T-1")}},
           {"/parts/2/serial repair_order.serial_repeated"});
}

BOOST_AUTO_TEST_CASE(every_fault_is_told_at_once) {
    auto line = operation("XX-000", core::Hundredths{0});
    line.technician_id = core::PersonId{6};
    expect({{line}, {part("0", {0})}},
           {"/operations/0/operation_code repair_order.operation_unknown",
            "/operations/0/technician_id repair_order.technician_unknown",
            "/operations/0/hours repair_order.hours_out_of_range",
            "/parts/0/quantity repair_order.quantity_out_of_range", "/parts/0/part_no repair_order.part_unknown"});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
