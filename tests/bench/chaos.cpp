#include "bench/chaos.h"

#include <algorithm>
#include <cstdio>
#include <fstream>

#include "core/error.h"
#include "db/tx.h"
#include "support/eventually.h"

namespace marque::bench {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr double events_a_car = 46;
constexpr auto look_every = 250ms;
constexpr auto word_every = 10s;
constexpr auto longest_quiet = 300s;  ///< from the last event until everything is confirmed
constexpr auto longest_down = 1500ms;

/// The demonstration's line, shortened: all five shops, every kind of station, half as many of them.
std::filesystem::path short_line(const support::TempDir& folder) {
    static const std::set<std::string> kept{"PR-0010", "PR-0040", "BO-0110", "BO-0140", "BO-0180", "PA-0210", "PA-0250",
                                            "PA-0270", "PT-0310", "PT-0320", "PT-0330", "GA-0410", "GA-0420", "GA-0440",
                                            "GA-0470", "GA-0480", "GA-0500", "GA-0540", "QC-0610", "QC-0640"};
    auto line = Json::parse(support::read_file(support::source_dir / "mes-bridge/line-simulator/lines/ga-1.json"));
    Json stations = Json::array();
    std::string last;
    std::map<std::string, std::string> nearest;  // of a station that falls away, the last one before it that stays
    for (const auto& station : line.at("stations")) {
        const std::string id = station.at("id");
        if (kept.contains(id)) last = id;
        nearest[id] = last;
        if (kept.contains(id)) stations.push_back(station);
    }
    for (auto& station : stations)
        if (station.contains("test"))
            station["test"]["rework_from"] = nearest.at(station["test"].at("rework_from").get<std::string>());
    line["stations"] = stations;
    const auto file = folder.path() / "chaos-line.json";
    support::write_file(file, line.dump());
    return file;
}

/// Every misbehaviour that the line knows. A small run must meet each of them too.
scenarios::LineSettings misbehaving_line(const ChaosPlan& plan) {
    static const support::TempDir folder;
    const bool large = plan.builds > 500;
    scenarios::LineSettings line;
    line.car_seconds = large ? 1.4 : 4;
    line.road_seconds = 1;
    line.hold_rate = 0.1;
    line.rework_rate = 0.1;
    line.seed = plan.seed;
    line.line_file = short_line(folder);
    line.database = large ? support::mariadb::Size::product : support::mariadb::Size::test;
    const auto rate = [large](double usual) { return std::to_string(large ? usual : usual * 4); };
    line.more = {"--duplicate-rate",      rate(0.02),
                 "--reorder-rate",        rate(0.02),
                 "--drop-rate",           rate(0.02),
                 "--garbage-rate",        rate(0.01),
                 "--vin-reuse-rate",      rate(0.05),
                 "--build-id-reuse-rate", rate(0.05),
                 "--second-build-rate",   large ? "0.05" : "0.5",
                 "--clock-skew-rate",     rate(0.02),
                 "--clock-skew-seconds",  "600",
                 "--silence-rate",        large ? "0.0002" : "0.002",
                 "--silence-seconds",     large ? "2" : "1",
                 "--no-replay-rate",      rate(0.01),
                 "--no-replay-seconds",   "1",
                 "--shortage-rate",       large ? "0.0005" : "0.005",
                 "--shortage-seconds",    large ? "2" : "1",
                 "--resend-seconds",      large ? "4" : "1"};
    line.bridge_more = {"--set=request_retry_seconds=2", "--set=request_retry_longest_seconds=10",
                        "--set=gap_retry_seconds=1", "--set=gap_retry_longest_seconds=5"};
    return line;
}

}  // namespace

Chaos::Chaos(const ChaosPlan& plan)
    : stack(misbehaving_line(plan)), plan_(plan), market_(stack, plan.seed), random_(plan.seed) {
    clients_ = std::make_unique<ChaosClients>(stack, market_, plan.builds, plan.seed);
    draw_strikes();
    events_before_ = db::read(stack.pool(), [](db::Tx& tx) {
        return tx.value<std::size_t>("n", "SELECT CAST(COALESCE(SUM(last_seq), 0) AS UNSIGNED) AS n FROM build")
            .value();
    });
}

/// Each process equally often, at moments that the seed draws: shares of the work that there is to do.
void Chaos::draw_strikes() {
    for (const auto part : scenarios::all_parts)
        for (std::size_t i = 0; i < plan_.kills; ++i)
            strikes_.push_back({0.01 + 0.9 * std::uniform_real_distribution<double>()(random_), part});
    std::sort(strikes_.begin(), strikes_.end(), [](const Strike& a, const Strike& b) { return a.at > b.at; });
}

