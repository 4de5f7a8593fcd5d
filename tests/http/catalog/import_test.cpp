#include <thread>

#include "core/time.h"

#include "http/catalog/catalog_files.h"
#include "support/encoded.h"

namespace {

using namespace marque::support;

BOOST_AUTO_TEST_SUITE(catalog)
BOOST_FIXTURE_TEST_SUITE(importing, CatalogFiles)

BOOST_AUTO_TEST_CASE(a_download_that_nobody_edited_changes_nothing) {
    for (auto* const client : {&administrator}) {
        const auto workbook = client->get("/catalog/export");
        BOOST_TEST(workbook.body.starts_with("PK"));
        const CsvFile file{"catalog.xlsx", workbook.body};
        const auto report = check({file});
        BOOST_TEST(report.at("errors") == 0, report.dump());
        BOOST_TEST(report.at("changes_total") == 0, report.dump());
        BOOST_TEST(report.at("importable") == false);
        BOOST_TEST(report.at("files").at(0).at("format") == "XLSX");
        BOOST_TEST(report.at("files").at(0).at("revision") == revision());
        for (const auto& section : report.at("sections")) BOOST_TEST(section.at("uploaded") == true);
        BOOST_TEST(import({file}, revision()).code() == "catalog.changes_nothing");
    }
    std::vector<CsvFile> all;
    for (const auto* const section : {"MODELS", "FEATURES", "PRICES", "RULES", "AVAILABILITY"})
        all.push_back(download(section));
    BOOST_TEST(all[1].text.starts_with("\xef\xbb\xbfmodel,model_year,feature,"));
    BOOST_TEST(all[1].name == "catalog-features-r" + std::to_string(revision()) + ".csv");
    const auto report = check(all);
    BOOST_TEST(report.at("changes_total") == 0, report.dump());
    BOOST_TEST(report.at("errors") == 0, report.dump());
}

BOOST_AUTO_TEST_CASE(a_new_price_is_shown_before_it_is_imported_and_holds_as_soon_as_it_is) {
    auto prices = download("PRICES");
    prices.replace(own + "T1,", own + "T1,2020-01-01,\"151,000\"").append(own + "T1,2099/1/1,160000");
    const auto before = revision();
    const auto report = check({prices});
    BOOST_TEST((issues(report) == std::set<std::string>{}), report.dump());
    BOOST_TEST(report.at("changes_total") == 2);
    BOOST_TEST((report.at("changes").at(0).at("cells") ==
                Json{{{"column", "amount"}, {"before", "150000.00"}, {"after", "151000.00"}}}));
    BOOST_TEST(report.at("changes").at(0).at("key") == model.code + " 2026 T1 2020-01-01");
    BOOST_TEST(report.at("changes").at(1).at("kind") == "ADDED");
    BOOST_TEST(revision() == before);
    BOOST_TEST(verdict(seller, {"T1", "E1", "C1", "I1"}).at("total") == "150000.00");

    const Json body{{"files", sent({prices})}, {"revision", before}};
    const auto key = fresh_key();
    const auto done = administrator.post("/catalog/imports", body, {{"Idempotency-Key", key}});
    BOOST_REQUIRE_MESSAGE(done.status == 201, done.body);
    BOOST_TEST(done.json().at("revision") == before + 1);
    BOOST_TEST(done.json().at("sections").at(2).at("added") == 1);
    BOOST_TEST(done.json().at("sections").at(2).at("changed") == 1);
    BOOST_TEST(verdict(seller, {"T1", "E1", "C1", "I1"}).at("total") == "151000.00");
    const auto again = administrator.post("/catalog/imports", body, {{"Idempotency-Key", key}});
    BOOST_TEST(again.body == done.body);
    BOOST_TEST(revision() == before + 1);
    const auto audit = administrator.get("/audit?subject=catalog").json().at("items").at(0);
    BOOST_TEST(audit.at("action") == "catalog.imported");
    BOOST_TEST(audit.at("actor") == net.administrator.name);
    BOOST_TEST(audit.at("after").at("prices").at("changed") == 1);
}

BOOST_AUTO_TEST_CASE(a_file_saved_in_gbk_is_the_same_file) {
    auto features = download("FEATURES");
    features.replace(own + "C2,", own + "C2,EXTERIOR_COLOUR,竹影绿,Bamboo Green,#3F5A4A,PA-0210,7,2020/1/1,");
    features.text = encoded(features.text.substr(3), "GBK");
    const auto report = check({features});
    BOOST_TEST(report.at("files").at(0).at("encoding") == "GB18030");
    BOOST_TEST(report.at("changes_total") == 1, report.dump());
    change({features});
    const auto shown = seller.get("/catalog/models/" + model.code + "/2026").json();
    const auto found = std::find_if(shown.at("features").begin(), shown.at("features").end(),
                                    [](const Json& each) { return each.at("code") == "C2"; });
    BOOST_TEST((found->at("name") == Json{{"zh", "竹影绿"}, {"en", "Bamboo Green"}}));
    BOOST_TEST(found->at("swatch") == "#3f5a4a");
    features.text += "\xff\xff";
    BOOST_TEST((issues(check({features})).contains("ERROR - - catalog.file_not_text")));
}

BOOST_AUTO_TEST_CASE(a_wrong_column_refuses_the_file_whole_with_a_list) {
    auto prices = download("PRICES");
    prices.text.replace(prices.text.find("amount"), 6, "price");
    BOOST_TEST((issues(check({prices})) == std::set<std::string>{"ERROR 1 price catalog.column_unknown",
                                                                 "ERROR 1 amount catalog.column_missing"}));
    const auto before = revision();
    const auto refused = import({prices}, before);
    BOOST_TEST(refused.status == 422);
    BOOST_TEST(refused.code() == "catalog.import_refused");
    BOOST_TEST((faults(refused) == std::set<std::string>{"/prices/1/price catalog.column_unknown",
                                                         "/prices/1/amount catalog.column_missing"}));
    BOOST_TEST(revision() == before);
    BOOST_TEST((issues(check({{"note.csv", "vin,owner\r\n1,2\r\n"}})) ==
                std::set<std::string>{"ERROR 1 - catalog.header_missing", "WARNING - - catalog.revision_unknown"}));
}

BOOST_AUTO_TEST_CASE(every_error_is_listed_with_its_row_and_nothing_is_imported) {
    auto features = download("FEATURES");
    auto prices = download("PRICES");
    auto rules = download("RULES");
    auto models = download("MODELS");
    auto limits = download("AVAILABILITY");
    features.replace(own + "OB,", own + "OB,ENGINE,配置OB,Feature OB,blue,NOWHERE,0,2020-01-01,2019-12-31");
    features.append(own + "t1,TRIM,x,x,,,0,2020-01-01,");
    features.append("NOPE,2026,T1,TRIM,x,x,,,0,2020-01-01,");
    prices.append(own + "T1,2020-01-01,1").append(own + "ZZ,2020-01-01,1");
    rules.append(own + "R9,REQUIRES,OA,OA ZZ").append(own + "R8,PERHAPS,OA,OB");
    rules.append(own + "R6,INCLUDED_IN,OA,OC").append(own + "R7,INCLUDED_IN,OC,OA");
    models.append("NEW,2026,新车,New,SUV,no-line,1");
    limits.append(own + "OA,MOON");
    const auto row = [](const CsvFile& file, const std::string& beginning) {
        return std::to_string(file.row(beginning));
    };
    const auto t1 = row(features, own + "t1,");
    const auto doubled = std::to_string(std::count(prices.text.begin(), prices.text.end(), '\n') - 1);
    const auto report = check({features, prices, rules, models, limits});
    const auto said = issues(report);
    for (const auto& wanted : std::set<std::string>{
             "ERROR " + row(features, own + "OB,") + " swatch catalog.cell_colour",
             "ERROR " + row(features, own + "OB,") + " family catalog.family_fixed",
             "ERROR " + row(features, own + "OB,") + " line_station catalog.unknown_station",
             "ERROR " + row(features, own + "OB,") + " available_to catalog.dates_crossed",
             "ERROR " + t1 + " feature catalog.row_twice", "ERROR " + t1 + " feature catalog.spelled_otherwise",
             "ERROR " + row(features, "NOPE,") + " model catalog.unknown_model",
             "ERROR " + doubled + " valid_from catalog.row_twice",
             "ERROR " + row(prices, own + "ZZ,") + " feature catalog.unknown_feature",
             "ERROR " + row(rules, own + "R9,") + " objects catalog.rule_of_itself",
             "ERROR " + row(rules, own + "R9,") + " objects catalog.unknown_feature",
             "ERROR " + row(rules, own + "R8,") + " kind catalog.cell_choice",
             "ERROR " + row(models, "NEW,") + " line catalog.unknown_line",
             "ERROR " + row(limits, own + "OA,") + " regions catalog.unknown_region"})
        BOOST_TEST(said.contains(wanted), wanted << " is not in " << report.dump());
    BOOST_TEST((said.contains("ERROR " + row(rules, own + "R6,") + " objects catalog.inclusion_circle") ||
                said.contains("ERROR " + row(rules, own + "R7,") + " objects catalog.inclusion_circle")));
    BOOST_TEST(report.at("importable") == false);
    BOOST_TEST(report.at("changes_total") == 0);
    const auto before = revision();
    BOOST_TEST(refusal(administrator, [&] {
                   return import({features, prices, rules, models, limits}, before);
               }) == "422 catalog.import_refused");
    BOOST_TEST(revision() == before);
}

BOOST_AUTO_TEST_CASE(rules_that_leave_no_car_are_refused_with_those_rules) {
    auto rules = download("RULES");
    rules.append(own + "X1,EXCLUDES,T1,E1 E2").append(own + "X2,REQUIRES,T2,OA").append(own + "X3,EXCLUDES,OA,I1");
    const auto report = check({rules});
    BOOST_REQUIRE(report.at("issues").size() == 1u);
    const auto issue = report.at("issues").at(0);
    BOOST_TEST(issue.at("code") == "catalog.model_unbuildable");
    // The models were not sent: it is the first of the rules sent that the administrator has to look at.
    BOOST_TEST(issue.at("section") == "RULES");
    BOOST_TEST(issue.at("row") == rules.row(own + "X1"));
    const auto sentence = issue.at("sentence").at("en").get<std::string>();
    for (const auto* const rule :
         {"X1: Feature T1 cannot be combined with", "X2:", "X3:", "every car has one interior"})
        BOOST_TEST(sentence.find(rule) != std::string::npos, sentence);
    BOOST_TEST(
        (faults(import({rules}, revision())) ==
         std::set<std::string>{"/rules/" + std::to_string(rules.row(own + "X1")) + " catalog.model_unbuildable"}));

    auto dead_end = download("RULES");
    dead_end.append(own + "X1,EXCLUDES,T2,I1");
    const auto row_of_x1 = std::to_string(dead_end.row(own + "X1"));
    BOOST_TEST((issues(check({dead_end})).contains("ERROR " + row_of_x1 + " - catalog.trim_unbuildable")));
    auto useless = download("RULES");
    useless.append(own + "X1,EXCLUDES,OD,I1");
    const auto warned = check({useless});
    BOOST_TEST((issues(warned) == std::set<std::string>{"WARNING " + std::to_string(useless.row(own + "X1")) +
                                                        " - catalog.never_choosable"}));
    BOOST_TEST(warned.at("importable") == true);
}

BOOST_AUTO_TEST_CASE(a_model_that_cannot_be_built_is_named_beside_what_is_wrong_with_another) {
    const auto other = make_model(pool, line.code);
    auto rules = download("RULES");
    rules.append(own + "X1,EXCLUDES,T1,I1").append(own + "X2,EXCLUDES,T2,I1");
    rules.append(other.code + ",2026,X1,REQUIRES,T1,NONESUCH");
    const auto said = issues(check({rules}));
    BOOST_TEST(said.contains("ERROR " + std::to_string(rules.row(own + "X1")) + " - catalog.model_unbuildable"));
    BOOST_TEST(said.contains("ERROR " + std::to_string(rules.row(other.code + ",2026,X1")) +
                             " objects catalog.unknown_feature"));
}

BOOST_AUTO_TEST_CASE(an_old_download_does_not_undo_what_came_since) {
    auto old_prices = download("PRICES");
    const auto old_workbook = administrator.get("/catalog/export").body;
    auto prices = old_prices;
    prices.replace(own + "T1,", own + "T1,2020-01-01,155000");
    const auto before = revision();
    change({prices});
    old_prices.replace(own + "T2,", own + "T2,2020-01-01,185000");
    BOOST_TEST((issues(check({old_prices})) == std::set<std::string>{"ERROR - - catalog.file_stale"}));
    BOOST_TEST((issues(check({{"my.xlsx", old_workbook}})) == std::set<std::string>{"ERROR - - catalog.file_stale"}));
    BOOST_TEST(refusal(administrator, [&] { return import({old_prices}, before); }) == "409 catalog.revision_moved");
    BOOST_TEST(import({old_prices}, before + 1).code() == "catalog.import_refused");
    const auto willing = check({old_prices}, {{"stale_is_fine", true}});
    BOOST_TEST((issues(willing) == std::set<std::string>{"WARNING - - catalog.file_stale"}));
    BOOST_TEST(willing.at("changes_total") == 2);
    BOOST_TEST(import({old_prices}, before + 1, {{"stale_is_fine", true}}).status == 201);
    BOOST_TEST(verdict(seller, {"T2", "E1", "C1", "I1"}).at("total") == "185000.00");
}

BOOST_AUTO_TEST_CASE(of_two_administrators_at_once_one_imports) {
    std::vector<CsvFile> files{download("PRICES"), download("PRICES")};
    files[0].replace(own + "T1,", own + "T1,2020-01-01,155000");
    files[1].replace(own + "T1,", own + "T1,2020-01-01,156000");
    const auto before = revision();
    auto other = server().client(net.administrator);
    Reply replies[2];
    std::thread first([&] { replies[0] = import({files[0]}, before); });
    replies[1] = other.post("/catalog/imports", {{"files", sent({files[1]})}, {"revision", before}});
    first.join();
    BOOST_TEST((replies[0].status == 201) != (replies[1].status == 201));
    for (const auto& reply : replies) {
        if (reply.status == 201) continue;
        BOOST_TEST((reply.code() == "catalog.revision_moved" || reply.code() == "catalog.import_busy"), reply.body);
    }
    BOOST_TEST(revision() == before + 1);
}

BOOST_AUTO_TEST_CASE(what_leaves_the_tables_is_withdrawn_and_what_was_ordered_stays) {
    const auto ordered = seller.post("/orders", stock_order({"T1", "E1", "C1", "I1", "OC"}));
    BOOST_REQUIRE_MESSAGE(ordered.status == 201, ordered.body);
    auto features = download("FEATURES");
    auto rules = download("RULES");
    features.remove(own + "OC,");
    BOOST_TEST((issues(check({features})).contains("ERROR - subject catalog.unknown_feature")));
    rules.remove(own + "R2,");
    const auto done = change({features, rules});
    BOOST_TEST(done.at("sections").at(1).at("withdrawn") == 1);
    BOOST_TEST(done.at("sections").at(2).at("withdrawn") == 1);
    const auto verdict_now = verdict(seller, {"T1", "E1", "C1", "I1", "OC"});
    BOOST_TEST(verdict_now.at("conflicts").at(0).at("kind") == "UNAVAILABLE");
    BOOST_TEST((verdict_now.at("conflicts").at(0).at("fixes").at(0).at("remove") == Json{"OC"}));
    const auto order = seller.get("/orders/" + ordered.json().at("number").get<std::string>()).json();
    BOOST_TEST(order.at("price") == "154000.00");

    auto models = download("MODELS");
    const auto kept = std::vector<CsvFile>{models, download("FEATURES"), download("PRICES"), download("RULES")};
    models.remove(model.code);
    const auto gone = change({models});
    BOOST_TEST(gone.at("sections").at(1).at("withdrawn") == 10);
    BOOST_TEST(seller.get("/catalog/models/" + model.code + "/2026").code() == "catalog.no_such_model");
    BOOST_TEST(seller.post("/orders", stock_order({"T1", "E1", "C1", "I1"})).code() == "catalog.no_such_model");
    const auto number = order.at("number").get<std::string>();
    BOOST_TEST(seller
                   .post("/orders/" + number + "/changes",
                         {{"version", order.at("version")}, {"features", {"T1", "E1", "C2", "I1"}}})
                   .status < 300);

    const auto back = check(kept, {{"stale_is_fine", true}});
    BOOST_TEST(back.at("importable") == true, back.dump());
    BOOST_TEST(import(kept, back.at("revision"), {{"stale_is_fine", true}}).status == 201);
    BOOST_TEST(verdict(seller, {"T2", "E2", "C1", "I1", "OD"}).at("total") == "198000.00");
    BOOST_TEST(verdict(seller, {"T1", "E1", "C1", "I1", "OA"}).at("conflicts").at(0).at("rule") == "R1");
    BOOST_TEST(check(kept, {{"stale_is_fine", true}}).at("changes_total") == 0);
}

BOOST_AUTO_TEST_CASE(a_new_model_comes_with_its_features_prices_and_rules) {
    auto models = download("MODELS");
    auto features = download("FEATURES");
    auto prices = download("PRICES");
    auto rules = download("RULES");
    auto limits = download("AVAILABILITY");
    const auto code = unique("N");
    const auto name = code + ",2027,";
    models.append(name + "新车,New car,SUV," + line.code + ",5");
    const char* const rows[] = {"T1,TRIM", "E1,ENGINE", "C1,EXTERIOR_COLOUR", "I1,INTERIOR_TRIM", "OP,OPTION"};
    for (const std::string row : rows) {
        features.append(name + row + ",配置,\"Feature, new\",,,1,2020-01-01,");
        prices.append(name + row.substr(0, 2) + ",2020-01-01,1000");
    }
    rules.append(name + "R1,REQUIRES,OP,T1 E1");
    limits.append(name + "OP," + net.region.code);
    const auto done = change({models, features, prices, rules, limits});
    BOOST_TEST(done.at("sections").at(1).at("added") == 5);
    const auto shown = seller.get("/catalog/models/" + code + "/2027").json();
    BOOST_TEST(shown.at("features").size() == 5u);
    BOOST_TEST(shown.at("features").at(0).at("name").at("en") == "Feature, new");
    BOOST_TEST((shown.at("rules").at(0).at("objects") == Json{"T1", "E1"}));
    BOOST_TEST(check({download("RULES")}).at("changes_total") == 0);
}

BOOST_AUTO_TEST_CASE(only_an_administrator_imports_and_an_auditor_may_look) {
    auto prices = download("PRICES");
    const Json files = sent({prices});
    for (const auto* const person : {&net.salesperson, &net.regional_manager, &net.plant_planner}) {
        auto client = server().client(*person);
        BOOST_TEST(client.get("/catalog/export").status == 403);
        BOOST_TEST(client.post("/catalog/imports/check", {{"files", files}}).status == 403);
        BOOST_TEST(client.post("/catalog/imports", {{"files", files}, {"revision", 1}}).status == 403);
    }
    auto auditor = server().client(net.auditor);
    BOOST_TEST(auditor.get("/catalog/export?format=CSV&section=RULES").status == 200);
    BOOST_TEST(auditor.post("/catalog/imports", {{"files", files}, {"revision", 1}}).status == 403);
    auto nobody = server().client();
    BOOST_TEST(nobody.get("/catalog/export").status == 401);
}

BOOST_AUTO_TEST_CASE(nonsense_is_named) {
    const auto asked = [&](const Json& body) { return administrator.post("/catalog/imports/check", body); };
    BOOST_TEST(refusal(administrator, [&] { return asked({{"files", Json::array()}}); }) == "422 catalog.no_file");
    BOOST_TEST(refusal(administrator, [&] {
                   return asked({{"files", {{{"name", "a.csv"}, {"content", "%%%"}}}}});
               }) == "422 catalog.content_not_decoded");
    BOOST_TEST((faults(asked({{"files", {{{"name", 1}, {"content", "AA=="}, {"size", 2}}}}, {"revision", 1}})) ==
                std::set<std::string>{"/files/0/name field.wrong_type", "/files/0/size field.unknown",
                                      "/revision field.unknown"}));
    BOOST_TEST((faults(administrator.post("/catalog/imports", {{"files", Json::array()}})) ==
                std::set<std::string>{"/revision field.missing"}));
    BOOST_TEST(administrator
                   .post("/catalog/imports", {{"files", sent({download("RULES")})}, {"revision", 1}},
                         {{"Idempotency-Key", ""}})
                   .code() == "idempotency.key_missing");
    BOOST_TEST(
        (faults(administrator.get("/catalog/export?format=CSV")) == std::set<std::string>{"section field.missing"}));
    BOOST_TEST(
        (faults(administrator.get("/catalog/export?format=PDF")) == std::set<std::string>{"format field.not_allowed"}));
    for (const std::string bytes : {"PK\x03\x04 broken", "\xd0\xcf\x11\xe0 a workbook of long ago"})
        BOOST_TEST(issues(check({{"old.xls", bytes}})).contains("ERROR - - catalog.file_not_readable"));
    BOOST_TEST(issues(check({{"a.csv", "model,model_year,feature,valid_from,amount\n\"open"}}))
                   .contains("ERROR 2 - catalog.quote_open"));
    const auto twice = download("RULES");
    BOOST_TEST(issues(check({twice, twice})).contains("ERROR - - catalog.section_twice"));
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
