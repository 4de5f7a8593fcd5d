#include "bridge/reconciler.h"

#include "b2mml/parse.h"
#include "b2mml/write.h"
#include "plumbing/json_log.h"

namespace marque::bridge {
namespace {

using namespace std::chrono_literals;

constexpr int most_errands_at_once = 10;
constexpr auto errand_lease = 60s;
constexpr auto between_errands = std::chrono::milliseconds(500ms);
constexpr auto longest_errand_pause = std::chrono::milliseconds(30s);
constexpr auto answer_patience = 50s;  // until a question is put again, when the server gives it out again
constexpr int most_questions = 5;      // and so often: the broker keeps them for a line that is away

// The message under another BODID: under the one it came with it has been answered already.
std::string with_bodid(const std::string& raw, const std::string& bodid) {
    auto message = nlohmann::ordered_json::parse(raw);
    message.begin().value().at("ApplicationArea").at("BODID") = bodid;
    return message.dump();
}

}  // namespace

Reconciler::Reconciler(const LineSettings& settings, Journal& journal, MqttLink& link,
                       std::function<void()> when_received)
    : settings_(settings),
      journal_(journal),
      link_(link),
      server_(settings.line, settings.server),
      topics_(settings.topic_prefix),
      when_received_(std::move(when_received)) {}

void Reconciler::start() {
    thread_ = std::thread([this] { run(); });
}

void Reconciler::stop() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
        changed_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
}

void Reconciler::run() {
    auto backoff = between_errands;
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        auto pause = between_errands;
        try {
            work_once();
            backoff = between_errands;
        } catch (const std::exception& error) {
            backoff = std::min(backoff * 2, longest_errand_pause);
            pause = backoff;
            json_log::warning("errands_failed",
                              {{"line", settings_.line}, {"cause", error.what()}, {"again_in_ms", pause.count()}});
        }
        lock.lock();
        changed_.wait_for(lock, pause, [this] { return stopping_ || page_answered_; });
        page_answered_ = false;
    }
}

void Reconciler::work_once() {
    settle_taken();
    settle_asked();
    for (const auto& errand : server_.lease_errands(most_errands_at_once, errand_lease)) do_errand(errand);
    go_on_comparing();
    if (!link_.connected() || Clock::now() < next_comparison_) return;
    server_.start_comparison(why_);
    why_ = "HOURLY";
    next_comparison_ = Clock::now() + settings_.survey_every;
}

void Reconciler::do_errand(const Errand& errand) {
    switch (errand.kind) {
        case Errand::Kind::ask:
            return ask(errand);
        case Errand::Kind::compare:
            return compare(errand);
        case Errand::Kind::take:
            return take(errand);
    }
}

bool Reconciler::publish_question(const std::string& bodid, const std::string& build_id, int from_seq) {
    b2mml::PerformanceQuery query{{bodid, b2mml::now(), settings_.office_id, settings_.plant_id}, build_id, from_seq};
    b2mml::Message message = std::move(query);
    return link_.publish(topics_.of(message, true), b2mml::write(message)) == MqttLink::Handed::over;
}

// Until the line has answered the errand stays the server's: when its lease lapses it comes again.
void Reconciler::ask(const Errand& errand) {
    const auto bodid = b2mml::new_bodid();
    Asking before;
    {
        std::lock_guard lock(mutex_);
        auto& asking = asking_[errand.errand_id];
        const bool same = asking.times > 0 && asking.from_seq == errand.from_seq;
        if (same && (asking.answered || Clock::now() < asking.asked + answer_patience)) return;
        before = asking;
        asking = {bodid, errand.from_seq, same ? asking.times + 1 : 1, Clock::now()};
    }
    if (publish_question(bodid, errand.build_id, errand.from_seq)) return;
    std::lock_guard lock(mutex_);
    if (before.times > 0)
        asking_[errand.errand_id] = before;
    else
        asking_.erase(errand.errand_id);
}

void Reconciler::settle_asked() {
    std::map<std::string, Asking> over;
    {
        std::lock_guard lock(mutex_);
        const auto now = Clock::now();
        for (const auto& [errand_id, asking] : asking_)
            if (asking.answered || (asking.times >= most_questions && now >= asking.asked + answer_patience))
                over.emplace(errand_id, asking);
        // The server has not given it out again: somebody else has ended it.
        std::erase_if(asking_, [&](const auto& one) { return now > one.second.asked + 4 * answer_patience; });
    }
    for (const auto& [errand_id, asking] : over) {
        if (!asking.answered)
            json_log::warning("question_unanswered", {{"line", settings_.line}, {"errand", errand_id}});
        server_.settle_errand(errand_id, "DONE", "", "", asking.from_seq);
        std::lock_guard lock(mutex_);
        asking_.erase(errand_id);
    }
}

void Reconciler::note_answer(const std::string& bodid) {
    std::lock_guard lock(mutex_);
    for (auto& [errand_id, asking] : asking_)
        if (asking.bodid == bodid) asking.answered = true;
}

// The errand's id becomes the BODID: whatever dies on the way, taking the message twice is taking it once, and its
// outcome is found in the journal like that of any message of the line.
void Reconciler::take(const Errand& errand) {
    if (taken_.contains(errand.errand_id) || journal_.answer_to(errand.errand_id)) {
        taken_.insert(errand.errand_id);
        return;
    }
    auto parsed = b2mml::parse(errand.raw);
    if (const auto* fault = std::get_if<b2mml::ParseError>(&parsed))
        return server_.settle_errand(errand.errand_id, "REFUSED", "INVALID_MESSAGE", b2mml::describe(*fault));
    const auto& message = std::get<b2mml::Message>(parsed);
    journal_.receive(topics_.of(message, false), with_bodid(errand.raw, errand.errand_id));
    when_received_();
    json_log::info("taken_again", {{"line", settings_.line}, {"bodid", errand.errand_id}});
    // A receipt has no outcome of its own.
    if (std::holds_alternative<b2mml::Receipt>(message)) return server_.settle_errand(errand.errand_id, "USED");
    taken_.insert(errand.errand_id);
}

void Reconciler::settle_taken() {
    for (auto errand = taken_.begin(); errand != taken_.end();) {
        auto answer = journal_.answer_to(*errand);
        if (!answer) {
            ++errand;
            continue;
        }
        server_.settle_errand(*errand, answer->accepted ? "USED" : "REFUSED", answer->reason, answer->detail);
        errand = taken_.erase(errand);
    }
}

}  // namespace marque::bridge
