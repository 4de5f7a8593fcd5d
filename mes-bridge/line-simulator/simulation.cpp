#include "line-simulator/simulation.h"

#include <algorithm>

#include "b2mml/parse.h"
#include "b2mml/write.h"
#include "plumbing/json_log.h"

namespace marque::line {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t most_fresh = 1000;
constexpr std::size_t most_again = 200;
constexpr auto longest_wait = std::chrono::milliseconds(500);

Pace pace_of(const Options& options, const LinePlan& plan) {
    Pace pace;
    pace.scale = options.car_seconds > 0 ? options.car_seconds / plan.seconds_in_all()
                                         : options.takt_seconds / plan.seconds_of_slowest();
    pace.road_seconds = options.road_seconds > 0 ? options.road_seconds : plan.seconds_in_all() * pace.scale;
    pace.hold_rate = options.hold_rate;
    pace.rework_rate = options.rework_rate;
    pace.wrong_option = options.wrong_option;
    pace.shortage_rate = options.shortage_rate;
    pace.shortage_seconds = options.shortage_seconds;
    pace.clock_skew_rate = options.clock_skew_rate;
    pace.clock_skew_seconds = options.clock_skew_seconds;
    return pace;
}

std::string or_else(const std::string& text, const std::string& otherwise) { return text.empty() ? otherwise : text; }

BrokerSettings broker_of(const Options& options, const LinePlan& plan) {
    auto broker = options.broker;
    if (broker.client_id.empty()) broker.client_id = "marque-line-" + plan.line;
    return broker;
}

}  // namespace

std::string ledger_file(const std::string& data_dir) { return data_dir + "/ledger.db"; }

Simulation::Simulation(const Options& options)
    : options_(options),
      plan_(read_line_plan(options.line_file)),
      ends_{or_else(options.plant_id, "mes/" + plan_.plant), options.office_id},
      topics_(or_else(options.topic_prefix, "marque/" + plan_.plant + "/vehicle/" + plan_.line)),
      ledger_(ledger_file(options.data_dir)),
      floor_(plan_, pace_of(options, plan_), Chance(options.seed),
             {[this] { return ledger_.next("vin", plan_.first_serial); }, [this] { return ledger_.next("engine", 1); }},
             [this](Car& car, b2mml::Segment segment) { report(car, std::move(segment)); }),
      desk_(plan_, ends_, topics_, ledger_, floor_),
      link_(broker_of(options, plan_), topics_.read_by_line(),
            [this](std::span<const Arrival> arrivals) {
                for (const auto& [topic, payload] : arrivals) mailbox_.put({std::string(topic), std::string(payload)});
            }),
      mischief_(options.mischief, Chance(options.seed), ledger_) {}

void Simulation::run(const std::atomic<bool>& stop) {
    {
        auto transaction = ledger_.transaction();
        shift_ = std::chrono::milliseconds{ledger_.number("shift")};
        floor_.set_shift(shift_);
        floor_.keep_slots(options_.follow_office_clock);
        for (const auto& shortage : ledger_.shortages_after(b2mml::now())) floor_.restore(shortage);
        for (auto& car : ledger_.cars_on_hand()) floor_.restore(std::move(car));
        floor_.settle_in(b2mml::now());
        for (const auto* car : floor_.take_changed()) ledger_.save(*car);
        for (const auto& shortage : floor_.take_new_shortages()) ledger_.add(shortage);
        ledger_.send_all_again();
        transaction.commit();
    }
    json_log::info("started", {{"line", plan_.line}, {"cars", floor_.cars()}, {"seed", options_.seed}});
    link_.start([this] { mailbox_.interrupt(); });
    std::chrono::milliseconds wait{0};
    while (!stop) {
        auto mail = mailbox_.wait(wait);
        // Only what is in the ledger is said.
        for (const auto& said : write_down(mail, b2mml::now())) link_.publish(said.topic, said.payload);
        wait = time_to_next(b2mml::now());
    }
    json_log::info("stopped", {{"line", plan_.line}});
}

std::vector<Mail> Simulation::write_down(const std::vector<Mail>& mail, Instant now) {
    auto transaction = ledger_.transaction();
    for (const auto& item : mail) take(item, now);
    floor_.advance(now);
    for (const auto* car : floor_.take_changed()) ledger_.save(*car);
    for (const auto& shortage : floor_.take_new_shortages()) ledger_.add(shortage);
    floor_.release_gone();

    std::vector<Mail> said;
    more_to_send_ = false;
    if (link_.connected() && now >= silent_until_) {
        auto messages = due_messages(now);
        said = mischief_.arrange(messages, now);
        for (auto& reply : std::exchange(replies_, {})) said.push_back(std::move(reply));
        if (auto silence = mischief_.falls_silent(messages, now)) silent_until_ = now + *silence;
    } else if (!link_.connected()) {
        replies_.clear();
    }
    if (now >= next_prune_) {
        ledger_.prune(options_.keep_builds);
        next_prune_ = now + 10min;
    }
    transaction.commit();
    return said;
}

