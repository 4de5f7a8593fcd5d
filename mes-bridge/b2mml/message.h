#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "b2mml/timestamp.h"

// The messages between the office and a plant's line, as the programs see them. How they lie in B2MML-JSON is known to
// parse.h and write.h alone. Texts are UTF-8; an empty text means "not said" where a member is not marked otherwise.
namespace marque::b2mml {

struct Envelope {
    std::string bodid;  // UUID, unique for ever
    Instant created_at{};
    std::string sender;  // logical ids: "marque", "mes/plant-01"
    std::string receiver;
};

enum class RequestAction { release, change, cancel };

struct Feature {
    std::string family;  // TRIM, EXTERIOR_COLOUR, INTERIOR_TRIM, ENGINE or OPTION (OPTION as often as wanted)
    std::string code;
    auto operator<=>(const Feature&) const = default;
};

// ProcessOperationsSchedule: build this order, change it, or cancel it.
struct OrderRequest {
    Envelope envelope;
    RequestAction action = RequestAction::release;
    std::string order_number;
    int configuration_version = 1;
    int priority = 50;  // 0 to 100; the smaller goes first
    std::optional<Instant> wished_start, wished_end;
    std::string model_code;  // empty in a cancellation that names no car
    int model_year = 0;
    std::vector<Feature> features;
    std::string dealer_code;
    std::string destination;
};

// AcknowledgeOperationsSchedule: the build ID, or why not.
struct OrderAnswer {
    Envelope envelope;
    std::string original_bodid;
    bool accepted = false;
    std::string reason;  // of a refusal
    std::string order_number;
    int configuration_version = 1;
    std::string build_id;  // always there when accepted
    std::optional<Instant> planned_start, planned_end;
};

enum class SegmentState { running, completed, held, aborted };
enum class OperationsType { production, quality, inventory };

struct Measurement {
    std::string id, value;
};

struct TestVerdict {
    std::string id;
    bool passed = false;
    std::vector<Measurement> measurements;
};

struct Part {
    std::string part_no, lot, serial;
    std::string quantity;  // decimal, "1" or "4.250"; empty = one
};

// One thing that happened to one build at one line station.
struct Segment {
    int seq = 0;  // 1, 2, 3 … without gaps for each build
    std::string station;
    SegmentState state = SegmentState::running;
    int pass_no = 1;
    OperationsType operations_type = OperationsType::production;
    std::optional<Instant> started_at, ended_at;
    std::string hold_reason, hold_part_no, disposition;
    std::vector<TestVerdict> tests;
    std::vector<Part> parts;
    std::vector<Feature> features;  // as built, at line-off; empty: the line does not say
    std::string vin, engine_number;
    std::optional<int> odometer_km;
    std::string carrier;
    std::optional<Instant> eta;
};

// SyncOperationsPerformance
struct Performance {
    Envelope envelope;
    std::string build_id, order_number;
    Segment segment;
};

// GetOperationsPerformance: tell everything about this build from this SEQ on.
struct PerformanceQuery {
    Envelope envelope;
    std::string build_id;
    int from_seq = 1;
};

// ShowOperationsPerformance: the answer, in SEQ order. When there is nothing to tell the line answers with a Receipt.
struct PerformanceHistory {
    Envelope envelope;
    std::string original_bodid;
    std::string build_id, order_number;
    std::vector<Segment> segments;
};

// ConfirmBOD
struct Receipt {
    Envelope envelope;
    std::string original_bodid;
    bool accepted = false;
    std::string reason, detail;  // of a rejection
};

using Message = std::variant<OrderRequest, OrderAnswer, Performance, PerformanceQuery, PerformanceHistory, Receipt>;

inline const Envelope& envelope_of(const Message& message) {
    return std::visit([](const auto& m) -> const Envelope& { return m.envelope; }, message);
}

// A new random UUID (version 4).
std::string new_bodid();

// The UUID (version 8) of a text: the same each time.
std::string bodid_of(std::string_view text);

bool is_uuid(std::string_view text);

}  // namespace marque::b2mml
