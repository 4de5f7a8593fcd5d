#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "b2mml/parse.h"
#include "b2mml/write.h"

// Whatever comes over the wire is either read or refused; and what was read can be written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace marque::b2mml;
    auto parsed = parse({reinterpret_cast<const char*>(data), size});
    if (auto* error = std::get_if<ParseError>(&parsed)) {
        if (describe(*error).empty()) std::abort();
        return 0;
    }
    auto again = parse(write(std::get<Message>(parsed)));
    if (!std::holds_alternative<Message>(again)) std::abort();
    return 0;
}
