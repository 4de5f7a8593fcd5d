#pragma once

#include <fstream>
#include <set>
#include <string>

namespace marque::support {

// Keeps what was said on the wire in the folder that MARQUE_WIRE names, where the wire-format test finds it.
class WireRecord {
  public:
    WireRecord();
    // One B2MML-JSON message.
    void add(const std::string& payload);
    // The names of the messages so far.
    const std::set<std::string>& kinds() const { return kinds_; }

  private:
    std::ofstream file_;
    std::set<std::string> kinds_;
};

}  // namespace marque::support
