#include "b2mml/document.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace marque::b2mml {
namespace {

constexpr int deepest_nesting = 64;
constexpr std::uint32_t few_names = 12;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void append_utf8(std::string& text, unsigned point) {
    const auto tail = [&](unsigned shift) { text += static_cast<char>(0x80 | (point >> shift & 0x3f)); };
    if (point < 0x80) {
        text += static_cast<char>(point);
    } else if (point < 0x800) {
        text += static_cast<char>(0xc0 | point >> 6);
        tail(0);
    } else if (point < 0x10000) {
        text += static_cast<char>(0xe0 | point >> 12);
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xf0 | point >> 18);
        tail(12);
        tail(6);
        tail(0);
    }
}

// What the second byte of a character may be; the third and fourth are 80 to bf.
struct SecondByte {
    std::size_t length = 0;
    unsigned char least = 0x80, most = 0xbf;
};
SecondByte after(unsigned char first) {
    if (first >= 0xc2 && first <= 0xdf) return {2};
    if (first == 0xe0) return {3, 0xa0, 0xbf};
    if (first == 0xed) return {3, 0x80, 0x9f};
    if (first >= 0xe1 && first <= 0xef) return {3};
    if (first == 0xf0) return {4, 0x90, 0xbf};
    if (first >= 0xf1 && first <= 0xf3) return {4};
    if (first == 0xf4) return {4, 0x80, 0x8f};
    return {};
}

}  // namespace

Document::Document(std::string_view text) : text_(text) {
    if (text_.starts_with(byte_order_mark)) place_ = byte_order_mark.size();
    values_.reserve(std::min<std::size_t>(text.size() / 12 + 8, 4096));
    try {
        read_value(none, {}, 0);
        skip_space();
        if (place_ != text_.size()) throw NotJson{};
    } catch (const NotJson&) {
        fault_ = Fault::not_json;
    } catch (const TooDeep&) {
        fault_ = Fault::too_deep;
    }
}

std::uint32_t Document::find(std::uint32_t object, std::string_view name) const {
    for (auto i = values_[object].first; i != none; i = values_[i].next)
        if (values_[i].name == name) return i;
    return none;
}

std::string Document::pointer(std::uint32_t index) const {
    const auto parent = values_[index].parent;
    if (parent == none) return {};
    if (values_[parent].kind == Kind::object) return pointer(parent) + "/" + std::string(values_[index].name);
    std::size_t place = 0;
    for (auto i = values_[parent].first; i != index; i = values_[i].next) ++place;
    return pointer(parent) + "/" + std::to_string(place);
}

void Document::skip_space() {
    while (place_ < text_.size()) {
        const char c = text_[place_];
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t') return;
        ++place_;
    }
}

void Document::expect(char wanted) {
    if (place_ >= text_.size() || text_[place_] != wanted) throw NotJson{};
    ++place_;
}

void Document::read_value(std::uint32_t parent, std::string_view name, int depth) {
    skip_space();
    const auto self = static_cast<std::uint32_t>(values_.size());
    values_.emplace_back();
    values_[self].name = name;
    values_[self].parent = parent;
    if (parent != none) {
        auto& above = values_[parent];
        (above.count++ == 0 ? above.first : values_[above.last].next) = self;
        above.last = self;
    }
    auto become = [&](Kind kind) { values_[self].kind = kind; };
    switch (peek()) {
        case '{':
            become(Kind::object);
            return read_object(self, depth + 1);
        case '[':
            become(Kind::array);
            return read_array(self, depth + 1);
        case '"':
            become(Kind::text);
            values_[self].text = read_text();
            return;
        case 't':
            become(Kind::boolean);
            return read_word("true");
        case 'f':
            become(Kind::boolean);
            return read_word("false");
        case 'n':
            return read_word("null");
        default:
            become(Kind::number);
            values_[self].text = read_number();
    }
}

void Document::read_object(std::uint32_t self, int depth) {
    if (depth > deepest_nesting) throw TooDeep{};
    expect('{');
    skip_space();
    if (peek() == '}') return expect('}');
    while (true) {
        skip_space();
        const auto name = read_text();
        skip_space();
        expect(':');
        read_value(self, name, depth);
        skip_space();
        if (peek() != ',') break;
        expect(',');
    }
    expect('}');
    note_names(self);
}

