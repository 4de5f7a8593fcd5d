#include "db/tx.h"
#include "http/order_book.h"

namespace {

using namespace marque::support;

/// Cars that went onto the line with one part each, told as the line tells it.
struct Genealogy : OrderBook {
    HttpClient planner = server().client(net.plant_planner);
    std::string part = unique("BRAKE-");

    static Json put_in(Json message, const std::string& part, const Json& lot, const Json& serial = nullptr) {
        Json one{{"part_no", part}, {"quantity", "2"}};
        if (!lot.is_null()) one["lot"] = lot;
        if (!serial.is_null()) one["serial"] = serial;
        message["parts"] = Json::array({one});
        return message;
    }
    std::string car_with(const Json& lot, const Json& serial = nullptr) {
        const auto build = accepted(place());
        BOOST_REQUIRE(told(put_in(at("BO-0110", build, 1), part, lot, serial)) == "ACCEPTED");
        return build;
    }
    std::string car_without() {
        const auto build = accepted(place());
        BOOST_REQUIRE(told(at("BO-0110", build, 1)) == "ACCEPTED");
        return build;
    }
    static std::string hours_from_now(int hours) {
        return marque::core::to_rfc3339(marque::core::BusinessClock().real_now() + std::chrono::hours{hours});
    }
    std::string question(const std::string& which) const {
        return "?line=" + line.code + "&part=" + part + "&" + which + "&from=" + hours_from_now(-1) +
               "&until=" + hours_from_now(1);
    }
    Json summary(const std::string& which) {
        const auto reply = planner.get("/genealogy/summary" + question(which));
        BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
        return reply.json();
    }
    Json list(const std::string& which, const std::string& answer, const std::string& more = "") {
        const auto reply = planner.get("/genealogy/builds" + question(which) + "&answer=" + answer + more);
        BOOST_REQUIRE_MESSAGE(reply.status == 200, reply.body);
        return reply.json();
    }
    /// 5,600 cars, one a second, longer than one page looks: the first 3,000 with lot L1, a hundred of them told of
    /// twice, then L2, and of the last ten nothing is known.
    void many_cars() {
        const auto order = place();
        marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
            tx.execute(
                "INSERT INTO build (build_id, order_id, dealer_id, line_code, state, last_seq, started_at) "
                "SELECT CONCAT(?, LPAD(seq, 4, '0')), o.id, o.dealer_id, ?, 'CANCELLED', 1, ? + INTERVAL seq SECOND "
                "FROM seq_1_to_5600 STRAIGHT_JOIN customer_order o WHERE o.number = ?",
                part, line.code, std::string("2020-01-01"), order);
            tx.execute(
                "INSERT INTO build_part (build_pk, seq, item, part_no, lot, line_code, started_at) "
                "SELECT b.id, s.seq, 1, ?, IF(RIGHT(b.build_id, 4) <= 3000, 'L1', 'L2'), b.line_code, b.started_at "
                "FROM build b JOIN seq_1_to_2 s WHERE b.line_code = ? AND RIGHT(b.build_id, 4) <= 5590 "
                "AND (s.seq = 1 OR RIGHT(b.build_id, 4) <= 100)",
                part, line.code);
        });
    }
    std::string of_many(const std::string& path, const std::string& more = "") const {
        return "/genealogy/" + path + "?line=" + line.code + "&part=" + part +
               "&lot=L1&from=2020-01-01T00:00:00Z&until=2020-01-02T00:00:00Z" + more;
    }
    static std::vector<std::string> builds_of(const Json& page) {
        std::vector<std::string> builds;
        for (const auto& row : page.at("items")) builds.push_back(row.at("build_id"));
        return builds;
    }
};

using Builds = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(builds)
BOOST_FIXTURE_TEST_SUITE(genealogy, Genealogy)

BOOST_AUTO_TEST_CASE(every_car_of_the_window_has_the_lot_or_has_another_or_nothing_is_known) {
    const auto with = car_with("L1"), also_with = car_with("L1"), other = car_with("L2"), silent = car_without();
    const auto counted = summary("lot=L1");
    const Json expected{{"part_name", nullptr}, {"part_recorded", true}, {"builds", 4}, {"has", 2},
                        {"has_not", 1},         {"unknown", 1}};
    BOOST_TEST(counted == expected);
    BOOST_TEST((builds_of(list("lot=L1", "HAS")) == Builds{with, also_with}));
    BOOST_TEST((builds_of(list("lot=L1", "HAS_NOT")) == Builds{other}));
    BOOST_TEST((builds_of(list("lot=L1", "UNKNOWN")) == Builds{silent}));
    const auto row = list("lot=L1", "HAS").at("items").at(0);
    BOOST_TEST(row.at("station") == "BO-0110");
    BOOST_TEST(row.at("lot") == "L1");
    BOOST_TEST(row.at("pass_no") == 1);
    BOOST_TEST(row.at("replaced") == false);
    BOOST_TEST(list("lot=L1", "HAS_NOT").at("items").at(0).at("lot") == "L2");
    BOOST_TEST(list("lot=L1", "UNKNOWN").at("items").at(0).at("lot").is_null());
}

