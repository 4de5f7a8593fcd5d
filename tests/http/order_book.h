#pragma once

#include <boost/test/unit_test.hpp>

#include "core/clock.h"
#include "http/refusal.h"
#include "support/shared.h"
#include "support/world.h"

namespace marque::support {

/// A dealer who sells, a line that builds, and the line's bridge: an order can be taken from its placing to the yard of
/// the dealer.
struct OrderBook {
    db::Pool& pool = database().pool();
    Network net = make_network(pool);
    Line line = make_line(pool);
    Model model = make_model(pool, line.code);
    Customer buyer = make_customer(pool, net.dealer.id);
    HttpClient seller = server().client(net.salesperson);
    HttpClient bridge = server().client();

    OrderBook();

    static std::string day(int from_today);
    static std::string now();

    Json wish() const;
    Json wish_for_stock() const;
    std::string place(const Json& order);
    std::string place() { return place(wish()); }
    Json read(const std::string& number);
    std::string state(const std::string& number);
    /// Whether the order offers the action to the asker.
    static bool offers(const Json& order, const std::string& action);
    int version(const std::string& number);

    /// What waits for the line, oldest first; each message is given once.
    Json lease();
    Json tell(const Json& messages);
    /// "ACCEPTED", or the verdict and its reason.
    std::string told(const Json& message);

    static Json yes(const Json& request, const std::string& build_id);
    static Json no(const Json& request, const std::string& reason);
    static Json at(const std::string& station, const std::string& build_id, int seq,
                   const std::string& how = "COMPLETED");
    static Json line_off(const std::string& build_id, int seq, const std::string& vin);

    /// The line takes the order; its build ID.
    std::string accepted(const std::string& number);
    /// The salesperson cancels the order; what the line is asked then.
    Json called_off(const std::string& number);
    /// From the placing to the dealer's yard; the car's VIN.
    std::string arrived(const std::string& number);
};

}  // namespace marque::support
