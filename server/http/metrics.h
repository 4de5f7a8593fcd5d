#pragma once

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <tuple>
#include <vector>

namespace marque::http {

/// What /metrics shows, in the Prometheus text format.
class Metrics {
  public:
    Metrics();

    /// A finished request; `route` is its pattern, so that ids make no new series.
    void request(const std::string& method, const std::string& route, int status, double seconds);
    /// A figure read when somebody looks; the function must not throw.
    void watch(const std::string& name, const std::string& help, std::function<double()> read);
    std::string text();

  private:
    struct Watched {
        prometheus::Gauge* gauge;
        std::function<double()> read;
    };
    std::shared_ptr<prometheus::Registry> registry_;
    prometheus::Family<prometheus::Counter>& requests_;
    prometheus::Family<prometheus::Histogram>& durations_;
    std::mutex mutex_;
    std::map<std::tuple<std::string, std::string, int>, prometheus::Counter*> counters_;
    std::map<std::pair<std::string, std::string>, prometheus::Histogram*> histograms_;
    std::vector<Watched> watched_;
};

}  // namespace marque::http
