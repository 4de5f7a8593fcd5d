#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace marque::core::log {

/// One JSON object a line on standard error: `at`, `level`, `event`, the request id if there is one, and the fields.
using Field = std::pair<std::string_view, std::string>;

void info(std::string_view event, std::initializer_list<Field> fields = {});
void warning(std::string_view event, std::initializer_list<Field> fields = {});
void error(std::string_view event, std::initializer_list<Field> fields = {});

/// While it lives, every line of this thread carries the request id.
class RequestContext {
  public:
    explicit RequestContext(const std::string& request_id);
    ~RequestContext();
    RequestContext(const RequestContext&) = delete;
    RequestContext& operator=(const RequestContext&) = delete;
};

}  // namespace marque::core::log
