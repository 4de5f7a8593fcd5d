#include <algorithm>

#include "b2mml/write.h"
#include "bridge/deliverer.h"
#include "plumbing/json_log.h"

// The end of the way: what is done with is struck off, and the line is told.
namespace marque::bridge {
namespace {

constexpr std::size_t most_unconfirmed = 20'000, most_receipts_at_once = 500;

}  // namespace

// What it tells is held already, in the journal too: the one that is held is answered when it has taken effect.
void Deliverer::let_go(const Delivery& delivery) {
    ++counts_.repeated;
    if (delivery.history) {
        delivery.history->told_before = true;
        return finish_part(*delivery.history);
    }
    queue_.forget(delivery.message_id);
    done_.push_back({delivery.inbound_id, {}, ""});
}

void Deliverer::finish(const Delivery& delivery, bool accepted, const std::string& reason, const std::string& detail) {
    if (auto& history = delivery.history) {
        if (!accepted && history->first_rejection.empty()) history->first_rejection = reason;
        return finish_part(*history);
    }
    Settlement settlement{delivery.inbound_id, Answered{delivery.message_id, accepted, reason, detail, true},
                          delivery.request_id};
    // An answer that could not be used is none: the request is as open as before, the line is asked again at its time,
    // and what it tells of the build meanwhile waits. An order that has its build needs no other.
    if (!accepted && reason != "ORDER_HAS_LIVE_BUILD") std::swap(settlement.closes, settlement.reopens);
    done_.push_back(std::move(settlement));
}

// "Accepted" would say that all of it has taken effect.
void Deliverer::finish_part(History& history) {
    if (--history.left > 0) return;
    Settlement settlement{history.inbound_id, {}, ""};
    if (history.told_before && history.first_rejection.empty())
        queue_.forget(history.bodid);
    else
        settlement.answer = Answered{history.bodid, history.first_rejection.empty(), history.first_rejection, "", true};
    done_.push_back(std::move(settlement));
}

void Deliverer::settle() {
    journal_.settle(done_);
    for (const auto& settlement : done_)
        if (settlement.answer) {
            queue_.forget(settlement.answer->bodid);
            to_confirm_.push_back(*settlement.answer);
        }
    done_.clear();
    tell_the_line();
    // While the broker is away the line will ask again in any case.
    if (to_confirm_.size() > most_unconfirmed) to_confirm_.clear();
}

void Deliverer::tell_the_line() {
    std::size_t told = 0;
    while (told < to_confirm_.size() && link_.connected()) {
        std::vector<MqttLink::Saying> receipts;
        const auto most = std::min(to_confirm_.size() - told, most_receipts_at_once);
        receipts.reserve(most);
        for (std::size_t i = told; i < told + most; ++i) receipts.push_back(receipt_of(to_confirm_[i]));
        if (!link_.publish(receipts)) break;
        told += most;
    }
    to_confirm_.erase(to_confirm_.begin(), to_confirm_.begin() + static_cast<std::ptrdiff_t>(told));
}

MqttLink::Saying Deliverer::receipt_of(const Answered& answer) const {
    b2mml::Receipt receipt;
    receipt.envelope = {b2mml::new_bodid(), b2mml::now(), settings_.office_id, settings_.plant_id};
    receipt.original_bodid = answer.bodid;
    receipt.accepted = answer.accepted;
    receipt.reason = answer.reason;
    receipt.detail = answer.detail;
    b2mml::Message message = std::move(receipt);
    return {topics_.of(message, true), b2mml::write(message)};
}

// While the server is away no answer could fill a gap: the answers would only gather in the journal.
void Deliverer::ask_for_gaps() {
    if (!link_.connected() || server_away_) return;
    for (const auto& question : queue_.questions_due(Clock::now())) {
        b2mml::PerformanceQuery query{{b2mml::new_bodid(), b2mml::now(), settings_.office_id, settings_.plant_id},
                                      question.build_id,
                                      question.from_seq};
        b2mml::Message message = std::move(query);
        link_.publish(topics_.of(message, true), b2mml::write(message));
        ++counts_.questions;
        json_log::info("gap_asked_for", {{"build_id", question.build_id}, {"from_seq", question.from_seq}});
    }
}

}  // namespace marque::bridge
