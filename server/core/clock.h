#pragma once

#include <atomic>

#include "core/time.h"

namespace marque::core {

/// What code asks for the time. Business time may run ahead of real time: demonstrations and tests move it.
class Clock {
  public:
    virtual ~Clock() = default;
    /// The business moment: orders, due dates, warranties.
    virtual Instant now() const = 0;
    /// The machine's moment: sessions, leases, logs.
    Instant real_now() const { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }
    Date today(const std::string& zone) const { return local_date(now(), zone); }
};

/// Real time plus an offset that only grows.
class BusinessClock : public Clock {
  public:
    Instant now() const override { return real_now() + std::chrono::seconds{offset_seconds_.load()}; }
    std::int64_t offset_seconds() const { return offset_seconds_.load(); }
    void set_offset_seconds(std::int64_t offset) { offset_seconds_.store(offset); }

  private:
    std::atomic<std::int64_t> offset_seconds_{0};
};

}  // namespace marque::core
