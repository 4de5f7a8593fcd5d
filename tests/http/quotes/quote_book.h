#pragma once

#include "db/tx.h"
#include "http/order_book.h"

namespace marque::support {

/// A salesperson who may give 3 %, a manager who may give 8 %, and a buyer.
struct QuoteBook : OrderBook {
    HttpClient manager = server().client(net.dealer_manager);

    /// A car of 167000.00; 5010.00 can be given alone, 13360.00 with approval.
    Json offer(const std::string& discount = "0.00") const {
        return {{"model", model.code},
                {"model_year", model.year},
                {"features", {"T1", "E2", "C2", "I1", "OB"}},
                {"customer_id", buyer.id.value},
                {"discount", discount}};
    }
    Json quoted(const Json& wish) {
        const auto made = seller.post("/quotes", wish);
        BOOST_REQUIRE_MESSAGE(made.status == 201, made.body);
        return made.json();
    }
    Json quoted() { return quoted(offer()); }
    Json discounted(const std::string& discount) { return quoted(offer(discount)); }
    static std::string path(const Json& quote, const std::string& act = "") {
        return "/quotes/" + quote.at("number").get<std::string>() + act;
    }
    static Json version_of(const Json& quote) { return {{"version", quote.at("version")}}; }
    static Json to_order(const Json& quote) { return {{"version", quote.at("version")}, {"requested_date", day(45)}}; }
    static Json with_comment(const Json& quote, const std::string& comment) {
        return {{"version", quote.at("version")}, {"comment", comment}};
    }
    Json now(const Json& quote) { return seller.get(path(quote)).json(); }
    Reply ordered(const Json& quote) { return seller.post(path(quote, "/order"), to_order(quote)); }

    /// Time passes in the database alone, so that other tests keep their day.
    void let_expire(const Json& quote) {
        db::in_tx(pool, [&](db::Tx& tx) {
            tx.execute("UPDATE quote SET valid_until = ? WHERE number = ?", day(-1),
                       quote.at("number").get<std::string>());
        });
    }
    void withdraw_feature(const std::string& code) {
        db::in_tx(pool, [&](db::Tx& tx) {
            tx.execute("UPDATE feature SET available_to = ? WHERE id = ?", day(-1), model.features.at(code));
            tx.execute("UPDATE catalog_revision SET revision = revision + 1");
        });
    }
    void set_price(const std::string& code, const std::string& amount) {
        db::in_tx(pool, [&](db::Tx& tx) {
            tx.execute("INSERT INTO feature_price (feature_id, valid_from, amount) VALUES (?, ?, ?)",
                       model.features.at(code), day(-1), amount);
            tx.execute("UPDATE catalog_revision SET revision = revision + 1");
        });
    }
};

}  // namespace marque::support
