#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "b2mml/message.h"

namespace marque::bench {

/// A progress message written once, with places for what differs from car to car: a load client that writes every
/// message from its parts would be a good share of what is measured.
class MessageForm {
  public:
    struct Values {
        std::string_view bodid, build_id, order_number, vin, engine_number, now;
    };

    /// As `segment` has it, but for the values; a time it has is the time now.
    explicit MessageForm(b2mml::Segment segment);
    std::string fill(const Values& values) const;

  private:
    struct Piece {
        std::string text;
        std::string_view Values::*value;  ///< after the text; null at the end
    };
    std::vector<Piece> pieces_;
};

}  // namespace marque::bench
