#pragma once

#include <memory>

#include "support/paths.h"
#include "support/process.h"

namespace marque::support {

/// A mosquitto on a loopback port of its own, with the configuration that ./marque up uses.
class TestBroker {
  public:
    /// `more` is written under the template: another listener, say.
    explicit TestBroker(std::string more = {});
    ~TestBroker();

    unsigned short port() const { return port_; }
    void kill9() { process_->kill9(); }
    void stop() { process_->stop(); }
    /// Starts it again on the same port and data.
    void restart();

  private:
    bool start();

    TempDir folder_;
    std::string more_;
    unsigned short port_ = 0;
    std::unique_ptr<Process> process_;
};

}  // namespace marque::support
