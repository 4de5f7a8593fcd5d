#include "b2mml/timestamp.h"

namespace marque::b2mml {
namespace {

// Takes exactly `digits` decimal digits from the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return {};
    int value = 0;
    for (char c : text.substr(0, digits)) {
        if (c < '0' || c > '9') return {};
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool take_char(std::string_view& text, char wanted) {
    if (text.empty() || text.front() != wanted) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<std::chrono::sys_days> take_date(std::string_view& text) {
    auto year = take_number(text, 4);
    if (!year || !take_char(text, '-')) return {};
    auto month = take_number(text, 2);
    if (!month || !take_char(text, '-')) return {};
    auto day = take_number(text, 2);
    if (!day || *year < 2000 || *year > 2199) return {};
    std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month(static_cast<unsigned>(*month)),
                                     std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return {};
    return std::chrono::sys_days{date};
}

std::optional<std::chrono::milliseconds> take_fraction(std::string_view& text) {
    if (!take_char(text, '.')) return std::chrono::milliseconds{0};
    int milliseconds = 0;
    std::size_t digits = 0;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9' && digits < 9) {
        if (digits < 3) milliseconds = milliseconds * 10 + (text.front() - '0');
        ++digits;
        text.remove_prefix(1);
    }
    if (digits == 0) return {};
    for (auto i = digits; i < 3; ++i) milliseconds *= 10;
    return std::chrono::milliseconds{milliseconds};
}

std::optional<std::chrono::milliseconds> take_time(std::string_view& text) {
    auto hour = take_number(text, 2);
    if (!hour || *hour > 23 || !take_char(text, ':')) return {};
    auto minute = take_number(text, 2);
    if (!minute || *minute > 59 || !take_char(text, ':')) return {};
    auto second = take_number(text, 2);
    if (!second || *second > 59) return {};
    auto fraction = take_fraction(text);
    if (!fraction) return {};
    return std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second} + *fraction;
}

std::optional<std::chrono::minutes> take_offset(std::string_view& text) {
    if (take_char(text, 'Z')) return std::chrono::minutes{0};
    int sign = take_char(text, '+') ? 1 : take_char(text, '-') ? -1 : 0;
    if (sign == 0) return {};
    auto hours = take_number(text, 2);
    if (!hours || *hours > 23 || !take_char(text, ':')) return {};
    auto minutes = take_number(text, 2);
    if (!minutes || *minutes > 59) return {};
    return sign * (std::chrono::hours{*hours} + std::chrono::minutes{*minutes});
}

}  // namespace

std::optional<Instant> parse_instant(std::string_view text) {
    auto date = take_date(text);
    if (!date || !take_char(text, 'T')) return {};
    auto time = take_time(text);
    if (!time) return {};
    auto offset = take_offset(text);
    if (!offset || !text.empty()) return {};
    return Instant{*date} + *time - *offset;
}

std::string format_instant(Instant at) {
    auto day = std::chrono::floor<std::chrono::days>(at);
    std::chrono::year_month_day date{day};
    std::chrono::hh_mm_ss time{at - day};
    std::string text = "0000-00-00T00:00:00.000Z";
    auto put = [&](std::size_t end, long value) {
        for (; value > 0; value /= 10) text[--end] = static_cast<char>('0' + value % 10);
    };
    put(4, static_cast<int>(date.year()));
    put(7, static_cast<unsigned>(date.month()));
    put(10, static_cast<unsigned>(date.day()));
    put(13, time.hours().count());
    put(16, time.minutes().count());
    put(19, time.seconds().count());
    put(23, time.subseconds().count());
    return text;
}

Instant now() { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

}  // namespace marque::b2mml
