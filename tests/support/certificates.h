#pragma once

#include <filesystem>
#include <string>

namespace marque::support {

/// Makes an authority's key and certificate, `name`.key and `name`.pem in the folder. Throws std::runtime_error.
void make_authority(const std::filesystem::path& folder, const std::string& name);
/// The same for a server or a client to which the authority of the folder gives a certificate; `for_whom` as in
/// "DNS:localhost,IP:127.0.0.1".
void certify(const std::filesystem::path& folder, const std::string& authority, const std::string& name,
             const std::string& for_whom);

}  // namespace marque::support
