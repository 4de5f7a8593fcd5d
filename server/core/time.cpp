#include "core/time.h"

#include <date/tz.h>

#include <algorithm>

namespace marque::core {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

/// Reads fixed-width fields off the front of a text; any mismatch makes `ok` false for good.
struct Scanner {
    std::string_view rest;
    bool ok = true;

    int number(std::size_t width) {
        if (rest.size() < width) return ok = false, 0;
        int value = 0;
        for (const char digit : rest.substr(0, width)) {
            if (digit < '0' || digit > '9') ok = false;
            value = value * 10 + (digit - '0');
        }
        rest.remove_prefix(width);
        return value;
    }
    bool accept(char expected) {
        if (!rest.starts_with(expected)) return false;
        rest.remove_prefix(1);
        return true;
    }
    void expect(char expected) { ok = accept(expected) && ok; }

    milliseconds fraction() {
        int value = 0;
        int scale = 1000;
        bool any = false;
        while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') {
            if (scale > 1) {
                scale /= 10;
                value += (rest.front() - '0') * scale;
            }
            any = true;
            rest.remove_prefix(1);
        }
        ok = ok && any;
        return milliseconds{value};
    }
    Date day() {
        const int year = number(4);
        expect('-');
        const int month = number(2);
        expect('-');
        const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                              std::chrono::day{static_cast<unsigned>(number(2))}};
        if (!ok || !ymd.ok()) return ok = false, Date{};
        return Date{ymd};
    }
    milliseconds time_of_day() {
        const int hour = number(2);
        expect(':');
        const int minute = number(2);
        expect(':');
        const int second = number(2);
        ok = ok && hour < 24 && minute < 60 && second < 60;
        const milliseconds part = accept('.') ? fraction() : milliseconds{0};
        return hours{hour} + minutes{minute} + seconds{second} + part;
    }
    minutes offset() {
        if (accept('Z') || accept('z')) return minutes{0};
        const bool west = accept('-');
        if (!west) expect('+');
        const int hour = number(2);
        expect(':');
        const int minute = number(2);
        ok = ok && hour < 24 && minute < 60;
        const minutes east = hours{hour} + minutes{minute};
        return west ? -east : east;
    }
};

/// "2026-11-21 10:00:00.000", with another character in the middle if wanted. By hand: every row holds some of them,
/// and printf would be a good share of what a batch of the line's messages costs.
std::string format(Instant at, char between) {
    const auto day = std::chrono::floor<days>(at);
    const std::chrono::year_month_day ymd{day};
    const std::chrono::hh_mm_ss clock{at - day};
    std::string text = "0000-00-00 00:00:00.000";
    text[10] = between;
    const auto put = [&](std::size_t end, long value) {
        for (; value > 0; value /= 10) text[--end] = static_cast<char>('0' + value % 10);
    };
    put(4, std::clamp(static_cast<int>(ymd.year()), 0, 9999));
    put(7, static_cast<unsigned>(ymd.month()));
    put(10, static_cast<unsigned>(ymd.day()));
    put(13, clock.hours().count());
    put(16, clock.minutes().count());
    put(19, clock.seconds().count());
    put(23, clock.subseconds().count());
    return text;
}

std::chrono::sys_time<milliseconds> wall_clock(Instant at, const std::string& zone) {
    const auto since_epoch = date::sys_time<milliseconds>{at.time_since_epoch()};
    return Instant{date::locate_zone(zone)->to_local(since_epoch).time_since_epoch()};
}

}  // namespace

std::optional<Instant> parse_rfc3339(std::string_view text) {
    Scanner scan{text};
    const Date day = scan.day();
    if (!scan.accept('T')) scan.expect('t');
    const auto time = scan.time_of_day();
    const auto offset = scan.offset();
    if (!scan.ok || !scan.rest.empty()) return std::nullopt;
    return day + time - offset;
}

std::string to_rfc3339(Instant at) { return format(at, 'T') + 'Z'; }

std::optional<Date> parse_date(std::string_view text) {
    Scanner scan{text};
    const Date day = scan.day();
    if (!scan.ok || !scan.rest.empty()) return std::nullopt;
    return day;
}

std::string to_iso_date(Date day) { return format(day, ' ').substr(0, 10); }

std::optional<Instant> parse_sql_datetime(std::string_view text) {
    Scanner scan{text};
    const Date day = scan.day();
    scan.expect(' ');
    const auto time = scan.time_of_day();
    if (!scan.ok || !scan.rest.empty()) return std::nullopt;
    return day + time;
}

std::string to_sql_datetime(Instant at) { return format(at, ' '); }

Date local_date(Instant at, const std::string& zone) { return std::chrono::floor<days>(wall_clock(at, zone)); }

std::string local_time_of_day(Instant at, const std::string& zone) {
    return format(wall_clock(at, zone), ' ').substr(11, 5);
}

}  // namespace marque::core
