#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace marque::core {

using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(std::string_view bytes);
std::string to_hex(std::string_view bytes);
/// Bytes of a digest as the database keeps them in BINARY(32).
std::string as_bytes(const Sha256& digest);

/// 256 bits from the system's generator, base64url: a session or service token.
std::string random_token();
/// A random (version 4) UUID, RFC 9562.
std::string random_uuid();

}  // namespace marque::core
