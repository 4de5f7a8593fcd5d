#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "db/sql.h"

namespace marque::db {

/// A row that does not hold what the code expects: a column that is not there, NULL where none may be, text that is no
/// T.
class RowError : public std::logic_error {
    using std::logic_error::logic_error;
};

/// One row of a result, read by column name.
class Row {
  public:
    virtual ~Row() = default;

    /// The column's value; throws RowError for NULL.
    template <class T>
    T get(std::string_view column) const {
        auto value = opt<T>(column);
        if (!value) throw RowError("column " + std::string(column) + " is NULL");
        return *std::move(value);
    }

    /// The column's value, or nothing for NULL.
    template <class T>
    std::optional<T> opt(std::string_view column) const {
        const unsigned index = index_of(column);
        if (is_null(index)) return std::nullopt;
        if constexpr (std::is_same_v<T, std::string>) {
            return text(index);
        } else if constexpr (std::is_same_v<T, bool>) {
            return signed_integer(index) != 0;
        } else if constexpr (std::is_same_v<T, double>) {
            return std::stod(text(index));
        } else if constexpr (std::is_unsigned_v<T>) {
            return static_cast<T>(unsigned_integer(index));
        } else if constexpr (std::is_integral_v<T>) {
            return static_cast<T>(signed_integer(index));
        } else {
            return parse<T>(column, index);
        }
    }

  private:
    template <class T>
    T parse(std::string_view column, unsigned index) const {
        if constexpr (requires {
                          T{std::uint64_t{}}.value;
                          requires !std::is_same_v<T, core::Hundredths>;
                      }) {
            return T{unsigned_integer(index)};
        } else {
            const std::string value = text(index);
            std::optional<T> parsed;
            if constexpr (std::is_same_v<T, core::Instant>) {
                parsed = core::parse_sql_datetime(value);
            } else if constexpr (std::is_same_v<T, core::Date>) {
                parsed = core::parse_date(value);
            } else if constexpr (core::NamedEnum<T>) {
                parsed = core::from_text<T>(value);
            } else {
                parsed = T::parse(value);
            }
            if (!parsed) throw RowError("column " + std::string(column) + " holds '" + value + "'");
            return *std::move(parsed);
        }
    }

    virtual unsigned index_of(std::string_view column) const = 0;
    virtual bool is_null(unsigned index) const = 0;
    virtual std::string text(unsigned index) const = 0;
    virtual std::int64_t signed_integer(unsigned index) const = 0;
    virtual std::uint64_t unsigned_integer(unsigned index) const = 0;
};

}  // namespace marque::db
