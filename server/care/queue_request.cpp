#include <charconv>

#include "care/care_queries.h"

namespace marque::care {
namespace {

constexpr char separator = '.';

template <class T>
T number(std::string_view text) {
    T value{};
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || end != text.data() + text.size()) throw core::Error(http::errors::cursor_invalid);
    return value;
}

}  // namespace

std::string QueuePosition::text() const {
    return core::to_iso_date(due_on) + separator + std::to_string(priority) + separator + std::to_string(id.value);
}

QueuePosition QueuePosition::parse(const std::string& text) {
    const std::string_view view = text;
    const auto first = view.find(separator);
    const auto second = first == std::string_view::npos ? first : view.find(separator, first + 1);
    if (second == std::string_view::npos) throw core::Error(http::errors::cursor_invalid);
    const auto due_on = core::parse_date(view.substr(0, first));
    if (!due_on) throw core::Error(http::errors::cursor_invalid);
    return {*due_on, number<unsigned>(view.substr(first + 1, second - first - 1)),
            core::CareCallId{number<std::uint64_t>(view.substr(second + 1))}};
}

QueueRequest QueueRequest::from(const http::Request& request) {
    QueueRequest wanted;
    wanted.view = request.query_enum<QueueView>("view").value_or(QueueView::due);
    wanted.limit = static_cast<int>(request.query_number("limit", 50, 1, 200));
    const auto cursor = request.query_param("cursor");
    if (!cursor) return wanted;
    if (wanted.view == QueueView::done) {
        wanted.before = core::CareCallId{number<std::uint64_t>(*cursor)};
    } else {
        wanted.after = QueuePosition::parse(*cursor);
    }
    return wanted;
}

}  // namespace marque::care
