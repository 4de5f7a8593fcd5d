#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/message.h"

namespace marque::http {

/// One page of a list that is ordered by key: `next` is the key to go on from, nothing on the last page.
template <class T>
struct Page {
    std::vector<T> items;
    std::optional<std::string> next;
};

template <class T, class Visitor>
void visit_fields(const Page<T>& page, Visitor&& visit) {
    visit("items", page.items);
    visit("next", page.next);
}

/// How much of a list is asked for, from where.
struct PageRequest {
    std::optional<std::uint64_t> before;  ///< the key of the last row of the page before
    int limit = 50;

    /// Reads `cursor` and `limit`; throws `request.cursor_invalid`, `request.fields_at_fault`.
    static PageRequest from(const Request& request);
};

/// Cuts what was read with `limit + 1` to a page; `key` gives an item's cursor text.
template <class T, class Key>
Page<T> make_page(std::vector<T> rows, int limit, Key&& key) {
    Page<T> page{std::move(rows), std::nullopt};
    if (page.items.size() > static_cast<std::size_t>(limit)) {
        page.items.resize(static_cast<std::size_t>(limit));
        page.next = key(page.items.back());
    }
    return page;
}

}  // namespace marque::http
