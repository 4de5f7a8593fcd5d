#pragma once

#include "support/shared.h"
#include "support/world.h"

namespace marque::support {

/// One for all tests of the frame: they do not change it.
inline const Network& network() {
    static const Network net = make_network(database().pool());
    return net;
}

}  // namespace marque::support
