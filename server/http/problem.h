#pragma once

#include <string>

#include "core/error.h"
#include "http/message.h"

namespace marque::http {

/// The status of a kind of error.
int status_of(core::ErrorKind kind);
/// RFC 9457 problem details in the language of the asker; with `versions` where the error's parameters say what was
/// `yours` and what is there `now`.
Response problem(const core::Error& error, core::Language language, const std::string& request_id);

}  // namespace marque::http
