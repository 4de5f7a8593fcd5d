#include "b2mml/schema.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "b2mml/embedded_schema.h"

namespace marque::b2mml {

using nlohmann::json;

namespace {

enum TypeBit : unsigned { is_object = 1, is_array = 2, is_string = 4, is_number = 8, is_boolean = 16, is_null = 32 };

unsigned type_bit(const std::string& name) {
    if (name == "object") return is_object;
    if (name == "array") return is_array;
    if (name == "string") return is_string;
    if (name == "number") return is_number;
    if (name == "boolean") return is_boolean;
    if (name == "null") return is_null;
    throw std::invalid_argument("schema type not known: " + name);
}

unsigned type_of(const json& value) {
    switch (value.type()) {
        case json::value_t::object:
            return is_object;
        case json::value_t::array:
            return is_array;
        case json::value_t::string:
            return is_string;
        case json::value_t::boolean:
            return is_boolean;
        case json::value_t::null:
            return is_null;
        default:
            return is_number;
    }
}

bool is_word(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) || c == '_'; });
}

// xsd:language: subtags of one to eight letters (digits too after the first), joined by hyphens.
bool is_language(std::string_view text) {
    bool first = true;
    while (true) {
        auto end = text.find('-');
        auto tag = text.substr(0, end);
        bool good = !tag.empty() && tag.size() <= 8 && std::all_of(tag.begin(), tag.end(), [&](unsigned char c) {
            return std::isalpha(c) || (!first && std::isdigit(c));
        });
        if (!good) return false;
        if (end == std::string_view::npos) return true;
        text.remove_prefix(end + 1);
        first = false;
    }
}

// The schema holds these two patterns alone; std::regex recurses once a character and would let a long string
// exhaust the stack.
using Pattern = bool (*)(std::string_view);

Pattern pattern_of(const std::string& text) {
    if (text == R"(^\w+$)") return is_word;
    if (text == R"(^([A-Za-z]{1,8}(\-[0-9A-Za-z]{1,8})*)$)") return is_language;
    throw std::invalid_argument("schema pattern not known: " + text);
}

}  // namespace

struct Schema::Rule {
    const Rule* reference = nullptr;
    unsigned types = 0;  // 0 = any
    std::map<std::string, const Rule*, std::less<>> properties;
    std::vector<Pattern> property_patterns;
    bool more_properties = true;
    std::vector<std::string> required;
    std::size_t min_properties = 0, max_properties = SIZE_MAX, min_items = 0;
    const Rule* items = nullptr;
    std::vector<std::string> enumeration;
    std::vector<const Rule*> any_of;
    Pattern pattern = nullptr;

    using Found = std::optional<SchemaViolation>;
    Found check(const json& value, const std::string& pointer) const;
    Found check_object(const json& value, const std::string& pointer) const;
    Found check_array(const json& value, const std::string& pointer) const;
    Found check_string(const std::string& value, const std::string& pointer) const;
};

Schema::Schema(const json& schema) {
    for (const auto& [name, definition] : schema.at("$defs").items()) {
        rules_.push_back(std::make_unique<Rule>());
        definitions_["#/$defs/" + name] = rules_.back().get();
    }
    for (const auto& [name, definition] : schema.at("$defs").items())
        for (const auto& [keyword, value] : definition.items())
            read_keyword(*definitions_.at("#/$defs/" + name), keyword, value);
    root_ = rule_for(schema);
}

Schema::~Schema() = default;

Schema::Rule* Schema::rule_for(const json& schema) {
    rules_.push_back(std::make_unique<Rule>());
    auto* rule = rules_.back().get();
    for (const auto& [keyword, value] : schema.items())
        read_keyword(*rule, keyword, value);
    return rule;
}

