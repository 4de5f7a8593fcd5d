#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace marque::b2mml {

// A JSON text in UTF-8 as a tree that lies in one piece. Its depth is bounded, it keeps the order of members, and it
// notices what a map of members would hide: one that is named twice.
class Document {
  public:
    enum class Kind : std::uint8_t { null, boolean, number, text, array, object };
    static constexpr std::uint32_t none = 0xffffffff;

    struct Value {
        Kind kind = Kind::null;
        std::string_view name;  // as a member
        std::string_view text;  // of a text; of a number, whole ones as digits and others as they were written
        std::uint32_t parent = none, next = none, first = none, last = none;
        std::uint32_t count = 0;  // of members or items
    };

    enum class Fault { none, not_json, too_deep };

    explicit Document(std::string_view text);
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    Fault fault() const { return fault_; }
    // A member named twice has no one meaning: the reader beside us may have taken the other.
    bool named_twice() const { return named_twice_; }
    // The first is the whole; there is none when there is a fault.
    const Value& at(std::uint32_t index) const { return values_[index]; }
    // The first member of this name, or none.
    std::uint32_t find(std::uint32_t object, std::string_view name) const;
    // "/SyncOperationsPerformance/DataArea/…"
    std::string pointer(std::uint32_t index) const;

  private:
    class Reader;

    void note_names(std::uint32_t object);

    std::vector<Value> values_;
    std::string words_;  // what the names and texts of the values look into
    Fault fault_ = Fault::none;
    bool named_twice_ = false;
};

}  // namespace marque::b2mml
