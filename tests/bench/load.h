#pragma once

#include <Poco/Net/StreamSocket.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace marque::bench {

/// A client that costs next to nothing: one kept-alive connection, requests as finished text, of answers only the
/// status and length are read. The tests' client records and parses, which would be measured too.
class LeanClient {
  public:
    LeanClient(unsigned short port, std::string session_token);

    /// The status; `body` gets the answer's body when it is given.
    int post(const std::string& path, const std::string& body, const std::string& idempotency_key,
             std::string* answer = nullptr);
    int get(const std::string& path, std::string* answer = nullptr);

  private:
    int exchange(const std::string& request, std::string* answer);

    Poco::Net::StreamSocket socket_;
    std::string host_;
    std::string token_;
};

/// Runs `work(thread, round)` over and over in `threads` threads for `duration` and returns how often a second it was
/// done, after a tenth of the time to warm up. `work` throws to end the run.
double rate(int threads, std::chrono::milliseconds duration,
            const std::function<std::function<void(int)>(int)>& make_work);

}  // namespace marque::bench
