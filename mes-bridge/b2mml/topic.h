#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "b2mml/message.h"

namespace marque::b2mml {

// {prefix}/b2mml/{message}/{key}, where prefix is {enterprise}/{site}/{area}/{line}.
class Topics {
  public:
    // Throws std::invalid_argument when the prefix has an empty level or a wildcard.
    explicit Topics(std::string prefix);

    std::string of(const Message& message, bool to_line) const;

    // Filters that take in all the messages sent to the one end or the other.
    std::vector<std::string> read_by_bridge() const;
    std::vector<std::string> read_by_line() const;

    // The last level, "" when the topic is not under the prefix.
    std::string key_of(std::string_view topic) const;

    const std::string& prefix() const { return prefix_; }

  private:
    std::string under(std::string_view rest) const;
    std::string prefix_;
};

// What a message's topic has to end in.
std::string key_of(const Message& message);

}  // namespace marque::b2mml
