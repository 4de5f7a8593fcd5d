#include <algorithm>
#include <cstdio>
#include <functional>
#include <stdexcept>

#include "bench/race.h"
#include "db/tx.h"

namespace marque::bench {
namespace {

void falsify(Race& race, db::Sql sql) {
    const auto rows = db::in_tx(race.stack.pool(), [&](db::Tx& tx) { return tx.execute(sql); });
    if (rows == 0) throw std::runtime_error(std::string("nothing to falsify: ").append(sql.text()));
    const auto kept = race.books.line_book;
    race.read_books();
    race.books.line_book = kept;  // falsehoods told of the line stay told
}

Json& any_live(Race& race) {
    auto& book = race.books.line_book;
    const auto found = std::find_if(book.rbegin(), book.rend(), [](const Json& entry) {
        return !entry.at("build_id").is_null() && entry.at("state") == "SCHEDULED";
    });
    if (found != book.rend()) return *found;
    throw std::runtime_error("the line has no car to build");
}

std::vector<Falsehood> falsehoods(Race& race) {
    return {
        {"one request has no answer", "nothing in the outbox, no request unanswered, nothing set aside",
         [&race] {
             falsify(race, "UPDATE line_request SET answer = NULL WHERE answer IS NOT NULL ORDER BY sent_at LIMIT 1");
         }},
        {"an order has lost its row", "every order that somebody placed is there, and no other",
         [&race] { race.books.office.erase(race.books.office.begin()); }},
        {"the line builds an order a second time", "no order has two builds",
         [&race] {
             Json twin = any_live(race);
             twin["build_id"] = "99B9999999";
             race.books.line_book.push_back(twin);
         }},
        {"the office knows a build that the line does not", "no build is without its order, on either side",
         [&race] {
             falsify(
                 race,
                 "UPDATE build b JOIN (SELECT MAX(id) AS id FROM build) last ON last.id = b.id SET b.build_id = 'X-1'");
         }},
        {"the line has a later version",
         "the same version and features of every order, cancelled on both sides or neither",
         [&race] { any_live(race)["version"] = any_live(race).at("version").get<int>() + 1; }},
        {"a car lacks what it was ordered with", "those off the line were built as the office has them",
         [&race] {
             falsify(
                 race,
                 "DELETE f FROM build_feature f JOIN build b ON b.id = f.build_pk JOIN customer_order o ON o.id = b.order_id "
                 "JOIN person p ON p.id = o.salesperson_id WHERE p.sign_in_name LIKE 'person.%' AND f.family = 'ENGINE' "
                 "AND b.completed_at IS NOT NULL");
         }},
    };
}

}  // namespace

bool prove_checks(Race& race) {
    return prove("orders-race", falsehoods(race), [&race] { return race.check(); });
}

}  // namespace marque::bench
