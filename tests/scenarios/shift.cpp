#include "scenarios/shift.h"

#include <cstdio>
#include <stdexcept>

#include "support/eventually.h"

namespace marque::scenarios {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto look_every = std::chrono::milliseconds{500};
constexpr auto tell_every = std::chrono::seconds{3};

/// Generous: the line finishes a car several times as often.
std::chrono::seconds longest_shift(const Options& options) {
    return std::chrono::seconds{120 + static_cast<long>(options.car_seconds * static_cast<double>(options.orders) / 4)};
}

struct Count {
    std::size_t waiting = 0, building = 0, held = 0, on_the_way = 0, arrived = 0, cancelled = 0;
    std::size_t ended() const { return arrived + cancelled; }

    void add(const Json& order) {
        const std::string state = order.at("state");
        if (state == "ARRIVED" || state == "DELIVERED")
            ++arrived;
        else if (state == "CANCELLED" || state == "REFUSED")
            ++cancelled;
        else if (state == "BUILT" || state == "IN_YARD" || state == "IN_TRANSIT")
            ++on_the_way;
        else if (state == "IN_PRODUCTION")
            ++(order.at("held") ? held : building);
        else
            ++waiting;
    }
    std::string text() const {
        char line[200];
        std::snprintf(line, sizeof line, "waiting %3zu   building %3zu   held %2zu   on the way %3zu   arrived %3zu",
                      waiting, building, held, on_the_way, arrived);
        return line;
    }
};

/// The newest orders of the network are those of the shift.
Count count_orders(Shift& shift) {
    Count count;
    std::string cursor;
    for (std::size_t left = shift.sales.size(); left > 0;) {
        const auto page = expect(200, shift.office().get("/orders?limit=50" + cursor), "orders");
        for (const auto& order : page.at("items")) {
            if (left == 0) break;
            count.add(order);
            --left;
        }
        if (page.at("next").is_null()) break;
        cursor = "&cursor=" + page.at("next").get<std::string>();
    }
    return count;
}

}  // namespace

Shift::Shift(Stack& of_stack, const Options& with) : stack(of_stack), options(with), random_(with.seed) {}

double Shift::seconds() const { return std::chrono::duration<double>(Clock::now() - began_).count(); }

void Shift::say(const std::string& text) const {
    std::printf("%6.1f s  %s\n", seconds(), text.c_str());
    std::fflush(stdout);
}

Json Shift::order_of(const Sale& sale) {
    return expect(200, dealers[sale.dealer].salesperson.get("/orders/" + sale.number), sale.number);
}

void Shift::wait_for_arrivals() {
    auto next_look = Clock::now();
    auto next_word = Clock::now();
    Count count;
    const bool all = support::eventually(longest_shift(options), [&] {
        if (Clock::now() < next_look) return false;
        count = count_orders(*this);
        next_look = Clock::now() + look_every;
        if (Clock::now() >= next_word) {
            say(count.text());
            next_word = Clock::now() + tell_every;
        }
        return count.ended() == sales.size();
    });
    if (!all) throw std::runtime_error("the shift did not end in time: " + count.text());
    say(count.text());
}

void Shift::read_again() {
    for (auto& sale : sales) sale.seen = order_of(sale);
}

}  // namespace marque::scenarios
