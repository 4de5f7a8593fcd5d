#pragma once

#include "b2mml/topic.h"
#include "line-simulator/floor.h"
#include "line-simulator/ledger.h"

namespace marque::line {

struct Ends {
    std::string plant_id, office_id;  // LogicalID of this end and the other
};

// Decides what the office asks: gives build IDs, takes changes while their window is open, refuses the rest. The same
// question gets the same answer.
class OrderDesk {
  public:
    OrderDesk(const LinePlan& plan, Ends ends, b2mml::Topics topics, Ledger& ledger, Floor& floor)
        : plan_(plan), ends_(std::move(ends)), topics_(std::move(topics)), ledger_(ledger), floor_(floor) {}

    void take(const b2mml::OrderRequest& request, Instant now);

  private:
    struct Verdict {
        bool accepted = false;
        std::string reason = {};  // of a refusal
        std::string build_id = {};
        std::optional<Floor::Window> planned = {};
        std::optional<Car> fresh = {};  // goes into the queue once the office has its build ID
    };
    Verdict release(const b2mml::OrderRequest& request, Instant now);
    Verdict change(const b2mml::OrderRequest& request, Instant now);
    Verdict cancel(const b2mml::OrderRequest& request, Instant now);
    Verdict accept(const Car& car, Instant now) const;
    Verdict start_build(const b2mml::OrderRequest& request, Instant now);
    std::string next_build_id(Instant now);
    bool window_is_open(const Car& car, const b2mml::OrderRequest& request) const;
    void answer(const b2mml::OrderRequest& request, const Verdict& verdict, Instant now);

    const LinePlan& plan_;
    Ends ends_;
    b2mml::Topics topics_;
    Ledger& ledger_;
    Floor& floor_;
};

}  // namespace marque::line
