#include <array>

#include "app/demo_write.h"
#include "promises/promises.h"

namespace marque::app::demo {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr int most_builds = 1000;
/// The history holds a few of the cars that the line built, so it says nothing of its pace.
constexpr double takt_seconds = 240;
constexpr int moved_percent = 12;

struct Told {
    const char* reason;
    const char* note;
};
constexpr std::array<Told, 4> calls{{{"SHORTAGE", "车载屏缺货，已电话说明，客户同意改期。"},
                                     {"HOLD", "涂装复检，客户表示理解，约定到店前再通知。"},
                                     {"TRANSPORT", "运输途中遇降雪封路，客户同意顺延，到店赠送首保。"},
                                     {"CHANGE_BY_BUYER", "客户改选车身颜色，已确认新的交车日期。"}}};

std::string salesperson_of(const World& world, const Car& car) {
    for (const auto& person : world.dealers[car.dealer].salespeople) {
        if (person.id == car.salesperson) return person.name;
    }
    return {};
}

void add_entries(Writing& writing, const Car& car, std::vector<db::Params>& rows) {
    const core::Date promised = car.promised.value_or(car.requested);
    int seq = 0;
    const auto add = [&](const char* kind, core::Instant at, core::Date date, std::optional<core::Date> before,
                         const char* reason, std::string actor, const char* note) {
        rows.push_back({car.order, ++seq, kind, at, date, before, reason, std::move(actor), note});
    };
    if (!car.way.on_road && writing.dice.chance(moved_percent)) {
        const auto& call = calls[static_cast<std::size_t>(writing.dice.below(static_cast<int>(calls.size())))];
        const core::Date first = promised - days{writing.dice.between(3, 8)};
        add("MADE", car.way.linked, first, {}, "LINE_ACCEPTED", "eta", "");
        add("MOVED", car.way.started + hours{6}, promised, first, call.reason, salesperson_of(writing.world, car),
            call.note);
    } else {
        add("MADE", car.way.linked, promised, {}, "LINE_ACCEPTED", "eta", "");
    }
    if (car.way.on_road) return;
    const core::Date day = local_day(car.way.arrived);
    add(day <= promised ? "KEPT" : "MISSED", car.way.arrived, day, promised, "ARRIVED", "eta", "");
}

}  // namespace

void write_promises(Writing& writing) {
    std::vector<db::Params> rows;
    for (const auto& car : writing.history.cars) add_entries(writing, car, rows);
    writing.tx.insert_rows(
        "INSERT INTO promise_ledger (order_id, seq, kind, at, promised_date, before_date, reason, actor, note) VALUES",
        rows);
    for (const auto& line : promises::line_codes(writing.tx)) {
        promises::learn_from_history(writing.tx, line, most_builds, takt_seconds);
    }
}

}  // namespace marque::app::demo
