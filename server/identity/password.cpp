#include <argon2.h>

#include <array>
#include <stdexcept>

#include "core/random.h"
#include "identity/identity.h"

namespace marque::identity {
namespace {

// 19 MiB, 2 passes, 1 lane: the least that OWASP's password storage guidance asks of Argon2id. A sign-in takes some 20
// ms.
constexpr std::uint32_t passes = 2;
constexpr std::uint32_t memory_kib = 19 * 1024;
constexpr std::uint32_t lanes = 1;
constexpr std::size_t hash_bytes = 32;
constexpr std::size_t longest_text = 200;

}  // namespace

std::string hash_password(const std::string& password) {
    const std::string salt = core::random_token().substr(0, 16);
    std::array<char, longest_text> text{};
    const int result = argon2id_hash_encoded(passes, memory_kib, lanes, password.data(), password.size(), salt.data(),
                                             salt.size(), hash_bytes, text.data(), text.size());
    if (result != ARGON2_OK) throw std::runtime_error(std::string("argon2: ") + argon2_error_message(result));
    return text.data();
}

bool password_fits(const std::string& password, const std::string& hash) {
    return argon2id_verify(hash.c_str(), password.data(), password.size()) == ARGON2_OK;
}

}  // namespace marque::identity
