#include "core/random.h"

#include <openssl/rand.h>
#include <openssl/sha.h>

#include <algorithm>
#include <stdexcept>

namespace marque::core {
namespace {

/// OpenSSL's generator costs the same for 16 bytes as for a thousand, so each thread takes them by the kilobyte.
struct Stock {
    std::array<std::uint8_t, 1024> bytes{};
    std::size_t used = bytes.size();
};

template <std::size_t N>
std::array<std::uint8_t, N> random_bytes() {
    thread_local Stock stock;
    if (stock.used + N > stock.bytes.size()) {
        if (RAND_bytes(stock.bytes.data(), static_cast<int>(stock.bytes.size())) != 1)
            throw std::runtime_error("the system's random generator failed");
        stock.used = 0;
    }
    std::array<std::uint8_t, N> taken{};
    const auto first = stock.bytes.begin() + static_cast<std::ptrdiff_t>(stock.used);
    std::copy_n(first, N, taken.begin());
    std::fill_n(first, N, std::uint8_t{0});  // what became a secret is not kept
    stock.used += N;
    return taken;
}

}  // namespace

Sha256 sha256(std::string_view bytes) {
    Sha256 digest{};
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
    return digest;
}

std::string as_bytes(const Sha256& digest) { return {reinterpret_cast<const char*>(digest.data()), digest.size()}; }

std::string to_hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    return hex;
}

std::string random_token() {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string token;
    for (const auto byte : random_bytes<43>()) token += alphabet[byte & 63];
    return token;
}

std::string random_uuid() {
    auto bytes = random_bytes<16>();
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x40);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
    const auto hex = to_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) + "-" +
           hex.substr(20);
}

}  // namespace marque::core
