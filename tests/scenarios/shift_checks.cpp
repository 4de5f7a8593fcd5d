#include "scenarios/shift_checks.h"

#include <algorithm>
#include <set>

#include "db/tx.h"

namespace marque::scenarios {
namespace {

const Json* find(const Json& list, const char* key, const Json& value) {
    for (const auto& item : list)
        if (item.at(key) == value) return &item;
    return nullptr;
}

const Json& current_configuration(const Json& order) { return *find(order.at("configurations"), "state", "CURRENT"); }

/// ISO 3779: letters have values, places have weights, the ninth place is the sum modulo 11.
bool has_valid_check_digit(const std::string& vin) {
    static const std::string letters = "ABCDEFGHJKLMNPRSTUVWXYZ", values = "12345678123457923456789";
    static const int weights[] = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    if (vin.size() != std::size(weights)) return false;
    int sum = 0;
    for (std::size_t i = 0; i < vin.size(); ++i) {
        const auto letter = letters.find(vin[i]);
        if (letter == std::string::npos && (vin[i] < '0' || vin[i] > '9')) return false;
        sum += weights[i] * ((letter == std::string::npos ? vin[i] : values[letter]) - '0');
    }
    return vin[8] == (sum % 11 == 10 ? 'X' : static_cast<char>('0' + sum % 11));
}

Check check_refused_change(Shift& shift, const Ledger& ledger) {
    Check check{"orders", "the refused change left its order as it was"};
    const auto& sale = shift.sales[shift.refused];
    const auto* second = find(sale.seen.at("configurations"), "version", 2);
    check.same(second ? second->at("state") : Json(), "REFUSED", sale.number + " version 2");
    check.same(second ? second->at("refusal") : Json(), "CHANGE_WINDOW_CLOSED", sale.number + " reason at the office");
    check.same(current_configuration(sale.seen).at("version"), 1, sale.number + " current version");
    check.same(sale.seen.at("price"), sale.price, sale.number + " price");
    std::set<Json> ordered(sale.configuration.at("features").begin(), sale.configuration.at("features").end());
    for (const auto& line : current_configuration(sale.seen).at("lines"))
        if (!line.at("included"))
            check.look(ordered.contains(line.at("code")), sale.number + " has a feature nobody ordered");
    const auto entry = ledger.find(sale.number);
    const auto& refusals = entry == ledger.end() ? Json::array() : entry->second.at("refused");
    check.same(refusals, Json::array({{{"version", 2}, {"action", "CHANGE"}, {"reason", "CHANGE_WINDOW_CLOSED"}}}),
               sale.number + " refusals in the ledger");
    return check;
}

Check check_early_change(Shift& shift, const Ledger& ledger) {
    Check check{"orders", "the accepted change is what was built"};
    const auto& sale = shift.sales[shift.changed];
    const auto* first = find(sale.seen.at("configurations"), "version", 1);
    check.same(first ? first->at("state") : Json(), "REPLACED", sale.number + " version 1");
    check.same(current_configuration(sale.seen).at("version"), 2, sale.number + " current version");
    check.same(sale.seen.at("price"), sale.price, sale.number + " price");
    const auto entry = ledger.find(sale.number);
    check.same(entry == ledger.end() ? Json() : entry->second.at("version"), 2, sale.number + " version in the ledger");
    return check;
}

}  // namespace

std::vector<Check> check_orders(Shift& shift, const Ledger& ledger) {
    Check ends{"orders", "each delivered, the one given up cancelled"};
    Check prices{"orders", "price as it was told before the order"};
    for (std::size_t i = 0; i < shift.sales.size(); ++i) {
        const auto& sale = shift.sales[i];
        ends.same(sale.seen.at("state"), i == shift.cancelled ? "CANCELLED" : "DELIVERED", sale.number);
        prices.same(sale.seen.at("price"), sale.price, sale.number);
    }
    return {ends, prices, check_early_change(shift, ledger), check_refused_change(shift, ledger)};
}

std::vector<Check> check_line(Shift& shift, const Ledger& ledger) {
    Check known{"line's ledger", "holds the orders that were placed, no others"};
    Check builds{"builds", "ID, version, state, SEQ as in the ledger, no gaps"};
    Check vins{"VINs", "as in the ledger, valid, one car each; engine number"};
    Check told{"line's ledger", "every word has its receipt, none was rejected"};
    std::set<std::string> seen_vins;
    for (auto& sale : shift.sales) {
        const auto found = ledger.find(sale.number);
        known.look(found != ledger.end(), sale.number + " is not in the ledger");
        builds.look(!sale.seen.at("build").is_null(), sale.number + " has no build at the office");
        if (found == ledger.end() || sale.seen.at("build").is_null()) continue;
        const Json& entry = found->second;
        const Json& build = sale.seen.at("build");
        builds.same(build.at("build_id"), entry.at("build_id"), sale.number + " build ID");
        builds.same(current_configuration(sale.seen).at("version"), entry.at("version"), sale.number + " version");
        builds.same(build.at("state"), entry.at("state"), sale.number + " state of the build");
        builds.same(build.at("last_seq"), entry.at("last_seq"), sale.number + " last SEQ");
        builds.same(sale.seen.at("build_events").size(), entry.at("last_seq"), sale.number + " events kept");
        vins.same(sale.seen.at("vin"), entry.at("vin"), sale.number + " VIN");
        if (sale.handed_over) {
            const std::string vin = sale.seen.at("vin");
            vins.look(has_valid_check_digit(vin), vin + " is no valid VIN");
            vins.look(seen_vins.insert(vin).second, vin + " is on two cars");
            const auto car = expect(200, shift.seller_of(sale).get("/vehicles/" + vin), vin);
            vins.same(car.at("engine_number"), entry.at("engine_number"), vin + " engine number");
        }
        told.same(entry.at("unconfirmed"), 0, sale.number + " words without receipt");
        told.same(entry.at("rejected"), 0, sale.number + " words rejected");
    }
    known.look(ledger.size() == shift.sales.size(), "the ledger knows " + std::to_string(ledger.size()) + " orders");
    return {known, builds, vins, told};
}

Check check_trouble(const Shift& shift) {
    Check check{"builds", "some were held, some went round again"};
    std::size_t held = 0, rounds = 0;
    for (const auto& sale : shift.sales) {
        for (const auto& event : sale.seen.at("build_events")) {
            held += event.at("state") == "HELD";
            rounds += event.at("disposition") == "REWORK";
        }
    }
    check.look(held > 0, "no car was held");
    check.look(rounds > 0, "no car went round again");
    return check;
}

std::vector<Check> check_left_over(Shift& shift) {
    Check outbox{"left over", "nothing in the outbox, no request unanswered"};
    Check aside{"left over", "no message of the line set aside"};
    db::in_tx(shift.stack.pool(), [&](db::Tx& tx) {
        outbox.same(tx.value<int>("n", "SELECT COUNT(*) AS n FROM outbox").value(), 0, "messages in the outbox");
        outbox.same(tx.value<int>("n",
                                  "SELECT COUNT(*) AS n FROM line_request r JOIN customer_order o ON o.id = r.order_id "
                                  "WHERE r.answer IS NULL AND o.placed_at > UTC_TIMESTAMP(3) - INTERVAL 2 HOUR")
                        .value(),
                    0, "requests without answer");
    });
    const auto page = expect(200, shift.office().get("/lines/" + line_code + "/set-aside"), "set-aside");
    for (const auto& message : page.at("items")) {
        aside.look(false, message.at("topic").get<std::string>() + ": " + message.at("reason").get<std::string>() +
                              ", " + message.at("detail").get<std::string>());
    }
    aside.looked_at = std::max<std::size_t>(aside.looked_at, 1);
    return {outbox, aside};
}

std::vector<Check> check_everything(Shift& shift, const Ledger& ledger) {
    shift.read_again();
    auto checks = check_orders(shift, ledger);
    for (const auto& more :
         {check_line(shift, ledger), std::vector{check_trouble(shift)}, check_lives(shift), check_left_over(shift)})
        checks.insert(checks.end(), more.begin(), more.end());
    return checks;
}

}  // namespace marque::scenarios
