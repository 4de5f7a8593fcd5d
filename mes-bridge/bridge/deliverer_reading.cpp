#include "bridge/deliverer.h"
#include "bridge/line_message_json.h"
#include "plumbing/json_log.h"

// The first half of the way: from a message of the journal to what the server can be told, or to what is set aside.
namespace marque::bridge {
namespace {

constexpr std::size_t most_in_hand = 2000;  // taken up and not yet delivered

}  // namespace

// Only what was taken up leaves the hand: whatever stops it, the message is tried again.
void Deliverer::read_more() {
    while (queue_.ready() < most_in_hand) {
        if (in_hand_.empty()) in_hand_ = preparer_.take();
        if (in_hand_.empty()) break;
        read(in_hand_.front());
        in_hand_.pop_front();
    }
    journal_.line_answered(answered_requests_);
    answered_requests_.clear();
}

void Deliverer::read(Prepared& prepared) {
    if (const auto* unusable = std::get_if<Unusable>(&prepared.message)) return refuse(prepared.inbound_id, *unusable);
    auto& message = std::get<b2mml::Message>(prepared.message);
    if (answer_again(prepared.inbound_id, b2mml::envelope_of(message).bodid)) return;
    std::visit(
        [&]<typename M>(M& m) {
            if constexpr (std::is_same_v<M, b2mml::Performance>)
                take_up(prepared.inbound_id, std::move(m), std::move(prepared.body));
            else if constexpr (!std::is_same_v<M, b2mml::OrderRequest> && !std::is_same_v<M, b2mml::PerformanceQuery>)
                take_up(prepared.inbound_id, std::move(m));
        },
        message);
}

// A message that was answered is answered alike again; one that is under way is answered once.
bool Deliverer::answer_again(std::int64_t inbound_id, const std::string& bodid) {
    if (queue_.knows(bodid)) {
        done_.push_back({inbound_id, {}, ""});
        ++counts_.repeated;
        return true;
    }
    auto answer = journal_.answer_to(bodid);
    if (!answer || !answer->readable) return false;
    to_confirm_.push_back(*answer);
    done_.push_back({inbound_id, {}, ""});
    ++counts_.repeated;
    return true;
}

void Deliverer::take_up(std::int64_t inbound_id, b2mml::OrderAnswer answer) {
    queue_.remember(answer.envelope.bodid);
    answered_requests_.push_back(answer.original_bodid);
    Delivery delivery;
    delivery.inbound_id = inbound_id;
    delivery.message_id = answer.envelope.bodid;
    delivery.body = write_answer(answer);
    // What the line says of this build waits while its answer is out, though it need not name the order.
    delivery.build_id = answer.build_id;
    delivery.order_number = answer.order_number;
    delivery.request_id = answer.original_bodid;
    queue_.add(std::move(delivery));
}

void Deliverer::take_up(std::int64_t inbound_id, b2mml::Performance performance, std::string body) {
    queue_.remember(performance.envelope.bodid);
    Delivery delivery;
    delivery.inbound_id = inbound_id;
    delivery.message_id = performance.envelope.bodid;
    delivery.body = std::move(body);
    delivery.build_id = performance.build_id;
    delivery.seq = performance.segment.seq;
    delivery.order_number = performance.order_number;
    queue_.add(std::move(delivery));
}

void Deliverer::take_up(std::int64_t inbound_id, b2mml::PerformanceHistory history) {
    queue_.remember(history.envelope.bodid);
    auto whole = std::make_shared<History>();
    whole->inbound_id = inbound_id;
    whole->bodid = history.envelope.bodid;
    whole->left = history.segments.size();
    for (const auto& segment : history.segments) {
        Delivery delivery;
        delivery.inbound_id = inbound_id;
        delivery.message_id = whole->bodid + "#" + std::to_string(segment.seq);
        delivery.body = write_progress(delivery.message_id, history.envelope.created_at, history.build_id,
                                       history.order_number, segment);
        delivery.build_id = history.build_id;
        delivery.seq = segment.seq;
        delivery.order_number = history.order_number;
        delivery.history = whole;
        queue_.add(std::move(delivery));
    }
}

// The line says it has read something of ours. Only a release it cannot use matters: that is a refusal of the order.
void Deliverer::take_up(std::int64_t inbound_id, const b2mml::Receipt& receipt) {
    auto request = receipt.accepted ? std::nullopt : journal_.request(receipt.original_bodid);
    if (!request) {
        if (!receipt.accepted)
            json_log::info("line_rejected", {{"bodid", receipt.original_bodid}, {"reason", receipt.reason}});
        done_.push_back({inbound_id, {}, ""});
        return;
    }
    b2mml::OrderAnswer answer;
    answer.envelope = receipt.envelope;
    answer.original_bodid = receipt.original_bodid;
    answer.reason = receipt.reason;
    answer.order_number = request->order_number;
    answer.configuration_version = request->configuration_version;
    take_up(inbound_id, std::move(answer));
}

void Deliverer::refuse(std::int64_t inbound_id, const Unusable& unusable) {
    auto row = journal_.inbound(inbound_id);
    if (!row) throw std::logic_error("a message in hand is not in the journal: " + std::to_string(inbound_id));
    const auto& [detail, bodid] = unusable;
    server_.set_aside({bodid, row->topic, "INVALID_MESSAGE", detail, row->raw, row->received_at});
    server_is_there();
    ++counts_.unusable;
    json_log::warning("set_aside", {{"topic", row->topic}, {"bodid", bodid}, {"detail", detail}});
    Settlement settlement{inbound_id, {}, ""};
    if (!bodid.empty()) settlement.answer = Answered{bodid, false, "INVALID_MESSAGE", detail, false};
    done_.push_back(std::move(settlement));
}

}  // namespace marque::bridge
