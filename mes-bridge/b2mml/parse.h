#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "b2mml/message.h"

namespace marque::b2mml {

enum class ParseFault {
    too_large,    // more than max_message_bytes
    not_json,     // or nested too deep, or with a member named twice
    wrong_shape,  // it is none of the bridge's messages
    invalid       // it is one, but what the protocol asks for is missing or cannot be read
};

struct ParseError {
    ParseFault fault{};
    std::string pointer;  // JSON pointer to the value at fault
    std::string detail;   // for a person
    std::string bodid;    // when it could be read, so that the message can be answered
};

inline constexpr std::size_t max_message_bytes = 4 * 1024 * 1024;
inline constexpr int max_seq = 1'000'000;

// Never throws on account of what the payload says; std::bad_alloc when there is no room to read it.
std::variant<Message, ParseError> parse(std::string_view payload);

const char* name_of(ParseFault fault);

// "INVALID: /SyncOperationsPerformance/…: lacks SEQ"
std::string describe(const ParseError& error);

}  // namespace marque::b2mml
