#pragma once

#include "db/tx.h"
#include "http/order_book.h"
#include "support/eventually.h"

namespace marque::support {

constexpr std::chrono::seconds reconciliation_patience{30};

/// A line with its planner, its bridge and the differences between them.
struct ReconciliationDesk : OrderBook {
    HttpClient planner = server().client(net.plant_planner);
    const std::string at_line = "/lines/" + line.code;

    ReconciliationDesk() {
        db::in_tx(pool, [&](db::Tx& tx) {
            tx.execute("UPDATE production_line SET quiet_minutes = 0, answer_minutes = 0 WHERE code = ?", line.code);
        });
    }
    /// Quick comparisons leave cars alone that were heard of within four hours.
    void patient() {
        db::in_tx(pool, [&](db::Tx& tx) {
            tx.execute("UPDATE production_line SET quiet_minutes = 240, answer_minutes = 15 WHERE code = ?", line.code);
        });
    }
    /// As if the last word of these cars were so many hours old.
    void silent_for(const std::vector<std::string>& builds, int hours) {
        db::in_tx(pool, [&](db::Tx& tx) {
            for (const auto& build : builds) {
                tx.execute(
                    "UPDATE build_event e JOIN build b ON b.id = e.build_pk SET e.received_at = "
                    "  UTC_TIMESTAMP(3) - INTERVAL ? HOUR WHERE b.build_id = ? AND e.seq = b.last_seq",
                    hours, build);
            }
        });
    }
    /// Thirty cars took eight hours to be done at this place, as the line's times are kept: 86 is the bin of 8 hours.
    void eight_hours_are_usual_at(const std::string& station) {
        db::in_tx(pool, [&](db::Tx& tx) {
            tx.execute(
                "REPLACE INTO stage_time (line_code, stage, total, squares, bins) VALUES (?, ?, 30 * 28800, "
                "30 * 28800 * 28800, '86:30.000')",
                line.code, station);
        });
    }
    Json compare() {
        const auto started = planner.post(at_line + "/reconciliations", Json::object());
        BOOST_REQUIRE_MESSAGE(started.status == 201, started.body);
        return started.json();
    }
    Json errand(const char* kind) {
        const auto leased =
            bridge.post("/bridge/errands/lease", {{"line", line.code}, {"max", 10}, {"lease_seconds", 600}});
        const Json errands = leased.json().at("errands");
        for (const auto& each : errands)
            if (each.at("kind") == kind) return each;
        return nullptr;
    }
    Reply answer(const Json& run, const Json& builds, bool heard = true) {
        return bridge.post("/bridge/reconciliations/" + std::to_string(run.at("id").get<int>()) + "/answers",
                           {{"line", line.code}, {"builds", builds}, {"last", true}, {"heard", heard}});
    }
    Json ended(const Json& run) {
        Json now;
        BOOST_REQUIRE(eventually(reconciliation_patience, [&] {
            now = planner.get(at_line + "/reconciliations?limit=1").json().at("items").at(0);
            return now.at("id") == run.at("id") && !now.at("ended_at").is_null();
        }));
        return now;
    }
    /// A comparison with what the line answers, to its end.
    Json compared(const Json& builds, bool heard = true) {
        const auto run = compare();
        BOOST_REQUIRE(answer(run, builds, heard).status == 204);
        return ended(run);
    }
    Json findings(const std::string& query = "") {
        return planner.get(at_line + "/findings" + query).json().at("items");
    }
    Json only_finding() {
        const auto found = findings("?state=OPEN");
        BOOST_REQUIRE_MESSAGE(found.size() == 1u, found.dump());
        return found.at(0);
    }
    Reply on(const Json& finding, const std::string& act, const Json& body) {
        return planner.post(at_line + "/findings/" + std::to_string(finding.at("id").get<int>()) + "/" + act, body);
    }
    Json list(const std::string& text, const Json& written_at = nullptr) {
        Json body{{"text", text}};
        if (!written_at.is_null()) body["written_at"] = written_at;
        const auto run = planner.post(at_line + "/reconciliations/list", body);
        BOOST_REQUIRE_MESSAGE(run.status == 201, run.body);
        return run.json();
    }
    /// A message of this build that could not be used.
    void put_aside(const std::string& build_id, const char* reason) {
        const Json message{{"line", line.code},
                           {"message_id", "m-1"},
                           {"topic", "marque/plant/vehicle/ga/b2mml/sync-operations-performance/" + build_id},
                           {"reason", reason},
                           {"detail", ""},
                           {"raw", "{\"SyncOperationsPerformance\":{}}"},
                           {"received_at", now()}};
        BOOST_REQUIRE(bridge.post("/bridge/set-aside", message).status == 204);
    }
    /// An answer of the line that gave the order a second build.
    void put_second_build_aside(const std::string& order_number, const std::string& build_id) {
        const Json lot{{"$", build_id}, {"@schemeID", "BUILD_ID"}};
        const Json raw{{"AcknowledgeOperationsSchedule",
                        {{"ApplicationArea", {{"CreationDateTime", now()}, {"BODID", fresh_key()}}},
                         {"DataArea", {{"OperationsSchedule", {{{"MaterialLotID", {lot}}}}}}}}}};
        const Json message{{"line", line.code},
                           {"message_id", fresh_key()},
                           {"topic", "marque/plant/vehicle/ga/b2mml/acknowledge-operations-schedule/" + order_number},
                           {"reason", "ORDER_HAS_LIVE_BUILD"},
                           {"detail", ""},
                           {"raw", raw.dump()},
                           {"received_at", now()}};
        BOOST_REQUIRE(bridge.post("/bridge/set-aside", message).status == 204);
    }
    static Json line_told(const std::string& build_id, int asked, int last) {
        return {{"build_id", build_id}, {"answer", "TOLD"}, {"asked_seq", asked}, {"last_seq", last}};
    }
    static Json answered(const std::string& build_id, int asked, const char* answer) {
        return {{"build_id", build_id}, {"answer", answer}, {"asked_seq", asked}, {"last_seq", 0}};
    }
};

}  // namespace marque::support