void Document::note_names(std::uint32_t object) {
    const auto& value = values_[object];
    if (value.count <= few_names) {
        for (auto i = value.first; i != none; i = values_[i].next)
            for (auto j = values_[i].next; j != none; j = values_[j].next)
                if (values_[i].name == values_[j].name) named_twice_ = true;
        return;
    }
    std::vector<std::string_view> names;
    names.reserve(value.count);
    for (auto i = value.first; i != none; i = values_[i].next) names.push_back(values_[i].name);
    std::sort(names.begin(), names.end());
    if (std::adjacent_find(names.begin(), names.end()) != names.end()) named_twice_ = true;
}

void Document::read_array(std::uint32_t self, int depth) {
    if (depth > deepest_nesting) throw TooDeep{};
    expect('[');
    skip_space();
    if (peek() == ']') return expect(']');
    while (true) {
        read_value(self, {}, depth);
        skip_space();
        if (peek() != ',') break;
        expect(',');
    }
    expect(']');
}

// One character of a text that is no quote and no backslash.
void Document::check_character() {
    const auto first = static_cast<unsigned char>(text_[place_]);
    if (first < 0x20) throw NotJson{};
    if (first < 0x80) {
        ++place_;
        return;
    }
    const auto second = after(first);
    if (second.length == 0 || text_.size() - place_ < second.length) throw NotJson{};
    for (std::size_t i = 1; i < second.length; ++i) {
        const auto byte = static_cast<unsigned char>(text_[place_ + i]);
        if (byte < (i == 1 ? second.least : 0x80) || byte > (i == 1 ? second.most : 0xbf)) throw NotJson{};
    }
    place_ += second.length;
}

std::string_view Document::read_text() {
    expect('"');
    const auto start = place_;
    while (place_ < text_.size()) {
        const char c = text_[place_];
        if (c == '"') return text_.substr(start, place_++ - start);
        if (c == '\\') return read_escaped(start);
        if (c >= 0x20)
            ++place_;
        else
            check_character();
    }
    throw NotJson{};
}

std::string_view Document::read_escaped(std::size_t start) {
    auto& text = unescaped_.emplace_back(text_.substr(start, place_ - start));
    while (place_ < text_.size()) {
        const char c = text_[place_];
        if (c == '"') {
            ++place_;
            return text;
        }
        if (c == '\\') {
            read_escape(text);
            continue;
        }
        const auto from = place_;
        check_character();
        text.append(text_.substr(from, place_ - from));
    }
    throw NotJson{};
}

void Document::read_escape(std::string& text) {
    constexpr std::string_view letters = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
    expect('\\');
    const char letter = peek();
    if (letter != 'u' || place_ >= text_.size()) {
        const auto found = place_ < text_.size() ? letters.find(letter) : std::string_view::npos;
        if (found == std::string_view::npos) throw NotJson{};
        text += meant[found];
        ++place_;
        return;
    }
    ++place_;
    auto point = read_hex();
    if (point >= 0xdc00 && point <= 0xdfff) throw NotJson{};
    if (point >= 0xd800 && point <= 0xdbff) {
        expect('\\');
        expect('u');
        const auto low = read_hex();
        if (low < 0xdc00 || low > 0xdfff) throw NotJson{};
        point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
    }
    append_utf8(text, point);
}

unsigned Document::read_hex() {
    if (text_.size() - place_ < 4) throw NotJson{};
    unsigned value = 0;
    for (int i = 0; i < 4; ++i) {
        const char c = text_[place_++];
        const auto letter = static_cast<char>(c | 0x20);
        if (is_digit(c))
            value = value * 16 + static_cast<unsigned>(c - '0');
        else if (letter >= 'a' && letter <= 'f')
            value = value * 16 + static_cast<unsigned>(letter - 'a' + 10);
        else
            throw NotJson{};
    }
    return value;
}

void Document::read_digits() {
    if (!is_digit(peek())) throw NotJson{};
    while (is_digit(peek())) ++place_;
}

std::string_view Document::read_number() {
    const auto start = place_;
    if (peek() == '-') ++place_;
    if (peek() == '0')
        ++place_;
    else
        read_digits();
    if (peek() == '.') {
        ++place_;
        read_digits();
    }
    if (peek() == 'e' || peek() == 'E') {
        ++place_;
        if (peek() == '+' || peek() == '-') ++place_;
        read_digits();
    }
    const auto written = text_.substr(start, place_ - start);
    // What no machine can hold is no number.
    if (written.size() > 18 || written.find_first_of("eE") != std::string_view::npos)
        if (!std::isfinite(std::strtod(std::string(written).c_str(), nullptr))) throw NotJson{};
    return written;
}

void Document::read_word(std::string_view word) {
    if (text_.substr(place_, word.size()) != word) throw NotJson{};
    place_ += word.size();
}

}  // namespace marque::b2mml
