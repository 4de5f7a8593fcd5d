#include "builds/message_batch.h"

#include "core/log.h"
#include "orders/orders.h"

namespace marque::builds {
namespace {

MessageResult accepted(const LineMessage& message) { return {message.message_id, Receipt::accepted, {}, {}}; }
MessageResult rejected(const LineMessage& message, Refusal reason) {
    return {message.message_id, Receipt::rejected, reason, {}};
}

db::FeedEntry feed_entry(const Build& build, const LineMessage& message) {
    http::Json payload{{"kind", "STATION"},
                       {"at", core::to_rfc3339(message.at())},
                       {"order_number", build.order_number},
                       {"build_id", build.build_id},
                       {"seq", *message.seq},
                       {"station", *message.station},
                       {"station_state", core::to_text(*message.state)},
                       {"pass_no", build.pass_no}};
    if (message.hold_reason) payload["hold_reason"] = *message.hold_reason;
    if (message.disposition) payload["disposition"] = *message.disposition;
    return {0, "STATION", build.order, build.dealer, build.region, build.line, payload.dump()};
}

promises::StepKind step_kind(const LineMessage& message) {
    switch (*message.state) {
        case SegmentState::running:
            return promises::StepKind::running;
        case SegmentState::held:
            return promises::StepKind::held;
        case SegmentState::aborted:
            return promises::StepKind::aborted;
        case SegmentState::completed:
            break;
    }
    return message.disposition == "REWORK" ? promises::StepKind::rework : promises::StepKind::completed;
}

/// What an answer of the line means for the promise of its order, if anything.
std::optional<promises::StepKind> step_kind(orders::AnswerEffect effect) {
    switch (effect) {
        case orders::AnswerEffect::build_linked:
            return promises::StepKind::linked;
        case orders::AnswerEffect::build_changed:
            return promises::StepKind::changed;
        case orders::AnswerEffect::build_cancelled:
        case orders::AnswerEffect::release_refused:
            return promises::StepKind::cancelled;
        default:
            return std::nullopt;
    }
}

db::Param detail_of(const LineMessage& message) {
    if (!message.tests && !message.carrier && !message.hold_part_no) return std::nullopt;
    http::Json detail = http::Json::object();
    if (message.tests) detail["tests"] = http::to_json_value(*message.tests);
    if (message.carrier) detail["carrier"] = *message.carrier;
    if (message.hold_part_no) detail["hold_part_no"] = *message.hold_part_no;
    return detail.dump();
}

}  // namespace

MessageBatch::MessageBatch(db::Tx& tx, std::string line, core::Instant now, core::Instant real_now)
    : tx_(tx), line_(std::move(line)), now_(now), real_now_(real_now), stations_(station_codes(tx, line_)) {}

std::vector<MessageResult> MessageBatch::take(const std::vector<LineMessage>& messages) {
    std::vector<std::string> ids;
    std::set<std::string> build_ids;
    for (const auto& message : messages) {
        ids.push_back(message.message_id);
        if (message.kind != MessageKind::build_refused && message.build_id) build_ids.insert(*message.build_id);
    }
    for (auto& build : lock_builds(tx_, build_ids)) builds_.emplace(build.build_id, std::move(build));
    // Read under the locks: what a twin of this batch did before us is visible now.
    seen_ = seen_messages(tx_, ids);
    std::vector<MessageResult> results;
    for (const auto& message : messages) results.push_back(take_one(message));
    write();
    return results;
}

MessageResult MessageBatch::take_one(const LineMessage& message) {
    if (!message.well_formed()) return rejected(message, Refusal::invalid_message);
    if (seen_.contains(message.message_id)) return accepted(message);
    if (message.kind == MessageKind::progress) return take_progress(message);
    if (const auto refusal = take_answer(message)) return rejected(message, *refusal);
    inbox_.push_back({message.message_id, real_now_, "ANSWER"});
    seen_.insert(message.message_id);
    return accepted(message);
}

std::optional<Refusal> MessageBatch::take_answer(const LineMessage& message) {
    const bool taken = message.kind == MessageKind::build_accepted;
    if (taken) {
        const auto* const known = find_build(*message.build_id);
        if (known && known->order_number != *message.order_number) return Refusal::build_id_in_use;
    }
    const auto said_at = message.created_at > now_ + most_ahead ? now_ : message.created_at;
    std::optional<orders::AnswerResult> answer;
    try {
        answer = orders::apply_line_answer(
            tx_,
            {*message.original_message_id, *message.order_number, taken, message.build_id.value_or(""),
             message.reason.value_or(taken ? "" : "UNSPECIFIED"), said_at, line_, message.planned_start,
             message.configuration_version},
            real_now_);
    } catch (const core::Error& illegal) {
        // The order has gone on, or has ended: nothing was written yet, and the batch goes on without this one.
        core::log::warning("line_answer.illegal", {{"order", *message.order_number}, {"reason", illegal.what()}});
        return Refusal::invalid_message;
    }
    if (!answer) return Refusal::unknown_request;
    if (answer->line != line_) return Refusal::line_mismatch;
    if (answer->effect == orders::AnswerEffect::other_build) return Refusal::order_has_live_build;
    if (answer->effect == orders::AnswerEffect::contradiction) return Refusal::invalid_message;
    if (const auto kind = step_kind(answer->effect)) steps_.push_back({answer->order, *kind, said_at});
    if (answer->effect == orders::AnswerEffect::build_linked) {
        insert_build(tx_, {*message.build_id, answer->order, answer->dealer, answer->line, message.planned_start,
                           message.planned_end});
        inserted_.insert(*message.build_id);
    } else if (answer->effect == orders::AnswerEffect::build_cancelled) {
        cancel_builds_of(tx_, answer->order);
        for (auto& [id, build] : builds_) {
            if (build.order == answer->order) build.state = BuildState::cancelled;
        }
    }
    return std::nullopt;
}

/// One that this batch has entered is read when something comes of it.
Build* MessageBatch::find_build(const std::string& build_id) {
    if (inserted_.erase(build_id) > 0) {
        if (auto build = lock_build(tx_, build_id)) builds_.insert_or_assign(build_id, *std::move(build));
    }
    const auto found = builds_.find(build_id);
    return found == builds_.end() ? nullptr : &found->second;
}

MessageResult MessageBatch::take_progress(const LineMessage& message) {
    auto* const found = find_build(*message.build_id);
    if (!found) return rejected(message, Refusal::unknown_build_id);
    Build& build = *found;
    if (build.line != line_) return rejected(message, Refusal::line_mismatch);
    const auto place = order_of(build, *message.seq);
    if (place == Order::repeated) return accepted(message);
    const auto step = judge(build, message, stations_.contains(*message.station));
    if (step.refusal == Refusal::build_ended) return rejected(message, *step.refusal);
    if (place == Order::gap) return {message.message_id, Receipt::gap, {}, build.last_seq + 1};
    if (step.refusal) return rejected(message, *step.refusal);
    if (step.milestone) {
        if (const auto refusal = reach_milestone(build, message, *step.milestone)) return rejected(message, *refusal);
    }
    apply(build, message, now_);
    remember(build, message);
    return accepted(message);
}

std::optional<Refusal> MessageBatch::reach_milestone(const Build& build, const LineMessage& message,
                                                     orders::Action action) {
    orders::Milestone milestone;
    milestone.order = build.order;
    milestone.action = action;
    milestone.at = believable(build, message.at(), now_);
    milestone.station = *message.station;
    milestone.vin = message.vin.value_or("");
    milestone.engine_number = message.engine_number.value_or("");
    milestone.odometer_km = message.odometer_km.value_or(0);
    milestone.build_id = build.build_id;
    try {
        const auto result = orders::apply_milestone(tx_, milestone, real_now_);
        return result == orders::MilestoneResult::vin_in_use ? std::optional(Refusal::vin_in_use) : std::nullopt;
    } catch (const core::Error& illegal) {
        core::log::warning("line_message.illegal", {{"build_id", build.build_id}, {"reason", illegal.what()}});
        return Refusal::invalid_message;
    }
}

void MessageBatch::remember(const Build& build, const LineMessage& message) {
    changed_.insert(build.build_id);
    seen_.insert(message.message_id);
    events_.push_back({build.key, *message.seq, std::string(message.message_id), std::string(*message.station),
                       *message.state, build.pass_no, message.at(), real_now_, message.hold_reason, message.disposition,
                       detail_of(message)});
    if (message.parts) {
        int item = 0;
        for (const auto& part : *message.parts) {
            parts_.push_back({build.key, *message.seq, ++item, part.part_no, part.lot, part.serial,
                              part.quantity.value_or("1"), line_, *build.started_at});
        }
    }
    if (message.features && build.completed_at && *message.station == line_off_station) write_as_built(build, message);
    inbox_.push_back({message.message_id, real_now_, "PROGRESS"});
    steps_.push_back({build.order, step_kind(message), believable(build, message.at(), now_), *message.station,
                      message.hold_reason.value_or("")});
    feed_.push_back(feed_entry(build, message));
}

/// At once: the arrival, with which it is compared, may be in the same batch.
void MessageBatch::write_as_built(const Build& build, const LineMessage& message) {
    std::vector<db::Params> rows;
    for (const auto& feature : *message.features) rows.push_back({build.key, feature.family, feature.code});
    tx_.insert_rows("INSERT INTO build_feature (build_pk, family, code) VALUES", rows);
}

void MessageBatch::write() {
    std::vector<const Build*> changed;
    for (const auto& build_id : changed_) changed.push_back(&builds_.at(build_id));
    save(tx_, changed);
    tx_.insert_rows(
        "INSERT INTO build_event (build_pk, seq, message_id, station, state, pass_no, at, received_at, hold_reason, disposition, "
        "detail) VALUES",
        events_);
    tx_.insert_rows(
        "INSERT INTO build_part (build_pk, seq, item, part_no, lot, serial, quantity, line_code, started_at) VALUES",
        parts_);
    tx_.insert_rows("INSERT INTO inbox (message_id, received_at, result) VALUES", inbox_);
    db::put_in_feed(tx_, real_now_, feed_);
    promises::follow_builds(tx_, line_, steps_, now_, real_now_);
}

}  // namespace marque::builds
