#include <boost/test/unit_test.hpp>
#include <functional>

#include "loaded_demo.h"

namespace {

using namespace marque;
namespace fs = std::filesystem;

/// A copy of schema/ in which one text of one file is another.
struct EditedSchema {
    support::TempDir folder;

    EditedSchema(const char* file, const std::string& text, const std::string& instead) {
        for (const char* part : {"reference", "demo"}) fs::copy(demo_tests::schema_dir / part, folder.path() / part);
        std::string content = support::read_file(folder.path() / file);
        const auto place = content.find(text);
        BOOST_REQUIRE_MESSAGE(place != std::string::npos, file << " has no " << text);
        support::write_file(folder.path() / file, content.replace(place, text.size(), instead));
    }
};

std::string refusal_of(const std::function<void()>& load) {
    try {
        load();
    } catch (const std::runtime_error& refusal) {
        return refusal.what();
    }
    return "it was loaded";
}

void expect(const std::string& refusal, const std::string& text) {
    BOOST_TEST(refusal.find(text) != std::string::npos, "'" << refusal << "' does not say " << text);
}

BOOST_AUTO_TEST_SUITE(demo)

BOOST_AUTO_TEST_CASE(a_misspelt_field_is_refused_with_its_file_and_place) {
    support::TestDatabase database;
    const EditedSchema schema("reference/care_rules.json", "\"due_days\": 20", "\"due_day\": 20");
    const auto refusal = refusal_of([&] { app::load_reference(database.pool(), schema.folder.path()); });
    expect(refusal, "care_rules.json");
    expect(refusal, "/care_rules/0/due_day");
}

BOOST_AUTO_TEST_CASE(a_catalogue_with_a_feature_that_nobody_can_have_loads_nothing_at_all) {
    support::TestDatabase database;
    app::load_reference(database.pool(), demo_tests::schema_dir);
    const EditedSchema schema("demo/catalog.json", "\"subject\": \"1SC\", \"objects\": [\"LSY\", \"LHP\"]",
                              "\"subject\": \"1SC\", \"objects\": [\"1SA\"]");
    const auto refusal =
        refusal_of([&] { app::load_demo(database.pool(), demo_tests::loading_day, schema.folder.path()); });
    expect(refusal, "4NB69");
    expect(refusal, "1SC");
    BOOST_TEST(demo_tests::LoadedDemo::number(database.pool(), "SELECT COUNT(*) AS n FROM organisation") == 0);

    const auto report = app::load_demo(database.pool(), demo_tests::loading_day, demo_tests::schema_dir);
    BOOST_TEST(report.loaded);
}

BOOST_AUTO_TEST_CASE(a_care_rule_that_somebody_changed_stays_as_they_left_it) {
    support::TestDatabase database;
    app::load_reference(database.pool(), demo_tests::schema_dir);
    db::in_tx(database.pool(),
              [](db::Tx& tx) { tx.execute("UPDATE care_rule SET due_days = 25 WHERE code = 'FIRST_VISIT'"); });
    app::load_reference(database.pool(), demo_tests::schema_dir);
    BOOST_TEST(demo_tests::LoadedDemo::number(database.pool(),
                                              "SELECT due_days AS n FROM care_rule WHERE code = 'FIRST_VISIT'") == 25);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
