#include "bridge/courier.h"

namespace marque::bridge {

Courier::Courier(const LineSettings& settings, std::function<void()> when_back)
    : server_(settings.line, settings.server), when_back_(std::move(when_back)) {}

void Courier::start() {
    thread_ = std::thread([this] { run(); });
}

void Courier::stop() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
        changed_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
}

bool Courier::is_out() {
    std::lock_guard lock(mutex_);
    return load_.has_value();
}

void Courier::send(std::vector<Delivery> batch) {
    std::lock_guard lock(mutex_);
    load_ = Returned{std::move(batch), {}, nullptr, {}};
    carrying_ = true;
    changed_.notify_all();
}

std::optional<Courier::Returned> Courier::take_back() {
    std::lock_guard lock(mutex_);
    if (carrying_) return {};
    return std::exchange(load_, std::nullopt);
}

void Courier::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return stopping_ || carrying_; });
        if (!carrying_) return;
        lock.unlock();
        carry(*load_);
        lock.lock();
        carrying_ = false;
        lock.unlock();
        when_back_();
        lock.lock();
    }
}

// What goes wrong is the owner's to judge.
void Courier::carry(Returned& load) {
    auto start = std::chrono::steady_clock::now();
    try {
        std::vector<std::string_view> bodies;
        bodies.reserve(load.batch.size());
        for (const auto& delivery : load.batch) bodies.push_back(delivery.body);
        load.results = server_.deliver(bodies);
    } catch (...) {
        load.failure = std::current_exception();
    }
    load.took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
}

}  // namespace marque::bridge
