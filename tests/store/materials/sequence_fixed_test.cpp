#include <boost/test/unit_test.hpp>

#include "materials/call_off_views.h"
#include "materials/materials.h"
#include "support/shared.h"
#include "support/world.h"

namespace {

using namespace marque;
using marque::materials::CallOffView;
using marque::materials::Change;
using marque::materials::FixedBuild;
using std::chrono::minutes;

/// A line with a bill of material: seats in sequence and a sunroof for OA from one supplier, bolts by the hour from
/// another.
struct Supplied {
    db::Pool& pool = support::database().pool();
    support::Network net = support::make_network(pool);
    support::Line line = support::make_line(pool);
    support::Model model = support::make_model(pool, line.code);
    std::string seats = support::unique("SEATS"), bolts = support::unique("BOLTS");
    core::Instant now = core::parse_rfc3339("2026-11-23T06:00:00Z").value();

    Supplied() {
        db::in_tx(pool, [&](db::Tx& tx) {
            marque::materials::load_bills(tx, R"({"suppliers": [{"code": ")" + seats +
                                                  R"(", "name_zh": "座椅厂", "name_en": "Seats"},
                        {"code": ")" + bolts + R"(", "name_zh": "螺栓厂", "name_en": "Bolts"}],
                    "bills": [{"line": ")" + line.code +
                                                  R"(", "parts": [
                      {"part_no": "SEAT-SET", "name_zh": "座椅", "name_en": "Seat set", "quantity": "1", "station": "GA-0410",
                       "supplier": ")" + seats + R"(", "delivery": "JIS"},
                      {"part_no": "SUNROOF", "name_zh": "天窗", "name_en": "Sunroof", "quantity": "1", "station": "GA-0410",
                       "supplier": ")" + seats + R"(", "delivery": "JIS", "feature": "OA"},
                      {"part_no": "BOLT", "name_zh": "螺栓", "name_en": "Bolt", "quantity": "20", "station": "BO-0110",
                       "supplier": ")" + bolts + R"(", "delivery": "JIT"}]}]})");
        });
    }
    core::OrderId order(std::initializer_list<const char*> features = {"T1", "E1", "C1", "I1"}) {
        return db::in_tx(pool, [&](db::Tx& tx) {
            const auto id = tx.insert<core::OrderId>(
                "INSERT INTO customer_order (number, dealer_id, region_id, salesperson_id, kind, state, event_code, line_code, "
                "  model_id, price, requested_date, destination_id, placed_at, updated_at) "
                "VALUES (?, ?, ?, ?, 'STOCK', 'SCHEDULED', 3300, ?, ?, '150000.00', '2026-12-24', ?, ?, ?) RETURNING id",
                support::unique("ORD-"), net.dealer.id, net.region.id, net.salesperson.id, line.code, model.id,
                net.dealer.id, now, now);
            for (const char* code : features) {
                tx.execute("INSERT INTO order_line (order_id, version, feature_id, amount) VALUES (?, 1, ?, '0.00')",
                           id, model.features.at(code));
            }
            return id;
        });
    }
    core::Instant start(int minute) const { return now + minutes{60 + minute}; }
    int fix(const std::vector<FixedBuild>& sequence, core::Instant at) {
        return db::in_tx(pool,
                         [&](db::Tx& tx) { return marque::materials::sequence_fixed(tx, line.code, sequence, at); });
    }
    int fix(const std::vector<FixedBuild>& sequence) { return fix(sequence, now); }
    marque::materials::CallOffDocument call_off(const std::string& supplier, int version,
                                                std::optional<int> known = {}) {
        return db::read(pool, [&](db::Tx& tx) {
            return marque::materials::read_call_off(tx, net.plant_planner.scope, line.code, supplier, version, known);
        });
    }
    std::vector<CallOffView> newest() {
        return db::read(pool, [&](db::Tx& tx) {
            return marque::materials::list_call_offs(tx, net.plant_planner.scope, line.code);
        });
    }
};

BOOST_AUTO_TEST_SUITE(materials)
BOOST_FIXTURE_TEST_SUITE(a_fixed_sequence, Supplied)

