#include "bridge/collector.h"

#include "b2mml/write.h"
#include "bridge/line_message_json.h"
#include "plumbing/json_log.h"

namespace marque::bridge {
namespace {

using namespace std::chrono_literals;

constexpr int most_leased = 50;  // the server holds their orders while it enters that they were taken
constexpr auto lease_time = 30s;
constexpr auto longest_pause = std::chrono::milliseconds(10s);

}  // namespace

Collector::Collector(const LineSettings& settings, Journal& journal, MqttLink& link, std::function<void()> when_stored)
    : settings_(settings),
      journal_(journal),
      link_(link),
      server_(settings.line, settings.server),
      topics_(settings.topic_prefix),
      when_stored_(std::move(when_stored)) {}

void Collector::start() {
    thread_ = std::thread([this] { run(); });
}

void Collector::stop() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
        changed_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
}

void Collector::run() {
    auto backoff = 250ms;
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        auto pause = settings_.lease_poll;
        try {
            if (collect_requests()) pause = 0ms;
            server_reachable_ = true;
            if (link_.connected() && Clock::now() >= next_survey_) survey_builds();
            prune_when_due();
            backoff = 250ms;
        } catch (const std::exception& error) {
            server_reachable_ = false;
            pause = backoff;
            backoff = std::min(backoff * 2, longest_pause);
            json_log::warning("collecting_failed",
                              {{"line", settings_.line}, {"cause", error.what()}, {"again_in_ms", pause.count()}});
        }
        lock.lock();
        changed_.wait_for(lock, pause, [this] { return stopping_; });
    }
}

bool Collector::collect_requests() {
    auto leased = server_.lease_requests(most_leased, lease_time);
    std::vector<OutboundRequest> requests;
    std::vector<std::string> message_ids;
    for (const auto& item : leased) {
        try {
            auto request = read_request(item, settings_.office_id, settings_.plant_id);
            OutboundRequest row{request.envelope.bodid, request.order_number, "", "", request.configuration_version, 0};
            b2mml::Message message = std::move(request);
            row.topic = topics_.of(message, true);
            row.payload = b2mml::write(message);
            message_ids.push_back(row.message_id);
            requests.push_back(std::move(row));
        } catch (const std::exception& error) {
            // Left unsettled, it stays in the server's outbox, where it is seen.
            json_log::error("request_unreadable", {{"cause", error.what()}, {"request", item}});
        }
    }
    if (requests.empty()) return false;
    journal_.store(requests);
    when_stored_();
    server_.settle_requests(message_ids);
    json_log::info("requests_taken", {{"line", settings_.line}, {"count", requests.size()}});
    return leased.size() == most_leased;
}

void Collector::survey_builds() {
    std::string after;
    std::size_t asked = 0;
    do {
        for (const auto& build : server_.builds_in_progress(after)) {
            b2mml::PerformanceQuery query{{b2mml::new_bodid(), b2mml::now(), settings_.office_id, settings_.plant_id},
                                          build.build_id,
                                          build.last_seq + 1};
            b2mml::Message message = std::move(query);
            if (link_.publish(topics_.of(message, true), b2mml::write(message)) == MqttLink::Handed::not_now) return;
            ++asked;
        }
    } while (!after.empty());
    next_survey_ = Clock::now() + settings_.survey_every;
    json_log::info("builds_surveyed", {{"line", settings_.line}, {"asked", asked}});
}

void Collector::prune_when_due() {
    if (Clock::now() < next_prune_) return;
    next_prune_ = Clock::now() + 10min;
    journal_.prune(b2mml::now() - settings_.keep_receipts);
}

}  // namespace marque::bridge
