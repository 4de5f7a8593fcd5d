#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/enum_text.h"
#include "core/ids.h"
#include "core/money.h"
#include "core/random.h"
#include "core/time.h"

namespace marque::db {

/// SQL text that is a literal of the program: it cannot be built from values at run time.
class Sql {
  public:
    template <std::size_t N>
    consteval Sql(const char (&literal)[N]) : text_(literal, N - 1) {}
    constexpr std::string_view text() const { return text_; }

  private:
    std::string_view text_;
};

/// A value for one `?`.
class Param {
  public:
    using Value = std::variant<std::monostate, std::int64_t, std::uint64_t, std::string_view, std::string>;

    Param(std::nullopt_t) {}
    Param(bool value) : value_(std::int64_t{value}) {}
    Param(int value) : value_(std::int64_t{value}) {}
    Param(long value) : value_(std::int64_t{value}) {}
    Param(unsigned value) : value_(std::uint64_t{value}) {}
    Param(unsigned long value) : value_(std::uint64_t{value}) {}
    Param(const char* value) : value_(std::string_view{value}) {}
    Param(std::string_view value) : value_(value) {}
    Param(const std::string& value) : value_(std::string_view{value}) {}
    Param(std::string&& value) : value_(std::move(value)) {}
    Param(core::Money value) : value_(value.text()) {}
    Param(core::Hundredths value) : value_(value.text()) {}
    Param(core::Instant value) : value_(core::to_sql_datetime(value)) {}
    Param(core::Date value) : value_(core::to_iso_date(value)) {}
    Param(const core::Sha256& value) : value_(core::as_bytes(value)) {}
    template <class Tag>
    Param(core::Id<Tag> id) : value_(id.value) {}
    template <core::NamedEnum E>
    Param(E value) : value_(core::to_text(value)) {}
    template <class T>
    Param(const std::optional<T>& value) {
        if (value) value_ = Param(*value).value_;
    }

    const Value& value() const { return value_; }

  private:
    Value value_;
};

using Params = std::vector<Param>;

/// A statement put together from literals with the values of its `?`, for lists whose filters come and go.
class SqlBuilder {
  public:
    explicit SqlBuilder(Sql sql) : text_(sql.text()) {}
    template <class... Args>
    SqlBuilder& add(Sql sql, const Args&... args) {
        text_ += ' ';
        text_ += sql.text();
        (params_.push_back(owned(args)), ...);
        return *this;
    }
    /// `(?, ?, …)`; an empty list matches nothing.
    template <class Range>
    SqlBuilder& add_in(const Range& values) {
        text_ += " (";
        bool first = true;
        for (const auto& value : values) {
            text_ += first ? "?" : ",?";
            params_.push_back(owned(value));
            first = false;
        }
        text_ += first ? "NULL)" : ")";
        return *this;
    }
    const std::string& text() const { return text_; }
    const Params& params() const { return params_; }

  private:
    template <class T>
    static Param owned(const T& value) {
        Param param(value);
        if (const auto* view = std::get_if<std::string_view>(&param.value())) return Param(std::string(*view));
        return param;
    }

    std::string text_;
    Params params_;
};

}  // namespace marque::db
