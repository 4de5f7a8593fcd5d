#include <algorithm>
#include <utility>

#include "sequencing/line.h"

// Cars in a row that are put into another order among themselves.
namespace marque::sequencing {

/// Windows that hold k cars of the block, at its one end or the other, 0 < k < its length: their count changes by the
/// k cars that come to that end less the k that stood there. A window that holds the whole block does not change, and
/// those inside it only change their places, but for one when the block goes round by one.
template <Block::Order order>
int Line::option_delta(int option, int first, int last) const {
    const int* counts = count_[option].data();
    const int window = options_[option].window, most = options_[option].most;
    const int length = last - first + 1, starts = size_ - window + 1;
    const auto has = [this, option](int x) { return static_cast<int>(has_[x] >> option & 1); };
    int delta = 0, come_first = 0, come_last = 0;
    for (int k = 1, most_cars = std::min(window, length) - 1; k <= most_cars; ++k) {
        if constexpr (order == Block::Order::reversed) {
            come_first += has(last - k + 1) - has(first + k - 1);
            come_last = -come_first;
        } else if constexpr (order == Block::Order::first_goes_last) {
            come_first = has(first + k) - has(first);
            come_last = has(first) - has(last - k + 1);
        } else {
            come_first = has(last) - has(first + k - 1);
            come_last = has(last - k) - has(last);
        }
        const int before = first + k - window, behind = last - k + 1;
        if (before >= 0) delta += (counts[before] + come_first > most) - (counts[before] > most);
        if (behind < starts) delta += (counts[behind] + come_last > most) - (counts[behind] > most);
    }
    if (length < window || order == Block::Order::reversed) return delta;
    const int final = last - window + 1;
    if (order == Block::Order::first_goes_last)
        return delta + (counts[final] - has(final) + has(first) > most) - (counts[first] > most);
    return delta + (counts[first] - has(first + window - 1) + has(last) > most) - (counts[final] > most);
}

template <Block::Order order>
int Line::windows_delta(int first, int last) const {
    int delta = 0;
    for (int o = 0; o < static_cast<int>(options_.size()); ++o) delta += option_delta<order>(o, first, last);
    return delta;
}

std::int64_t Line::block_delta(const Block& block) const {
    const int first = block.first, last = block.last;
    const int delta = block.order == Block::Order::reversed ? windows_delta<Block::Order::reversed>(first, last)
                      : block.order == Block::Order::first_goes_last
                          ? windows_delta<Block::Order::first_goes_last>(first, last)
                          : windows_delta<Block::Order::last_goes_first>(first, last);
    return std::int64_t{delta} * violation_weight_ + (plain_ ? 0 : other_delta(block));
}

void Line::arrange(const Block& block, std::int64_t delta) {
    const int first = block.first, last = block.last;
    const auto arrange_words = [&](auto& values) {
        const auto begin = values.begin() + first, end = values.begin() + last + 1;
        if (block.order == Block::Order::reversed)
            std::reverse(begin, end);
        else
            std::rotate(begin, block.order == Block::Order::first_goes_last ? begin + 1 : end - 1, end);
    };
    arrange_words(cars_);
    arrange_words(kind_);
    arrange_words(colour_);
    arrange_words(has_);
    for (int x = first; x <= last; ++x) {
        for (int w = 0; w < words_; ++w) cells_[x * words_ + w].has = masks_[cars_[x] * words_ + w];
    }
    for (int o = 0; o < static_cast<int>(options_.size()); ++o) recount(o, first, last);
    cost_ += delta;
}

/// Counts the windows over `first` … `last` anew, and then what one car more or less would do in the positions of
/// these.
void Line::recount(int option, int first, int last) {
    auto& counts = count_[option];
    const int window = options_[option].window, most = options_[option].most;
    const int from = std::max(0, first - window + 1), to = std::min(last, size_ - window);
    if (from > to) return;
    int cars = 0;
    for (int x = from; x < from + window - 1; ++x) cars += static_cast<int>(has_[x] >> option & 1);
    for (int w = from; w <= to; ++w) {
        cars += static_cast<int>(has_[w + window - 1] >> option & 1);
        if ((cars > most) != (counts[w] > most)) mark(option, w, cars > most);
        counts[w] = cars;
        cars -= static_cast<int>(has_[w] >> option & 1);
    }
    const int word = option / lanes, shift = lane_bits * (option % lanes);
    const Word lane = full_lane << shift;
    Word hurts = 0, mends = 0;
    const auto add = [&](int w, Word one) {
        if (w < 0 || w > size_ - window) return;
        if (counts[w] == most) hurts += one;
        if (counts[w] == most + 1) mends += one;
    };
    for (int w = from - window + 1; w < from; ++w) add(w, 1);
    for (int x = from; x < to + window; ++x) {
        add(x, 1);
        auto& cell = cells_[x * words_ + word];
        cell.hurts = (cell.hurts & ~lane) | hurts << shift;
        cell.mends = (cell.mends & ~lane) | mends << shift;
        add(x - window + 1, ~Word{0});
    }
}

}  // namespace marque::sequencing
