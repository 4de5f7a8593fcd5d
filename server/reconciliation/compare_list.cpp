#include "reconciliation/compare_list.h"

#include <set>

#include "builds/builds.h"
#include "identity/identity.h"
#include "reconciliation/known_builds.h"

namespace marque::reconciliation {
namespace {

class ListComparison {
  public:
    ListComparison(db::Tx& tx, std::string line, std::uint64_t run, const ListTimes& times)
        : tx_(tx), line_(std::move(line)), run_(run), times_(times) {}

    /// How many of them were heard of since.
    std::size_t look_at(const std::vector<ListedBuild>& list) {
        std::vector<std::string> build_ids, numbers;
        for (const auto& listed : list) {
            build_ids.push_back(listed.build_id);
            if (!listed.order_number.empty()) numbers.push_back(listed.order_number);
        }
        identity::in_portions(build_ids, [&](const std::vector<std::string>& ids) {
            for (auto& [id, build] : known_builds(tx_, line_, ids)) known_.emplace(id, std::move(build));
        });
        identity::in_portions(numbers,
                              [&](const std::vector<std::string>& some) { live_.merge(live_builds_of(tx_, some)); });
        for (const auto& listed : list) look_at(listed);
        for (const auto& build : builds_on_the_line(tx_, line_))
            if (!listed_.contains(build.build_id) && !is_newer(build)) missing(build);
        return passed_over_;
    }

  private:
    bool is_newer(const KnownBuild& build) const {
        const auto written_in_business = times_.written_at + (times_.now - times_.real_now);
        return (build.heard_at && *build.heard_at > times_.written_at) ||
               (build.answered_at && *build.answered_at > written_in_business);
    }
    void look_at(const ListedBuild& listed) {
        if (const auto [first, fresh] = listed_.emplace(listed.build_id, listed.order_number);
            !fresh && first->second != listed.order_number && listed.live())
            two_orders(listed, first->second);
        if (listed.live() && !listed.order_number.empty()) {
            const auto [first, fresh] = live_at_the_line_.emplace(listed.order_number, listed.build_id);
            if (!fresh && first->second != listed.build_id) two_builds(listed, first->second);
        }
        const auto build = known_.find(listed.build_id);
        if (build == known_.end()) return listed.live() ? orphan(listed) : void();
        compare(listed, build->second);
    }
    void compare(const ListedBuild& listed, const KnownBuild& build) {
        if (!listed.order_number.empty() && listed.order_number != build.order_number && listed.live())
            two_orders(listed, build.order_number);
        if (is_newer(build)) {
            ++passed_over_;
            return;
        }
        if (listed.version && *listed.version != build.version && build.on_the_line()) {
            auto found = about(listed, FindingKind::version_differs);
            found.ours.version = build.version;
            found.theirs.version = listed.version;
            enter(found);
        }
        if (!listed.vin.empty() && build.vin && listed.vin != *build.vin) {
            auto found = about(listed, FindingKind::vin_differs);
            found.ours.vin = build.vin;
            found.theirs.vin = listed.vin;
            enter(found);
        }
        if (listed.last_seq && *listed.last_seq != build.last_seq) seq_differs(listed, build);
    }
    void seq_differs(const ListedBuild& listed, const KnownBuild& build) {
        const bool behind = *listed.last_seq > build.last_seq;
        if (!behind && !build.on_the_line()) return;
        auto found = about(listed, behind ? FindingKind::behind : FindingKind::ahead);
        found.ours.last_seq = build.last_seq;
        found.theirs.last_seq = listed.last_seq;
        found.act = behind ? Act::ask_line : Act::none;
        enter(found);
        if (!behind) return;
        builds::ask_line_after(tx_, line_, build.build_id, build.last_seq + 1, times_.real_now);
        note_act(tx_, line_, found.kind, found.subject, times_.real_now);
    }
    void orphan(const ListedBuild& listed) {
        auto found = about(listed, FindingKind::orphan_build);
        found.theirs.build_id = listed.build_id;
        if (!listed.order_number.empty()) found.theirs.order_number = listed.order_number;
        if (!listed.state.empty()) found.theirs.state = listed.state;
        if (const auto live = live_.find(listed.order_number); live != live_.end()) {
            if (is_newer(live->second)) {
                ++passed_over_;
                return;
            }
            found.kind = FindingKind::two_builds_one_order;
            found.ours.build_id = live->second.build_id;
        }
        enter(found);
    }
    void two_orders(const ListedBuild& listed, const std::string& other) {
        auto found = about(listed, FindingKind::two_orders_one_build);
        found.ours.order_number = other;
        found.theirs.order_number = listed.order_number;
        enter(found);
    }
    void two_builds(const ListedBuild& listed, const std::string& other) {
        auto found = about(listed, FindingKind::two_builds_one_order);
        found.subject = listed.order_number;
        found.ours.build_id = other;
        found.theirs.build_id = listed.build_id;
        enter(found);
    }
    void missing(const KnownBuild& build) {
        Found found{FindingKind::build_unknown_to_line, build.build_id, Source::list, build.build_id,
                    build.order_number};
        found.ours.state = build.state;
        found.ours.last_seq = build.last_seq;
        enter(found);
    }
    static Found about(const ListedBuild& listed, FindingKind kind) {
        Found found{kind, listed.build_id, Source::list, listed.build_id};
        if (!listed.order_number.empty()) found.order_number = listed.order_number;
        return found;
    }
    void enter(const Found& found) { note(tx_, run_, line_, found, times_.real_now); }

    db::Tx& tx_;
    const std::string line_;
    const std::uint64_t run_;
    const ListTimes times_;
    std::size_t passed_over_ = 0;
    std::map<std::string, KnownBuild> known_;
    std::map<std::string, KnownBuild> live_;               ///< build by order number, in our books
    std::map<std::string, std::string> listed_;            ///< order number by build, in the list
    std::map<std::string, std::string> live_at_the_line_;  ///< build by order number, in the list
};

}  // namespace

std::uint64_t compare_list(db::Tx& tx, const std::string& line, const std::vector<ListedBuild>& list,
                           const std::string& by, const ListTimes& times) {
    const auto run = tx.insert<std::uint64_t>(
        "INSERT INTO reconciliation_run (line_code, why, started_by, started_at, ended_at, list_written_at, step, "
        "line_answer, compared) VALUES (?, 'LIST', ?, ?, ?, ?, 'DONE', 'TOLD', ?) RETURNING id",
        line, by, times.real_now, times.real_now, times.written_at, list.size());
    const auto passed_over = ListComparison(tx, line, run, times).look_at(list);
    add_compared(tx, run, 0, list.size() - passed_over);
    tx.execute(
        "UPDATE reconciliation_finding SET state = IF(acted > 0, 'REPAIRED', 'GONE'), ended_at = ?, version = version + 1 "
        "WHERE line_code = ? AND state = 'OPEN' AND source = 'LIST' AND seen_run < ?",
        times.real_now, line, run);
    Run done;
    done.id = run;
    done.line = line;
    done.line_answer = LineAnswer::told;
    end_run(tx, done, times.real_now);
    return run;
}

}  // namespace marque::reconciliation
