#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/enum_text.h"
#include "core/time.h"
#include "http/json_fields.h"

namespace marque::builds {

enum class MessageKind { build_accepted, build_refused, progress };
enum class SegmentState { running, completed, held, aborted };
enum class OperationsType { production, quality, inventory };
enum class TestVerdict { pass, fail };

}  // namespace marque::builds

template <>
struct marque::core::EnumText<marque::builds::MessageKind> {
    using E = marque::builds::MessageKind;
    static constexpr std::array<std::pair<E, std::string_view>, 3> names{
        {{E::build_accepted, "BUILD_ACCEPTED"}, {E::build_refused, "BUILD_REFUSED"}, {E::progress, "PROGRESS"}}};
};
template <>
struct marque::core::EnumText<marque::builds::SegmentState> {
    using E = marque::builds::SegmentState;
    static constexpr std::array<std::pair<E, std::string_view>, 4> names{
        {{E::running, "RUNNING"}, {E::completed, "COMPLETED"}, {E::held, "HELD"}, {E::aborted, "ABORTED"}}};
};
template <>
struct marque::core::EnumText<marque::builds::OperationsType> {
    using E = marque::builds::OperationsType;
    static constexpr std::array<std::pair<E, std::string_view>, 3> names{
        {{E::production, "PRODUCTION"}, {E::quality, "QUALITY"}, {E::inventory, "INVENTORY"}}};
};
template <>
struct marque::core::EnumText<marque::builds::TestVerdict> {
    using E = marque::builds::TestVerdict;
    static constexpr std::array<std::pair<E, std::string_view>, 2> names{{{E::pass, "PASS"}, {E::fail, "FAIL"}}};
};

namespace marque::builds {

struct Measurement {
    std::string id;
    std::string value;
};
MARQUE_JSON(Measurement, id, value)

struct TestResult {
    std::string id;
    TestVerdict result = TestVerdict::pass;
    std::optional<std::vector<Measurement>> measurements;
};
MARQUE_JSON(TestResult, id, result, measurements)

struct PartPutIn {
    std::string part_no;
    std::optional<std::string> lot;
    std::optional<std::string> serial;
    std::optional<std::string> quantity;  ///< a decimal
};
MARQUE_JSON(PartPutIn, part_no, lot, serial, quantity)

/// What the line says it built: a family of the catalogue and a code.
struct BuiltFeature {
    std::string family;
    std::string code;
    auto operator<=>(const BuiltFeature&) const = default;
};
MARQUE_JSON(BuiltFeature, family, code)

/// What the line said, as the bridge passes it on: LineMessage of docs/openapi.yaml. Which members are there depends on
/// the kind.
struct LineMessage {
    std::string message_id;
    MessageKind kind = MessageKind::progress;
    core::Instant created_at;
    std::optional<std::string> original_message_id;
    std::optional<std::string> order_number;
    std::optional<int> configuration_version;
    std::optional<std::string> build_id;
    std::optional<core::Instant> planned_start;
    std::optional<core::Instant> planned_end;
    std::optional<std::string> reason;
    std::optional<std::int64_t> seq;
    std::optional<std::string> station;
    std::optional<SegmentState> state;
    std::optional<int> pass_no;
    std::optional<OperationsType> operations_type;
    std::optional<core::Instant> started_at;
    std::optional<core::Instant> ended_at;
    std::optional<std::string> hold_reason;
    std::optional<std::string> hold_part_no;
    std::optional<std::string> disposition;
    std::optional<std::vector<TestResult>> tests;
    std::optional<std::vector<PartPutIn>> parts;
    std::optional<std::vector<BuiltFeature>> features;
    std::optional<std::string> vin;
    std::optional<std::string> engine_number;
    std::optional<int> odometer_km;
    std::optional<std::string> carrier;
    std::optional<core::Instant> eta;

    /// When it happened on the line.
    core::Instant at() const { return ended_at.value_or(started_at.value_or(created_at)); }
    /// Whether it holds what its kind needs, in sane bounds.
    bool well_formed() const;
};
MARQUE_JSON(LineMessage, message_id, kind, created_at, original_message_id, order_number, configuration_version,
            build_id, planned_start, planned_end, reason, seq, station, state, pass_no, operations_type, started_at,
            ended_at, hold_reason, hold_part_no, disposition, tests, parts, features, vin, engine_number, odometer_km,
            carrier, eta)

}  // namespace marque::builds
