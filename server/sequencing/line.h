#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sequencing/problem.h"

namespace marque::sequencing {

struct ViolatedPlace {
    int option = 0;
    int start = 0;
};

/// Cars in a row that are put into another order among themselves.
struct Block {
    enum class Order { reversed, first_goes_last, last_goes_first };

    int first = 0;
    int last = 0;  ///< > first
    Order order = Order::reversed;

    /// Where the car stands now that comes to `position`.
    int source(int position) const {
        if (order == Order::reversed) return first + last - position;
        if (order == Order::first_goes_last) return position == last ? first : position + 1;
        return position == first ? last : position - 1;
    }
};

/// A sequence whose cost is kept up to date while pairs of cars change places. What a swap would cost is known without
/// looking at a single window, unless the two stand within one: for every position and option it is kept how many
/// windows around it one car more would violate, and how many one car less would mend. These numbers lie side by side
/// as lanes of a word, so that one addition adds up five options.
class Line {
  public:
    /// `problem` must outlive the line and have no faults.
    explicit Line(const Problem& problem);

    /// O(cars × options).
    void set(const Sequence& sequence);

    const Sequence& sequence() const { return cars_; }
    int size() const { return size_; }
    int violations() const { return static_cast<int>(violated_.size()); }
    std::int64_t cost() const { return cost_; }
    /// The two cars are the same to everyone: changing places changes nothing.
    bool same(int a, int b) const { return kind_[a] == kind_[b]; }

    /// What `swap(a, b)` would add to `cost()`; a ≠ b.
    std::int64_t swap_delta(int a, int b) const {
        const int distance = a < b ? b - a : a - b;
        const std::int64_t windows = distance >= longest_ ? far_delta(a, b) : near_delta(a, b);
        return windows * violation_weight_ + (plain_ ? 0 : other_delta(a, b));
    }
    /// `delta` is what swap_delta said.
    void swap(int a, int b, std::int64_t delta);

    /// As for a swap. Windows inside the block only change their places, so that those over its two ends are counted.
    std::int64_t block_delta(const Block& block) const;
    /// O(options × (length of the block + windows)).
    void arrange(const Block& block, std::int64_t delta);

    /// Where it hurts: a violated window drawn by `draw`, any number; there must be one.
    const ViolatedPlace& violated(std::uint64_t draw) const {
        return violated_[((draw & 0xFFFFFF) * violated_.size()) >> 24];
    }

  private:
    using Word = std::uint64_t;
    static constexpr int lanes = 5;
    static constexpr int lane_bits = 12;
    static constexpr Word full_lane = 0xFFF;
    static constexpr Word one_each = 0x001001001001001u;

    struct Cell {
        Word has = 0;    ///< lanes of the options that the car here has, all bits set
        Word hurts = 0;  ///< windows around here that one car more with the option would violate
        Word mends = 0;  ///< windows around here that one car less would mend
        Word unused = 0;
    };

    static int sum_of_lanes(Word word) {
        return static_cast<int>((word * one_each) >> (lane_bits * (lanes - 1)) & full_lane);
    }

    int far_delta(int a, int b) const {
        int delta = 0;
        for (int w = 0; w < words_; ++w) {
            const Cell& at_a = cells_[a * words_ + w];
            const Cell& at_b = cells_[b * words_ + w];
            const Word leaves_a = at_a.has & ~at_b.has, leaves_b = at_b.has & ~at_a.has;
            delta += sum_of_lanes((at_b.hurts & leaves_a) + (at_a.hurts & leaves_b)) -
                     sum_of_lanes((at_a.mends & leaves_a) + (at_b.mends & leaves_b));
        }
        return delta;
    }
    int near_delta(int a, int b) const;
    int moved_option_delta(int option, int from, int to) const;
    std::int64_t other_delta(int a, int b) const;
    std::int64_t place_cost(int car, int position) const;
    int batch_delta(int a, int b) const;
    int batch_start(int position) const;
    int batch_end(int position) const;
    template <typename Source>
    int batches_between(int first, int last, Source&& source) const;
    template <Block::Order order>
    int option_delta(int option, int first, int last) const;
    template <Block::Order order>
    int windows_delta(int first, int last) const;
    std::int64_t other_delta(const Block& block) const;
    void recount(int option, int first, int last);
    void flip(int option, int position, int by);
    void mark(int option, int start, bool violated);

    const Problem* problem_;
    std::vector<Option> options_;
    int size_ = 0, words_ = 1, longest_ = 1;
    int violation_weight_ = 1;
    bool plain_ = true, painted_ = false, placed_ = false;
    std::vector<Word> masks_;  ///< of a car: all bits of the lanes of its options
    std::vector<int> kinds_;   ///< of a car

    Sequence cars_;
    std::vector<int> kind_, colour_;              ///< by position
    std::vector<std::uint64_t> has_;              ///< by position: the options of its car
    std::vector<Cell> cells_;                     ///< by position and word
    std::vector<std::vector<int>> count_, slot_;  ///< by option and the window's start; the slot is one of violated_
    std::vector<ViolatedPlace> violated_;
    std::int64_t cost_ = 0;
};

}  // namespace marque::sequencing
