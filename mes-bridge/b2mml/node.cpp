#include "b2mml/node.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace marque::b2mml {
namespace {

bool is_printable(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

bool is_code(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](unsigned char c) { return std::isalnum(c) || c == '.' || c == '_' || c == '-' || c == '/'; });
}

}  // namespace

std::optional<Node> Node::find(std::string_view name) const {
    if (!is_object()) refuse("is not an object");
    const auto found = document_->find(index_, name);
    if (found == Document::none || document_->at(found).kind == Kind::null) return {};
    return Node(*document_, found);
}

Node Node::at(std::string_view name) const {
    auto found = find(name);
    if (!found) refuse("lacks " + std::string(name));
    return *found;
}

std::vector<Node> Node::each(std::string_view name) const {
    std::vector<Node> nodes;
    auto found = find(name);
    if (!found) return nodes;
    const auto& list = found->value();
    if (list.kind != Kind::array) found->refuse("is not a list");
    nodes.reserve(list.count);
    for (auto item = list.first; item != Document::none; item = document_->at(item).next) {
        nodes.emplace_back(*document_, item);
        if (document_->at(item).kind == Kind::null) nodes.back().refuse("is null");
    }
    return nodes;
}

Node Node::only(std::string_view name) const {
    auto found = find(name);
    if (found && found->value().kind != Kind::array) found->refuse("is not a list");
    if (!found || found->value().count != 1) refuse("needs exactly one " + std::string(name));
    const Node item(*document_, found->value().first);
    if (item.value().kind == Kind::null) item.refuse("is null");
    return item;
}

std::string_view Node::words(std::size_t longest) const {
    const auto* held = &value();
    if (held->kind == Kind::object) {
        const auto inner = document_->find(index_, "$");
        if (inner == Document::none) refuse("has no value in \"$\"");
        held = &document_->at(inner);
    }
    if (held->kind != Kind::text) refuse("is not a text");
    if (held->text.empty()) refuse("is empty");
    if (held->text.size() > longest) refuse("is longer than " + std::to_string(longest) + " bytes");
    if (!is_printable(held->text)) refuse("holds control characters");
    return held->text;
}

std::string Node::text(std::size_t longest) const { return std::string(words(longest)); }

std::string Node::code(std::size_t longest) const {
    const auto code = words(longest);
    if (!is_code(code)) refuse("may hold letters, digits and . _ / - only");
    return std::string(code);
}

std::string Node::key(std::size_t longest) const {
    auto key = code(longest);
    if (key.find('/') != std::string::npos) refuse("may hold letters, digits and . _ - only");
    return key;
}

std::string Node::enumerated() const {
    if (!is_object()) refuse("must have the form {\"$\": \"…\"}");
    return text(40);
}

std::optional<std::string> Node::scheme() const {
    if (!is_object()) return {};
    auto found = find("@schemeID");
    if (!found) return {};
    return found->text(40);
}

int Node::whole_number(int lowest, int highest) const {
    const auto digits = words(10);
    int number = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    bool plain = error == std::errc{} && end == digits.data() + digits.size() && std::to_string(number) == digits;
    if (!plain) refuse("is not a whole number");
    if (number < lowest || number > highest)
        refuse("is not between " + std::to_string(lowest) + " and " + std::to_string(highest));
    return number;
}

int Node::plain_number() const {
    constexpr std::int64_t largest = 1'000'000'000;
    const auto* held = &value();
    if (held->kind == Kind::object)
        if (const auto inner = document_->find(index_, "$"); inner != Document::none) held = &document_->at(inner);
    const auto written = held->text;
    if (held->kind != Kind::number || written.find_first_of(".eE") != std::string_view::npos)
        refuse("is not a whole number");
    std::int64_t number = 0;
    const auto read = std::from_chars(written.data(), written.data() + written.size(), number);
    const bool below = written.front() == '-';
    if (!below && (read.ec != std::errc{} || number > largest)) refuse("is too large");
    if (below && (read.ec != std::errc{} || number < -largest)) refuse("is too small");
    return static_cast<int>(number);
}

std::string Node::decimal() const {
    auto number = text(11);
    auto point = std::min(number.find('.'), number.size());
    auto digits = [](std::string_view part) {
        return std::all_of(part.begin(), part.end(), [](unsigned char c) { return std::isdigit(c); });
    };
    std::string_view whole(number.data(), point);
    auto fraction = std::string_view(number).substr(std::min(point + 1, number.size()));
    bool plain = !whole.empty() && whole.size() <= 7 && digits(whole) && fraction.size() <= 3 && digits(fraction) &&
                 (point == number.size() || !fraction.empty());
    if (!plain) refuse("is not a decimal number of at most 7 and 3 digits");
    if (number.find_first_not_of("0.") == std::string::npos) refuse("is zero");
    return number;
}

Instant Node::instant() const {
    auto instant = parse_instant(text(40));
    if (!instant) refuse("is not a date and time of RFC 3339 with an offset");
    return *instant;
}

void Node::refuse(const std::string& detail) const { throw Refusal{document_->pointer(index_), detail}; }

}  // namespace marque::b2mml
