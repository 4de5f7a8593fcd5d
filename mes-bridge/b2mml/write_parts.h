#pragma once

#include <nlohmann/json.hpp>

#include "b2mml/message.h"

// The pieces of the writer, one for each message: each gives the body that goes under the message's name.
namespace marque::b2mml {

nlohmann::json write_order_request(const OrderRequest& request);
nlohmann::json write_order_answer(const OrderAnswer& answer);
nlohmann::json write_performance(const Performance& performance);
nlohmann::json write_performance_query(const PerformanceQuery& query);
nlohmann::json write_performance_history(const PerformanceHistory& history);
nlohmann::json write_receipt(const Receipt& receipt);

// One property for each family; the options are the values of one.
nlohmann::json write_features(const std::vector<Feature>& features);

nlohmann::json write_envelope(const Envelope& envelope);
nlohmann::json with_scheme(const std::string& id, const char* scheme);
nlohmann::json enumerated(const char* word);
nlohmann::json value_list(const std::string& text);  // [{"ValueString": text}]
nlohmann::json datum(const char* id, const std::string& text);

// The one ResponseCriteria that says yes, or no and why.
nlohmann::json verdict(bool accepted, const char* no, const std::string& about, const std::string& reason);

}  // namespace marque::b2mml
