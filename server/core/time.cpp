#include "core/time.h"

#include <date/tz.h>

#include <array>
#include <cstdio>

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

std::string format(Instant at, const char* pattern) {
    const auto day = std::chrono::floor<days>(at);
    const std::chrono::year_month_day ymd{day};
    const std::chrono::hh_mm_ss clock{at - day};
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), pattern, static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                  static_cast<unsigned>(ymd.day()), static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
                  static_cast<int>(clock.subseconds().count()));
    return text.data();
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

std::string to_rfc3339(Instant at) { return format(at, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ"); }

std::optional<Date> parse_date(std::string_view text) {
    Scanner scan{text};
    const Date day = scan.day();
    if (!scan.ok || !scan.rest.empty()) return std::nullopt;
    return day;
}

std::string to_iso_date(Date day) { return format(day, "%04d-%02u-%02uT").substr(0, 10); }

std::optional<Instant> parse_sql_datetime(std::string_view text) {
    Scanner scan{text};
    const Date day = scan.day();
    scan.expect(' ');
    const auto time = scan.time_of_day();
    if (!scan.ok || !scan.rest.empty()) return std::nullopt;
    return day + time;
}

std::string to_sql_datetime(Instant at) { return format(at, "%04d-%02u-%02u %02d:%02d:%02d.%03d"); }

Date local_date(Instant at, const std::string& zone) { return std::chrono::floor<days>(wall_clock(at, zone)); }

std::string local_time_of_day(Instant at, const std::string& zone) {
    return format(wall_clock(at, zone), "%04d-%02u-%02u %02d:%02d").substr(11, 5);
}

}  // namespace marque::core
