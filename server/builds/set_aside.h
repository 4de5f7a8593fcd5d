#pragma once

#include "core/scope.h"
#include "db/tx.h"
#include "http/json_fields.h"
#include "http/paging.h"

namespace marque::builds {

enum class SetAsideState { open, sent_again, used, dismissed };
enum class TryOutcome { used, refused };

}  // namespace marque::builds

template <>
struct marque::core::EnumText<marque::builds::SetAsideState> {
    using E = marque::builds::SetAsideState;
    static constexpr std::array<std::pair<E, std::string_view>, 4> names{
        {{E::open, "OPEN"}, {E::sent_again, "SENT_AGAIN"}, {E::used, "USED"}, {E::dismissed, "DISMISSED"}}};
};
template <>
struct marque::core::EnumText<marque::builds::TryOutcome> {
    using E = marque::builds::TryOutcome;
    static constexpr std::array<std::pair<E, std::string_view>, 2> names{{{E::used, "USED"}, {E::refused, "REFUSED"}}};
};

namespace marque::builds {

/// A message in the list. `reason` and `detail` are what was last said of it; `raw` is cut after 16,000 characters.
struct SetAsideView {
    std::uint64_t id = 0;
    std::optional<std::string> message_id;
    std::string topic;
    std::string reason;
    std::string detail;
    std::string raw;
    core::Instant received_at;
    int times_seen = 1;
    SetAsideState state = SetAsideState::open;
    int tries = 0;
    int version = 1;
};
MARQUE_JSON(SetAsideView, id, message_id, topic, reason, detail, raw, received_at, times_seen, state, tries, version)

/// One sending again; `mended` is nothing where it went as it had come.
struct SetAsideTry {
    int try_no = 1;
    std::optional<std::string> mended;
    std::string actor;
    core::Instant sent_at;
    std::optional<TryOutcome> outcome;
    std::optional<std::string> reason;
    std::optional<std::string> detail;
    std::optional<core::Instant> answered_at;
};
MARQUE_JSON(SetAsideTry, try_no, mended, actor, sent_at, outcome, reason, detail, answered_at)

/// The whole message with all that was done about it. `reason` and `detail` are the first ones.
struct SetAsideDetail {
    std::uint64_t id = 0;
    std::string line;
    std::optional<std::string> message_id;
    std::string topic;
    std::string reason;
    std::string detail;
    std::string raw;
    core::Instant received_at;
    int times_seen = 1;
    SetAsideState state = SetAsideState::open;
    std::optional<core::Instant> closed_at;
    std::optional<std::string> closed_by;
    std::optional<std::string> close_reason;
    int version = 1;
    std::vector<SetAsideTry> tries;
};
MARQUE_JSON(SetAsideDetail, id, line, message_id, topic, reason, detail, raw, received_at, times_seen, state, closed_at,
            closed_by, close_reason, version, tries)

struct SetAsideFilter {
    std::optional<SetAsideState> state;
    std::optional<std::string> reason;
};
/// Newest first. The caller has seen to it that the asker may see the line.
std::vector<SetAsideView> list_set_aside(db::Tx& tx, const core::Scope& scope, const std::string& line,
                                         const SetAsideFilter& filter, const http::PageRequest& page);
/// Throws `set_aside.not_found`.
SetAsideDetail read_set_aside(db::Tx& tx, const core::Scope& scope, const std::string& line, std::uint64_t id);

struct SendAgain {
    int version = 0;
    std::optional<std::string> text;  ///< mended; left out, it goes as it came
};
struct Dismiss {
    int version = 0;
    std::string reason;
};
struct SetAsideAct {
    std::string line;
    std::uint64_t id = 0;
    core::Actor actor;
    core::Instant at;
};
/// Hands the message back to the bridge, which takes it like an arrival under a new BODID. Throws
/// `set_aside.not_found`, `set_aside.stale_version`, `set_aside.not_open`, `set_aside.not_json`,
/// `set_aside.cannot_be_sent`.
void send_again(db::Tx& tx, const SetAsideAct& act, const SendAgain& command);
/// Throws `set_aside.not_found`, `set_aside.stale_version`, `set_aside.not_open`.
void dismiss(db::Tx& tx, const SetAsideAct& act, const Dismiss& command);

/// What became of a message that was sent again, as the bridge tells; a second telling changes nothing.
struct TryAnswer {
    std::string sent_as;
    TryOutcome outcome = TryOutcome::used;
    std::string reason;
    std::string detail;
};
/// False when there is no such sending.
bool answer_try(db::Tx& tx, const std::string& line, const TryAnswer& answer, core::Instant at);

}  // namespace marque::builds
