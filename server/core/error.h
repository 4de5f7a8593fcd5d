#pragma once

#include <exception>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace marque::core {

/// What sort of refusal it is; http maps each kind to one status.
enum class ErrorKind {
    bad_request,      ///< the request cannot be read
    invalid,          ///< it can be read, but what it says is not allowed
    unauthenticated,  ///< nobody is signed in
    forbidden,        ///< somebody is, but may not do this
    not_found,        ///< it does not exist, or not for the asker
    method_not_allowed,
    not_acceptable,
    conflict,      ///< it does not fit what is there now
    too_large,     ///< the body is over the route's limit
    unsupported,   ///< the body is of a type that the route does not read
    rate_limited,  ///< too many tries
    unavailable,   ///< try again later
    internal       ///< our fault
};

/// One error of the product: its stable code and what it says to people. `{name}` is filled from the error's
/// parameters.
struct ErrorSpec {
    ErrorKind kind;
    std::string_view code;
    std::string_view en;
    std::string_view zh;
};

using ErrorParams = std::map<std::string, std::string, std::less<>>;

/// What is wrong with one field; `pointer` is the RFC 6901 JSON pointer into the body, or the query parameter's name.
struct FieldError {
    std::string pointer;
    const ErrorSpec* spec;
    ErrorParams params{};
};

enum class Language { zh, en };

/// The sentence of `spec` in `language`, its `{slots}` filled.
std::string sentence(const ErrorSpec& spec, Language language, const ErrorParams& params);

/// The one type of error. `spec` must live for ever: declare it `inline constexpr`.
class Error : public std::exception {
  public:
    explicit Error(const ErrorSpec& spec, ErrorParams params = {}, std::vector<FieldError> fields = {});

    const ErrorSpec& spec() const { return *spec_; }
    const ErrorParams& params() const { return params_; }
    const std::vector<FieldError>& fields() const { return fields_; }
    std::string sentence(Language language) const;
    const char* what() const noexcept override { return what_.c_str(); }

  private:
    const ErrorSpec* spec_;
    ErrorParams params_;
    std::vector<FieldError> fields_;
    std::string what_;
};

}  // namespace marque::core
