#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace marque::b2mml {

// A JSON text (RFC 8259, UTF-8) as a tree that lies in one piece and looks into the text, which must outlive it. Every
// message of the line is read through one, so it makes no copies.
class Document {
  public:
    enum class Kind : std::uint8_t { null, boolean, number, text, array, object };
    static constexpr std::uint32_t none = 0xffffffff;

    struct Value {
        Kind kind = Kind::null;
        std::string_view name;  // as a member
        std::string_view text;  // of a text, or of a number as it was written
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
    struct NotJson {};
    struct TooDeep {};

    void read_value(std::uint32_t parent, std::string_view name, int depth);
    void read_object(std::uint32_t self, int depth);
    void read_array(std::uint32_t self, int depth);
    void note_names(std::uint32_t object);
    std::string_view read_text();
    std::string_view read_escaped(std::size_t start);
    void read_escape(std::string& text);
    unsigned read_hex();
    void check_character();
    std::string_view read_number();
    void read_digits();
    void read_word(std::string_view word);
    void skip_space();
    char peek() const { return place_ < text_.size() ? text_[place_] : '\0'; }
    void expect(char wanted);

    std::string_view text_;
    std::size_t place_ = 0;
    std::vector<Value> values_;
    std::deque<std::string> unescaped_;
    Fault fault_ = Fault::none;
    bool named_twice_ = false;
};

}  // namespace marque::b2mml
