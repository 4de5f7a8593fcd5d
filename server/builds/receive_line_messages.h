#pragma once

#include <string>
#include <vector>

#include "builds/build.h"
#include "http/services.h"

namespace marque::builds {

enum class Receipt { accepted, rejected, gap };

struct MessageResult {
    std::string message_id;
    Receipt result = Receipt::accepted;
    std::optional<Refusal> reason;
    std::optional<std::int64_t> expected_seq;
};

/// Takes a batch of a line's messages, in order, in one transaction: each takes effect once and in its build's SEQ
/// order, or is answered with what is wrong. A message that breaks the batch is found by taking them one at a time.
std::vector<MessageResult> receive_line_messages(http::Services& services, const std::string& line,
                                                 const std::vector<LineMessage>& messages);

}  // namespace marque::builds

template <>
struct marque::core::EnumText<marque::builds::Receipt> {
    using E = marque::builds::Receipt;
    static constexpr std::array<std::pair<E, std::string_view>, 3> names{
        {{E::accepted, "ACCEPTED"}, {E::rejected, "REJECTED"}, {E::gap, "GAP"}}};
};
