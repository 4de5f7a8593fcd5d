#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace marque::http {

/// Who may call a route.
struct Access {
    enum class Kind { anyone, signed_in, service } kind = Kind::signed_in;
    core::RoleSet roles;  ///< for signed_in: one of these; empty means every role

    static Access anyone() { return {Kind::anyone, {}}; }
    static Access any_role() { return {Kind::signed_in, {}}; }
    static Access roles_of(core::RoleSet roles) { return {Kind::signed_in, roles}; }
    static Access service() { return {Kind::service, {}}; }
};

using Handler = std::function<Response(const Request&)>;

struct Route {
    std::string method;
    std::string pattern;  ///< "/api/v1/orders/{number}"
    Access access;
    Handler handler;
    std::size_t largest_body = 1 << 20;  ///< bytes
};

/// Finds the route of a request. Segments in braces match one segment; a literal wins over a parameter.
class Router {
  public:
    /// `pattern` is below /api/v1.
    void add(std::string method, std::string pattern, Access access, Handler handler,
             std::size_t largest_body = 1 << 20);

    /// The same, for a path of its own ("/healthz").
    void add_plain(std::string method, std::string pattern, Access access, Handler handler,
                   std::size_t largest_body = 1 << 20);

    struct Match {
        const Route* route = nullptr;
        std::map<std::string, std::string, std::less<>> params;
        std::string allowed;  ///< when the path is known but not the method: "GET, POST"
    };
    Match find(std::string_view method, std::string_view path) const;
    const std::vector<Route>& routes() const { return routes_; }

  private:
    std::vector<Route> routes_;
};

}  // namespace marque::http
