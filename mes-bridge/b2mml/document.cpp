#include "b2mml/document.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace marque::b2mml {
namespace {

using nlohmann::json;

constexpr std::size_t deepest_nesting = 64;
constexpr std::uint32_t few_names = 12;

}  // namespace

// Takes down what the library tells it while it reads.
class Document::Reader final : public nlohmann::json_sax<json> {
  public:
    explicit Reader(Document& document) : document_(document) {}

    bool null() override { return enter(Kind::null, {}); }
    bool boolean(bool) override { return enter(Kind::boolean, {}); }
    bool number_integer(number_integer_t value) override { return enter(Kind::number, keep(std::to_string(value))); }
    bool number_unsigned(number_unsigned_t value) override { return enter(Kind::number, keep(std::to_string(value))); }
    bool number_float(number_float_t, const string_t& written) override { return enter(Kind::number, keep(written)); }
    bool string(string_t& text) override { return enter(Kind::text, keep(text)); }
    bool binary(binary_t&) override { return false; }
    bool key(string_t& name) override {
        name_ = keep(name);
        return true;
    }
    bool start_object(std::size_t) override { return open(Kind::object); }
    bool end_object() override {
        document_.note_names(open_.back());
        return close();
    }
    bool start_array(std::size_t) override { return open(Kind::array); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

  private:
    // No text is longer read than written, so that the room for all of them is there from the start.
    std::string_view keep(const std::string& word) {
        auto& words = document_.words_;
        words += word;
        return std::string_view(words).substr(words.size() - word.size());
    }
    bool enter(Kind kind, std::string_view text) {
        auto& values = document_.values_;
        const auto self = static_cast<std::uint32_t>(values.size());
        const auto parent = open_.empty() ? none : open_.back();
        values.push_back({kind, std::exchange(name_, {}), text, parent});
        if (parent == none) return true;
        auto& above = values[parent];
        (above.count++ == 0 ? above.first : values[above.last].next) = self;
        above.last = self;
        return true;
    }
    bool open(Kind kind) {
        if (open_.size() == deepest_nesting) {
            document_.fault_ = Fault::too_deep;
            return false;
        }
        enter(kind, {});
        open_.push_back(static_cast<std::uint32_t>(document_.values_.size() - 1));
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    Document& document_;
    std::vector<std::uint32_t> open_;
    std::string_view name_;
};

Document::Document(std::string_view text) {
    // The library takes a NUL for the end and reads nothing behind it; a JSON text holds none.
    if (text.find('\0') != std::string_view::npos) {
        fault_ = Fault::not_json;
        return;
    }
    values_.reserve(std::min<std::size_t>(text.size() / 12 + 8, 4096));
    words_.reserve(text.size());
    Reader reader(*this);
    const bool read = json::sax_parse(text.begin(), text.end(), &reader);
    if (!read && fault_ == Fault::none) fault_ = Fault::not_json;
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

}  // namespace marque::b2mml
