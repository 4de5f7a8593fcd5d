#include "support/test_broker.h"

#include <arpa/inet.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

#include "support/eventually.h"

namespace marque::support {
namespace {

constexpr auto longest_broker_start = std::chrono::seconds{20};
constexpr int most_tries = 5;

bool listens(unsigned short port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    const bool connected = ::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    ::close(fd);
    return connected;
}

}  // namespace

TestBroker::TestBroker(std::string more) : more_(std::move(more)) {
    // Another program may take the free port before mosquitto does.
    for (int i = 0; i < most_tries; ++i) {
        port_ = free_port();
        if (start()) return;
    }
    throw std::runtime_error("mosquitto did not start:\n" + process_->log_text());
}

TestBroker::~TestBroker() { kill9(); }

void TestBroker::restart() {
    if (!start()) throw std::runtime_error("mosquitto did not start again:\n" + process_->log_text());
}

bool TestBroker::start() {
    const auto* const user = ::getpwuid(::geteuid());
    // Without a user of its own choosing mosquitto, started by root, becomes one that cannot write here.
    const std::string run_as = ::geteuid() == 0 && user ? std::string("user ") + user->pw_name + "\n" : "";
    write_file(folder_.path() / "mosquitto.conf",
               filled_in("mes-bridge/deploy/mosquitto.conf.in",
                         {{"PORT", std::to_string(port_)}, {"DATA", folder_.path().string()}}) +
                   run_as + more_);
    process_ = std::make_unique<Process>("mosquitto",
                                         Arguments{"mosquitto", "-c", (folder_.path() / "mosquitto.conf").string()});
    eventually(longest_broker_start, [&] { return !process_->running() || listens(port_); });
    return process_->running();
}

}  // namespace marque::support
