#pragma once

#include <string>
#include <vector>

#include "db/tx.h"
#include "http/json_fields.h"

namespace marque::builds {

enum class ErrandKind { ask, compare, take };

}  // namespace marque::builds

template <>
struct marque::core::EnumText<marque::builds::ErrandKind> {
    using E = marque::builds::ErrandKind;
    static constexpr std::array<std::pair<E, std::string_view>, 3> names{
        {{E::ask, "ASK"}, {E::compare, "COMPARE"}, {E::take, "TAKE"}}};
};

namespace marque::builds {

/// Something the bridge is to do: ask the line after a build, ask it after all builds for a comparison, or take a
/// message as if the line had just sent it.
struct Errand {
    std::string errand_id;
    ErrandKind kind = ErrandKind::ask;
    std::optional<std::string> build_id;  ///< ASK
    std::optional<std::int64_t> from_seq;
    std::optional<std::uint64_t> run_id;  ///< COMPARE
    std::optional<std::string> topic;     ///< TAKE
    std::optional<std::string> raw;
};
MARQUE_JSON(Errand, errand_id, kind, build_id, from_seq, run_id, topic, raw)

struct NewErrand {
    std::string errand_id;
    ErrandKind kind = ErrandKind::ask;
    std::string subject;
    std::optional<std::int64_t> from_seq{};
    std::optional<std::string> topic{};
    std::optional<std::string> raw{};
};
/// The same kind and subject twice is one errand, the first; it begins at the earlier SEQ of the two.
void send_errand(db::Tx& tx, const std::string& line, const NewErrand& errand, core::Instant at);

/// Takes errands that nobody holds at `now`, oldest first; they are held until `until`.
std::vector<Errand> lease_errands(db::Tx& tx, const std::string& line, int most, core::Instant now,
                                  core::Instant until);
/// A question that was meanwhile to begin further in front than it was asked from waits to be asked again.
void settle_errand(db::Tx& tx, const std::string& line, const std::string& errand_id,
                   std::optional<std::int64_t> done_from);

}  // namespace marque::builds
