#include <algorithm>
#include <stdexcept>

#include "bench/chaos.h"
#include "db/tx.h"

// Falsehoods that the checks of a chaos must find.
namespace marque::bench {
namespace {

void falsify(Chaos& chaos, db::Sql sql) {
    const auto rows = db::in_tx(chaos.stack.pool(), [&](db::Tx& tx) { return tx.execute(sql); });
    if (rows == 0) throw std::runtime_error(std::string("nothing to falsify: ").append(sql.text()));
    const auto kept = chaos.books.line_book;
    chaos.read_books();
    chaos.books.line_book = kept;  // falsehoods told of the line stay told
}

void believe_a_second_build(Chaos& chaos) {
    const auto told = std::find_if(chaos.lies.begin(), chaos.lies.end(),
                                   [](const auto& lie) { return lie.second.starts_with("SECOND_BUILD"); });
    if (told == chaos.lies.end()) throw std::runtime_error("the line has told no order a second build");
    db::in_tx(chaos.stack.pool(), [&](db::Tx& tx) {
        tx.execute("INSERT INTO inbox (message_id, received_at, result) VALUES (?, UTC_TIMESTAMP(3), 'ANSWER')",
                   told->first);
    });
    const auto kept = chaos.books.line_book;
    chaos.read_books();
    chaos.books.line_book = kept;
}

std::vector<Json*> finished_cars(Chaos& chaos) {
    std::vector<Json*> cars;
    for (auto& entry : chaos.books.line_book)
        if (!entry.at("build_id").is_null() && entry.at("state") == "ARRIVED") cars.push_back(&entry);
    if (cars.size() < 2) throw std::runtime_error("too few cars have arrived to tell falsehoods of");
    return cars;
}

constexpr const char* each_event = "every event of every car is at the office as the line told it, once";
constexpr const char* same_cars = "VIN, engine and last SEQ are equal on both sides";

std::vector<Falsehood> falsehoods(Chaos& chaos) {
    return {
        {"the office has lost an event", each_event,
         [&chaos] {
             falsify(chaos,
                     "DELETE FROM build_event WHERE seq = 7 AND build_pk IN (SELECT b.id FROM build b "
                     "JOIN customer_order o ON o.id = b.order_id JOIN person p ON p.id = o.salesperson_id "
                     "WHERE p.sign_in_name LIKE 'person.%') LIMIT 1");
         }},
        {"an event is of another pass than was told", each_event,
         [&chaos] {
             falsify(chaos,
                     "UPDATE build_event SET pass_no = pass_no + 1 WHERE seq = 9 ORDER BY build_pk DESC LIMIT 1");
         }},
        {"an order has lost its row", "every order that somebody placed is there, and no other",
         [&chaos] { chaos.books.office.erase(chaos.books.office.begin()); }},
        {"the line builds an order a second time", "no order has two builds",
         [&chaos] {
             Json twin = *finished_cars(chaos).front();
             twin["build_id"] = "99B9999999";
             chaos.books.line_book.push_back(twin);
         }},
        {"the office believes a second build of an order", "no second build, no other's build ID or VIN was believed",
         [&chaos] { believe_a_second_build(chaos); }},
        {"two cars have one VIN", "no VIN is there twice",
         [&chaos] { (*finished_cars(chaos).at(1))["vin"] = finished_cars(chaos).at(0)->at("vin"); }},
        {"a car has another engine", same_cars,
         [&chaos] { (*finished_cars(chaos).at(0))["engine_number"] = "ENG-OF-ANOTHER"; }},
        {"an order is stuck on the line", "every order has arrived or is cancelled: nothing is stuck",
         [&chaos] { chaos.books.office.rbegin()->second["state"] = "IN_PRODUCTION"; }},
        {"a word of the line is not confirmed",
         "nothing in the outbox, no request unanswered, every word of the line confirmed",
         [&chaos] { (*finished_cars(chaos).at(0))["unconfirmed"] = 1; }},
        {"a message is set aside that was right", "nothing was set aside but what was said wrongly on purpose",
         [&chaos] {
             falsify(
                 chaos,
                 "INSERT INTO set_aside (line_code, content_hash, message_id, topic, reason, detail, raw, received_at) "
                 "VALUES ('ga-1', REPEAT('x', 32), 'm', 't', 'INVALID_MESSAGE', '', 'right', '2026-11-22')");
         }},
    };
}

}  // namespace

bool prove_chaos(Chaos& chaos) {
    return prove("chaos", falsehoods(chaos), [&chaos] { return chaos.check(); });
}

}  // namespace marque::bench
