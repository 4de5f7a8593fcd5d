#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/enum_text.h"
#include "core/error.h"
#include "core/ids.h"
#include "core/localized.h"
#include "core/money.h"
#include "core/time.h"
#include "http/http_errors.h"
#include "http/json_text.h"

/// Describes a struct's JSON form: an object with these members under their own names. std::optional members may be
/// left out when reading and are written as null; put it in the struct's namespace.
#define MARQUE_JSON_FIELD(member) visit(#member, self.member);
#define MARQUE_JSON(Type, ...)                                                    \
    template <class Self, class Visitor>                                          \
    requires std::is_same_v<std::remove_const_t<Self>, Type>                      \
    void visit_fields(Self& self, Visitor&& visit) {                              \
        NLOHMANN_JSON_EXPAND(NLOHMANN_JSON_PASTE(MARQUE_JSON_FIELD, __VA_ARGS__)) \
    }

namespace marque::http {

using Json = nlohmann::json;

namespace detail {
struct NoVisit {
    template <class T>
    void operator()(const char*, T&) const {}
};
}  // namespace detail

template <class T>
concept Described = requires(T& value) {
    visit_fields(value, detail::NoVisit{});
};

/// Reads JSON into described structs and gathers every fault with its pointer, so that one answer names them all.
class JsonReader {
  public:
    std::vector<core::FieldError> faults;

    template <class T>
    void read(const Json& json, const std::string& pointer, T& value) {
        if constexpr (Described<T>) {
            read_object(json, pointer, value);
        } else {
            read_value(json, pointer, value);
        }
    }

  private:
    void fault(const std::string& pointer, const core::ErrorSpec& spec, core::ErrorParams params = {}) {
        faults.push_back({pointer.empty() ? "/" : pointer, &spec, std::move(params)});
    }
    void expected(const std::string& pointer, const char* what) {
        fault(pointer, errors::field_type, {{"expected", what}});
    }

    template <class T>
    void read_object(const Json& json, const std::string& pointer, T& value) {
        if (!json.is_object()) return expected(pointer, "{…}");
        std::size_t known = 0;
        visit_fields(value, [&](const char* name, auto& member) {
            const auto found = json.find(name);
            if (found != json.end()) {
                ++known;
                read(*found, pointer + "/" + name, member);
            } else if constexpr (!requires { member.reset(); }) {
                fault(pointer + "/" + name, errors::field_missing);
            }
        });
        if (known == json.size()) return;
        for (const auto& [name, unused] : json.items()) {
            bool described = false;
            visit_fields(value, [&](const char* member, const auto&) { described = described || name == member; });
            if (!described) fault(pointer + "/" + pointer_segment(name), errors::field_unknown);
        }
    }
    template <class T>
    void read_value(const Json& json, const std::string& pointer, std::optional<T>& value) {
        if (json.is_null()) return value.reset();
        read(json, pointer, value.emplace());
    }
    template <class T>
    void read_value(const Json& json, const std::string& pointer, std::vector<T>& values) {
        if (!json.is_array()) return expected(pointer, "[…]");
        values.resize(json.size());
        for (std::size_t i = 0; i < json.size(); ++i) read(json[i], pointer + "/" + std::to_string(i), values[i]);
    }
    void read_value(const Json& json, const std::string& pointer, std::string& value) {
        if (!json.is_string()) return expected(pointer, "\"…\"");
        value = json.get<std::string>();
    }
    void read_value(const Json& json, const std::string& pointer, bool& value) {
        if (!json.is_boolean()) return expected(pointer, "true | false");
        value = json.get<bool>();
    }
    template <class T>
    requires std::is_integral_v<T>
    void read_value(const Json& json, const std::string& pointer, T& value) {
        if (!json.is_number_integer()) return expected(pointer, "123");
        if (json.is_number_unsigned() && std::in_range<T>(json.get<std::uint64_t>())) {
            value = static_cast<T>(json.get<std::uint64_t>());
        } else if (!json.is_number_unsigned() && std::in_range<T>(json.get<std::int64_t>())) {
            value = static_cast<T>(json.get<std::int64_t>());
        } else {
            fault(pointer, errors::field_range,
                  {{"least", std::to_string(std::numeric_limits<T>::min())},
                   {"most", std::to_string(std::numeric_limits<T>::max())}});
        }
    }
    template <class Tag>
    void read_value(const Json& json, const std::string& pointer, core::Id<Tag>& id) {
        read_value(json, pointer, id.value);
    }
    template <class T>
    requires core::NamedEnum<T> || std::is_same_v<T, core::Money> || std::is_same_v<T, core::Hundredths> ||
        std::is_same_v<T, core::Instant> || std::is_same_v<T, core::Date>
    void read_value(const Json& json, const std::string& pointer, T& value) {
        if (!json.is_string()) return expected(pointer, "\"…\"");
        const auto text = json.get<std::string>();
        std::optional<T> parsed;
        std::string wanted;
        if constexpr (core::NamedEnum<T>) {
            parsed = core::from_text<T>(text);
            for (const auto& [candidate, name] : core::EnumText<T>::names)
                wanted += (wanted.empty() ? "" : " | ") + std::string(name);
        } else if constexpr (std::is_same_v<T, core::Instant>) {
            parsed = core::parse_rfc3339(text);
            wanted = "2026-11-21T10:00:00Z";
        } else if constexpr (std::is_same_v<T, core::Date>) {
            parsed = core::parse_date(text);
            wanted = "2026-11-21";
        } else {
            parsed = T::parse(text);
            wanted = "123.45";
        }
        if (!parsed) return fault(pointer, errors::field_value, {{"expected", wanted}});
        value = *parsed;
    }
};

/// Parses `text` and reads it as a T. Throws core::Error `request.malformed_json` or `request.fields_at_fault`.
template <class T>
T parse_json(std::string_view text) {
    T value{};
    const Json json = parse_json_text(text);
    JsonReader reader;
    reader.read(json, "", value);
    if (!reader.faults.empty()) throw core::Error(errors::fields_at_fault, {}, std::move(reader.faults));
    return value;
}

/// The JSON form of a value; described structs become objects.
template <class T>
Json to_json_value(const T& value) {
    if constexpr (Described<const T>) {
        Json object = Json::object();
        visit_fields(value, [&](const char* name, const auto& member) { object[name] = to_json_value(member); });
        return object;
    } else if constexpr (core::NamedEnum<T>) {
        return std::string(core::to_text(value));
    } else if constexpr (std::is_same_v<T, core::Money> || std::is_same_v<T, core::Hundredths>) {
        return value.text();
    } else if constexpr (std::is_same_v<T, core::Instant>) {
        return core::to_rfc3339(value);
    } else if constexpr (std::is_same_v<T, core::Date>) {
        return core::to_iso_date(value);
    } else if constexpr (requires { value.has_value(); }) {
        return value ? to_json_value(*value) : Json(nullptr);
    } else if constexpr (requires {
                             typename T::value_type;
                             requires !std::is_convertible_v<T, std::string_view>;
                             requires !std::is_same_v<T, Json>;
                         }) {
        Json array = Json::array();
        for (const auto& item : value) array.push_back(to_json_value(item));
        return array;
    } else if constexpr (requires {
                             value.value;
                             requires std::is_same_v<std::remove_cvref_t<decltype(value.value)>, std::uint64_t>;
                         }) {
        return value.value;
    } else {
        return value;
    }
}

}  // namespace marque::http

namespace marque::core {
MARQUE_JSON(Localized, zh, en)
}  // namespace marque::core
