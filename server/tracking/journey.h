#pragma once

#include <map>
#include <optional>
#include <string_view>

#include "orders/orders.h"

namespace marque::tracking {

/// The way of a car as its buyer understands it.
enum class Stage { ordered, planned, body, paint, assembly, ready, on_the_way, at_dealer };
enum class Ending { delivered, cancelled };

/// The stage that an order in this state has reached at least; nothing for a state that says nothing of the car's way.
std::optional<Stage> stage_of(orders::State state);
/// The stage of a car that has entered this shop of the line; nothing for a shop that builds none of the car itself.
std::optional<Stage> stage_of_shop(std::string_view shop);
std::optional<Ending> ending_of(orders::State state);

/// When each stage was first reached. A car that goes back for rework stays where it has got to: its buyer is told no
/// less than before.
class Journey {
  public:
    void reach(std::optional<Stage> stage, core::Instant at);
    Stage stage() const;
    const std::map<Stage, core::Instant>& reached() const { return reached_; }

  private:
    std::map<Stage, core::Instant> reached_;
};

}  // namespace marque::tracking

template <>
struct marque::core::EnumText<marque::tracking::Stage> {
    using E = marque::tracking::Stage;
    static constexpr std::array<std::pair<E, std::string_view>, 8> names{{{E::ordered, "ORDERED"},
                                                                          {E::planned, "PLANNED"},
                                                                          {E::body, "BODY"},
                                                                          {E::paint, "PAINT"},
                                                                          {E::assembly, "ASSEMBLY"},
                                                                          {E::ready, "READY"},
                                                                          {E::on_the_way, "ON_THE_WAY"},
                                                                          {E::at_dealer, "AT_DEALER"}}};
};
template <>
struct marque::core::EnumText<marque::tracking::Ending> {
    using E = marque::tracking::Ending;
    static constexpr std::array<std::pair<E, std::string_view>, 2> names{
        {{E::delivered, "DELIVERED"}, {E::cancelled, "CANCELLED"}}};
};
