#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "b2mml/document.h"
#include "b2mml/timestamp.h"

namespace marque::b2mml {

// Thrown inside the parser only; parse() turns it into a ParseError.
struct Refusal {
    std::string pointer;
    std::string detail;
};

// A value of a document, which knows its place for messages. Refuses what it cannot read as it is asked to.
class Node {
  public:
    Node(const Document& document, std::uint32_t index) : document_(&document), index_(index) {}

    Node at(std::string_view name) const;
    std::optional<Node> find(std::string_view name) const;
    Node only(std::string_view name) const;               // the one item of the array `name`
    std::vector<Node> each(std::string_view name) const;  // none when absent

    std::string text(std::size_t longest) const;      // printable; plain or in {"$": …}
    std::string code(std::size_t longest) const;      // as text, of letters, digits and . _ / -
    std::string key(std::size_t longest) const;       // as code, without /: it is the last level of a topic
    std::string enumerated() const;                   // {"$": …} alone: B2MML-JSON knows no other form
    std::optional<std::string> scheme() const;        // @schemeID
    int whole_number(int lowest, int highest) const;  // decimal digits in a text, as SEQ is sent
    int plain_number() const;                         // a JSON number, or {"$": number}; must be whole
    std::string decimal() const;                      // "4.250": at most 7 and 3 digits, more than 0
    Instant instant() const;

    [[noreturn]] void refuse(const std::string& detail) const;

  private:
    using Kind = Document::Kind;
    const Document::Value& value() const { return document_->at(index_); }
    bool is_object() const { return value().kind == Kind::object; }
    std::string_view words(std::size_t longest) const;

    const Document* document_;
    std::uint32_t index_;
};

}  // namespace marque::b2mml