BOOST_AUTO_TEST_CASE(a_lot_is_asked_for_exactly_as_it_is_written) {
    car_with("Lot-7");
    BOOST_TEST(summary("lot=Lot-7").at("has") == 1);
    BOOST_TEST(summary("lot=lot-7").at("has") == 0);
}

BOOST_AUTO_TEST_CASE(a_serial_belongs_to_one_car) {
    const auto with = car_with(nullptr, "S-1");
    car_with(nullptr, "S-2");
    BOOST_TEST((builds_of(list("serial=S-1", "HAS")) == Builds{with}));
    BOOST_TEST(summary("serial=S-1").at("has_not") == 1);
}

BOOST_AUTO_TEST_CASE(a_record_without_the_lot_or_serial_that_is_asked_for_clears_no_car) {
    const auto with = car_with("L1", "S-1"), other = car_with("L2", "S-2"), serial_only = car_with(nullptr, "S-3"),
               lot_only = car_with("L2"), silent = car_without();
    // Two of the part in one car: of the second one nobody said the lot.
    const auto mixed = car_with("L2", "S-4"), mixed_with = car_with("L1", "S-5");
    for (const auto& build : {mixed, mixed_with})
        BOOST_REQUIRE(told(put_in(at("BO-0120", build, 2), part, nullptr, build)) == "ACCEPTED");

    const auto require_parted = [&](const std::string& which, const Builds& has, const Builds& has_not,
                                    const Builds& unknown) {
        BOOST_TEST_CONTEXT(which) {
            const auto counted = summary(which);
            BOOST_TEST(counted.at("builds") == 7);
            BOOST_TEST(counted.at("has") == has.size());
            BOOST_TEST(counted.at("has_not") == has_not.size());
            BOOST_TEST(counted.at("unknown") == unknown.size());
            BOOST_TEST((builds_of(list(which, "HAS")) == has));
            BOOST_TEST((builds_of(list(which, "HAS_NOT")) == has_not));
            BOOST_TEST((builds_of(list(which, "UNKNOWN")) == unknown));
        }
    };
    require_parted("lot=L1", {with, mixed_with}, {other, lot_only}, {serial_only, silent, mixed});
    require_parted("serial=S-1", {with}, {other, serial_only, mixed, mixed_with}, {lot_only, silent});
    require_parted("serial=" + mixed, {mixed}, {with, other, serial_only, mixed_with}, {lot_only, silent});
    const auto unknown = list("lot=L1", "UNKNOWN").at("items");
    BOOST_TEST(unknown.at(0).at("serial") == "S-3");
    BOOST_TEST(unknown.at(1).at("serial").is_null());
    BOOST_TEST(unknown.at(2).at("serial") == mixed);
    BOOST_TEST(unknown.at(2).at("lot").is_null());
}

BOOST_AUTO_TEST_CASE(a_lot_that_was_taken_out_again_is_still_named_and_marked) {
    const auto build = car_with("L1");
    auto again = put_in(at("BO-0110", build, 2), part, "L9");
    again["pass_no"] = 2;
    BOOST_REQUIRE(told(again) == "ACCEPTED");
    const auto rows = list("lot=L1", "HAS").at("items");
    BOOST_REQUIRE(rows.size() == 1u);
    BOOST_TEST(rows.at(0).at("replaced") == true);
    BOOST_TEST(list("lot=L9", "HAS").at("items").at(0).at("replaced") == false);
    BOOST_TEST(list("lot=L9", "HAS").at("items").at(0).at("pass_no") == 2);
}

BOOST_AUTO_TEST_CASE(cars_of_another_time_or_another_line_are_not_in_the_window) {
    car_with("L1");
    const auto elsewhere = make_line(pool);
    const auto from = "&from=" + hours_from_now(-9) + "&until=";
    const auto which = "&part=" + part + "&lot=L1";
    const auto before = planner.get("/genealogy/summary?line=" + line.code + which + from + hours_from_now(-8)).json();
    const auto there =
        planner.get("/genealogy/summary?line=" + elsewhere.code + which + from + hours_from_now(1)).json();
    for (const auto& counted : {before, there}) {
        BOOST_TEST(counted.at("has") == 0);
        BOOST_TEST(counted.at("builds") == 0);
        BOOST_TEST(counted.at("part_recorded") == true);
    }
}

