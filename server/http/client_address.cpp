#include "http/client_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>

namespace marque::http {
namespace {

constexpr unsigned mapped_bits = 96;
constexpr AddressBytes mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0};

TrustedProxies& kept_proxies() {
    static TrustedProxies proxies;
    return proxies;
}

bool is_mapped(const AddressBytes& address) {
    return std::equal(mapped_prefix.begin(), mapped_prefix.begin() + mapped_bits / 8, address.begin());
}

std::optional<AddressBytes> bytes_of(const std::string& text) {
    AddressBytes bytes = mapped_prefix;
    if (inet_pton(AF_INET, text.c_str(), bytes.data() + mapped_bits / 8) == 1) return bytes;
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return bytes;
    return std::nullopt;
}

std::string text_of(const AddressBytes& address) {
    char text[INET6_ADDRSTRLEN];
    if (is_mapped(address)) return inet_ntop(AF_INET, address.data() + mapped_bits / 8, text, sizeof text);
    return inet_ntop(AF_INET6, address.data(), text, sizeof text);
}

std::vector<std::string> parts_of(const std::string& list) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= list.size();) {
        const auto comma = std::min(list.find(',', from), list.size());
        const auto first = list.find_first_not_of(" \t", from);
        const auto last = list.find_last_not_of(" \t", comma == 0 ? 0 : comma - 1);
        parts.push_back(first < comma ? list.substr(first, last - first + 1) : "");
        from = comma + 1;
    }
    return parts;
}

}  // namespace

TrustedProxies TrustedProxies::parse(const std::string& text) {
    TrustedProxies proxies;
    for (const auto& part : parts_of(text)) {
        if (part.empty()) continue;
        const auto slash = part.find('/');
        const auto address = bytes_of(part.substr(0, slash));
        const unsigned before = address && is_mapped(*address) ? mapped_bits : 0;
        unsigned bits = 128 - before;
        bool whole = true;
        if (slash != std::string::npos) {
            const char* const end = part.data() + part.size();
            const auto [stopped, fault] = std::from_chars(part.data() + slash + 1, end, bits);
            whole = fault == std::errc{} && stopped == end && bits <= 128 - before;
        }
        if (!address || !whole) throw std::runtime_error("no address and no network: '" + part + "'");
        proxies.networks_.push_back({*address, before + bits});
    }
    return proxies;
}

bool TrustedProxies::trusts(const AddressBytes& address) const {
    const auto holds = [&](const Network& network) {
        for (unsigned bit = 0; bit < network.bits; ++bit) {
            const auto mask = static_cast<std::uint8_t>(0x80u >> (bit % 8));
            if (((network.address[bit / 8] ^ address[bit / 8]) & mask) != 0) return false;
        }
        return true;
    };
    return std::any_of(networks_.begin(), networks_.end(), holds);
}

std::string TrustedProxies::client_of(const std::string& peer, const std::vector<std::string>& forwarded) const {
    auto client = bytes_of(peer);
    if (networks_.empty() || !client) return peer;
    std::vector<std::string> way;
    for (const auto& header : forwarded) {
        for (auto& part : parts_of(header)) way.push_back(std::move(part));
    }
    // What is no address was not written by a proxy that can be trusted.
    while (trusts(*client) && !way.empty()) {
        const auto before = bytes_of(way.back());
        way.pop_back();
        if (!before) break;
        client = before;
    }
    return text_of(*client);
}

void trust(TrustedProxies proxies) { kept_proxies() = std::move(proxies); }
const TrustedProxies& trusted_proxies() { return kept_proxies(); }

std::string asker_of(const std::string& address) {
    auto bytes = bytes_of(address);
    if (!bytes) return address;
    if (!is_mapped(*bytes)) std::fill(bytes->begin() + 8, bytes->end(), std::uint8_t{0});
    return text_of(*bytes);
}

}  // namespace marque::http
