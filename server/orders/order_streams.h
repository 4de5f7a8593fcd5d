#pragma once

#include "http/message.h"
#include "orders/orders.h"

namespace marque::orders {

/// Opens an event stream of the topics asked for; throws `events.topic_unknown`, `order.not_found`,
/// `access.role_missing`.
http::Response get_events(OrderServices& services, const http::Request& request);

}  // namespace marque::orders
