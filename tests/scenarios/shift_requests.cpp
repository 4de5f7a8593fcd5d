#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <stdexcept>

#include "scenarios/shift.h"
#include "support/eventually.h"

// Second thoughts: what is asked of the line once it has the order.
namespace marque::scenarios {
namespace {

constexpr auto longest_answer = std::chrono::seconds{60};
constexpr long longest_queue_seconds = 120;
constexpr int most_tries = 20;

std::set<std::string> codes_of(const Json& lines) {
    std::set<std::string> codes;
    for (const auto& line : lines) codes.insert(line.at("code").get<std::string>());
    return codes;
}

std::string colour_of(const Json& model, const Json& features) {
    for (const auto& feature : model.at("features")) {
        if (feature.at("family") != "EXTERIOR_COLOUR") continue;
        if (std::find(features.begin(), features.end(), feature.at("code")) != features.end())
            return feature.at("code");
    }
    throw std::runtime_error("a car without colour: " + features.dump());
}

bool has_its_base_coat(const Json& order) {
    const auto& events = order.at("build_events");
    return std::any_of(events.begin(), events.end(),
                       [](const Json& event) { return event.at("station") == "PA-0250"; });
}

const Json* find_version(const Json& order, int version) {
    for (const auto& configuration : order.at("configurations"))
        if (configuration.at("version") == version) return &configuration;
    return nullptr;
}

}  // namespace

// The same car in another colour, nothing else touched.
Json Shift::repaint(const Sale& sale, const Json& configuration) {
    auto& salesperson = seller_of(sale);
    const auto model =
        std::find_if(models_.begin(), models_.end(), [&](const Json& m) { return m.at("code") == sale.model; });
    const auto& features = configuration.at("features");
    const auto present = colour_of(*model, features);
    const auto before =
        codes_of(expect(200, salesperson.post("/catalog/configurations/check", configuration), "check").at("lines"));
    for (const auto& feature : model->at("features")) {
        if (feature.at("family") != "EXTERIOR_COLOUR" || feature.at("code") == present) continue;
        Json other = configuration;
        std::replace(other["features"].begin(), other["features"].end(), Json(present), feature.at("code"));
        const auto check = expect(200, salesperson.post("/catalog/configurations/check", other), "check");
        if (!check.at("valid")) continue;
        auto after = codes_of(check.at("lines"));
        after.erase(feature.at("code").get<std::string>());
        after.insert(present);
        if (after == before) return {{"configuration", other}, {"total", check.at("total")}};
    }
    return nullptr;
}

// The order moves on meanwhile; then it is read again, as a salesperson would.
Json Shift::request_of_line(Sale& sale, const std::string& path, Json body) {
    for (int i = 0; i < most_tries; ++i) {
        body["version"] = order_of(sale).at("version");
        const auto reply = seller_of(sale).post("/orders/" + sale.number + path, body);
        if (reply.status == 201) return reply.json();
        if (reply.code() != "order.stale_version") throw std::runtime_error(sale.number + path + ": " + reply.body);
    }
    throw std::runtime_error(sale.number + path + ": the order never stood still");
}

void Shift::wait_for_answer(Sale& sale, const std::string& what, const std::function<bool(const Json&)>& answered) {
    if (support::eventually(longest_answer, [&] { return answered(order_of(sale)); })) return;
    throw std::runtime_error(sale.number + ": the line did not answer the " + what + ": " + order_of(sale).dump());
}

void Shift::change_and_cancel() {
    auto& early = sales[changed];
    const auto other = repaint(early, early.configuration);
    if (other.is_null()) throw std::runtime_error(early.number + " comes in one colour only");
    early.configuration = other.at("configuration");
    early.price = other.at("total");
    request_of_line(early, "/changes", {{"features", early.configuration.at("features")}});
    auto& given_up = sales[cancelled];
    request_of_line(given_up, "/cancellation", {{"reason", "The buyer moves abroad"}});
    wait_for_answer(early, "change", [](const Json& order) {
        const auto* asked = find_version(order, 2);
        return asked && asked->at("state") != "PENDING";
    });
    say(early.number + ": another colour before its building began, asked of the line");
    wait_for_answer(given_up, "cancellation", [](const Json& order) { return !order.at("cancel_requested"); });
    say(given_up.number + ": given up by its buyer, asked of the line");
}

// The office would refuse a change that it knows to be too late. So the bridge stands still: the office believes the
// car to be in the body shop and takes the change, while the car leaves the line.
bool Shift::ask_for_other_colour_too_late(std::size_t place) {
    auto& sale = sales[place];
    const auto order = order_of(sale);
    if (order.at("state") != "IN_PRODUCTION" || has_its_base_coat(order)) return false;
    const auto other = repaint(sale, sale.configuration);
    if (other.is_null()) return false;
    stack.hold_bridge();
    const auto reply = seller_of(sale).post(
        "/orders/" + sale.number + "/changes",
        {{"version", order_of(sale).at("version")}, {"features", other.at("configuration").at("features")}});
    if (reply.status != 201) {
        stack.let_bridge_go();
        const bool moved_on = reply.code() == "order.stale_version" || reply.code() == "order.change_window_closed";
        if (!moved_on) throw std::runtime_error(sale.number + ": refused otherwise: " + reply.body);
        return false;
    }
    return true;
}

void Shift::change_too_late() {
    const std::chrono::seconds longest{longest_queue_seconds + std::lround(options.car_seconds)};
    const bool asked = support::eventually(longest, [&] {
        for (std::size_t i = 0; i < cancelled; ++i) {
            if (!ask_for_other_colour_too_late(i)) continue;
            refused = i;
            return true;
        }
        return false;
    });
    if (!asked) throw std::runtime_error("no car was seen on the line before its base coat");
    auto& late = sales[refused];
    const bool left_the_line = support::eventually(longest, [&] {
        const auto entries = stack.ledger();
        return std::any_of(entries.begin(), entries.end(), [&](const Json& entry) {
            return entry.at("order_number") == late.number && !entry.at("vin").is_null() && entry.at("vin") != "";
        });
    });
    stack.let_bridge_go();
    if (!left_the_line) throw std::runtime_error(late.number + ": the car never left the line");
    wait_for_answer(late, "change", [](const Json& order) {
        const auto* version = find_version(order, 2);
        return version && version->at("state") != "PENDING";
    });
    say(late.number + ": another colour while the bridge stood still; the car had left the line by then");
}

}  // namespace marque::scenarios
