#include "care/care_reason.h"

#include "care/spoken.h"

namespace marque::care {
namespace {

using core::Localized;
using std::chrono::days;

int days_between(core::Date from, core::Date to) { return static_cast<int>((to - from).count()); }

Localized cause_sentence(const Reason& reason, const CallSoFar& call) {
    const auto on = spoken_date(reason.caused_on, call.today);
    const int ago = days_between(reason.caused_on, call.today);
    const auto age = spoken_age(ago);
    const std::string ago_zh = ago > 0 ? "，距今" + age.zh + "。" : "。";
    const std::string ago_en = ago > 0 ? ", " + age.en + " ago." : ".";
    switch (reason.cause) {
        case Cause::hand_over:
            return {"车辆于" + on.zh + "交付" + ago_zh, "The car was handed over on " + on.en + ago_en};
        case Cause::repair_closed: {
            const std::string number = reason.reference.value_or("");
            return {"维修工单 " + number + " 于" + on.zh + "完工" + ago_zh,
                    "Repair order " + number + " was closed on " + on.en + ago_en};
        }
        case Cause::outcome:
            return {on.zh + "回访时已为客户预约到店" + ago_zh, "A visit was booked in the call on " + on.en + ago_en};
    }
    return {};
}

std::string cause_zh(Cause cause) {
    switch (cause) {
        case Cause::hand_over:
            return "交车";
        case Cause::repair_closed:
            return "维修完工";
        case Cause::outcome:
            return "上次通话";
    }
    return {};
}

std::string cause_en(Cause cause) {
    switch (cause) {
        case Cause::hand_over:
            return "the hand-over";
        case Cause::repair_closed:
            return "the repair";
        case Cause::outcome:
            return "the last call";
    }
    return {};
}

bool mileage_decides(const Reason& reason) {
    return reason.by_km && (!reason.by_date || *reason.by_km < *reason.by_date);
}

std::string daily_km(const Reason& reason) { return grouped((reason.metres_per_day.value_or(0) + 500) / 1000); }

/// Which of date and mileage makes the call due, and when.
Localized due_sentence(const Reason& reason, const CallSoFar& call) {
    if (mileage_decides(reason)) {
        const auto on = spoken_date(*reason.by_km, call.today);
        const auto daily = daily_km(reason);
        const std::string tense = *reason.by_km < call.today ? "was" : "is";
        return {"“" + call.rule_name.zh + "”预计于" + on.zh + "到期（按每天" + daily + "公里推算）。",
                "“" + call.rule_name.en + "” " + tense + " forecast for " + on.en + " (" + daily + " km a day)."};
    }
    const core::Date by_date = reason.by_date.value_or(call.due_on);
    const auto on = spoken_date(by_date, call.today);
    const auto term = spoken_term(reason.due_days.value_or(days_between(reason.caused_on, by_date)));
    const std::string tense = by_date < call.today ? "was" : "is";
    return {"“" + call.rule_name.zh + "”应在" + cause_zh(reason.cause) + term.zh + "即" + on.zh + "进行。",
            "“" + call.rule_name.en + "” " + tense + " due on " + on.en + ", " + term.en + " after " +
                cause_en(reason.cause) + "."};
}

/// What is known of the mileage behind a due day that kilometres could have set.
std::optional<Localized> mileage_sentence(const Reason& reason, const CallSoFar& call) {
    if (!reason.due_km) return std::nullopt;
    const int readings = reason.readings.value_or(0);
    if (readings == 0) {
        const auto daily = daily_km(reason);
        return Localized{"里程记录还不够推算，暂按每天" + daily + "公里估计。",
                         "There are too few odometer readings to forecast from, so " + daily + " km a day is assumed."};
    }
    const auto km = grouped(reason.km.value_or(0));
    const auto on = spoken_date(reason.km_on.value_or(call.due_on), call.today);
    Localized text{"根据" + grouped(readings) + "次里程记录，" + on.zh + "约行驶" + km + "公里",
                   "By " + count_of(readings, "odometer reading") + " the car had run about " + km + " km on " + on.en};
    if (reason.by_km && !mileage_decides(reason)) {
        const auto later = spoken_date(*reason.by_km, call.today);
        text.zh += "，到" + later.zh + "才满" + grouped(*reason.due_km) + "公里，以先到者为准";
        text.en +=
            " and reaches " + grouped(*reason.due_km) + " km only on " + later.en + "; whichever comes first counts";
    }
    return Localized{text.zh + "。", text.en + "."};
}

std::optional<Localized> tries_sentence(const CallSoFar& call) {
    if (call.agreed_for) {
        const auto on = spoken_date(core::local_date(*call.agreed_for, call.zone), call.today);
        const auto time = core::local_time_of_day(*call.agreed_for, call.zone);
        return Localized{"客户约定" + on.zh + " " + time + " 回电。",
                         "The customer asked to be called back on " + on.en + " at " + time + "."};
    }
    if (call.unanswered == 0) return std::nullopt;
    return Localized{"此前拨打" + grouped(call.unanswered) + "次均未联系上。",
                     count_of(call.unanswered, "attempt") + " so far reached nobody."};
}

Localized now_sentence(const CallSoFar& call) {
    const int late = days_between(call.due_on, call.today);
    const core::Date best_by = call.due_on + days{call.window_days};
    const auto by = spoken_date(best_by, call.today);
    if (late < 0) return {"还有" + grouped(-late) + "天到期。", "It falls due in " + count_of(-late, "day") + "."};
    if (call.today > best_by) {
        return {"已逾期" + grouped(late) + "天，请尽快联系。",
                "It is " + count_of(late, "day") + " overdue; call as soon as you can."};
    }
    if (late == 0) return {"今天到期，请在" + by.zh + "前完成。", "It is due today and best made by " + by.en + "."};
    return {"已逾期" + grouped(late) + "天，请在" + by.zh + "前完成。",
            "It is " + count_of(late, "day") + " overdue and best made by " + by.en + "."};
}

}  // namespace

Reason reason_of(const CareRule& rule, int occurrence, core::Date caused_on, const DueDay& due,
                 const Mileage& mileage) {
    Reason reason;
    reason.cause = rule.caused_by;
    reason.caused_on = caused_on;
    if (rule.due_days) reason.due_days = *rule.due_days * occurrence;
    reason.by_date = due.by_date;
    if (!rule.due_km) return reason;
    reason.due_km = *rule.due_km * occurrence;
    reason.by_km = due.by_km;
    reason.km = mileage.km;
    reason.km_on = mileage.on;
    reason.metres_per_day = mileage.metres_per_day;
    reason.readings = mileage.readings;
    return reason;
}

std::vector<core::Localized> facts_of(const Reason& reason, const CallSoFar& call) {
    std::vector<core::Localized> facts{due_sentence(reason, call), cause_sentence(reason, call)};
    if (const auto mileage = mileage_sentence(reason, call)) facts.push_back(*mileage);
    if (call.over) return facts;
    if (const auto tries = tries_sentence(call)) facts.push_back(*tries);
    facts.push_back(now_sentence(call));
    return facts;
}

}  // namespace marque::care
