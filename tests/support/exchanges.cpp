#include "support/exchanges.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <mutex>

#include "support/http_client.h"
#include "support/paths.h"

namespace marque::support {
namespace {

constexpr std::size_t longest_body = 256 * 1024;

std::filesystem::path exchange_file() {
    const char* const wanted = std::getenv("MARQUE_EXCHANGES");
    return wanted ? std::filesystem::path(wanted)
                  : test_output / "exchanges" / (std::to_string(::getpid()) + ".ndjson");
}

}  // namespace

void record_exchange(const SentRequest& request, const Reply& reply) {
    static std::mutex one_at_a_time;
    const std::scoped_lock lock(one_at_a_time);
    const auto path = exchange_file();
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::app);
    const Json line{{"method", request.method},
                    {"target", request.target},
                    {"request_type", request.content_type},
                    {"request_body", request.body.size() > longest_body ? "" : request.body},
                    {"status", reply.status},
                    {"type", reply.header("content-type")},
                    {"body", reply.body}};
    // A test may send bytes that are no UTF-8 on purpose.
    file << line.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace marque::support