BOOST_AUTO_TEST_CASE(a_part_that_was_never_recorded_says_so) {
    car_without();
    const auto reply =
        planner.get("/genealogy/summary?line=" + line.code + "&part=NO-SUCH-PART&lot=L1&from=" + hours_from_now(-1) +
                    "&until=" + hours_from_now(1));
    BOOST_TEST(reply.json().at("part_recorded") == false);
    BOOST_TEST(reply.json().at("unknown") == 1);
}

BOOST_AUTO_TEST_CASE(lists_go_on_where_a_page_ended) {
    Builds with, without;
    for (int i = 0; i < 3; ++i) with.push_back(car_with("L1"));
    for (int i = 0; i < 3; ++i) without.push_back(car_with("L2"));
    for (const auto& [answer, expected] : {std::pair("HAS", with), std::pair("HAS_NOT", without)}) {
        Builds found;
        std::string more = "&limit=2";
        for (int page_no = 0; page_no < 5; ++page_no) {
            const auto page = list("lot=L1", answer, more);
            for (const auto& build : builds_of(page)) found.push_back(build);
            if (page.at("next").is_null()) break;
            more = "&limit=2&cursor=" + page.at("next").get<std::string>();
        }
        BOOST_TEST((found == expected));
    }
}

BOOST_AUTO_TEST_CASE(a_window_of_any_length_is_counted_whole) {
    many_cars();
    const Json expected{{"part_name", nullptr}, {"part_recorded", true}, {"builds", 5600},
                        {"has", 3000},          {"has_not", 2590},       {"unknown", 10}};
    BOOST_TEST(planner.get(of_many("summary")).json() == expected);
}

BOOST_AUTO_TEST_CASE(a_page_that_looked_long_in_vain_says_where_the_next_one_begins) {
    many_cars();
    const auto first = planner.get(of_many("builds", "&answer=UNKNOWN")).json();
    BOOST_TEST(first.at("items").empty());
    const auto rest =
        planner.get(of_many("builds", "&answer=UNKNOWN&cursor=" + first.at("next").get<std::string>())).json();
    BOOST_TEST(rest.at("items").size() == 10u);
    BOOST_TEST(rest.at("next").is_null());
    const auto others = planner.get(of_many("builds", "&answer=HAS_NOT&limit=2")).json();
    BOOST_TEST((builds_of(others) == Builds{part + "3001", part + "3002"}));
    const auto next =
        planner.get(of_many("builds", "&answer=HAS_NOT&limit=2&cursor=" + others.at("next").get<std::string>()));
    BOOST_TEST((builds_of(next.json()) == Builds{part + "3003", part + "3004"}));
}

BOOST_AUTO_TEST_CASE(a_line_is_found_however_its_code_is_written) {
    car_with("L1");
    std::string lower = line.code;
    for (auto& letter : lower) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    const auto counted = planner.get("/genealogy/summary?line=" + lower + "&part=" + part +
                                     "&lot=L1&from=" + hours_from_now(-1) + "&until=" + hours_from_now(1));
    BOOST_REQUIRE_MESSAGE(counted.status == 200, counted.body);
    BOOST_TEST(counted.json().at("has") == 1);
    BOOST_TEST(counted.json().at("unknown") == 0);
}

