#include "http/paging.h"

#include <charconv>

namespace marque::http {

PageRequest PageRequest::from(const Request& request) {
    PageRequest page;
    page.limit = static_cast<int>(request.query_number("limit", 50, 1, 200));
    if (const auto cursor = request.query_param("cursor")) {
        std::uint64_t key = 0;
        const auto [end, fault] = std::from_chars(cursor->data(), cursor->data() + cursor->size(), key);
        if (fault != std::errc{} || end != cursor->data() + cursor->size()) throw core::Error(errors::cursor_invalid);
        page.before = key;
    }
    return page;
}

}  // namespace marque::http
