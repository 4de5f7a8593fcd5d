#pragma once

#include <string>

#include "b2mml/message.h"

namespace marque::b2mml {

// One message as B2MML-JSON V0701, UTF-8, without needless white space. parse() gives the same message back.
std::string write(const Message& message);

const char* name_of(RequestAction action);  // "RELEASE", "CHANGE", "CANCEL"
const char* name_of(SegmentState state);    // "RUNNING", …
const char* name_of(OperationsType type);   // "PRODUCTION", …

}  // namespace marque::b2mml
