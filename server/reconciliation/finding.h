#pragma once

#include <optional>
#include <string>

#include "http/json_fields.h"

namespace marque::reconciliation {

enum class FindingKind {
    orphan_build,           ///< on the line, without an order here
    order_without_build,    ///< released, and the line never answered
    two_orders_one_build,   ///< one build ID, two orders
    two_builds_one_order,   ///< one order, two live builds
    quiet_build,            ///< nothing was heard of it for too long
    version_differs,        ///< the line builds another configuration, or has not answered a change
    behind,                 ///< the line has told more than is known here
    ahead,                  ///< more is known here than the line remembers
    vin_differs,            ///< two VINs for one car
    build_unknown_to_line,  ///< the line does not know a build that is in progress here
};
/// Where the difference was seen: in our own books, in what the line answered, or in a list that the plant handed in.
enum class Source { office, line, list };
enum class Act { none, ask_line, send_request_again, send_message_again };
enum class FindingState { open, repaired, closed, gone };

/// What one side says; members that have nothing to do with the difference are left out.
struct Side {
    std::optional<std::string> build_id{};
    std::optional<std::string> order_number{};
    std::optional<int> version{};
    std::optional<std::int64_t> last_seq{};
    std::optional<std::string> vin{};
    std::optional<std::string> state{};
    std::optional<std::string> message_id{};
    std::optional<core::Instant> since{};
};
MARQUE_JSON(Side, build_id, order_number, version, last_seq, vin, state, message_id, since)

/// A difference as it was found. `subject` tells two of a kind apart.
struct Found {
    FindingKind kind = FindingKind::behind;
    std::string subject;
    Source source = Source::office;
    std::optional<std::string> build_id{};
    std::optional<std::string> order_number{};
    std::optional<std::uint64_t> set_aside{};
    Side ours{};
    Side theirs{};
    Act act = Act::none;
};

}  // namespace marque::reconciliation

template <>
struct marque::core::EnumText<marque::reconciliation::FindingKind> {
    using E = marque::reconciliation::FindingKind;
    static constexpr std::array<std::pair<E, std::string_view>, 10> names{
        {{E::orphan_build, "ORPHAN_BUILD"},
         {E::order_without_build, "ORDER_WITHOUT_BUILD"},
         {E::two_orders_one_build, "TWO_ORDERS_ONE_BUILD"},
         {E::two_builds_one_order, "TWO_BUILDS_ONE_ORDER"},
         {E::quiet_build, "QUIET_BUILD"},
         {E::version_differs, "VERSION_DIFFERS"},
         {E::behind, "BEHIND"},
         {E::ahead, "AHEAD"},
         {E::vin_differs, "VIN_DIFFERS"},
         {E::build_unknown_to_line, "BUILD_UNKNOWN_TO_LINE"}}};
};
template <>
struct marque::core::EnumText<marque::reconciliation::Source> {
    using E = marque::reconciliation::Source;
    static constexpr std::array<std::pair<E, std::string_view>, 3> names{
        {{E::office, "OFFICE"}, {E::line, "LINE"}, {E::list, "LIST"}}};
};
template <>
struct marque::core::EnumText<marque::reconciliation::Act> {
    using E = marque::reconciliation::Act;
    static constexpr std::array<std::pair<E, std::string_view>, 4> names{
        {{E::none, "NONE"},
         {E::ask_line, "ASK_LINE"},
         {E::send_request_again, "SEND_REQUEST_AGAIN"},
         {E::send_message_again, "SEND_MESSAGE_AGAIN"}}};
};
template <>
struct marque::core::EnumText<marque::reconciliation::FindingState> {
    using E = marque::reconciliation::FindingState;
    static constexpr std::array<std::pair<E, std::string_view>, 4> names{
        {{E::open, "OPEN"}, {E::repaired, "REPAIRED"}, {E::closed, "CLOSED"}, {E::gone, "GONE"}}};
};
