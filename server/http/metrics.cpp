#include "http/metrics.h"

#include <prometheus/text_serializer.h>

namespace marque::http {
namespace {

const prometheus::Histogram::BucketBoundaries seconds_buckets{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                              0.1,   0.25,   0.5,   1.0,  2.5,   10.0};

}  // namespace

Metrics::Metrics()
    : registry_(std::make_shared<prometheus::Registry>()),
      requests_(
          prometheus::BuildCounter().Name("marque_http_requests_total").Help("Requests answered").Register(*registry_)),
      durations_(prometheus::BuildHistogram()
                     .Name("marque_http_request_seconds")
                     .Help("Time from the last byte of the request to the answer")
                     .Register(*registry_)) {}

void Metrics::request(const std::string& method, const std::string& route, int status, double seconds) {
    prometheus::Counter* counter = nullptr;
    prometheus::Histogram* histogram = nullptr;
    {
        const std::scoped_lock lock(mutex_);
        auto& known_counter = counters_[{method, route, status}];
        if (!known_counter) {
            known_counter = &requests_.Add({{"method", method}, {"route", route}, {"status", std::to_string(status)}});
        }
        auto& known_histogram = histograms_[{method, route}];
        if (!known_histogram)
            known_histogram = &durations_.Add({{"method", method}, {"route", route}}, seconds_buckets);
        counter = known_counter;
        histogram = known_histogram;
    }
    counter->Increment();
    histogram->Observe(seconds);
}

void Metrics::watch(const std::string& name, const std::string& help, std::function<double()> read) {
    auto& family = prometheus::BuildGauge().Name(name).Help(help).Register(*registry_);
    const std::scoped_lock lock(mutex_);
    watched_.push_back({&family.Add({}), std::move(read)});
}

std::string Metrics::text() {
    {
        const std::scoped_lock lock(mutex_);
        for (auto& [gauge, read] : watched_) gauge->Set(read());
    }
    return prometheus::TextSerializer().Serialize(registry_->Collect());
}

}  // namespace marque::http
