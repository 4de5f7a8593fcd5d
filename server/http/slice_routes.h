#pragma once

#include <string>
#include <utility>

#include "http/router.h"
#include "http/services.h"

namespace marque::http {

/// A slice's table of routes: each endpoint is a function of what the slice is given and of the request. `S` is
/// Services or a struct of references that extends it.
template <class S>
class SliceRoutes {
  public:
    using Endpoint = Response (*)(S&, const Request&);

    SliceRoutes(Router& router, const S& services) : router_(router), services_(services) {}

    void get(std::string pattern, Access access, Endpoint endpoint) {
        add("GET", std::move(pattern), access, endpoint);
    }
    void post(std::string pattern, Access access, Endpoint endpoint, std::size_t largest_body = 1 << 20) {
        add("POST", std::move(pattern), access, endpoint, largest_body);
    }
    void put(std::string pattern, Access access, Endpoint endpoint) {
        add("PUT", std::move(pattern), access, endpoint);
    }
    void del(std::string pattern, Access access, Endpoint endpoint) {
        add("DELETE", std::move(pattern), access, endpoint);
    }

  private:
    void add(std::string method, std::string pattern, Access access, Endpoint endpoint,
             std::size_t largest_body = 1 << 20) {
        router_.add(
            std::move(method), std::move(pattern), access,
            [services = services_, endpoint](const Request& request) mutable { return endpoint(services, request); },
            largest_body);
    }

    Router& router_;
    S services_;
};

}  // namespace marque::http
