#include "customers/customer.h"

#include <algorithm>

#include "core/phone.h"
#include "core/text.h"
#include "customers/customer_errors.h"
#include "http/http_errors.h"

namespace marque::customers {
namespace {

constexpr std::size_t longest_name = 80;
constexpr std::size_t longest_phone = 30;
constexpr std::size_t longest_address = 200;
constexpr std::size_t longest_postcode = 10;
constexpr std::string_view wide_blank = "\u3000";
constexpr std::string_view blanks = " \t\r\n";

void check_length(const char* pointer, const std::string& text, std::size_t least, std::size_t most,
                  std::vector<core::FieldError>& faults) {
    const std::size_t length = core::characters(text);
    if (length >= least && length <= most) return;
    faults.push_back(
        {pointer, &http::errors::field_length, {{"least", std::to_string(least)}, {"most", std::to_string(most)}}});
}

}  // namespace

std::string trimmed(std::string_view text) {
    for (;;) {
        if (text.starts_with(wide_blank)) {
            text.remove_prefix(wide_blank.size());
        } else if (text.ends_with(wide_blank)) {
            text.remove_suffix(wide_blank.size());
        } else if (!text.empty() && blanks.find(text.front()) != std::string_view::npos) {
            text.remove_prefix(1);
        } else if (!text.empty() && blanks.find(text.back()) != std::string_view::npos) {
            text.remove_suffix(1);
        } else {
            return std::string(text);
        }
    }
}

NewCustomer tidy(const CustomerEntry& entry, std::vector<core::FieldError>& faults) {
    NewCustomer customer;
    customer.kind = entry.kind;
    customer.name = trimmed(entry.name);
    customer.address = trimmed(entry.address.value_or(""));
    customer.postcode = trimmed(entry.postcode.value_or(""));
    customer.locale = entry.locale.value_or(Locale::chinese);
    check_length("/name", customer.name, 1, longest_name, faults);
    check_length("/address", customer.address, 0, longest_address, faults);
    check_length("/postcode", customer.postcode, 0, longest_postcode, faults);
    const auto phone = core::characters(entry.phone) <= longest_phone ? core::parse_phone(entry.phone) : std::nullopt;
    if (phone) {
        customer.phone = *phone;
    } else {
        faults.push_back({"/phone", &errors::phone_invalid});
    }
    return customer;
}

}  // namespace marque::customers
