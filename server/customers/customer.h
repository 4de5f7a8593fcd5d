#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/enum_text.h"
#include "core/error.h"
#include "core/ids.h"

namespace marque::customers {

enum class CustomerKind { person, company };
enum class Locale { chinese, english };

/// A customer as it was typed.
struct CustomerEntry {
    CustomerKind kind = CustomerKind::person;
    std::string name;
    std::string phone;
    std::optional<std::string> address;
    std::optional<std::string> postcode;
    std::optional<Locale> locale;
};

/// A customer fit to be kept: texts trimmed, the phone in E.164.
struct NewCustomer {
    CustomerKind kind = CustomerKind::person;
    std::string name;
    std::string phone;
    std::string address;
    std::string postcode;
    Locale locale = Locale::chinese;
};

struct Customer {
    core::CustomerId id;
    CustomerKind kind = CustomerKind::person;
    std::string name;
    std::string phone;
    std::string address;
    std::string postcode;
    Locale locale = Locale::chinese;
    bool do_not_call = false;
    core::OrganisationId dealer_id;
    unsigned version = 1;
};

/// Tidies what was typed; what cannot be kept is added to `faults`.
NewCustomer tidy(const CustomerEntry& entry, std::vector<core::FieldError>& faults);

/// Without blanks at either end, the wide blank of Chinese keyboards (U+3000) included.
std::string trimmed(std::string_view text);

}  // namespace marque::customers

namespace marque::core {

template <>
struct EnumText<customers::CustomerKind> {
    static constexpr std::array<std::pair<customers::CustomerKind, std::string_view>, 2> names{{
        {customers::CustomerKind::person, "PERSON"},
        {customers::CustomerKind::company, "COMPANY"},
    }};
};

template <>
struct EnumText<customers::Locale> {
    static constexpr std::array<std::pair<customers::Locale, std::string_view>, 2> names{{
        {customers::Locale::chinese, "zh-CN"},
        {customers::Locale::english, "en"},
    }};
};

}  // namespace marque::core