BOOST_AUTO_TEST_CASE(the_answer_is_given_as_a_table_too) {
    const auto with = car_with("=L1");
    const auto path = "/genealogy/builds.csv" + question("lot=%3DL1") + "&answer=HAS";
    const auto reply = planner.get(path);
    BOOST_TEST(reply.status == 200);
    BOOST_TEST(reply.header("content-type") == "text/csv; charset=utf-8");
    BOOST_TEST(reply.body.find("build_id,order_number,vin") != std::string::npos);
    BOOST_TEST(reply.body.find(with) != std::string::npos);
    // A spreadsheet must not take what somebody wrote for a formula.
    BOOST_TEST(reply.body.find("\"'=L1\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_car_tells_all_that_went_into_it_by_build_id_and_by_vin) {
    const auto build = car_with("L1", nullptr);
    auto second = put_in(at("BO-0120", build, 2), "ENGINE", nullptr, "EN-1");
    BOOST_REQUIRE(told(second) == "ACCEPTED");
    const auto vin = make_vin();
    BOOST_REQUIRE(told(line_off(build, 3, vin)) == "ACCEPTED");
    for (const auto& name : {build, vin}) {
        const auto car = planner.get("/genealogy/cars/" + name).json();
        BOOST_TEST(car.at("build_id") == build);
        BOOST_TEST(car.at("vin") == vin);
        BOOST_REQUIRE(car.at("parts").size() == 2u);
        BOOST_TEST(car.at("parts").at(0).at("part_no") == part);
        BOOST_TEST(car.at("parts").at(0).at("station_name").at("en") == "Station BO-0110");
        BOOST_TEST(car.at("parts").at(1).at("serial") == "EN-1");
    }
    BOOST_TEST(refusal(planner, [&] { return planner.get("/genealogy/cars/NOBODY"); }) ==
               "404 genealogy.car_not_found");
}

BOOST_AUTO_TEST_CASE(a_part_is_named_as_in_the_lines_bill_of_material) {
    const auto build = car_with("L1");
    BOOST_REQUIRE(told(put_in(at("BO-0120", build, 2), unique("BOLT-"), "L7")) == "ACCEPTED");
    marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
        const auto supplier = unique("SUP-");
        tx.execute("INSERT INTO supplier (code, name_zh, name_en) VALUES (?, '制动厂', 'Brakes')", supplier);
        // For each model a line of its own.
        for (const char* of : {"", "4NB69"}) {
            tx.execute(
                "INSERT INTO bill_of_material (line_code, part_no, model_code, station, name_zh, name_en, quantity, supplier_code, "
                "  delivery) VALUES (?, ?, ?, 'BO-0110', '制动模块', 'Brake module', 1, ?, 'JIS')",
                line.code, part, of, supplier);
        }
    });
    const Json name{{"zh", "制动模块"}, {"en", "Brake module"}};
    BOOST_TEST(summary("lot=L1").at("part_name") == name);
    const auto parts = planner.get("/genealogy/cars/" + build).json().at("parts");
    BOOST_REQUIRE(parts.size() == 2u);
    BOOST_TEST(parts.at(0).at("part_name") == name);
    BOOST_TEST(parts.at(1).at("part_name").is_null());
}

BOOST_AUTO_TEST_CASE(what_cannot_be_asked_is_said) {
    const auto ask = [&](const std::string& query) {
        return refusal(planner, [&] { return planner.get("/genealogy/summary?line=" + line.code + query); });
    };
    const std::string window = "&from=" + hours_from_now(-1) + "&until=" + hours_from_now(1);
    BOOST_TEST(ask("&lot=L1" + window) == "422 request.fields_at_fault");
    BOOST_TEST(ask("&part=P" + window) == "422 request.fields_at_fault");
    BOOST_TEST(ask("&part=P&lot=L&serial=S" + window) == "422 request.fields_at_fault");
    BOOST_TEST(ask("&part=P&lot=L&from=yesterday&until=today") == "422 request.fields_at_fault");
    const auto backwards = planner.get("/genealogy/summary?line=" + line.code +
                                       "&part=P&lot=L&from=" + hours_from_now(1) + "&until=" + hours_from_now(-1));
    BOOST_TEST(backwards.json().at("errors").at(0).at("detail") == "结束时间须晚于开始时间。", backwards.body);
    BOOST_TEST(refusal(planner, [&] { return planner.get("/genealogy/builds" + question("lot=L1")); }) ==
               "422 request.fields_at_fault");
    for (const char* cursor : {"x", "1.", ".1", "99999999999999999999.1"}) {
        BOOST_TEST(refusal(planner, [&] {
                       return planner.get("/genealogy/builds" + question("lot=L1") +
                                          "&answer=UNKNOWN&cursor=" + cursor);
                   }) == "400 request.cursor_invalid");
    }
}

BOOST_AUTO_TEST_CASE(only_the_plant_the_maker_and_the_engineers_may_ask) {
    const auto build = car_with("L1");
    for (const auto& person : {net.salesperson, net.regional_manager, net.technician, net.care_agent}) {
        auto client = server().client(person);
        BOOST_TEST(refusal(client, [&] { return client.get("/genealogy/summary" + question("lot=L1")); }) ==
                   "403 access.role_missing");
        BOOST_TEST(refusal(client, [&] { return client.get("/genealogy/cars/" + build); }) ==
                   "403 access.role_missing");
    }
    for (const auto& person : {net.technical_engineer, net.auditor, net.administrator}) {
        auto client = server().client(person);
        BOOST_TEST(client.get("/genealogy/cars/" + build).status == 200);
    }
    BOOST_TEST(refusal(planner, [&] {
                   return planner.get("/genealogy/summary?line=no-such&part=P&lot=L&from=" + hours_from_now(-1) +
                                      "&until=" + hours_from_now(1));
               }) == "404 line.not_found");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
