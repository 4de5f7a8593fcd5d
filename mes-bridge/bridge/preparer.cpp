#include "bridge/preparer.h"

#include "bridge/line_message_json.h"
#include "plumbing/json_log.h"

namespace marque::bridge {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t read_at_once = 250;
constexpr std::size_t most_prepared = 1500;
constexpr auto look_for_more = 200ms;
constexpr auto pause_after_failure = 1s;
constexpr std::size_t busy_round =
    4;  // after one of so many the next gathers for a moment: each round wakes two threads
constexpr auto gathering_moment = 10ms;

}  // namespace

Preparer::Preparer(const LineSettings& settings, Journal& journal, std::function<void()> when_ready)
    : topics_(settings.topic_prefix), journal_(journal), when_ready_(std::move(when_ready)) {}

void Preparer::start() {
    thread_ = std::thread([this] { run(); });
}

void Preparer::stop() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
        changed_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
}

void Preparer::wake() {
    std::lock_guard lock(mutex_);
    if (woken_) return;
    woken_ = true;
    changed_.notify_all();
}

std::deque<Prepared> Preparer::take() {
    std::lock_guard lock(mutex_);
    changed_.notify_all();
    return std::exchange(ready_, {});
}

void Preparer::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        woken_ = false;
        lock.unlock();
        std::deque<Prepared> fresh;
        std::chrono::milliseconds pause = look_for_more;
        try {
            for (const auto& row : journal_.inbound_after(last_read_, read_at_once)) {
                fresh.push_back(prepare(row));
                last_read_ = row.id;
            }
        } catch (const std::exception& error) {
            json_log::error("journal_unreadable", {{"cause", error.what()}});
            pause = pause_after_failure;
        }
        const auto fresh_count = fresh.size();
        const bool more = fresh_count == read_at_once;
        lock.lock();
        for (auto& prepared : fresh) ready_.push_back(std::move(prepared));
        if (!fresh.empty()) {
            lock.unlock();
            when_ready_();
            lock.lock();
        }
        changed_.wait(lock, [this] { return stopping_ || ready_.size() < most_prepared; });
        if (!more && fresh_count >= busy_round) changed_.wait_for(lock, gathering_moment, [this] { return stopping_; });
        if (!more) changed_.wait_for(lock, pause, [this] { return stopping_ || woken_; });
    }
}

Prepared Preparer::prepare(const InboundRow& row) const {
    if (row.size > b2mml::max_message_bytes)
        return {row.id, Unusable{"TOO_LARGE: " + std::to_string(row.size) + " bytes", ""}, ""};
    auto parsed = b2mml::parse(row.raw);
    if (const auto* error = std::get_if<b2mml::ParseError>(&parsed))
        return {row.id, Unusable{b2mml::describe(*error), error->bodid}, ""};
    auto& message = std::get<b2mml::Message>(parsed);
    const auto& bodid = b2mml::envelope_of(message).bodid;
    if (topics_.key_of(row.topic) != b2mml::key_of(message))
        return {row.id, Unusable{"INVALID: the topic ends in another key than the message has", bodid}, ""};
    if (std::holds_alternative<b2mml::OrderRequest>(message) ||
        std::holds_alternative<b2mml::PerformanceQuery>(message))
        return {row.id, Unusable{"INVALID: a message for the line, sent to the office", bodid}, ""};
    std::string body;
    if (const auto* progress = std::get_if<b2mml::Performance>(&message))
        body = write_progress(bodid, progress->envelope.created_at, progress->build_id, progress->order_number,
                              progress->segment);
    return {row.id, std::move(message), std::move(body)};
}

}  // namespace marque::bridge
