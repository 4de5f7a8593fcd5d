#include "bridge/deliverer.h"
#include "bridge/line_message_json.h"
#include "plumbing/json_log.h"

// The first half of the way: from a row of the journal to what the server can be told, or to what is set aside.
namespace marque::bridge {
namespace {

constexpr std::size_t most_in_hand = 2000;  // read from the journal and not yet delivered

}  // namespace

void Deliverer::read_more() {
    if (queue_.ready() >= most_in_hand) return;
    for (const auto& row : journal_.inbound_after(last_read_, most_in_hand - queue_.ready())) {
        read(row);
        last_read_ = row.id;
    }
    journal_.line_answered(answered_requests_);
    answered_requests_.clear();
    settle();
}

void Deliverer::read(const InboundRow& row) {
    if (row.size > b2mml::max_message_bytes)
        return refuse(row, "TOO_LARGE: " + std::to_string(row.size) + " bytes", "");
    auto parsed = b2mml::parse(row.raw);
    if (const auto* error = std::get_if<b2mml::ParseError>(&parsed))
        return refuse(row, b2mml::describe(*error), error->bodid);
    auto& message = std::get<b2mml::Message>(parsed);
    const auto& bodid = b2mml::envelope_of(message).bodid;
    if (topics_.key_of(row.topic) != b2mml::key_of(message))
        return refuse(row, "INVALID: the topic ends in another key than the message has", bodid);
    if (answer_again(row, bodid)) return;
    std::visit(
        [&]<typename M>(M& m) {
            if constexpr (std::is_same_v<M, b2mml::OrderRequest> || std::is_same_v<M, b2mml::PerformanceQuery>)
                refuse(row, "INVALID: a message for the line, sent to the office", bodid);
            else
                take_up(row, std::move(m));
        },
        message);
}

// A message that was answered is answered alike again; one that is under way is answered once.
bool Deliverer::answer_again(const InboundRow& row, const std::string& bodid) {
    auto answer = journal_.answer_to(bodid);
    bool repeated = answer && answer->readable;
    if (!repeated && !queue_.knows(bodid)) return false;
    if (repeated) to_confirm_.push_back(*answer);
    done_.push_back({row.id, {}, ""});
    ++counts_.repeated;
    return true;
}

void Deliverer::take_up(const InboundRow& row, b2mml::OrderAnswer answer) {
    queue_.remember(answer.envelope.bodid);
    answered_requests_.push_back(answer.original_bodid);
    Delivery delivery;
    delivery.inbound_id = row.id;
    delivery.message_id = answer.envelope.bodid;
    delivery.body = write_answer(answer);
    delivery.order_number = answer.order_number;
    delivery.request_id = answer.original_bodid;
    queue_.add(std::move(delivery));
}

void Deliverer::take_up(const InboundRow& row, b2mml::Performance performance) {
    queue_.remember(performance.envelope.bodid);
    Delivery delivery;
    delivery.inbound_id = row.id;
    delivery.message_id = performance.envelope.bodid;
    delivery.body = write_progress(performance.envelope.bodid, performance.envelope.created_at, performance.build_id,
                                   performance.order_number, performance.segment);
    delivery.build_id = performance.build_id;
    delivery.seq = performance.segment.seq;
    delivery.order_number = performance.order_number;
    queue_.add(std::move(delivery));
}

void Deliverer::take_up(const InboundRow& row, b2mml::PerformanceHistory history) {
    queue_.remember(history.envelope.bodid);
    auto whole = std::make_shared<History>();
    whole->inbound_id = row.id;
    whole->bodid = history.envelope.bodid;
    whole->left = history.segments.size();
    for (const auto& segment : history.segments) {
        Delivery delivery;
        delivery.inbound_id = row.id;
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
void Deliverer::take_up(const InboundRow& row, const b2mml::Receipt& receipt) {
    auto request = receipt.accepted ? std::nullopt : journal_.request(receipt.original_bodid);
    if (!request) {
        if (!receipt.accepted)
            json_log::info("line_rejected", {{"bodid", receipt.original_bodid}, {"reason", receipt.reason}});
        done_.push_back({row.id, {}, ""});
        return;
    }
    b2mml::OrderAnswer answer;
    answer.envelope = receipt.envelope;
    answer.original_bodid = receipt.original_bodid;
    answer.reason = receipt.reason;
    answer.order_number = request->order_number;
    answer.configuration_version = request->configuration_version;
    take_up(row, std::move(answer));
}

void Deliverer::refuse(const InboundRow& row, const std::string& detail, const std::string& bodid) {
    server_.set_aside({bodid, row.topic, "INVALID_MESSAGE", detail, row.raw, row.received_at});
    ++counts_.unusable;
    json_log::warning("set_aside", {{"topic", row.topic}, {"bodid", bodid}, {"detail", detail}});
    Settlement settlement{row.id, {}, ""};
    if (!bodid.empty()) settlement.answer = Answered{bodid, false, "INVALID_MESSAGE", detail, false};
    done_.push_back(std::move(settlement));
}

}  // namespace marque::bridge