BOOST_AUTO_TEST_CASE(calls_off_what_each_supplier_has_to_bring) {
    const auto plain = order(), with_sunroof = order({"T1", "E1", "C1", "I1", "OA"});
    BOOST_TEST(fix({{plain, start(0)}, {with_sunroof, start(1)}}) == 2);
    const auto seats_1 = call_off(seats, 1);
    BOOST_REQUIRE(seats_1.lines.size() == 3u);
    BOOST_TEST(seats_1.lines[0].part_no == "SEAT-SET");
    BOOST_TEST(seats_1.lines[0].sequence.value() == 1);
    BOOST_TEST(seats_1.lines[1].sequence.value() == 2);
    BOOST_TEST(seats_1.lines[2].part_no == "SUNROOF");
    BOOST_TEST(seats_1.changes.size() == 3u);
    // Nothing was measured, so a place takes as long as a car goes onto the line: GA-0410 is the fourth.
    BOOST_TEST((seats_1.lines[0].needed_at == start(0) + minutes{3}));
    const auto bolts_1 = call_off(bolts, 1);
    BOOST_REQUIRE(bolts_1.lines.size() == 1u);
    BOOST_TEST(bolts_1.lines[0].quantity == "40");
    BOOST_TEST(!bolts_1.lines[0].sequence);
}

BOOST_AUTO_TEST_CASE(told_again_makes_no_version) {
    const auto one = order(), two = order();
    const std::vector<FixedBuild> sequence{{one, start(0)}, {two, start(1)}};
    fix(sequence);
    BOOST_TEST(fix(sequence) == 0);
    // The plan may breathe a little.
    BOOST_TEST(fix({{one, start(0) + std::chrono::seconds{30}}, {two, start(1) + std::chrono::seconds{30}}}) == 0);
    for (const auto& view : newest()) BOOST_TEST(view.version == 1);
}

