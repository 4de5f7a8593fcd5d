#include "b2mml/write.h"

#include "b2mml/write_parts.h"

namespace marque::b2mml {

using nlohmann::json;

namespace {

struct Named {
    const char* name;
    json body;
};

Named write_body(const OrderRequest& m) { return {"ProcessOperationsSchedule", write_order_request(m)}; }
Named write_body(const OrderAnswer& m) { return {"AcknowledgeOperationsSchedule", write_order_answer(m)}; }
Named write_body(const Performance& m) { return {"SyncOperationsPerformance", write_performance(m)}; }
Named write_body(const PerformanceQuery& m) { return {"GetOperationsPerformance", write_performance_query(m)}; }
Named write_body(const PerformanceHistory& m) { return {"ShowOperationsPerformance", write_performance_history(m)}; }
Named write_body(const Receipt& m) { return {"ConfirmBOD", write_receipt(m)}; }

}  // namespace

std::string write(const Message& message) {
    auto [name, body] = std::visit([](const auto& m) { return write_body(m); }, message);
    body["ApplicationArea"] = write_envelope(envelope_of(message));
    // ConfirmBOD is the one message of B2MML whose type has no release.
    if (!std::holds_alternative<Receipt>(message)) body["@releaseID"] = "7.0.1";
    return json{{name, std::move(body)}}.dump();
}

json write_envelope(const Envelope& envelope) {
    json area{{"Sender", {{"LogicalID", envelope.sender}, {"ConfirmationCode", enumerated("Always")}}},
              {"CreationDateTime", format_instant(envelope.created_at)},
              {"BODID", envelope.bodid}};
    if (!envelope.receiver.empty()) area["Receiver"] = json::array({{{"LogicalID", envelope.receiver}}});
    return area;
}

json with_scheme(const std::string& id, const char* scheme) { return {{"$", id}, {"@schemeID", scheme}}; }

json enumerated(const char* word) { return {{"$", word}}; }

json value_list(const std::string& text) { return json::array({{{"ValueString", text}}}); }

json datum(const char* id, const std::string& text) { return {{"ID", id}, {"Value", value_list(text)}}; }

json verdict(bool accepted, const char* no, const std::string& about, const std::string& reason) {
    json status{{"Code", accepted ? "ACCEPTED" : no}};
    if (!accepted) status["Reason"] = json::array({reason});
    json expression{{"@actionCode", accepted ? "Accepted" : "Rejected"}, {"$", about}};
    return json::array({{{"ResponseExpression", std::move(expression)}, {"ChangeStatus", std::move(status)}}});
}

json write_receipt(const Receipt& receipt) {
    json confirm{
        {"OriginalApplicationArea",
         {{"BODID", receipt.original_bodid}, {"CreationDateTime", format_instant(receipt.envelope.created_at)}}},
        {"ResponseCriteria", verdict(receipt.accepted, "REJECTED", "/", receipt.reason)}};
    json bod = json::object();
    if (!receipt.detail.empty()) bod["Description"] = json::array({receipt.detail});
    return {{"DataArea", {{"Confirm", std::move(confirm)}, {"BOD", json::array({std::move(bod)})}}}};
}

const char* name_of(RequestAction action) {
    switch (action) {
        case RequestAction::release:
            return "RELEASE";
        case RequestAction::change:
            return "CHANGE";
        case RequestAction::cancel:
            return "CANCEL";
    }
    return "";
}

const char* name_of(SegmentState state) {
    switch (state) {
        case SegmentState::running:
            return "RUNNING";
        case SegmentState::completed:
            return "COMPLETED";
        case SegmentState::held:
            return "HELD";
        case SegmentState::aborted:
            return "ABORTED";
    }
    return "";
}

const char* name_of(OperationsType type) {
    switch (type) {
        case OperationsType::production:
            return "PRODUCTION";
        case OperationsType::quality:
            return "QUALITY";
        case OperationsType::inventory:
            return "INVENTORY";
    }
    return "";
}

}  // namespace marque::b2mml
