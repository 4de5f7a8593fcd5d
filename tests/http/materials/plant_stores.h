#pragma once

#include "db/tx.h"
#include "http/order_book.h"

namespace marque::support {

/// A line whose cars all need a BRAKE at PA-0210, with a call-off as the sequence would have left it.
struct PlantStores : OrderBook {
    HttpClient planner = server().client(net.plant_planner);
    std::string supplier = unique("SUP-");

    PlantStores() {
        marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
            tx.execute("INSERT INTO supplier (code, name_zh, name_en) VALUES (?, '制动厂', 'Brakes')", supplier);
            tx.execute(
                "INSERT INTO bill_of_material (line_code, part_no, station, name_zh, name_en, quantity, supplier_code, delivery) "
                "VALUES (?, 'BRAKE', 'PA-0210', '制动模块', 'Brake module', 1, ?, 'JIS')",
                line.code, supplier);
        });
    }
    std::string of_line(const std::string& what) const { return "/lines/" + line.code + what; }
    /// Each with one line more than the one before.
    void enter_versions(std::initializer_list<int> versions = {1, 2}) {
        marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
            for (const int version : versions) {
                tx.execute(
                    "INSERT INTO call_off (line_code, supplier_code, version, made_at, line_count, added, removed, moved, "
                    "quantity_changed) VALUES (?, ?, ?, '2026-11-23 06:00:00', ?, 1, 0, 0, 0)",
                    line.code, supplier, version, version);
                tx.execute(
                    "INSERT INTO call_off_line (line_code, supplier_code, from_version, part_no, station, delivery, order_id, "
                    "needed_at, quantity) VALUES (?, ?, ?, 'BRAKE', 'PA-0210', 'JIS', ?, '2026-11-23 07:00:00', 1)",
                    line.code, supplier, version, version);
            }
        });
    }
    Json shortage(const std::string& part = "BRAKE") const {
        return {
            {"part_no", part}, {"lot", nullptr}, {"from", now()}, {"expected_back", nullptr}, {"note", "供应商停线"}};
    }
    Json report() {
        const auto reported = planner.post(of_line("/shortages"), shortage());
        BOOST_REQUIRE_MESSAGE(reported.status == 201, reported.body);
        return reported.json();
    }
    Json hits(const Json& of) {
        const auto path = of_line("/shortages/" + std::to_string(of.at("id").get<int>()) + "/orders");
        return planner.get(path).json().at("items");
    }
    /// As if the line's pace were known well enough to promise a day.
    void promised(const std::string& number) {
        marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
            tx.execute("UPDATE customer_order SET promised_date = '2027-01-31' WHERE number = ?", number);
            tx.execute(
                "UPDATE order_eta e JOIN customer_order o ON o.id = e.order_id SET e.promised_date = '2027-01-31', "
                "e.promise_seq = 1, e.ledger_seq = 1 WHERE o.number = ?",
                number);
        });
    }
    /// The sequence has the car on the line that day, and at PA-0210 at once.
    void planned_for(const std::string& number, const std::string& day_of_start) {
        marque::db::in_tx(pool, [&](marque::db::Tx& tx) {
            tx.execute("REPLACE INTO call_off_offset (line_code, station, seconds) VALUES (?, 'PA-0210', 0)",
                       line.code);
            tx.execute(
                "REPLACE INTO fixed_build (order_id, line_code, planned_start) SELECT id, ?, ? FROM customer_order "
                "WHERE number = ?",
                line.code, day_of_start, number);
        });
    }
    Json calls(const std::string& state = "OPEN") {
        return seller.get("/promise-tasks?state=" + state).json().at("items");
    }
    void end(const Json& of) {
        const auto ended = planner.post(of_line("/shortages/" + std::to_string(of.at("id").get<int>()) + "/end"),
                                        {{"version", of.at("version")}});
        BOOST_REQUIRE_MESSAGE(ended.status == 200, ended.body);
        BOOST_TEST(ended.json().at("state") == "ENDED");
    }
};

}  // namespace marque::support
