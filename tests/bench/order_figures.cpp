#include <algorithm>
#include <nlohmann/json.hpp>

#include "bench/figures.h"
#include "bench/load.h"
#include "core/clock.h"
#include "core/random.h"
#include "db/tx.h"
#include "support/http_client.h"
#include "support/test_database.h"
#include "support/test_server.h"
#include "support/world.h"

namespace marque::bench {
namespace {

using support::Json;

constexpr int threads = 16;
constexpr int turns = 3;
constexpr auto duration = std::chrono::seconds{5};
constexpr double least_ratio = 0.5;

/// A dealer with a salesperson who is signed in, a buyer and a model.
struct Showroom {
    support::TestDatabase database{support::TestDatabase::Schema::migrated, support::mariadb::Size::product};
    support::TestServer server{database};
    support::Network network = support::make_network(database.pool());
    support::Line line = support::make_line(database.pool());
    support::Model model = support::make_model(database.pool(), line.code);
    support::Customer buyer = support::make_customer(database.pool(), network.dealer.id);
    std::string token = server.client(network.salesperson).session_token();

    std::string order_body() const {
        const auto day = core::BusinessClock{}.today("Asia/Shanghai") + std::chrono::days{60};
        return Json{{"kind", "CUSTOMER"},
                    {"model", model.code},
                    {"model_year", model.year},
                    {"features", {"T1", "E1", "C1", "I1", "OA", "OB"}},
                    {"customer_id", buyer.id.value},
                    {"requested_date", core::to_iso_date(day)}}
            .dump();
    }
};

/// The rows of one order as the server writes them, copied from one that it did write.
struct OrderRows {
    std::string payload, feed, audit, answer;
};

OrderRows rows_of_last_order(db::Pool& pool) {
    return db::read(pool, [](db::Tx& tx) {
        const auto text = [](const char* column) {
            return [column](const db::Row& row) { return row.get<std::string>(column); };
        };
        return OrderRows{
            tx.find(text("payload"), "SELECT payload FROM outbox ORDER BY id DESC LIMIT 1").value(),
            tx.find(text("payload"), "SELECT payload FROM feed ORDER BY id DESC LIMIT 1").value(),
            tx.find(text("after_doc"),
                    "SELECT after_doc FROM audit WHERE action = 'order.placed' ORDER BY id DESC LIMIT 1")
                .value(),
            tx.find(text("body"), "SELECT body FROM idempotency_key ORDER BY created_at DESC LIMIT 1").value()};
    });
}

void insert_order_rows(db::Connection& connection, const Showroom& room, const OrderRows& rows,
                       const std::string& number) {
    db::Tx tx(connection);
    const auto now = core::BusinessClock{}.real_now();
    const auto& seller = room.network.salesperson;
    const auto order = tx.insert<core::OrderId>(
        "INSERT INTO customer_order (number, dealer_id, region_id, salesperson_id, customer_id, kind, state, event_code, "
        "  line_code, model_id, price, requested_date, destination_id, note, placed_at, updated_at, event_seq) "
        "VALUES (?, ?, ?, ?, ?, 'CUSTOMER', 'ACCEPTED', 2000, ?, ?, '157000.00', '2027-01-20', ?, '', ?, ?, 1) RETURNING id",
        number, room.network.dealer.id, room.network.region.id, seller.id, room.buyer.id, room.line.code, room.model.id,
        room.network.dealer.id, now, now);
    tx.execute(
        "INSERT INTO order_configuration (order_id, version, state, price, requested_by, requested_at) "
        "VALUES (?, 1, 'CURRENT', '157000.00', ?, ?)",
        order, seller.id, now);
    std::vector<db::Params> lines;
    for (const char* code : {"T1", "E1", "C1", "I1", "OA", "OB"}) {
        lines.push_back({order, 1, room.model.features.at(code), "1000.00", false});
    }
    tx.insert_rows("INSERT INTO order_line (order_id, version, feature_id, amount, included) VALUES", lines);
    tx.execute(
        "INSERT INTO order_event (order_id, seq, at, kind, state, event_code, actor, detail) "
        "VALUES (?, 1, ?, 'PLACED', 'ACCEPTED', 1100, ?, NULL)",
        order, now, seller.name);
    const auto message_id = core::random_uuid();
    tx.execute("INSERT INTO outbox (message_id, line_code, subject, payload, created_at) VALUES (?, ?, ?, ?, ?)",
               message_id, room.line.code, number, rows.payload, now);
    tx.execute(
        "INSERT INTO line_request (message_id, order_id, action, configuration_version, sent_at) VALUES (?, ?, 'RELEASE', 1, ?)",
        message_id, order, now);
    tx.execute(
        "INSERT INTO feed (created_at, kind, order_id, dealer_id, region_id, line_code, payload) VALUES (?, 'ORDER', ?, ?, ?, ?, ?)",
        now, order, room.network.dealer.id, room.network.region.id, room.line.code, rows.feed);
    tx.execute(
        "INSERT INTO audit (at, person_id, actor, address, request_id, action, subject, before_doc, after_doc) "
        "VALUES (?, ?, ?, '127.0.0.1', ?, 'order.placed', ?, NULL, ?)",
        now, seller.id, seller.name, message_id, number, rows.audit);
    tx.execute(
        "INSERT INTO idempotency_key (person_id, idem_key, request_hash, status, location, body, created_at) "
        "VALUES (?, ?, ?, 201, '', ?, ?)",
        seller.id, message_id, core::sha256(number), rows.answer, now);
    connection.commit();
}

struct Rates {
    double bare = 0;
    double api = 0;
};

/// By turns, so that what else the machine does meets both alike.
template <class Bare, class Api>
Rates by_turns(Bare&& bare, Api&& api) {
    Rates mean;
    for (int turn = 0; turn < turns; ++turn) {
        mean.bare += bare(turn) / turns;
        mean.api += api(turn) / turns;
    }
    return mean;
}

double place_through_api(const Showroom& room) {
    const auto body = room.order_body();
    return rate(threads, duration, [&](int) {
        auto client = std::make_shared<LeanClient>(room.server.port(), room.token);
        return [client, &body](int) {
            const int status = client->post("/orders", body, support::fresh_key());
            if (status != 201) throw std::runtime_error("POST /orders answered " + std::to_string(status));
        };
    });
}

double place_by_bare_client(Showroom& room, const OrderRows& rows, int turn) {
    return rate(threads, duration, [&](int thread) {
        auto connection = std::make_shared<db::Connection>(room.database.config(), db::Mode::write);
        return [connection, &room, &rows, thread, turn](int round) {
            insert_order_rows(*connection, room, rows,
                              "B" + std::to_string(turn) + "-" + std::to_string(thread) + "-" + std::to_string(round));
        };
    });
}

std::vector<Figure> place_order() {
    Showroom room;
    LeanClient first(room.server.port(), room.token);
    if (first.post("/orders", room.order_body(), support::fresh_key()) != 201)
        throw std::runtime_error("no order could be placed");
    const auto rows = rows_of_last_order(room.database.pool());
    const auto [bare, api] = by_turns([&](int turn) { return place_by_bare_client(room, rows, turn); },
                                      [&](int) { return place_through_api(room); });
    return {{"place-order", api, "orders/s", bare, "the same rows committed by the bare database client",
             "ratio >= 0.5", api >= least_ratio * bare}};
}

/// The reads behind GET /orders/{number}, without the rest of the server around them.
void select_order(db::Connection& connection, const std::string& number) {
    db::Tx tx(connection);
    const auto drop = [](const db::Row&) {};
    const auto id = tx.value<core::OrderId>(
                          "id", "SELECT o.id FROM customer_order o WHERE o.number = ? AND o.dealer_id > 0", number)
                        .value();
    tx.each(
        drop,
        "SELECT o.id, o.number, o.kind, o.state, o.event_code, o.cancel_requested, o.version, o.price, o.currency, "
        "  o.requested_date, o.promised_date, o.note, o.placed_at, o.updated_at, o.build_id, o.vin, m.code, m.model_year, "
        "  m.name_zh, m.name_en, m.body_style, d.id, d.code, d.name_zh, d.name_en, t.id, t.code, t.name_zh, t.name_en, "
        "  p.id, p.name, c.id, c.name, c.phone FROM customer_order o JOIN model m ON m.id = o.model_id "
        "JOIN organisation d ON d.id = o.dealer_id JOIN organisation t ON t.id = o.destination_id "
        "JOIN person p ON p.id = o.salesperson_id LEFT JOIN customer c ON c.id = o.customer_id WHERE o.id = ?",
        id);
    tx.each(
        drop,
        "SELECT version, state, price, requested_at, answered_at, refusal FROM order_configuration WHERE order_id = ?",
        id);
    tx.each(
        drop,
        "SELECT l.version, l.amount, l.included, f.family, f.code, f.name_zh, f.name_en FROM order_line l "
        "JOIN feature f ON f.id = l.feature_id WHERE l.order_id = ? ORDER BY l.version, f.family, f.sort_order, f.id",
        id);
    tx.each(drop,
            "SELECT id, build_id, state, last_seq, station FROM build WHERE order_id = ? ORDER BY id DESC LIMIT 1", id);
    tx.each(drop, "SELECT at, kind, state, event_code, actor, detail FROM order_event WHERE order_id = ? ORDER BY seq",
            id);
}

std::vector<Figure> read_order() {
    Showroom room;
    LeanClient first(room.server.port(), room.token);
    std::vector<std::string> numbers;
    for (int i = 0; i < 200; ++i) {
        std::string answer;
        if (first.post("/orders", room.order_body(), support::fresh_key(), &answer) != 201)
            throw std::runtime_error("no order could be placed");
        numbers.push_back(Json::parse(answer).at("number"));
    }
    const auto number = [&](int thread, int round) -> const std::string& {
        return numbers[static_cast<std::size_t>(thread * 31 + round) % numbers.size()];
    };
    const auto read_bare = [&](int) {
        return rate(threads, duration, [&](int thread) {
            auto connection = std::make_shared<db::Connection>(room.database.config(), db::Mode::read);
            return [connection, thread, &number](int round) { select_order(*connection, number(thread, round)); };
        });
    };
    const auto read_through_api = [&](int) {
        return rate(threads, duration, [&](int thread) {
            auto client = std::make_shared<LeanClient>(room.server.port(), room.token);
            return [client, thread, &number](int round) {
                const int status = client->get("/orders/" + number(thread, round));
                if (status != 200) throw std::runtime_error("GET /orders answered " + std::to_string(status));
            };
        });
    };
    const auto [bare, api] = by_turns(read_bare, read_through_api);
    return {{"read-order", api, "orders/s", bare, "the same SELECTs by the bare database client", "ratio >= 0.5",
             api >= least_ratio * bare}};
}

}  // namespace

std::vector<Benchmark> order_benchmarks() { return {{"place-order", place_order}, {"read-order", read_order}}; }

}  // namespace marque::bench