BOOST_AUTO_TEST_CASE(a_change_is_a_version_that_says_what_differs) {
    const auto one = order(), two = order(), late = order();
    fix({{one, start(0)}, {two, start(10)}});
    BOOST_TEST(fix({{one, start(0)}, {late, start(5)}, {two, start(15)}}) == 2);
    const auto version = call_off(seats, 2);
    BOOST_TEST(version.call_off.added == 1);
    BOOST_TEST(version.call_off.moved == 1);
    BOOST_TEST(version.call_off.removed == 0);
    BOOST_REQUIRE(version.changes.size() == 2u);
    for (const auto& change : version.changes) {
        const bool is_late = change.change == Change::added;
        BOOST_TEST(is_late == !change.needed_before);
    }
    const auto of_bolts = call_off(bolts, 2);
    BOOST_REQUIRE(of_bolts.changes.size() == 1u);
    BOOST_TEST((of_bolts.changes[0].change == Change::quantity));
    BOOST_TEST(of_bolts.changes[0].quantity_before.value() == "40");
    BOOST_TEST(of_bolts.changes[0].line.quantity == "60");
    // What was said before can still be read.
    BOOST_TEST(call_off(seats, 1).lines.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_car_keeps_the_seats_that_it_has_when_it_goes_back_for_rework) {
    const auto ahead = order(), behind = order(), fresh = order();
    fix({{ahead, start(0)}, {behind, start(1)}});
    const auto build = db::in_tx(pool, [&](db::Tx& tx) {
        const auto id = tx.insert<core::BuildKey>(
            "INSERT INTO build (build_id, order_id, dealer_id, line_code, state, started_at, last_seq, station, station_state) "
            "VALUES (?, ?, ?, ?, 'RUNNING', ?, 1, 'GA-0410', 'COMPLETED') RETURNING id",
            support::unique("B"), ahead, net.dealer.id, line.code, now);
        tx.execute(
            "INSERT INTO build_event (build_pk, seq, message_id, station, state, pass_no, at, received_at) "
            "VALUES (?, 1, ?, 'GA-0410', 'COMPLETED', 1, ?, ?)",
            id, support::unique("M"), now, now);
        return id;
    });
    fix({{behind, start(1)}, {fresh, start(2)}});
    const auto without = call_off(seats, 2);
    BOOST_TEST(without.lines.size() == 2u);
    BOOST_REQUIRE(without.changes.size() == 1u);
    BOOST_TEST((without.changes[0].change == Change::added));
    BOOST_TEST(without.call_off.removed == 0);
    db::in_tx(pool, [&](db::Tx& tx) {
        tx.execute("UPDATE build SET station = 'BO-0110', station_state = 'RUNNING', pass_no = 2 WHERE id = ?", build);
    });
    BOOST_TEST(fix({{behind, start(1)}, {fresh, start(2)}}) == 0);
}

BOOST_AUTO_TEST_CASE(changes_lead_from_any_version_that_is_kept_to_a_later_one) {
    const auto one = order(), two = order(), late = order(), last = order();
    fix({{one, start(0)}, {two, start(10)}});
    fix({{one, start(0)}, {late, start(5)}, {two, start(15)}});
    fix({{one, start(0)}, {two, start(10)}});
    fix({{one, start(5)}, {two, start(10)}, {last, start(20)}});
    const auto back_again = call_off(seats, 3, 1);
    BOOST_TEST(back_again.changes_since == 1);
    BOOST_TEST(back_again.changes.empty());
    const auto over_all = call_off(seats, 4, 1);
    BOOST_REQUIRE(over_all.changes.size() == 2u);
    BOOST_TEST((over_all.changes[0].change == Change::moved && over_all.changes[0].needed_before));
    BOOST_TEST((over_all.changes[1].change == Change::added));
    BOOST_TEST(call_off(bolts, 4, 1).changes.at(0).quantity_before.value() == "40");
    BOOST_TEST(call_off(bolts, 4, 2).changes.empty());
    // Who has this version or a later one is told what this one changed, who has none that is kept everything.
    for (const auto known : {4, 9}) BOOST_TEST(call_off(seats, 4, known).changes_since == 3);
    db::in_tx(pool, [&](db::Tx& tx) {
        tx.execute("DELETE FROM call_off WHERE line_code = ? AND supplier_code = ? AND version = 1", line.code, seats);
    });
    const auto anew = call_off(seats, 4, 1);
    BOOST_TEST(anew.changes_since == 0);
    BOOST_TEST(anew.changes.size() == 3u);
    for (const auto& change : anew.changes) BOOST_TEST((change.change == Change::added));
}

BOOST_AUTO_TEST_CASE(a_car_that_leaves_the_sequence_is_taken_back_and_one_on_the_line_is_not) {
    const auto on_the_line = order(), dropped = order(), staying = order();
    fix({{on_the_line, start(0)}, {dropped, start(1)}, {staying, start(2)}});
    db::in_tx(pool, [&](db::Tx& tx) {
        tx.execute(
            "INSERT INTO build (build_id, order_id, dealer_id, line_code, state, started_at) VALUES (?, ?, ?, ?, 'RUNNING', ?)",
            support::unique("B"), on_the_line, net.dealer.id, line.code, start(0));
    });
    BOOST_TEST(fix({{staying, start(2)}}, start(0)) == 2);
    const auto version = call_off(seats, 2);
    BOOST_REQUIRE(version.changes.size() == 1u);
    BOOST_TEST((version.changes[0].change == Change::removed));
    BOOST_TEST(version.lines.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_changed_configuration_changes_the_call_off) {
    const auto one = order();
    fix({{one, start(0)}});
    db::in_tx(pool, [&](db::Tx& tx) {
        tx.execute("INSERT INTO order_line (order_id, version, feature_id, amount) VALUES (?, 1, ?, '0.00')", one,
                   model.features.at("OA"));
    });
    // Nobody need tell the sequence again.
    core::BusinessClock clock;
    clock.set_offset_seconds(std::chrono::duration_cast<std::chrono::seconds>(now - clock.real_now()).count());
    marque::materials::refresh_call_offs(pool, clock);
    const auto version = call_off(seats, 2);
    BOOST_REQUIRE(version.changes.size() == 1u);
    BOOST_TEST(version.changes[0].line.part_no == "SUNROOF");
    BOOST_TEST(fix({{one, start(0)}}) == 0);
}

BOOST_AUTO_TEST_CASE(old_versions_go_and_the_newest_stays) {
    const auto one = order(), two = order();
    fix({{one, start(0)}});
    fix({{one, start(0)}, {two, start(1)}});
    const auto later = now + std::chrono::hours{24 * 31};
    db::in_tx(pool, [&](db::Tx& tx) { marque::materials::forget_old_call_offs(tx, later); });
    BOOST_TEST(call_off(seats, 2).lines.size() == 2u);
    BOOST_CHECK_EXCEPTION(call_off(seats, 1), core::Error,
                          [](const core::Error& refused) { return refused.spec().code == "call_off.not_found"; });
}

BOOST_AUTO_TEST_CASE(nobody_else_reads_a_call_off) {
    fix({{order(), start(0)}});
    db::read(pool, [&](db::Tx& tx) {
        BOOST_TEST(marque::materials::list_call_offs(tx, net.salesperson.scope, line.code).empty());
    });
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace
