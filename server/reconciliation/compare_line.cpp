#include "reconciliation/compare_line.h"

#include "reconciliation/known_builds.h"

namespace marque::reconciliation {
namespace {

/// What happened within this time is only on its way.
constexpr auto on_its_way = std::chrono::seconds{60};

class Comparison {
  public:
    Comparison(db::Tx& tx, const Run& run, core::Instant now, core::Instant real_now)
        : tx_(tx), run_(run), now_(now), real_now_(real_now) {}

    void look_at(const LineReport& report, const KnownBuild& build) {
        if (report.answer == BuildAnswer::unknown) return unknown(build);
        if (report.answer == BuildAnswer::nothing_more) return nothing_more(report, build);
        if (report.order_number && *report.order_number != build.order_number) {
            auto found = about(build, FindingKind::two_orders_one_build);
            found.ours.order_number = build.order_number;
            found.theirs.order_number = report.order_number;
            enter(found);
        }
        if (report.vin && build.vin && *report.vin != *build.vin) {
            auto found = about(build, FindingKind::vin_differs);
            found.ours.vin = build.vin;
            found.theirs.vin = report.vin;
            enter(found);
        }
        if (report.behind_since && *report.behind_since + on_its_way < now_) behind(report, build);
    }

  private:
    static Found about(const KnownBuild& build, FindingKind kind) {
        return {kind, build.build_id, Source::line, build.build_id, build.order_number};
    }
    void enter(const Found& found) { note(tx_, run_.id, run_.line, found, real_now_); }

    /// A line may forget a car that has left it.
    void unknown(const KnownBuild& build) {
        if (!build.on_the_line()) return;
        auto found = about(build, FindingKind::build_unknown_to_line);
        found.ours.state = build.state;
        found.ours.last_seq = build.last_seq;
        enter(found);
    }
    void nothing_more(const LineReport& report, const KnownBuild& build) {
        if (report.asked_seq < 1 || !build.on_the_line()) return;
        auto found = about(build, FindingKind::ahead);
        found.ours.last_seq = report.asked_seq;
        enter(found);
    }
    /// The answer that told of it is the replay: it is on its way through the bridge.
    void behind(const LineReport& report, const KnownBuild& build) {
        auto found = about(build, FindingKind::behind);
        found.ours.last_seq = report.asked_seq;
        found.theirs.last_seq = report.last_seq;
        found.theirs.since = report.behind_since;
        found.act = Act::ask_line;
        enter(found);
        note_act(tx_, run_.line, found.kind, found.subject, real_now_);
    }

    db::Tx& tx_;
    const Run& run_;
    const core::Instant now_, real_now_;
};

}  // namespace

void compare_answers(db::Tx& tx, const Run& run, const std::vector<LineReport>& reports, core::Instant now,
                     core::Instant real_now) {
    std::vector<std::string> ids;
    for (const auto& report : reports) ids.push_back(report.build_id);
    const auto builds = known_builds(tx, run.line, ids);
    Comparison comparison(tx, run, now, real_now);
    for (const auto& report : reports) {
        const auto build = builds.find(report.build_id);
        if (build != builds.end()) comparison.look_at(report, build->second);
    }
    note_answered(tx, run, ids);
    add_compared(tx, run.id, 0, reports.size());
}

}  // namespace marque::reconciliation
