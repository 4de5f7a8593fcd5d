#include <algorithm>

#include "b2mml/parse.h"
#include "b2mml/write.h"
#include "bridge/reconciler.h"
#include "plumbing/json_log.h"

// Asking the line after every build in progress. A build is asked for from the last SEQ the office has, not from the
// one after: a line that has nothing to tell from there on knows less than the office.
namespace marque::bridge {
namespace {

using namespace std::chrono_literals;

constexpr auto comparison_patience = 10s;

bool has_level(std::string_view topic, std::string_view level) { return topic.find(level) != std::string::npos; }

}  // namespace

void Reconciler::compare(const Errand& errand) {
    std::string after;
    std::size_t asked = 0, answered = 0;
    bool silent = false, wanted = true;
    do {
        auto builds = server_.builds_in_progress(after);
        if (!link_.connected()) return;  // the errand's lease lapses and it is done again
        auto reports = ask_after(builds);
        asked += builds.size();
        answered += reports.size();
        silent = !builds.empty() && answered == 0;
        if (!reports.empty()) wanted = server_.report(errand.run_id, reports, false, true);
        std::lock_guard lock(mutex_);
        if (stopping_) return;
    } while (wanted && !after.empty() && !silent);
    if (wanted) wanted = server_.report(errand.run_id, {}, true, !silent);
    server_.settle_errand(errand.errand_id, "DONE");
    json_log::info(wanted ? "line_compared" : "comparison_had_ended",
                   {{"line", settings_.line}, {"asked", asked}, {"answered", answered}});
}

std::vector<LineReport> Reconciler::ask_after(const std::vector<BuildInProgress>& builds) {
    std::vector<std::pair<std::string, LineReport>> questions;
    for (const auto& build : builds) {
        LineReport report;
        report.build_id = build.build_id;
        report.asked_seq = build.last_seq;
        questions.emplace_back(b2mml::new_bodid(), std::move(report));
    }
    {
        std::lock_guard lock(mutex_);
        asked_.clear();
        answers_.clear();
        for (const auto& [bodid, report] : questions) asked_.emplace(bodid, report);
    }
    for (const auto& [bodid, report] : questions)
        publish_question(bodid, report.build_id, std::max(report.asked_seq, 1));
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, comparison_patience, [this] { return stopping_ || asked_.empty(); });
    asked_.clear();
    return std::exchange(answers_, {});
}

void Reconciler::hear(std::string_view topic, std::string_view payload) {
    if (has_level(topic, "/show-operations-performance/")) {
        {
            std::lock_guard lock(mutex_);
            if (asked_.empty()) return;
        }
        auto parsed = b2mml::parse(payload);
        if (const auto* message = std::get_if<b2mml::Message>(&parsed))
            if (const auto* history = std::get_if<b2mml::PerformanceHistory>(message)) note_history(*history);
        return;
    }
    if (!has_level(topic, "/confirm-bod/to-bridge/")) return;
    std::lock_guard lock(mutex_);
    auto question = asked_.find(topics_.key_of(topic));
    if (question == asked_.end()) return;
    auto parsed = b2mml::parse(payload);
    const auto* message = std::get_if<b2mml::Message>(&parsed);
    const auto* receipt = message ? std::get_if<b2mml::Receipt>(message) : nullptr;
    if (!receipt || (!receipt->accepted && receipt->reason != "UNKNOWN_BUILD_ID")) return;
    auto report = std::move(question->second);
    report.answer = receipt->accepted ? "NOTHING_MORE" : "UNKNOWN";
    asked_.erase(question);
    answers_.push_back(std::move(report));
    if (asked_.empty()) changed_.notify_all();
}

void Reconciler::note_history(const b2mml::PerformanceHistory& history) {
    std::lock_guard lock(mutex_);
    auto question = asked_.find(history.original_bodid);
    if (question == asked_.end() || question->second.build_id != history.build_id) return;
    auto report = std::move(question->second);
    report.answer = "TOLD";
    report.order_number = history.order_number;
    for (const auto& segment : history.segments) {
        report.last_seq = std::max(report.last_seq, segment.seq);
        if (!segment.vin.empty()) report.vin = segment.vin;
        if (segment.seq > report.asked_seq && !report.behind_since)
            report.behind_since = segment.ended_at ? segment.ended_at : segment.started_at;
    }
    asked_.erase(question);
    answers_.push_back(std::move(report));
    if (asked_.empty()) changed_.notify_all();
}

}  // namespace marque::bridge
