#include "bridge/deliverer.h"

#include <algorithm>

#include "b2mml/write.h"
#include "bridge/line_message_json.h"
#include "plumbing/json_log.h"

namespace marque::bridge {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t first_batch = 100, least_in_batch = 20, most_in_batch = 500;  // the server's limit
constexpr auto quick_batch = 250ms, slow_batch = 700ms;
constexpr int couriers = 2;
constexpr std::size_t worth_another_way = 150;  // so many go beside a batch that is out; fewer wait for its return
constexpr std::size_t busy_batch = 50;  // after one of so many the next gathers for a moment: half as dear for all
constexpr auto gathering_time = 60ms;
constexpr auto first_backoff = std::chrono::milliseconds(250ms);
constexpr auto longest_delivery_pause = std::chrono::milliseconds(10s);
constexpr auto idle_pause = std::chrono::milliseconds(200);

// Of a history, the one segment that is at fault, as a message of its own. Each time that the line is asked it tells it
// again in another envelope: named and dated after what it tells, it is the same message each time, and kept once.
std::string segment_alone(const std::string& raw, int seq) {
    auto parsed = b2mml::parse(raw);
    auto& history = std::get<b2mml::PerformanceHistory>(std::get<b2mml::Message>(parsed));
    auto segment =
        std::find_if(history.segments.begin(), history.segments.end(), [&](auto& s) { return s.seq == seq; });
    if (segment == history.segments.end()) return raw;
    auto happened_at = segment->ended_at ? segment->ended_at : segment->started_at;
    b2mml::Performance alone{{"", happened_at.value_or(Instant{}), history.envelope.sender, history.envelope.receiver},
                             history.build_id,
                             history.order_number,
                             std::move(*segment)};
    alone.envelope.bodid = b2mml::bodid_of(b2mml::write(alone));
    return b2mml::write(alone);
}

}  // namespace

Deliverer::Deliverer(const LineSettings& settings, Journal& journal, MqttLink& link)
    : settings_(settings),
      journal_(journal),
      link_(link),
      server_(settings.line, settings.server),
      topics_(settings.topic_prefix),
      queue_(settings),
      batch_limit_(first_batch),
      backoff_(first_backoff),
      preparer_(settings, journal, [this] { notify(); }) {
    for (int i = 0; i < couriers; ++i) couriers_.push_back(std::make_unique<Courier>(settings, [this] { notify(); }));
}

void Deliverer::start() {
    for (auto& courier : couriers_) courier->start();
    preparer_.start();
    thread_ = std::thread([this] { run(); });
}

void Deliverer::stop() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
        changed_.notify_all();
    }
    preparer_.stop();
    if (thread_.joinable()) thread_.join();
}

void Deliverer::notify() {
    std::lock_guard lock(mutex_);
    woken_ = true;
    changed_.notify_all();
}

void Deliverer::run() {
    while (true) {
        {
            std::lock_guard lock(mutex_);
            if (stopping_) return finish_up();
            woken_ = false;
        }
        try {
            work_once();
            pause(std::clamp(std::chrono::ceil<std::chrono::milliseconds>(next_departure_ - Clock::now()),
                             std::chrono::milliseconds{1}, idle_pause));
        } catch (const ServerUnavailable& error) {
            server_away_ = true;
            back_off("server_unavailable", error.what(), backoff_);
            backoff_ = std::min(backoff_ * 2, longest_delivery_pause);
        } catch (const std::exception& error) {
            back_off("delivery_failed", error.what(), longest_delivery_pause);
        }
    }
}

// What the server has taken by now is struck off, which saves saying it again after the restart.
void Deliverer::finish_up() {
    for (auto& courier : couriers_) courier->stop();
    try {
        collect();
        settle();
    } catch (const std::exception& error) {
        json_log::warning("not_settled", {{"line", settings_.line}, {"cause", error.what()}});
    }
}

void Deliverer::server_is_there() {
    server_away_ = false;
    backoff_ = first_backoff;
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
    collect();
    dispatch();
    settle();
    read_more();
    queue_.retry_held_for_build(Clock::now());
    ask_for_gaps();
    dispatch();
    settle();
    counts_.ready = queue_.ready();
    counts_.held = queue_.held();
}

// The first batch goes at once, however small. While one is out, or has just gone and was not small, what comes gathers
// for the next, which is cheaper for all; a long queue goes in parallel.
void Deliverer::dispatch() {
    if (queue_.ready() < batch_limit_ && Clock::now() < next_departure_) return;
    auto out = std::count_if(couriers_.begin(), couriers_.end(), [](auto& courier) { return courier->is_out(); });
    for (auto& courier : couriers_) {
        if (courier->is_out()) continue;
        auto batch = queue_.take(batch_limit_, out > 0 ? std::min(worth_another_way, batch_limit_) : 1);
        if (batch.empty()) return;
        if (batch.size() >= busy_batch) next_departure_ = Clock::now() + gathering_time;
        courier->send(std::move(batch));
        ++out;
    }
}

void Deliverer::collect() {
    for (auto& courier : couriers_)
        if (auto returned = courier->take_back()) receive_back(*std::move(returned));
}

// The server is at an answer to a request ten times as long as at an event, and while it is at a batch it holds the
// orders in it: how much goes at once is found by the time that it takes.
void Deliverer::adapt_batches(std::size_t size, std::chrono::milliseconds took) {
    if (took > slow_batch)
        batch_limit_ = std::max(least_in_batch, std::min(size, batch_limit_) / 2);
    else if (took < quick_batch && size >= batch_limit_)
        batch_limit_ = std::min(most_in_batch, batch_limit_ * 2);
}

void Deliverer::receive_back(Courier::Returned returned) {
    queue_.landed(returned.batch);
    adapt_batches(returned.batch.size(), returned.took);
    if (!returned.failure) {
        server_is_there();
        return apply_all(std::move(returned.batch), returned.results);
    }
    try {
        std::rethrow_exception(returned.failure);
    } catch (const RequestRefused& refused) {
        return deliver_in_halves(std::move(returned.batch), refused.what());
    } catch (...) {
        queue_.put_back(std::move(returned.batch));
        throw;
    }
}

void Deliverer::deliver(std::vector<Delivery> batch) {
    std::vector<std::string_view> bodies;
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
    server_is_there();
    apply_all(std::move(batch), results);
}

void Deliverer::apply_all(std::vector<Delivery> batch, const std::vector<LineMessageResult>& results) {
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
            queue_.applied(delivery, Clock::now());
            return finish(delivery, true, "", "");
        case gap:
            if (auto twin = queue_.hold_for_gap(std::move(delivery), result.expected_seq, Clock::now())) let_go(*twin);
            return;
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
    queue_.rejected(delivery, Clock::now());
    finish(delivery, false, reason, detail);
}

void Deliverer::set_aside(const Delivery& delivery, const std::string& reason, const std::string& detail) {
    auto row = journal_.inbound(delivery.inbound_id);
    if (!row) throw std::logic_error("a message under way is not in the journal: " + delivery.message_id);
    server_.set_aside({delivery.message_id, row->topic, reason, detail,
                       delivery.history ? segment_alone(row->raw, delivery.seq) : row->raw, row->received_at});
    server_is_there();
}

}  // namespace marque::bridge
