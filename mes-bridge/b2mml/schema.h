#pragma once

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace marque::b2mml {

struct SchemaViolation {
    std::string pointer;  // JSON pointer to the value at fault
    std::string detail;
};

// Checks a document against the part of JSON Schema 2020-12 that the B2MML schema is written in: $ref into $defs, type,
// properties, additionalProperties, patternProperties, required, items, minItems, min/maxProperties, enum, anyOf,
// pattern. A schema that uses more is refused when it is read, never half obeyed.
class Schema {
  public:
    // Throws std::invalid_argument when the schema uses a keyword that is not known here.
    explicit Schema(const nlohmann::json& schema);
    ~Schema();
    Schema(const Schema&) = delete;
    Schema& operator=(const Schema&) = delete;

    std::optional<SchemaViolation> check(const nlohmann::json& document) const;

    // The schema of the bridge's six messages, built into the program.
    static const Schema& of_bridge_messages();

  private:
    struct Rule;
    Rule* rule_for(const nlohmann::json& schema);
    void read_keyword(Rule& rule, const std::string& keyword, const nlohmann::json& value);

    std::vector<std::unique_ptr<Rule>> rules_;
    std::map<std::string, Rule*> definitions_;
    const Rule* root_;
};

}  // namespace marque::b2mml
