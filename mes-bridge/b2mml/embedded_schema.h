#pragma once

namespace marque::b2mml {

// schema/bridge-messages.schema.json, put here by the build.
extern const char* const embedded_schema;

}  // namespace marque::b2mml
