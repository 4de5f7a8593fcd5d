#include <algorithm>
#include <cstdio>
#include <functional>
#include <stdexcept>

#include "bench/race.h"
#include "db/tx.h"

// A checker that never fails proves nothing: each check is given an entry that is false, and must find it.
namespace marque::bench {
namespace {

struct Falsehood {
    const char *told, *what;
    std::function<void(Race&)> tell;
};

void falsify(Race& race, db::Sql sql) {
    const auto rows = db::in_tx(race.stack.pool(), [&](db::Tx& tx) { return tx.execute(sql); });
    if (rows == 0) throw std::runtime_error(std::string("nothing to falsify: ").append(sql.text()));
    const auto kept = race.line_book;
    race.read_books();
    race.line_book = kept;  // falsehoods told of the line stay told
}

Json& any_live(Race& race) {
    const auto found = std::find_if(race.line_book.rbegin(), race.line_book.rend(), [](const Json& entry) {
        return !entry.at("build_id").is_null() && entry.at("state") == "SCHEDULED";
    });
    if (found != race.line_book.rend()) return *found;
    throw std::runtime_error("the line has no car to build");
}

const Falsehood falsehoods[] = {
    {"an order has lost its row", "every order that somebody placed is there, and no other",
     [](Race& race) { race.office.erase(race.office.begin()); }},
    {"the line builds an order a second time", "no order has two builds",
     [](Race& race) {
         Json twin = any_live(race);
         twin["build_id"] = "99B9999999";
         race.line_book.push_back(twin);
     }},
    {"the office knows a build that the line does not", "no build is without its order, on either side",
     [](Race& race) {
         falsify(race,
                 "UPDATE build b JOIN (SELECT MAX(id) AS id FROM build) last ON last.id = b.id SET b.build_id = 'X-1'");
     }},
    {"the line has a later version", "the same version and features of every order, cancelled on both sides or neither",
     [](Race& race) { any_live(race)["version"] = any_live(race).at("version").get<int>() + 1; }},
    {"a car lacks what it was ordered with", "those off the line were built as the office has them",
     [](Race& race) {
         falsify(
             race,
             "DELETE f FROM build_feature f JOIN build b ON b.id = f.build_pk JOIN customer_order o ON o.id = b.order_id "
             "JOIN person p ON p.id = o.salesperson_id WHERE p.sign_in_name LIKE 'person.%' AND f.family = 'ENGINE' "
             "AND b.completed_at IS NOT NULL");
     }},
    {"one request has no answer", "nothing in the outbox, no request unanswered, nothing set aside",
     [](Race& race) { falsify(race, "UPDATE line_request SET answer = NULL ORDER BY sent_at DESC LIMIT 1"); }},
};

std::map<std::string, std::size_t> count_found(const Race& race) {
    std::map<std::string, std::size_t> found;
    for (const auto& check : race.check()) found[check.what] = check.disagreements.size();
    return found;
}

}  // namespace

bool prove_checks(Race& race) {
    bool all = true;
    auto before = count_found(race);
    for (const auto& falsehood : falsehoods) {
        falsehood.tell(race);
        const auto now = count_found(race);
        const bool found = now.at(falsehood.what) > before.at(falsehood.what);
        std::fprintf(stderr, "orders-race: %-52s %s\n", falsehood.told, found ? "found" : "NOT FOUND");
        all = all && found;
        before = now;
    }
    return all;
}

}  // namespace marque::bench
