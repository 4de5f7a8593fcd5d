#pragma once

#include "b2mml/message.h"
#include "b2mml/node.h"

// The pieces of the parser, one for each message; each throws Refusal.
namespace marque::b2mml {

OrderRequest parse_order_request(const Node& body, Envelope envelope);
OrderAnswer parse_order_answer(const Node& body, Envelope envelope);
Performance parse_performance(const Node& body, Envelope envelope);
PerformanceQuery parse_performance_query(const Node& body, Envelope envelope);
PerformanceHistory parse_performance_history(const Node& body, Envelope envelope);
Receipt parse_receipt(const Node& body, Envelope envelope);

// The verdict in the one ResponseCriteria of an Acknowledge or a Confirm.
struct Verdict {
    bool accepted = false;
    std::string reason;
};
Verdict parse_verdict(const Node& answer, std::string_view yes, std::string_view no);

std::string parse_bodid(const Node& application_area);

// A property that a car is ordered or built with; false when the protocol knows none of this name.
bool is_family(const std::string& property);
// Its values, each once, and but one where only OPTION may have several.
void parse_family(const Node& property, const std::string& family, std::vector<Feature>& features);

inline constexpr std::size_t longest_order_number = 20;
inline constexpr std::size_t longest_build_id = 32;
inline constexpr std::size_t longest_station = 16;
inline constexpr std::size_t longest_code = 40;

}  // namespace marque::b2mml
