#include "bridge/deliverer.h"

#include "b2mml/write.h"
#include "bridge/line_message_json.h"
#include "plumbing/json_log.h"

namespace marque::bridge {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t most_in_batch = 500;  // the server's limit
constexpr std::size_t most_unconfirmed = 20'000;
constexpr auto longest_delivery_pause = std::chrono::milliseconds(10s);
constexpr auto idle_pause = std::chrono::milliseconds(200);

// Of a history, the one segment that is at fault, as a message of its own.
std::string segment_alone(const std::string& raw, int seq) {
    auto parsed = b2mml::parse(raw);
    auto& history = std::get<b2mml::PerformanceHistory>(std::get<b2mml::Message>(parsed));
    for (auto& segment : history.segments)
        if (segment.seq == seq)
            return b2mml::write(
                b2mml::Performance{history.envelope, history.build_id, history.order_number, std::move(segment)});
    return raw;
}

}  // namespace

Deliverer::Deliverer(const LineSettings& settings, Journal& journal, MqttLink& link)
    : settings_(settings),
      journal_(journal),
      link_(link),
      server_(settings.line, settings.server),
      topics_(settings.topic_prefix),
      queue_(settings) {}

void Deliverer::start() {
    thread_ = std::thread([this] { run(); });
}

void Deliverer::stop() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
        changed_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
}

void Deliverer::wake() {
    std::lock_guard lock(mutex_);
    woken_ = true;
    changed_.notify_all();
}

void Deliverer::run() {
    auto backoff = 250ms;
    while (true) {
        {
            std::lock_guard lock(mutex_);
            if (stopping_) return;
            woken_ = false;
        }
        try {
            work_once();
            backoff = 250ms;
            if (queue_.ready() == 0) pause(idle_pause);
        } catch (const ServerUnavailable& error) {
            back_off("server_unavailable", error.what(), backoff);
            backoff = std::min(backoff * 2, longest_delivery_pause);
        } catch (const std::exception& error) {
            back_off("delivery_failed", error.what(), longest_delivery_pause);
        }
    }
}

// What was settled before the trouble is struck off first, so that the line hears of it.
void Deliverer::back_off(const char* event, const std::string& cause, std::chrono::milliseconds pause) {
    json_log::warning(event, {{"line", settings_.line}, {"cause", cause}, {"again_in_ms", pause.count()}});
    try {
        settle();
    } catch (const std::exception& error) {
        json_log::error("journal_failed", {{"line", settings_.line}, {"cause", error.what()}});
    }
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, pause, [this] { return stopping_; });
}

void Deliverer::pause(std::chrono::milliseconds most) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, most, [this] { return stopping_ || woken_; });
}

void Deliverer::work_once() {
    read_more();
    queue_.retry_held_for_build(Clock::now());
    ask_for_gaps();
    if (auto batch = queue_.take(most_in_batch); !batch.empty()) deliver(std::move(batch));
    settle();
    counts_.ready = queue_.ready();
    counts_.held = queue_.held();
}

void Deliverer::deliver(std::vector<Delivery> batch) {
    std::vector<std::string> bodies;
    bodies.reserve(batch.size());
    for (const auto& delivery : batch) bodies.push_back(delivery.body);
    std::vector<LineMessageResult> results;
    try {
        results = server_.deliver(bodies);
    } catch (const RequestRefused& refused) {
        return deliver_in_halves(std::move(batch), refused.what());
    } catch (...) {
        queue_.put_back(std::move(batch));
        throw;
    }
    for (std::size_t i = 0; i < batch.size(); ++i) {
        try {
            apply(batch[i], results[i]);
        } catch (...) {
            batch.erase(batch.begin(), batch.begin() + static_cast<std::ptrdiff_t>(i));
            queue_.put_back(std::move(batch));
            throw;
        }
    }
}

// One message that the server will not even read must not hold up the others: it is found by halving.
void Deliverer::deliver_in_halves(std::vector<Delivery> batch, const std::string& cause) {
    json_log::error("batch_refused", {{"messages", batch.size()}, {"cause", cause}});
    if (batch.size() == 1) {
        try {
            return reject(batch.front(), "INVALID_MESSAGE", cause);
        } catch (...) {
            queue_.put_back(std::move(batch));
            throw;
        }
    }
    auto middle = batch.begin() + static_cast<std::ptrdiff_t>(batch.size() / 2);
    std::vector<Delivery> second(std::make_move_iterator(middle), std::make_move_iterator(batch.end()));
    batch.erase(middle, batch.end());
    try {
        deliver(std::move(batch));
    } catch (...) {
        // The first half has put itself back to the front, so the second goes behind it.
        for (auto& delivery : second) queue_.add(std::move(delivery));
        throw;
    }
    deliver(std::move(second));
}

