#pragma once

#include <functional>
#include <string>
#include <vector>

#include "line-simulator/chance.h"
#include "line-simulator/ledger.h"

namespace marque::line {

// How badly the line behaves on the wire, each a share of its messages.
struct MischiefRates {
    double duplicate = 0;  // sent twice
    double reorder = 0;    // sent after the one that follows it
    double drop = 0;       // not sent at first; only when it falls due again
    double garbage = 0;    // something of no use goes along with it
};

class Mischief {
  public:
    using Publish = std::function<void(const std::string& topic, const std::string& payload)>;

    Mischief(MischiefRates rates, Chance chance, Publish publish)
        : rates_(rates), chance_(chance), publish_(std::move(publish)) {}

    void send(const std::vector<Outgoing>& messages);

  private:
    void send_one(const Outgoing& message);
    std::string garbage_for(const Outgoing& message) const;

    MischiefRates rates_;
    Chance chance_;
    Publish publish_;
    std::vector<Outgoing> held_back_;
};

}  // namespace marque::line
