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

constexpr auto first_answer_patience = 10s;
constexpr auto next_answer_patience = 3s;

bool has_level(std::string_view topic, std::string_view level) { return topic.find(level) != std::string::npos; }

}  // namespace

// The one that is under way comes again when its lease lapses before it is done.
void Reconciler::compare(const Errand& errand) {
    if (comparison_ && comparison_->run_id == errand.run_id) return;
    comparison_ = Comparison{errand.errand_id, errand.run_id};
}

// What goes wrong ends it; the errand's lease lapses and all is asked again.
void Reconciler::go_on_comparing() {
    try {
        while (comparison_ && (!comparison_->page_is_out || page_is_over()))
            if (!compare_next_page(*comparison_)) comparison_.reset();
    } catch (const std::exception&) {
        comparison_.reset();
        throw;
    }
}

bool Reconciler::compare_next_page(Comparison& comparison) {
    if (std::exchange(comparison.page_is_out, false)) {
        std::vector<LineReport> reports;
        {
            std::lock_guard lock(mutex_);
            asked_.clear();
            reports = std::exchange(answers_, {});
        }
        comparison.answered += reports.size();
        const bool wanted = reports.empty() || server_.report(comparison.run_id, reports, false, true);
        if (!wanted || comparison.after.empty() || comparison.answered == 0) {
            end_comparison(comparison, wanted);
            return false;
        }
    }
    const auto builds = server_.builds_in_progress(comparison.after);
    if (!link_.connected()) return false;
    if (builds.empty()) {
        end_comparison(comparison, true);
        return false;
    }
    ask_after(builds);
    comparison.asked += builds.size();
    comparison.page_is_out = true;
    return true;
}

void Reconciler::end_comparison(const Comparison& comparison, bool wanted) {
    const bool silent = comparison.asked > 0 && comparison.answered == 0;
    if (wanted) wanted = server_.report(comparison.run_id, {}, true, !silent);
    server_.settle_errand(comparison.errand_id, "DONE");
    json_log::info(wanted ? "line_compared" : "comparison_had_ended",
                   {{"line", settings_.line}, {"asked", comparison.asked}, {"answered", comparison.answered}});
}

void Reconciler::ask_after(const std::vector<BuildInProgress>& builds) {
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
        last_answer_ = Clock::now();
        page_answered_ = false;
    }
    for (const auto& [bodid, report] : questions)
        publish_question(bodid, report.build_id, std::max(report.asked_seq, 1));
}

// All have been answered, or answers have stopped coming.
bool Reconciler::page_is_over() {
    std::lock_guard lock(mutex_);
    if (asked_.empty()) return true;
    const auto patience = answers_.empty() ? first_answer_patience : next_answer_patience;
    return Clock::now() > last_answer_ + patience;
}

void Reconciler::hear(std::string_view topic, std::string_view payload) {
    const bool history = has_level(topic, "/show-operations-performance/");
    if (!history && !has_level(topic, "/confirm-bod/to-bridge/")) return;
    {
        std::lock_guard lock(mutex_);
        if (asked_.empty() && asking_.empty()) return;
    }
    const auto parsed = b2mml::parse(payload);
    const auto* message = std::get_if<b2mml::Message>(&parsed);
    if (!message) return;
    if (const auto* told = std::get_if<b2mml::PerformanceHistory>(message)) {
        note_answer(told->original_bodid);
        note_history(*told);
    } else if (const auto* receipt = std::get_if<b2mml::Receipt>(message)) {
        note_answer(receipt->original_bodid);
        note_report(receipt->original_bodid, [&](LineReport& report) {
            report.answer = receipt->accepted ? "NOTHING_MORE" : "UNKNOWN";
            return receipt->accepted || receipt->reason == "UNKNOWN_BUILD_ID";
        });
    }
}

void Reconciler::note_report(const std::string& bodid, const std::function<bool(LineReport&)>& tell) {
    std::lock_guard lock(mutex_);
    const auto question = asked_.find(bodid);
    if (question == asked_.end() || !tell(question->second)) return;
    answers_.push_back(std::move(question->second));
    asked_.erase(question);
    last_answer_ = Clock::now();
    if (!asked_.empty()) return;
    page_answered_ = true;
    changed_.notify_all();
}

void Reconciler::note_history(const b2mml::PerformanceHistory& history) {
    note_report(history.original_bodid, [&](LineReport& report) {
        if (report.build_id != history.build_id) return false;
        report.answer = "TOLD";
        report.order_number = history.order_number;
        for (const auto& segment : history.segments) {
            report.last_seq = std::max(report.last_seq, segment.seq);
            if (!segment.vin.empty()) report.vin = segment.vin;
            if (segment.seq > report.asked_seq && !report.behind_since)
                report.behind_since = segment.ended_at ? segment.ended_at : segment.started_at;
        }
        return true;
    });
}

}  // namespace marque::bridge