void Deliverer::apply(Delivery delivery, const LineMessageResult& result) {
    using enum LineMessageResult::Verdict;
    switch (result.verdict) {
        case accepted:
            ++counts_.accepted;
            queue_.applied(delivery);
            return finish(delivery, true, "", "");
        case gap:
            return queue_.hold_for_gap(std::move(delivery), result.expected_seq, Clock::now());
        case rejected:
            if (result.reason == "UNKNOWN_BUILD_ID" && delivery.seq > 0 &&
                journal_.has_open_request(delivery.order_number))
                return queue_.hold_for_build(std::move(delivery), Clock::now());
            return reject(delivery, result.reason, "");
    }
}

void Deliverer::reject(const Delivery& delivery, const std::string& reason, const std::string& detail) {
    set_aside(delivery, reason, detail);
    ++counts_.rejected;
    json_log::warning("rejected", {{"message_id", delivery.message_id},
                                   {"build_id", delivery.build_id},
                                   {"seq", delivery.seq},
                                   {"reason", reason}});
    queue_.rejected(delivery);
    finish(delivery, false, reason, detail);
}

void Deliverer::set_aside(const Delivery& delivery, const std::string& reason, const std::string& detail) {
    auto row = journal_.inbound(delivery.inbound_id);
    if (!row) throw std::logic_error("a message under way is not in the journal: " + delivery.message_id);
    server_.set_aside({delivery.message_id, row->topic, reason, detail,
                       delivery.history ? segment_alone(row->raw, delivery.seq) : row->raw, row->received_at});
}

void Deliverer::finish(const Delivery& delivery, bool accepted, const std::string& reason, const std::string& detail) {
    Settlement settlement{delivery.inbound_id, Answered{delivery.message_id, accepted, reason, detail, true},
                          delivery.request_id};
    if (auto& history = delivery.history) {
        if (!accepted && history->first_rejection.empty()) history->first_rejection = reason;
        if (--history->left > 0) return;
        settlement.answer =
            Answered{history->bodid, history->first_rejection.empty(), history->first_rejection, "", true};
    }
    done_.push_back(std::move(settlement));
}

void Deliverer::settle() {
    journal_.settle(done_);
    for (const auto& settlement : done_)
        if (settlement.answer) {
            queue_.forget(settlement.answer->bodid);
            to_confirm_.push_back(*settlement.answer);
        }
    done_.clear();
    std::size_t told = 0;
    while (told < to_confirm_.size() && confirm(to_confirm_[told])) ++told;
    to_confirm_.erase(to_confirm_.begin(), to_confirm_.begin() + static_cast<std::ptrdiff_t>(told));
    // While the broker is away the line will ask again in any case.
    if (to_confirm_.size() > most_unconfirmed) to_confirm_.clear();
}

bool Deliverer::confirm(const Answered& answer) {
    b2mml::Receipt receipt;
    receipt.envelope = {b2mml::new_bodid(), b2mml::now(), settings_.office_id, settings_.plant_id};
    receipt.original_bodid = answer.bodid;
    receipt.accepted = answer.accepted;
    receipt.reason = answer.reason;
    receipt.detail = answer.detail;
    b2mml::Message message = std::move(receipt);
    return link_.publish(topics_.of(message, true), b2mml::write(message));
}

void Deliverer::ask_for_gaps() {
    if (!link_.connected()) return;
    for (const auto& question : queue_.questions_due(Clock::now())) {
        b2mml::PerformanceQuery query{{b2mml::new_bodid(), b2mml::now(), settings_.office_id, settings_.plant_id},
                                      question.build_id,
                                      question.from_seq};
        b2mml::Message message = std::move(query);
        link_.publish(topics_.of(message, true), b2mml::write(message));
        ++counts_.questions;
        json_log::info("gap_asked_for", {{"build_id", question.build_id}, {"from_seq", question.from_seq}});
    }
}

}  // namespace marque::bridge
