#include "http/catalog/catalog_files.h"

namespace {

using namespace marque::support;

BOOST_AUTO_TEST_SUITE(catalog)
BOOST_FIXTURE_TEST_SUITE(importing_prices, CatalogFiles)

BOOST_AUTO_TEST_CASE(a_trim_is_not_sold_for_nothing) {
    auto prices = download("PRICES");
    prices.remove(own + "T1").remove(own + "OB");
    const auto report = check({prices});
    BOOST_TEST(report.at("importable") == false);
    const auto said = issues(report);
    BOOST_TEST(said.contains("ERROR - available_from catalog.trim_without_price"));
    BOOST_TEST(said.contains("WARNING - available_from catalog.price_none"));
}

BOOST_AUTO_TEST_CASE(a_trim_is_not_sold_before_it_has_a_price) {
    auto prices = download("PRICES");
    prices.replace(own + "T1,", own + "T1,2099-01-01,150000.00").replace(own + "OB,", own + "OB,2099-01-01,2000.00");
    const auto early = check({prices});
    BOOST_TEST(early.at("importable") == false);
    BOOST_TEST((issues(early) == std::set<std::string>{"ERROR - available_from catalog.trim_price_late",
                                                       "WARNING - available_from catalog.price_late"}));
    auto features = download("FEATURES");
    features.replace(own + "T1,", own + "T1,TRIM,配置T1,Feature T1,,,0,2099-01-01,");
    const auto row = std::to_string(features.row(own + "OB,"));
    const auto later = check({features, prices});
    BOOST_TEST((issues(later) == std::set<std::string>{"WARNING " + row + " available_from catalog.price_late"}),
               later.dump());
    BOOST_TEST(later.at("importable") == true);
    auto past = download("PRICES");
    past.replace(own + "T1,", own + "T1,2021-01-01,150000.00");
    BOOST_TEST(check({past}).at("importable") == true);
}

BOOST_AUTO_TEST_CASE(two_hundred_thousand_rows_are_imported_whole) {
    auto prices = download("PRICES");
    prices.text.reserve(prices.text.size() + 8'000'000);
    const auto first = marque::core::parse_date("2030-01-01").value();
    constexpr int days = 18'182;
    for (const auto& [code, id] : model.features) {
        for (int day = 0; day < days; ++day)
            prices.append(own + code + ',' + marque::core::to_iso_date(first + std::chrono::days{day}) + ",1000.00");
    }
    const auto done = change({prices});
    BOOST_TEST(done.at("sections").at(2).at("added") == days * static_cast<int>(model.features.size()));
    const auto count = [&] {
        return marque::db::read(pool, [&](marque::db::Tx& tx) {
            return tx
                .value<int>("n",
                            "SELECT COUNT(*) AS n FROM feature_price p JOIN feature f ON f.id = p.feature_id "
                            "WHERE f.model_id = ?",
                            model.id)
                .value();
        });
    };
    BOOST_TEST(count() == (days + 1) * static_cast<int>(model.features.size()));
    // Others use this catalogue.
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        tx.execute(
            "DELETE p FROM feature_price p JOIN feature f ON f.id = p.feature_id WHERE f.model_id = ? AND p.valid_from >= ?",
            model.id, first);
        tx.execute("UPDATE catalog_revision SET revision = revision + 1");
    });
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
