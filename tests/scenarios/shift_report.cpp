#include <algorithm>
#include <cstdio>

#include "scenarios/shift_checks.h"
#include "support/eventually.h"

namespace marque::scenarios {
namespace {

constexpr auto longest_settling = std::chrono::seconds{60};

struct Row {
    std::string name;
    std::size_t orders = 0, built = 0, delivered = 0, cancelled = 0, held = 0, rounds = 0, events = 0, repairs = 0;

    void add(const Sale& sale) {
        ++orders;
        built += !sale.seen.at("vin").is_null();
        delivered += sale.seen.at("state") == "DELIVERED";
        cancelled += sale.seen.at("state") == "CANCELLED";
        repairs += sale.repairs.size();
        for (const auto& event : sale.seen.at("build_events")) {
            ++events;
            held += event.at("state") == "HELD";
            rounds += event.at("disposition") == "REWORK";
        }
    }
    void print() const {
        std::printf("  %-28s %7zu %6zu %10zu %10zu %6zu %7zu %8zu %8zu\n", name.c_str(), orders, built, delivered, cancelled,
                    held, rounds, repairs, events);
    }
};

Row print_dealers(const Shift& shift) {
    std::printf("\n  %-28s %7s %6s %10s %10s %6s %7s %8s %8s\n", "dealer", "orders", "built", "delivered", "cancelled", "holds",
                "rework", "repairs", "events");
    Row total{"all"};
    for (std::size_t i = 0; i < shift.dealers.size(); ++i) {
        Row row{shift.dealers[i].name};
        for (const auto& sale : shift.sales) {
            if (sale.dealer != i) continue;
            row.add(sale);
            total.add(sale);
        }
        row.print();
    }
    total.print();
    return total;
}

void print_models(const Shift& shift) {
    std::map<std::string, int> models;
    for (const auto& sale : shift.sales) ++models[sale.seen.at("model_name").at("en")];
    std::printf("\n  Mixed flow  ");
    const char* between = "";
    for (const auto& [model, count] : models) {
        std::printf("%s%s %d", between, model.c_str(), count);
        between = ", ";
    }
    std::puts("");
}

void print_special(const Shift& shift, const Ledger& ledger) {
    const auto build_of = [&](std::size_t place) {
        const auto& build = shift.sales[place].seen.at("build_id");
        return build.is_null() ? std::string("-") : build.get<std::string>();
    };
    const auto vin_of = [&](std::size_t place) {
        const auto& vin = shift.sales[place].seen.at("vin");
        return vin.is_null() ? std::string("no car") : vin.get<std::string>();
    };
    const auto print = [&](const char* what, std::size_t place, const std::string& end) {
        std::printf("  %-18s %s  build %s  %-17s  %s\n", what, shift.sales[place].number.c_str(), build_of(place).c_str(),
                    vin_of(place).c_str(), end.c_str());
    };
    std::puts("");
    print("Change accepted", shift.changed, "built as version 2");
    const auto& entry = ledger.at(shift.sales[shift.refused].number);
    const auto& refused = entry.at("refused");
    print("Change refused", shift.refused,
          refused.empty() ? "not refused" : refused.at(0).at("reason").get<std::string>() + ", built as version 1");
    print("Cancelled", shift.cancelled, "before its building began");
}

bool print_checks(const std::vector<Check>& checks) {
    std::size_t wrong = 0;
    std::printf("\n  %-60s %8s %10s\n", "office and line, field by field", "compared", "different");
    for (const auto& check : checks) {
        std::printf("  %-60s %8zu %10zu\n", check.what.c_str(), check.looked_at, check.disagreements.size());
        wrong += check.disagreements.size();
    }
    if (wrong == 0) return true;
    std::puts("");
    for (const auto& check : checks)
        for (const auto& sentence : check.disagreements) std::printf("  DIFFERENT  %s: %s\n", check.what.c_str(), sentence.c_str());
    return false;
}

Ledger read_ledger(const Stack& stack) {
    Ledger ledger;
    for (const auto& entry : stack.ledger()) ledger[entry.at("order_number")] = entry;
    return ledger;
}

/// The receipts of the last words are still on their way when the last car has arrived.
Ledger settled_ledger(const Stack& stack) {
    Ledger ledger;
    support::eventually(longest_settling, [&] {
        ledger = read_ledger(stack);
        return std::all_of(ledger.begin(), ledger.end(),
                           [](const auto& entry) { return entry.second.value("unconfirmed", 0) == 0; });
    });
    return ledger;
}

Check check_trouble(const Row& total) {
    Check check{"the line held cars and sent some round again"};
    check.look(total.held > 0, "no car was held");
    check.look(total.rounds > 0, "no car went round again");
    return check;
}

}  // namespace

bool report(Shift& shift) {
    const auto ledger = settled_ledger(shift.stack);
    shift.read_again();
    shift.say("reading every order, car and plan, and the line's own ledger");
    const auto total = print_dealers(shift);
    print_models(shift);
    print_special(shift, ledger);
    std::vector<Check> checks = check_orders(shift, ledger);
    for (const auto& more : {check_line(shift, ledger), std::vector{check_trouble(total)}, check_lives(shift), check_left_over(shift)})
        checks.insert(checks.end(), more.begin(), more.end());
    const bool agreed = print_checks(checks);
    std::printf("\n  Seed %u, %.0f s.\n", shift.options.seed, shift.seconds());
    std::puts(agreed ? "shift: everything agrees" : "shift: the parties do not agree");
    return agreed;
}

}  // namespace marque::scenarios
