#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "support/http_client.h"

namespace marque::support {

struct StreamEvent {
    std::string id;
    std::string event;
    std::string data;
    Json json() const { return Json::parse(data); }
};

/// An open page: server-sent events as the client signed in to `client` would get them.
class EventStream {
  public:
    /// `path` is below /api/v1, like "/events?topic=dealer". Throws std::runtime_error when no stream is answered.
    EventStream(const HttpClient& client, const std::string& path, const std::string& last_event_id = "");
    ~EventStream();
    EventStream(EventStream&&) noexcept;

    /// The next event that is no heartbeat; nothing when none comes in time or the server closed the stream.
    std::optional<StreamEvent> next(std::chrono::milliseconds longest = std::chrono::seconds{10});
    bool closed() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace marque::support
