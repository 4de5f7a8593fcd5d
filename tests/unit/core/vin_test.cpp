#include "core/vin.h"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sstream>
#include <vector>

#include "support/paths.h"

namespace {

using marque::core::Vin;

BOOST_AUTO_TEST_SUITE(core)
BOOST_AUTO_TEST_SUITE(vin)

Vin::Fault fault_of(std::string_view text) {
    Vin::Fault fault{};
    BOOST_TEST_REQUIRE(!Vin::parse(text, &fault).has_value());
    return fault;
}

BOOST_AUTO_TEST_CASE(cars_of_every_region_are_taken) {
    for (const char* text : {"1M8GDM9AXKP042788",     // the example of 49 CFR 565.15, check digit X
                             "1HGCM82633A004352",     // United States
                             "LDC613P23A1305189",     // China
                             "LBV5S3102ESJ25655",     // China
                             "WVWUK63B92P546818",     // Europe
                             "JHMCM56557C404453"}) {  // Japan
        const auto vin = Vin::parse(text);
        BOOST_TEST_REQUIRE(vin.has_value(), text);
        BOOST_TEST(vin->text() == text);
    }
}

BOOST_AUTO_TEST_CASE(the_check_digit_binds_where_it_is_law) {
    BOOST_TEST((fault_of("1M8GDM9A1KP042788") == Vin::Fault::check_digit));
    BOOST_TEST((fault_of("LSGJA52U0AH012345") == Vin::Fault::check_digit));
    // In Europe position 9 is the maker's own.
    BOOST_TEST(Vin::parse("WF0PXXGCDP8K23759").has_value());
    BOOST_TEST(Vin::parse("VF1KG1PBE34488860").has_value());
}

BOOST_AUTO_TEST_CASE(the_check_digit_can_be_computed) {
    BOOST_TEST(Vin::check_digit("1M8GDM9A0KP042788") == 'X');
    BOOST_TEST(Vin::check_digit("11111111111111111") == '1');
    BOOST_TEST(Vin::check_digit("LSGJA52U0AH012345") == '7');
}

BOOST_AUTO_TEST_CASE(typed_in_lower_case_or_with_blanks_around_it_is_the_same_car) {
    BOOST_TEST(Vin::parse(" ldc613p23a1305189 ")->text() == "LDC613P23A1305189");
    BOOST_TEST((*Vin::parse("ldc613p23a1305189") == *Vin::parse("LDC613P23A1305189")));
}

BOOST_AUTO_TEST_CASE(the_letters_that_look_like_digits_are_refused) {
    for (const char* text : {"LDC613P23AI305189", "LDC613P23AO305189", "LDC613P23AQ305189", "LDC613P23A-305189",
                             "LDC613 23A1305189", "LDC613P23A130518\n"}) {
        BOOST_TEST((fault_of(text) == Vin::Fault::characters), text);
    }
}

BOOST_AUTO_TEST_CASE(it_has_seventeen_places) {
    for (const char* text : {"", "LDC613P23A130518", "LDC613P23A13051899", "９DC613P23A1305189"}) {
        BOOST_TEST((fault_of(text) == Vin::Fault::length), text);
    }
}

BOOST_AUTO_TEST_CASE(two_neighbours_that_changed_places_are_found_in_china) {
    BOOST_TEST((fault_of("LDC613P23A3105189") == Vin::Fault::check_digit));
    BOOST_TEST((fault_of("LBV5S310E2SJ25655") == Vin::Fault::check_digit));
}

std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields;
    std::istringstream text(line);
    for (std::string field; std::getline(text, field, '\t');) fields.push_back(field);
    fields.resize(7);
    return fields;
}

BOOST_AUTO_TEST_CASE(public_vectors_get_the_verdict_of_their_sources) {
    std::ifstream file(marque::support::source_dir / "../shared/data/vin-vectors.tsv");
    if (!file) {
        BOOST_TEST_MESSAGE("skipped: no ../shared");
        return;
    }
    std::string line;
    std::getline(file, line);
    int count = 0;
    while (std::getline(file, line)) {
        const auto fields = fields_of(line);
        const auto& text = fields[0];
        const bool charset_ok = fields[4] == "1";
        const bool check_digit_ok = fields[6] == "1";
        const auto vin = Vin::parse(text);
        // The folded form is the one that is judged.
        if (charset_ok && vin) BOOST_TEST(Vin::check_digit(vin->text()) == fields[5].at(0), text);
        const bool law = text.starts_with('L') || (text >= "1" && text < "6");
        if (fields[1] == "valid") BOOST_TEST(vin.has_value(), text);
        if (fields[1] == "invalid" && (law || !charset_ok)) BOOST_TEST(!vin.has_value(), text);
        if (charset_ok && law) BOOST_TEST(vin.has_value() == check_digit_ok, text);
        ++count;
    }
    BOOST_TEST(count > 300);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
