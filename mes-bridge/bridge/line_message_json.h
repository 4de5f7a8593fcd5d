#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "b2mml/message.h"

// The way between B2MML and what the server's API calls requests and line messages.
namespace marque::bridge {

// A leased message of the outbox. Throws nlohmann::json::exception or std::invalid_argument when it is not one.
b2mml::OrderRequest read_request(const nlohmann::json& leased, const std::string& office_id,
                                 const std::string& plant_id);

// LineMessage bodies, as the server takes them.
std::string write_answer(const b2mml::OrderAnswer& answer);
std::string write_progress(const std::string& message_id, b2mml::Instant created_at, const std::string& build_id,
                           const std::string& order_number, const b2mml::Segment& segment);

}  // namespace marque::bridge
