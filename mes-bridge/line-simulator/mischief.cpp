#include "line-simulator/mischief.h"

#include <algorithm>

#include "b2mml/parse.h"
#include "b2mml/write.h"

namespace marque::line {
namespace {

constexpr std::size_t build_number_digits = 7;  // behind the year and the line's letter

// Each place of `what` in `text` becomes `with`.
void replace_all(std::string& text, const std::string& what, const std::string& with) {
    if (what.empty()) return;
    for (auto place = text.find(what); place != std::string::npos; place = text.find(what, place + with.size()))
        text.replace(place, what.size(), with);
}

template <typename M>
std::optional<M> read_as(const Outgoing& message) {
    auto parsed = b2mml::parse(message.payload);
    auto* any = std::get_if<b2mml::Message>(&parsed);
    auto* found = any ? std::get_if<M>(any) : nullptr;
    return found ? std::optional(std::move(*found)) : std::nullopt;
}

std::string who(const Outgoing& message) { return message.build_id + message.order_number; }

}  // namespace

std::vector<Mail> Mischief::arrange(const std::vector<Outgoing>& messages, Instant now) {
    std::vector<Mail> said;
    auto late = std::exchange(held_back_, {});
    for (const auto& message : messages) {
        auto happens = [&](double rate, const char* what) {
            return rate > 0 && chance_.happens(rate, who(message), what, message.seq, message.attempts);
        };
        if (message.attempts == 0) say_first(message, said, now);
        if (message.attempts == 0 && happens(rates_.drop, "drop")) {
            enter("DROPPED", message, now);
            continue;
        }
        if (happens(rates_.reorder, "reorder")) {
            enter("REORDERED", message, now);
            held_back_.push_back(message);
            continue;
        }
        said.push_back({message.topic, message.payload});
        if (happens(rates_.duplicate, "duplicate")) {
            enter("DUPLICATE", message, now);
            said.push_back(said.back());
        }
        if (happens(rates_.garbage, "garbage")) {
            std::string bodid;
            said.push_back(garbage_for(message, bodid));
            ledger_.add(Misdeed{"GARBAGE", bodid, message.build_id, message.order_number, message.seq,
                                said.back().topic, said.back().payload, now});
        }
    }
    for (auto& message : late) said.push_back({std::move(message.topic), std::move(message.payload)});
    return said;
}

std::optional<std::chrono::milliseconds> Mischief::falls_silent(const std::vector<Outgoing>& messages, Instant now) {
    if (rates_.silence <= 0) return {};
    for (const auto& message : messages) {
        if (message.attempts > 0 || !chance_.happens(rates_.silence, who(message), "silence", message.seq)) continue;
        enter("SILENCE", message, now);
        auto share = 0.5 + chance_.uniform(who(message), "silence-length", message.seq);
        return std::chrono::milliseconds{static_cast<long>(static_cast<double>(rates_.silence_time.count()) * share)};
    }
    return {};
}

bool Mischief::leaves_unanswered(const b2mml::PerformanceQuery& query, Instant now) {
    if (now < deaf_until_) return true;
    // The same question may come again: each time is an occasion of its own, or nobody would ever get an answer.
    ++questions_;
    if (!chance_.happens(rates_.no_replay, query.build_id, "no-replay", query.from_seq, questions_)) return false;
    deaf_until_ = now + rates_.no_replay_time;
    ledger_.add(Misdeed{"NO_REPLAY", query.envelope.bodid, query.build_id, "", query.from_seq, "", "", now});
    return true;
}

void Mischief::say_first(const Outgoing& message, std::vector<Mail>& said, Instant now) {
    if (message.seq == 0 && rates_.build_id_reuse > 0) tell_taken_build_id(message, said, now);
    if (message.seq > 0 && rates_.vin_reuse > 0 && message.payload.find("LINE-OFF") != std::string::npos)
        tell_taken_vin(message, said, now);
    if (message.seq > 0 && rates_.second_build > 0) tell_second_build(message, said, now);
}

void Mischief::tell_taken_vin(const Outgoing& message, std::vector<Mail>& said, Instant now) {
    if (!chance_.happens(rates_.vin_reuse, message.build_id, "vin-reuse")) return;
    auto wrong = read_as<b2mml::Performance>(message);
    auto other = ledger_.finished_car_besides(message.build_id);
    if (!wrong || wrong->segment.vin.empty() || !other) return;
    wrong->envelope.bodid = b2mml::new_bodid();
    wrong->segment.vin = other->vin;
    auto bodid = wrong->envelope.bodid;
    said.push_back({message.topic, b2mml::write(*wrong)});
    ledger_.add(Misdeed{"VIN_REUSED", bodid, message.build_id, message.order_number, message.seq, message.topic,
                        said.back().payload, now});
}

void Mischief::tell_taken_build_id(const Outgoing& message, std::vector<Mail>& said, Instant now) {
    auto wrong = read_as<b2mml::OrderAnswer>(message);
    if (!wrong || !wrong->accepted) return;
    if (!chance_.happens(rates_.build_id_reuse, message.order_number, "build-id-reuse", wrong->configuration_version))
        return;
    auto other = ledger_.finished_car_besides(message.build_id);
    if (!other) return;
    wrong->envelope.bodid = b2mml::new_bodid();
    wrong->build_id = other->build_id;
    auto bodid = wrong->envelope.bodid;
    said.push_back({message.topic, b2mml::write(*wrong)});
    ledger_.add(Misdeed{"BUILD_ID_REUSED", bodid, other->build_id, message.order_number, 0, message.topic,
                        said.back().payload, now});
}

// Only when the office has heard of the first: of two build IDs it cannot but believe the one that comes before.
void Mischief::tell_second_build(const Outgoing& message, std::vector<Mail>& said, Instant now) {
    if (!chance_.happens(rates_.second_build, message.build_id, "second-build")) return;
    if (message.seq != 2 + chance_.pick(12, message.build_id, "second-build-at")) return;
    const auto event = read_as<b2mml::Performance>(message);
    const auto first = ledger_.heard_acceptance(message.order_number);
    auto wrong = first ? read_as<b2mml::OrderAnswer>(*first) : std::nullopt;
    if (!event || !wrong || wrong->build_id.size() < build_number_digits) return;
    wrong->envelope.bodid = b2mml::new_bodid();
    wrong->envelope.created_at = std::max(wrong->envelope.created_at, event->envelope.created_at);
    // No line counts so far.
    wrong->build_id[wrong->build_id.size() - build_number_digits] = '9';
    const auto bodid = wrong->envelope.bodid, second = wrong->build_id;
    said.push_back({first->topic, b2mml::write(*wrong)});
    ledger_.add(
        Misdeed{"SECOND_BUILD", bodid, second, message.order_number, 0, first->topic, said.back().payload, now});
}

void Mischief::enter(const char* kind, const Outgoing& message, Instant now) {
    ledger_.add(Misdeed{kind, message.bodid, message.build_id, message.order_number, message.seq, "", "", now});
}

Mail Mischief::garbage_for(const Outgoing& message, std::string& bodid) const {
    const auto& good = message.payload;
    auto changed = [&](const std::string& what, const std::string& with) {
        auto text = good;
        if (auto place = text.find(what); place != std::string::npos) text.replace(place, what.size(), with);
        bodid = b2mml::new_bodid();
        replace_all(text, message.bodid, bodid);
        return text;
    };
    const std::string seq = R"({"ID":"SEQ","Value":[{"ValueString":")";
    switch (chance_.pick(12, who(message), "which-garbage", message.seq)) {
        case 0:
            return {message.topic, "this is not JSON"};
        case 1:
            return {message.topic, good.substr(0, good.size() / 2)};
        case 2:
            return {message.topic, std::string("\xff\xfe\x00\x01", 4) + good};
        case 3:
            return {message.topic, "{}"};
        case 4:
            return {message.topic, R"({"NotifyOperationsEvent":{"@releaseID":"7.0.1"}})"};
        case 5:
            return {message.topic, changed("\"DataArea\"", "\"DataAria\"")};
        case 6:
            return {message.topic, changed(seq, seq + "-")};
        case 7:
            return {message.topic, changed("T", " ")};
        case 8:  // so far ahead that nobody will ever get there
            return {message.topic, changed(seq + std::to_string(message.seq), seq + "999999")};
        case 9: {  // a car that nobody ordered
            // Of an answer that would be a lie, which the office could not but believe.
            if (message.seq == 0) return {message.topic, "[]"};
            auto text = changed("", "");
            replace_all(text, message.build_id, "99Z9999999");
            auto topic = message.topic;
            replace_all(topic, message.build_id, "99Z9999999");
            return {topic, text};
        }
        case 10:  // it ended decades before it began
            if (good.find("ActualStartTime") == std::string::npos) return {message.topic, "null"};
            return {message.topic, changed("\"ActualEndTime\":\"202", "\"ActualEndTime\":\"200")};
        default:
            return {message.topic, std::string(2000, '[')};
    }
}

}  // namespace marque::line
