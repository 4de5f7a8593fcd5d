#pragma once

#include <boost/test/unit_test.hpp>

#include "care/care.h"
#include "care/care_call.h"
#include "care/claim_call.h"
#include "care/desk.h"
#include "support/refusal_code.h"
#include "support/shared.h"
#include "support/world.h"

/// A small care programme, an empty queue, and cars to call about.
namespace marque::care_world {

using namespace std::chrono_literals;

inline core::Date day(const char* text) { return core::parse_date(text).value(); }

/// 3 December 2026, 10:00 in Shanghai.
inline const core::Date today = day("2026-12-03");
inline const core::Instant now = core::parse_rfc3339("2026-12-03T02:00:00Z").value();
inline const core::Instant real_now = core::parse_rfc3339("2026-11-21T08:00:00Z").value();

struct Call {
    core::CareCallId id;
    std::string rule;
    std::string state;
    std::string due_on;
    core::CustomerId customer;
    int occurrence = 0;
    std::string outcome;
    unsigned version = 0;
};

/// Each test starts with an empty queue: agents of the whole network work at one.
struct CareWorld {
    db::Pool& pool = support::database().pool();
    support::Network net = support::make_network(pool);
    support::Model model = support::make_model(pool, support::make_line(pool).code);

    CareWorld() {
        db::in_tx(pool, [](db::Tx& tx) {
            tx.execute("DELETE FROM care_attempt");
            tx.execute("DELETE FROM care_call");
            tx.execute("DELETE FROM care_rule");
            const auto rule = [&](const char* code, const char* cause, std::optional<int> days, std::optional<int> km,
                                  int window, int occurrences, int priority) {
                tx.execute(
                    "INSERT INTO care_rule (code, caused_by, name_zh, name_en, due_days, due_km, window_days, "
                    "occurrences, "
                    "priority, script_zh, script_en) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '{customer}', '{customer}')",
                    code, cause, code, code, days, km, window, occurrences, priority);
            };
            rule("FIRST_VISIT", "HAND_OVER", 20, {}, 10, 1, 20);
            rule("MAINT_5000", "HAND_OVER", 180, 5000, 30, 1, 40);
            rule("MAINT_10000", "HAND_OVER", 365, 10000, 30, 1, 40);
            rule("ANNUAL", "HAND_OVER", 365, {}, 30, 3, 70);
            rule("REPAIR_FOLLOW_UP", "REPAIR_CLOSED", 3, {}, 4, 1, 10);
            rule("VISIT_CHECK", "OUTCOME", 2, {}, 5, 1, 30);
        });
    }

    care::Desk desk(const support::Person& person) const {
        return {person.scope, {person.id, person.name, "127.0.0.1", "test"}, now, real_now, today, false};
    }

    struct Owned {
        support::Customer owner;
        support::Vehicle car;
    };
    Owned make_owned(core::Date delivered_on) { return make_owned(delivered_on, net.dealer); }
    Owned make_owned(core::Date delivered_on, const support::Organisation& dealer) {
        const auto owner = support::make_customer(pool, dealer.id);
        return {owner, support::make_vehicle(pool, model, owner, delivered_on)};
    }
    void plan_hand_over(const Owned& owned, core::Date on, core::Date as_of) {
        db::in_tx(pool, [&](db::Tx& tx) {
            care::plan_after_hand_over(tx, {owned.car.id, owned.owner.id, net.region.id, on, as_of});
        });
    }
    /// One call of the rule, waiting in the queue.
    core::CareCallId make_call(const Owned& owned, core::Date due_on, const char* rule = "FIRST_VISIT") {
        return db::in_tx(pool, [&](db::Tx& tx) {
            return tx.insert<core::CareCallId>(
                "INSERT INTO care_call (vehicle_id, customer_id, region_id, rule_id, occurrence, state, due_on, "
                "priority, reason) "
                "SELECT ?, ?, ?, r.id, 1 + (SELECT COUNT(*) FROM care_call k WHERE k.rule_id = r.id), 'PLANNED', ?, "
                "r.priority, "
                "'{\"cause\": \"HAND_OVER\", \"caused_on\": \"2026-11-01\"}' FROM care_rule r WHERE r.code = ? "
                "RETURNING id",
                owned.car.id, owned.owner.id, net.region.id, due_on, rule);
        });
    }
    core::CareCallId make_call(core::Date due_on, const char* rule = "FIRST_VISIT") {
        return make_call(make_owned(due_on - std::chrono::days{20}), due_on, rule);
    }

    std::vector<Call> calls() {
        return db::read(pool, [](db::Tx& tx) {
            return tx.list(
                [](const db::Row& row) {
                    return Call{row.get<core::CareCallId>("id"),
                                row.get<std::string>("code"),
                                row.get<std::string>("state"),
                                row.get<std::string>("due_on"),
                                row.get<core::CustomerId>("customer_id"),
                                row.get<int>("occurrence"),
                                row.opt<std::string>("outcome").value_or(""),
                                row.get<unsigned>("version")};
                },
                "SELECT k.id, r.code, k.state, k.due_on, k.customer_id, k.occurrence, k.outcome, k.version FROM "
                "care_call k "
                "JOIN care_rule r ON r.id = k.rule_id ORDER BY k.due_on, k.priority, k.id");
        });
    }
    Call call(core::CareCallId id) {
        for (auto& found : calls()) {
            if (found.id == id) return found;
        }
        throw std::runtime_error("no such call");
    }
    /// Each call as "RULE n due STATE", by due day.
    std::vector<std::string> plan() {
        std::vector<std::string> lines;
        for (const auto& planned : calls()) {
            lines.push_back(planned.rule + " " + std::to_string(planned.occurrence) + " " + planned.due_on + " " +
                            planned.state + (planned.outcome.empty() ? "" : " " + planned.outcome));
        }
        return lines;
    }
    void expect_plan(const std::vector<std::string>& lines) {
        const auto found = plan();
        BOOST_TEST(found == lines, boost::test_tools::per_element());
    }
    template <class... Args>
    void execute(db::Sql sql, const Args&... args) {
        db::in_tx(pool, [&](db::Tx& tx) { tx.execute(sql, args...); });
    }
    template <class T, class... Args>
    T value(db::Sql sql, const Args&... args) {
        return db::read(pool, [&](db::Tx& tx) { return tx.value<T>("it", sql, args...).value(); });
    }
    std::vector<std::string> audited(core::CareCallId id) {
        return db::read(pool, [&](db::Tx& tx) {
            return tx.list([](const db::Row& row) { return row.get<std::string>("action"); },
                           "SELECT action FROM audit WHERE subject = ? ORDER BY id",
                           "care_call " + std::to_string(id.value));
        });
    }
};

}  // namespace marque::care_world
