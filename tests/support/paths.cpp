#include "support/paths.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

namespace marque::support {

TempDir::TempDir() {
    std::string name = "/tmp/mq-XXXXXX";
    if (!mkdtemp(name.data())) throw std::system_error(errno, std::generic_category(), name);
    path_ = name;
}

TempDir::~TempDir() {
    std::error_code ignored;  // a destructor has nobody to tell
    std::filesystem::remove_all(path_, ignored);
}

void write_file(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    file.flush();
    if (!file) throw std::runtime_error("cannot write " + path.string());
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string filled_in(const std::filesystem::path& source, const std::map<std::string, std::string>& slots) {
    std::string text = read_file(source_dir / source);
    for (const auto& [name, value] : slots) {
        const auto slot = "@" + name + "@";
        auto at = text.find(slot);
        if (at == std::string::npos) throw std::runtime_error(source.string() + " has no " + slot);
        for (; at != std::string::npos; at = text.find(slot, at + value.size())) text.replace(at, slot.size(), value);
    }
    return text;
}

unsigned short free_port() {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    const bool bound = fd >= 0 && ::bind(fd, generic, length) == 0 && ::getsockname(fd, generic, &length) == 0;
    const int reason = errno;
    ::close(fd);
    if (!bound) throw std::system_error(reason, std::generic_category(), "no free port");
    return ntohs(address.sin_port);
}

}  // namespace marque::support
