#include "scheduling/plan_views.h"

#include <algorithm>
#include <map>

namespace marque::scheduling {
namespace {

constexpr std::size_t most_windows = 500;
constexpr std::size_t most_moved = 100;
constexpr std::size_t most_hits = 100;

std::uint32_t position_at(const Plan& plan, int at) {
    const int before = static_cast<int>(plan.started.size());
    if (at < before) return plan.started[static_cast<std::size_t>(at)].position;
    return plan.next_position + static_cast<std::uint32_t>(at - before);
}

std::vector<WindowView> windows_of(const Plan& plan, const std::vector<sequencing::ViolatedWindow>& found) {
    std::vector<WindowView> windows;
    for (const auto& window : found) {
        if (windows.size() == most_windows) break;
        const auto& ratio = plan.schedule.ratios[static_cast<std::size_t>(window.option)];
        windows.push_back({ratio.code, position_at(plan, window.start),
                           position_at(plan, window.start + ratio.window - 1), window.cars});
    }
    return windows;
}

std::vector<std::string> ratios_of(const LineSchedule& schedule, std::uint64_t options) {
    std::vector<std::string> codes;
    for (std::size_t i = 0; i < schedule.ratios.size(); ++i) {
        if ((options >> i & 1) != 0) codes.push_back(schedule.ratios[i].code);
    }
    return codes;
}

std::vector<RatioView> ratios_of(const Plan& plan, const sequencing::Evaluation& evaluation) {
    std::vector<RatioView> views;
    for (std::size_t i = 0; i < plan.schedule.ratios.size(); ++i) {
        const auto& ratio = plan.schedule.ratios[i];
        const auto cars = std::count_if(plan.waiting.begin(), plan.waiting.end(),
                                        [&](const PlannedCar& car) { return (car.options >> i & 1) != 0; });
        views.push_back({ratio.code, ratio.name, ratio.most, ratio.window, static_cast<int>(cars),
                         evaluation.violations_by_option[i]});
    }
    return views;
}

struct Details {
    std::string number, kind;
    core::Localized model;
    PlanColour colour;
    identity::OrganisationRef dealer;
    core::Date requested;
    std::optional<core::Date> promised;
    int priority = 40;
};

std::map<core::OrderId, Details> details_of(db::Tx& tx, const core::Scope& scope,
                                            const std::vector<core::OrderId>& orders) {
    db::SqlBuilder sql(
        "SELECT o.id, o.number, o.kind, o.requested_date, o.promised_date, "
        "  o.urgency AS priority, m.name_zh AS model_zh, m.name_en AS model_en, "
        "  f.code AS colour_code, f.name_zh AS colour_zh, f.name_en AS colour_en, f.swatch, d.id AS dealer_id, "
        "  d.code AS dealer_code, d.name_zh AS dealer_name_zh, d.name_en AS dealer_name_en "
        "FROM customer_order o JOIN model m ON m.id = o.model_id JOIN organisation d ON d.id = o.dealer_id "
        "JOIN order_line l ON l.order_id = o.id AND l.version = o.configuration_version "
        "JOIN feature f ON f.id = l.feature_id AND f.family = 'EXTERIOR_COLOUR' WHERE o.id IN");
    sql.add_in(orders);
    // The sequence shows every dealer's cars: the plant's people and the maker's may see them, nobody else.
    using core::Role;
    if (!scope.has_any({Role::plant_planner, Role::administrator, Role::auditor})) sql.add("AND FALSE");
    std::map<core::OrderId, Details> details;
    for (auto& [id, one] : tx.list(
             [](const db::Row& row) {
                 return std::pair(row.get<core::OrderId>("id"),
                                  Details{row.get<std::string>("number"),
                                          row.get<std::string>("kind"),
                                          {row.get<std::string>("model_zh"), row.get<std::string>("model_en")},
                                          {row.get<std::string>("colour_code"),
                                           {row.get<std::string>("colour_zh"), row.get<std::string>("colour_en")},
                                           row.opt<std::string>("swatch")},
                                          identity::map_organisation_ref(row, "dealer_"),
                                          row.get<core::Date>("requested_date"),
                                          row.opt<core::Date>("promised_date"),
                                          row.get<int>("priority")});
             },
             sql))
        details.emplace(id, std::move(one));
    return details;
}

SequenceCar car_view(const Plan& plan, const PlannedCar& car, core::Instant start) {
    SequenceCar view;
    view.position = car.position;
    view.zone = car.started_at ? Zone::started : car.frozen ? Zone::frozen : Zone::free;
    view.starts_at = start;
    view.build_id = car.build_id;
    view.ratios = ratios_of(plan.schedule, car.options);
    view.late = !car.started_at && start > plan.due(car);
    view.pinned = car.pinned;
    return view;
}

/// Page cars, then what their orders say of them.
void add_items(db::Tx& tx, const core::Scope& scope, const Plan& plan, std::uint32_t after, int limit,
               SequenceView& view) {
    std::vector<core::OrderId> orders;
    const auto add = [&](const PlannedCar& car, core::Instant start) {
        view.items.push_back(car_view(plan, car, start));
        orders.push_back(car.order);
    };
    if (after == 0) {
        for (const auto& car : plan.started) add(car, *car.started_at);
    }
    for (int place = 0; place < plan.places(); ++place) {
        const auto& car = plan.waiting[static_cast<std::size_t>(place)];
        if (car.position <= after) continue;
        if (static_cast<int>(view.items.size()) >= limit) {
            view.next = std::to_string(view.items.back().position);
            break;
        }
        add(car, plan.start_of(place));
    }
    if (orders.empty()) return;
    const auto details = details_of(tx, scope, orders);
    const auto forecasts = promises::forecasts_of(tx, orders);
    std::vector<SequenceCar> shown;
    for (std::size_t i = 0; i < orders.size(); ++i) {
        const auto found = details.find(orders[i]);
        if (found == details.end()) continue;
        auto& car = view.items[i];
        const auto& detail = found->second;
        car.order_number = detail.number;
        car.kind = detail.kind;
        car.priority = detail.priority;
        car.model_name = detail.model;
        car.colour = detail.colour;
        car.dealer = detail.dealer;
        car.requested_date = detail.requested;
        car.promised_date = detail.promised;
        if (const auto eta = forecasts.find(orders[i]); eta != forecasts.end()) car.eta = eta->second;
        shown.push_back(std::move(car));
    }
    view.items = std::move(shown);
}

struct Delayed {
    core::Instant before, after;
    const PlannedCar* car = nullptr;
};

std::vector<DateHit> hits_of(db::Tx& tx, const Plan& plan, const std::vector<Delayed>& delayed,
                             const std::string& zone) {
    std::vector<core::OrderId> orders;
    for (const auto& one : delayed) orders.push_back(one.car->order);
    if (orders.empty()) return {};
    const auto forecasts = promises::forecasts_of(tx, orders);
    std::map<core::OrderId, core::Date> promised;
    identity::in_portions(orders, [&](const std::vector<core::OrderId>& some) {
        db::SqlBuilder sql("SELECT id, promised_date FROM customer_order WHERE promised_date IS NOT NULL AND id IN");
        for (const auto& [id, date] : tx.list(
                 [](const db::Row& row) {
                     return std::pair(row.get<core::OrderId>("id"), row.get<core::Date>("promised_date"));
                 },
                 sql.add_in(some)))
            promised.emplace(id, date);
    });
    std::vector<DateHit> hits;
    for (const auto& [before, after, car] : delayed) {
        DateHit hit{car->build_id, car->order_number, car->requested, {}, {}, {}};
        bool suffers = before <= plan.due(*car) && after > plan.due(*car);
        const auto eta = forecasts.find(car->order);
        const auto date = promised.find(car->order);
        if (date != promised.end()) hit.promised_date = date->second;
        if (eta != forecasts.end()) {
            hit.p90_before = eta->second.p90_at;
            hit.p90_after = eta->second.p90_at + (after - before);
            if (hit.promised_date)
                suffers = suffers || (core::local_date(*hit.p90_before, zone) <= *hit.promised_date &&
                                      core::local_date(*hit.p90_after, zone) > *hit.promised_date);
        }
        if (suffers && hits.size() < most_hits) hits.push_back(std::move(hit));
    }
    return hits;
}

}  // namespace

PlanTotals totals_of(const Plan& plan, const Order& order) {
    const auto evaluation = sequencing::evaluate(problem_of(plan), sequence_of(plan, order));
    PlanTotals totals;
    totals.cars = static_cast<int>(order.size());
    totals.frozen = std::min(plan.schedule.frozen_cars, totals.cars);
    totals.violations = evaluation.violations;
    totals.batches = evaluation.batches;
    for (std::size_t place = 0; place < order.size(); ++place) {
        const auto& car = plan.waiting[static_cast<std::size_t>(order[place])];
        totals.pinned += car.pinned;
        totals.late += plan.start_of(static_cast<int>(place)) > plan.due(car);
    }
    return totals;
}

SequenceView read_sequence(db::Tx& tx, const core::Scope& scope, const LineOf& line, core::Instant now,
                           std::uint32_t after, int limit) {
    SequenceView view;
    view.line = line.code;
    auto loaded = load_plan(tx, line, now, Lock::none);
    if (!loaded) return view;
    Plan& plan = loaded->plan;
    settle(plan, as_it_is(plan));
    const auto order = as_it_is(plan);
    const auto problem = problem_of(plan);
    const auto sequence = sequence_of(plan, order);
    view.version = loaded->version;
    view.planned_at = loaded->planned_at;
    view.unplanned = loaded->fresh;
    view.left_out = count_left_out(tx, *loaded);
    view.totals = totals_of(plan, order);
    view.ratios = ratios_of(plan, sequencing::evaluate(problem, sequence));
    view.windows = windows_of(plan, sequencing::violated_windows(problem, sequence));
    add_items(tx, scope, plan, after, limit, view);
    return view;
}

ChangeView compare(db::Tx& tx, const LineOf& line, const LoadedPlan& before, const Order& order, const Plan& after) {
    const Plan& plan = before.plan;
    const auto problem = problem_of(plan);
    const auto stood = as_it_is(plan);
    const auto changes = sequencing::changes_between(problem, sequence_of(plan, stood), sequence_of(plan, order));
    const int on_line = static_cast<int>(plan.started.size());
    ChangeView view;
    view.version = before.version;
    view.before = totals_of(plan, stood);
    view.after = totals_of(plan, order);
    view.after.pinned = static_cast<int>(
        std::count_if(after.waiting.begin(), after.waiting.end(), [](const PlannedCar& car) { return car.pinned; }));
    view.moved_count = static_cast<int>(changes.moved.size());
    view.shifted_count = static_cast<int>(changes.shifted.size());
    view.broken = windows_of(plan, changes.broken);
    view.mended = windows_of(plan, changes.mended);
    std::vector<Delayed> delayed;
    const auto look = [&](const sequencing::Move& move, bool moved) {
        const auto& car = plan.waiting[static_cast<std::size_t>(move.car - on_line)];
        const auto now_at = after.start_of(move.to - on_line);
        const auto was_at = move.from < 0 ? now_at : plan.start_of(move.from - on_line);
        if (now_at > was_at) delayed.push_back({was_at, now_at, &car});
        if (moved && view.moved.size() < most_moved)
            view.moved.push_back({car.build_id, move.from < 0 ? 0 : position_at(plan, move.from),
                                  position_at(plan, move.to), was_at, now_at});
    };
    for (const auto& move : changes.moved) look(move, true);
    for (const auto& move : changes.shifted) look(move, false);
    for (std::size_t at = 0; at < after.waiting.size() && after.waiting[at].frozen; ++at) {
        const bool same = at < plan.waiting.size() && plan.waiting[at].order == after.waiting[at].order &&
                          plan.waiting[at].starts_at == after.waiting[at].starts_at;
        view.frozen_changed = view.frozen_changed || !same;
    }
    view.hits = hits_of(tx, plan, delayed, line.zone);
    return view;
}

}  // namespace marque::scheduling