std::vector<Outgoing> Simulation::due_messages(Instant now) {
    auto messages = ledger_.unsent(most_fresh);
    more_to_send_ = messages.size() == most_fresh;
    for (auto& message : ledger_.due_again(now, most_again)) messages.push_back(std::move(message));
    for (const auto& message : messages)
        ledger_.sent(message.id, now + options_.resend * (1 << std::min(message.attempts, 3)));
    return messages;
}

std::chrono::milliseconds Simulation::time_to_next(Instant now) {
    if (more_to_send_) return 0ms;
    auto wait = longest_wait;
    if (auto due = floor_.next_due()) wait = std::min(wait, *due - now);
    return std::max(wait, 0ms);
}

void Simulation::take(const Mail& mail, Instant now) {
    auto parsed = b2mml::parse(mail.payload);
    if (const auto* error = std::get_if<b2mml::ParseError>(&parsed)) {
        json_log::warning("message_of_no_use", {{"topic", mail.topic}, {"cause", b2mml::describe(*error)}});
        if (!error->bodid.empty()) confirm_to_office(error->bodid, "INVALID_MESSAGE", b2mml::describe(*error));
        return;
    }
    std::visit(
        [&]<typename M>(const M& message) {
            if constexpr (std::is_same_v<M, b2mml::OrderRequest> || std::is_same_v<M, b2mml::PerformanceQuery> ||
                          std::is_same_v<M, b2mml::Receipt>)
                take(message, now);
            else
                confirm_to_office(message.envelope.bodid, "INVALID_MESSAGE",
                                  "a message for the office, sent to the line");
        },
        std::get<b2mml::Message>(parsed));
}

void Simulation::take(const b2mml::OrderRequest& request, Instant now) {
    if (options_.follow_office_clock) follow(request.envelope.created_at, now);
    desk_.take(request, now);
}

void Simulation::follow(Instant office_time, Instant now) {
    if (office_time - now <= shift_) return;
    shift_ = office_time - now;
    floor_.set_shift(shift_);
    ledger_.remember("shift", shift_.count());
    json_log::info("clock_follows_office", {{"ahead_ms", shift_.count()}});
}

void Simulation::take(const b2mml::PerformanceQuery& query, Instant now) {
    if (mischief_.leaves_unanswered(query, now)) return;
    auto car = ledger_.car(query.build_id);
    if (!car) return confirm_to_office(query.envelope.bodid, "UNKNOWN_BUILD_ID", "no such build on this line");
    b2mml::PerformanceHistory history{envelope(), query.envelope.bodid, query.build_id, car->order_number, {}};
    for (const auto& payload : ledger_.history(query.build_id, query.from_seq)) {
        auto parsed = b2mml::parse(payload);
        history.segments.push_back(std::get<b2mml::Performance>(std::get<b2mml::Message>(parsed)).segment);
    }
    if (history.segments.empty()) return confirm_to_office(query.envelope.bodid, nullptr, "nothing from this SEQ on");
    ledger_.add_shown(history.envelope.bodid, query.build_id, history.segments.front().seq,
                      history.segments.back().seq);
    reply(std::move(history));
}

void Simulation::take(const b2mml::Receipt& receipt, Instant now) {
    if (receipt.accepted && ledger_.confirm_shown(receipt.original_bodid)) return;
    auto confirmed = ledger_.confirm(receipt.original_bodid, receipt.accepted, receipt.reason);
    if (receipt.accepted) return;
    json_log::warning("office_rejected", {{"bodid", receipt.original_bodid}, {"reason", receipt.reason}});
    // An answer that the office will not have leaves a car that belongs to nobody: it is not built.
    if (!confirmed || confirmed->seq > 0 || confirmed->build_id.empty()) return;
    if (auto* car = floor_.find(confirmed->build_id)) floor_.withdraw(*car, BuildState::disowned, now);
}

void Simulation::report(Car& car, b2mml::Segment segment) {
    int seq = segment.seq;
    b2mml::Performance performance{envelope(), car.build_id, car.order_number, std::move(segment)};
    performance.envelope.created_at = car.last_event_at;
    auto bodid = performance.envelope.bodid;
    b2mml::Message message = std::move(performance);
    ledger_.add(
        Outgoing{0, bodid, car.build_id, car.order_number, topics_.of(message, false), b2mml::write(message), seq, 0});
    if (floor_.clock_error(car).count() != 0)
        ledger_.add(Misdeed{"CLOCK_SKEW", bodid, car.build_id, car.order_number, seq, "", "", car.last_event_at});
}

void Simulation::reply(b2mml::Message message) {
    replies_.push_back({topics_.of(message, false), b2mml::write(message)});
}

// Without a reason it says "accepted".
void Simulation::confirm_to_office(const std::string& bodid, const char* reason, const std::string& detail) {
    reply(b2mml::Receipt{envelope(), bodid, reason == nullptr, reason ? reason : "", detail});
}

b2mml::Envelope Simulation::envelope() const {
    return {b2mml::new_bodid(), b2mml::now() + shift_, ends_.plant_id, ends_.office_id};
}

}  // namespace marque::line