void Schema::read_keyword(Rule& rule, const std::string& keyword, const json& value) {
    if (keyword == "$ref") {
        rule.reference = definitions_.at(value.get<std::string>());
    } else if (keyword == "type") {
        for (const auto& name : value.is_array() ? value : json::array({value}))
            rule.types |= type_bit(name.get<std::string>());
    } else if (keyword == "properties") {
        for (const auto& [name, property] : value.items())
            rule.properties[name] = rule_for(property);
    } else if (keyword == "additionalProperties") {
        rule.more_properties = value.get<bool>();
    } else if (keyword == "patternProperties") {
        for (const auto& [pattern, anything] : value.items())
            rule.property_patterns.push_back(pattern_of(pattern));
    } else if (keyword == "required") {
        rule.required = value.get<std::vector<std::string>>();
    } else if (keyword == "minProperties") {
        rule.min_properties = value.get<std::size_t>();
    } else if (keyword == "maxProperties") {
        rule.max_properties = value.get<std::size_t>();
    } else if (keyword == "items") {
        rule.items = rule_for(value);
    } else if (keyword == "minItems") {
        rule.min_items = value.get<std::size_t>();
    } else if (keyword == "enum") {
        rule.enumeration = value.get<std::vector<std::string>>();
    } else if (keyword == "anyOf") {
        for (const auto& choice : value)
            rule.any_of.push_back(rule_for(choice));
    } else if (keyword == "pattern") {
        rule.pattern = pattern_of(value.get<std::string>());
    } else if (keyword != "$schema" && keyword != "$id" && keyword != "$defs" && keyword != "title" &&
               keyword != "$comment" && keyword != "description") {
        throw std::invalid_argument("schema keyword not known: " + keyword);
    }
}

Schema::Rule::Found Schema::Rule::check(const json& value, const std::string& pointer) const {
    if (reference)
        if (auto bad = reference->check(value, pointer)) return bad;
    if (types != 0 && (types & type_of(value)) == 0)
        return SchemaViolation{pointer, std::string("is of a type the schema does not allow: ") + value.type_name()};
    if (!any_of.empty() &&
        std::none_of(any_of.begin(), any_of.end(), [&](const Rule* r) { return !r->check(value, pointer); }))
        return SchemaViolation{pointer, "is none of the choices the schema allows"};
    if (value.is_object()) return check_object(value, pointer);
    if (value.is_array()) return check_array(value, pointer);
    if (value.is_string()) return check_string(value.get_ref<const std::string&>(), pointer);
    if (!enumeration.empty()) return SchemaViolation{pointer, "is not one of the schema's values"};
    return {};
}

Schema::Rule::Found Schema::Rule::check_object(const json& value, const std::string& pointer) const {
    if (value.size() < min_properties || value.size() > max_properties)
        return SchemaViolation{pointer, "has too few or too many members"};
    for (const auto& name : required)
        if (!value.contains(name)) return SchemaViolation{pointer, "lacks the member " + name};
    for (const auto& [name, member] : value.items()) {
        auto known = properties.find(name);
        if (known != properties.end()) {
            if (auto bad = known->second->check(member, pointer + "/" + name)) return bad;
            continue;
        }
        bool fits = more_properties || std::any_of(property_patterns.begin(), property_patterns.end(),
                                                   [&](Pattern matches) { return matches(name); });
        if (!fits) return SchemaViolation{pointer, "has a member the schema does not know: " + name.substr(0, 60)};
    }
    return {};
}

Schema::Rule::Found Schema::Rule::check_array(const json& value, const std::string& pointer) const {
    if (value.size() < min_items) return SchemaViolation{pointer, "has too few items"};
    if (!items) return {};
    std::size_t index = 0;
    for (const auto& item : value)
        if (auto bad = items->check(item, pointer + "/" + std::to_string(index++))) return bad;
    return {};
}

Schema::Rule::Found Schema::Rule::check_string(const std::string& value, const std::string& pointer) const {
    if (!enumeration.empty() && std::find(enumeration.begin(), enumeration.end(), value) == enumeration.end())
        return SchemaViolation{pointer, "is not one of the schema's values: " + value.substr(0, 60)};
    if (pattern && !pattern(value)) return SchemaViolation{pointer, "does not match the schema's pattern"};
    return {};
}

std::optional<SchemaViolation> Schema::check(const json& document) const {
    return root_->check(document, "");
}

const Schema& Schema::of_bridge_messages() {
    static const Schema schema(json::parse(embedded_schema));
    return schema;
}

}  // namespace marque::b2mml
