#include <algorithm>
#include <cstdio>

#include "scenarios/shift_checks.h"
#include "support/eventually.h"

namespace marque::scenarios {
namespace {

constexpr auto longest_settling = std::chrono::seconds{60};
constexpr std::size_t most_sentences = 5;  // of one check; where hundreds differ, these tell why

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
        std::printf("  %-28s %7zu %6zu %10zu %10zu %6zu %7zu %8zu %8zu\n", name.c_str(), orders, built, delivered,
                    cancelled, held, rounds, repairs, events);
    }
};

void print_dealers(const Shift& shift) {
    std::printf("\n  %-28s %7s %6s %10s %10s %6s %7s %8s %8s\n", "dealer", "orders", "built", "delivered", "cancelled",
                "holds", "rework", "repairs", "events");
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
        std::printf("  %-18s %s  build %s  %-17s  %s\n", what, shift.sales[place].number.c_str(),
                    build_of(place).c_str(), vin_of(place).c_str(), end.c_str());
    };
    std::puts("");
    print("Change accepted", shift.changed, "built as version 2");
    const auto& entry = ledger.at(shift.sales[shift.refused].number);
    const auto& refused = entry.at("refused");
    print("Change refused", shift.refused,
          refused.empty() ? "not refused" : refused.at(0).at("reason").get<std::string>() + ", built as version 1");
    print("Cancelled", shift.cancelled, "before its building began");
}

void print_disagreements(const Check& check) {
    std::size_t printed = 0;
    for (const auto& sentence : check.disagreements) {
        if (++printed > most_sentences) break;
        std::printf("  DIFFERENT  %s, %s: %s\n", check.book.c_str(), check.what.c_str(), sentence.c_str());
    }
    if (check.disagreements.size() > most_sentences)
        std::printf("             ... and %zu more\n", check.disagreements.size() - most_sentences);
}

bool print_checks(const std::vector<Check>& checks) {
    std::size_t looked_at = 0, wrong = 0;
    std::printf("\n  %-17s %-53s %8s %10s\n", "book", "what was laid side by side", "compared", "different");
    for (const auto& check : checks) {
        std::printf("  %-17s %-53s %8zu %10zu\n", check.book.c_str(), check.what.c_str(), check.looked_at,
                    check.disagreements.size());
        looked_at += check.looked_at;
        wrong += check.disagreements.size();
    }
    std::printf("  %-17s %-53s %8zu %10zu\n", "all", "", looked_at, wrong);
    if (wrong > 0) std::puts("");
    for (const auto& check : checks) print_disagreements(check);
    return wrong == 0;
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

}  // namespace

bool report(Shift& shift) {
    const auto ledger = settled_ledger(shift.stack);
    shift.say("reading every order, car and plan, and the line's own ledger");
    const auto checks = check_everything(shift, ledger);
    print_dealers(shift);
    print_models(shift);
    print_special(shift, ledger);
    const bool agreed = print_checks(checks);
    std::printf("\n  Seed %u, %.0f s.\n", shift.options.seed, shift.seconds());
    std::puts(agreed ? "shift: everything agrees" : "shift: the books do not agree");
    if (!agreed || !shift.options.prove) return agreed;
    return prove_checks(shift, ledger);
}

}  // namespace marque::scenarios
