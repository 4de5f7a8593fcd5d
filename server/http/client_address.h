#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

/// Who asks, where proxies stand in between.
namespace marque::http {

/// An address of either family in 16 bytes, an IPv4 one as RFC 4291's mapped one.
using AddressBytes = std::array<std::uint8_t, 16>;

/// Proxies whose word about their clients is believed. Nobody is, unless named.
class TrustedProxies {
  public:
    TrustedProxies() = default;
    /// Addresses and networks, "127.0.0.1, 10.0.0.0/8, fd00::/8"; throws std::runtime_error that names what is neither.
    static TrustedProxies parse(const std::string& text);

    /// The client behind `peer`, which the connection came from. `forwarded` holds the X-Forwarded-For headers in their
    /// order. Each proxy adds at the end whom it heard, so they are read from there, as far as trusted ones wrote them.
    std::string client_of(const std::string& peer, const std::vector<std::string>& forwarded) const;

  private:
    struct Network {
        AddressBytes address{};
        unsigned bits = 0;
    };
    bool trusts(const AddressBytes& address) const;

    std::vector<Network> networks_;
};

/// Said once, before the server listens.
void trust(TrustedProxies proxies);
const TrustedProxies& trusted_proxies();

/// One asker of those that share a limit: an IPv4 address, or the /64 of an IPv6 one, which is one household's.
std::string asker_of(const std::string& address);

}  // namespace marque::http