void Chaos::run() {
    began_ = steady_clock::now();
    clients_->start();
    auto last_news = steady_clock::now();
    std::size_t last_events = 0;
    bool stands_still = false;
    support::eventually(plan_.longest, [&] {
        strike_due();
        raise_the_fallen();
        if (steady_clock::now() < next_look_) return false;
        next_look_ = steady_clock::now() + look_every;
        const auto seen = look();
        if (!seen) return false;
        progress_ = *seen;
        clients_->note_ended(seen->ended);
        tell(*seen);
        if (seen->events != last_events) last_news = steady_clock::now();
        last_events = seen->events;
        stands_still = steady_clock::now() - last_news > longest_quiet;
        quiet = all_quiet(*seen);
        return quiet || stands_still;
    });
    clients_->give_up();
    clients_->join();
    minutes = std::chrono::duration<double, std::ratio<60>>(steady_clock::now() - began_).count();
    if (!quiet) std::fprintf(stderr, "chaos: the time is over, and it still waits for %s\n", waits_for_.c_str());
}

/// Strikes what is due; now and then several lie down at once. What was struck is started again as a supervisor would
/// do it, after a while.
void Chaos::strike_due() {
    // Fewer cars are built than were ordered; what is left is struck when the last of them has arrived.
    const bool over = clients_->done() && progress_.ended >= progress_.placed;
    const double share =
        over ? 1 : static_cast<double>(progress_.events) / (events_a_car * static_cast<double>(plan_.builds));
    while (!strikes_.empty() && strikes_.back().at <= share && !down_until_.contains(strikes_.back().part)) {
        const auto part = strikes_.back().part;
        strikes_.pop_back();
        ++kills[part];
        stack.kill9(part);
        const auto lies = std::chrono::milliseconds(random_() % static_cast<unsigned>(longest_down.count()));
        down_until_[part] = steady_clock::now() + lies;
    }
}

void Chaos::raise_the_fallen() {
    for (const auto part : scenarios::all_parts) {
        const auto down = down_until_.find(part);
        if (down == down_until_.end()) {
            if (stack.runs(part)) continue;
            fell.push_back(scenarios::name_of(part));
            std::fprintf(stderr, "chaos: %s has ended by itself\n", scenarios::name_of(part));
        } else {
            // No server starts without its database; it is started behind it.
            const bool too_early = part == Part::server && down_until_.contains(Part::database);
            if (steady_clock::now() < down->second || too_early) continue;
            down_until_.erase(down);
        }
        stack.restart(part);
    }
}

/// Nothing while the database is away.
std::optional<Chaos::Progress> Chaos::look() {
    if (down_until_.contains(Part::database)) return {};
    try {
        return db::read(stack.pool(), [&](db::Tx& tx) {
            const auto asked = [&](db::Sql sql) { return tx.value<std::size_t>("n", sql).value(); };
            Progress progress;
            progress.placed = clients_->placed().size();
            progress.ended = asked(
                "SELECT COUNT(*) AS n FROM customer_order o JOIN person p ON p.id = o.salesperson_id "
                "WHERE p.sign_in_name LIKE 'person.%' AND o.state IN ('ARRIVED', 'CANCELLED', 'REFUSED')");
            progress.events =
                asked("SELECT CAST(COALESCE(SUM(last_seq), 0) AS UNSIGNED) AS n FROM build") - events_before_;
            progress.open_requests = asked("SELECT COUNT(*) AS n FROM line_request WHERE answer IS NULL");
            progress.outbox = asked("SELECT COUNT(*) AS n FROM outbox");
            return progress;
        });
    } catch (const db::DatabaseError&) {
        return {};
    } catch (const core::Error&) {
        return {};
    }
}

bool Chaos::all_quiet(const Progress& progress) {
    const auto waits = [&](bool still, const char* what) {
        if (still) waits_for_ = what;
        return still;
    };
    if (waits(!clients_->done(), "salespeople") || waits(progress.ended < progress.placed, "cars to arrive") ||
        waits(!strikes_.empty() || !down_until_.empty(), "the last kills") ||
        waits(progress.open_requests > 0, "answers of the line") || waits(progress.outbox > 0, "the outbox"))
        return false;
    left_in_bridge = stack.bridge_health();
    if (waits(!left_in_bridge.is_object(), "the bridge to answer")) return false;
    const auto& journal = left_in_bridge.at("lines").at(0).at("journal");
    if (waits(journal.at("inbound") != 0 || journal.at("requests") != 0, "the bridge's journal")) return false;
    books.line_book = stack.ledger();
    return !waits(
        std::any_of(books.line_book.begin(), books.line_book.end(),
                    [](const Json& build) { return !build.at("build_id").is_null() && build.at("unconfirmed") != 0; }),
        "receipts for the line");
}

void Chaos::tell(const Progress& progress) {
    if (steady_clock::now() < next_word_) return;
    next_word_ = steady_clock::now() + word_every;
    std::fprintf(stderr, "%6.1f s  placed %zu, ended %zu, events %zu, strikes left %zu, waits for %s\n",
                 std::chrono::duration<double>(steady_clock::now() - began_).count(), progress.placed, progress.ended,
                 progress.events, strikes_.size(), waits_for_.c_str());
}

}  // namespace marque::bench
