#include "bench/load.h"

#include <Poco/Net/SocketAddress.h>

#include <atomic>
#include <charconv>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

namespace marque::bench {

using std::chrono::steady_clock;

LeanClient::LeanClient(unsigned short port, std::string session_token)
    : socket_(Poco::Net::SocketAddress("127.0.0.1", port)),
      host_("127.0.0.1:" + std::to_string(port)),
      token_(std::move(session_token)) {
    socket_.setNoDelay(true);
}

int LeanClient::post(const std::string& path, const std::string& body, const std::string& idempotency_key,
                     std::string* answer) {
    return exchange("POST /api/v1" + path + " HTTP/1.1\r\nHost: " + host_ + "\r\nAuthorization: Bearer " + token_ +
                        "\r\nContent-Type: application/json\r\nIdempotency-Key: " + idempotency_key +
                        "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body,
                    answer);
}

int LeanClient::get(const std::string& path, std::string* answer) {
    return exchange(
        "GET /api/v1" + path + " HTTP/1.1\r\nHost: " + host_ + "\r\nAuthorization: Bearer " + token_ + "\r\n\r\n",
        answer);
}

int LeanClient::exchange(const std::string& request, std::string* answer) {
    for (std::size_t sent = 0; sent < request.size();) {
        sent +=
            static_cast<std::size_t>(socket_.sendBytes(request.data() + sent, static_cast<int>(request.size() - sent)));
    }
    std::string text;
    std::size_t head = std::string::npos;
    std::size_t wanted = 0;
    char chunk[16384];
    while (head == std::string::npos || text.size() < head + wanted) {
        const int count = socket_.receiveBytes(chunk, sizeof chunk);
        if (count <= 0) throw std::runtime_error("the server closed the connection");
        text.append(chunk, static_cast<std::size_t>(count));
        if (head != std::string::npos) continue;
        const auto end = text.find("\r\n\r\n");
        if (end == std::string::npos) continue;
        head = end + 4;
        const auto length = text.find("Content-Length: ");
        if (length < end) std::from_chars(text.data() + length + 16, text.data() + end, wanted);
    }
    if (answer) *answer = text.substr(head);
    int status = 0;
    std::from_chars(text.data() + 9, text.data() + 12, status);
    return status;
}

double rate(int threads, std::chrono::milliseconds duration,
            const std::function<std::function<void(int)>(int)>& make_work) {
    std::atomic<std::uint64_t> done{0};
    std::mutex mutex;
    std::exception_ptr failure;
    const auto start = steady_clock::now() + duration / 10;
    const auto end = start + duration;
    std::vector<std::thread> workers;
    for (int thread = 0; thread < threads; ++thread) {
        workers.emplace_back([&, thread] {
            try {
                const auto work = make_work(thread);
                for (int round = 0; steady_clock::now() < end; ++round) {
                    work(round);
                    if (steady_clock::now() >= start) done.fetch_add(1, std::memory_order_relaxed);
                }
            } catch (...) {
                const std::scoped_lock lock(mutex);
                failure = std::current_exception();
            }
        });
    }
    for (auto& worker : workers) worker.join();
    if (failure) std::rethrow_exception(failure);
    return static_cast<double>(done.load()) / std::chrono::duration<double>(duration).count();
}

}  // namespace marque::bench
