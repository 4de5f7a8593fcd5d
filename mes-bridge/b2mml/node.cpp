#include "b2mml/node.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace marque::b2mml {
namespace {

bool is_printable(const std::string& text) {
    return std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

bool is_code(const std::string& text) {
    return std::all_of(text.begin(), text.end(),
                       [](unsigned char c) { return std::isalnum(c) || c == '.' || c == '_' || c == '-' || c == '/'; });
}

}  // namespace

std::optional<Node> Node::find(std::string_view name) const {
    if (!value_->is_object()) refuse("is not an object");
    auto found = value_->find(name);
    if (found == value_->end() || found->is_null()) return {};
    return Node(*found, pointer_ + "/" + std::string(name));
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
    if (!found->value_->is_array()) found->refuse("is not a list");
    std::size_t index = 0;
    for (const auto& item : *found->value_) {
        auto place = found->pointer_ + "/" + std::to_string(index++);
        if (item.is_null()) Node(item, place).refuse("is null");
        nodes.emplace_back(item, std::move(place));
    }
    return nodes;
}

Node Node::only(std::string_view name) const {
    auto nodes = each(name);
    if (nodes.size() != 1) refuse("needs exactly one " + std::string(name));
    return nodes.front();
}

std::string Node::text(std::size_t longest) const {
    const auto* value = value_;
    if (value->is_object()) {
        auto inner = value->find("$");
        if (inner == value->end()) refuse("has no value in \"$\"");
        value = &*inner;
    }
    if (!value->is_string()) refuse("is not a text");
    const auto& text = value->get_ref<const std::string&>();
    if (text.empty()) refuse("is empty");
    if (text.size() > longest) refuse("is longer than " + std::to_string(longest) + " bytes");
    if (!is_printable(text)) refuse("holds control characters");
    return text;
}

std::string Node::code(std::size_t longest) const {
    auto code = text(longest);
    if (!is_code(code)) refuse("may hold letters, digits and . _ / - only");
    return code;
}

std::string Node::enumerated() const {
    if (!value_->is_object()) refuse("must have the form {\"$\": \"…\"}");
    return text(40);
}

std::optional<std::string> Node::scheme() const {
    if (!value_->is_object()) return {};
    auto found = find("@schemeID");
    if (!found) return {};
    return found->text(40);
}

int Node::whole_number(int lowest, int highest) const {
    auto digits = text(10);
    int number = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    bool plain = error == std::errc{} && end == digits.data() + digits.size() && std::to_string(number) == digits;
    if (!plain) refuse("is not a whole number");
    if (number < lowest || number > highest)
        refuse("is not between " + std::to_string(lowest) + " and " + std::to_string(highest));
    return number;
}

int Node::plain_number() const {
    const auto* value = value_;
    if (value->is_object() && value->contains("$")) value = &(*value)["$"];
    if (!value->is_number_integer()) refuse("is not a whole number");
    if (value->is_number_unsigned() && value->get<std::uint64_t>() > 1'000'000'000) refuse("is too large");
    auto number = value->get<std::int64_t>();
    if (number < -1'000'000'000) refuse("is too small");
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

void Node::refuse(const std::string& detail) const { throw Refusal{pointer_, detail}; }

}  // namespace marque::b2mml
