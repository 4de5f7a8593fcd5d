#include "b2mml/write.h"

#include "b2mml/json_text.h"
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

template <typename M>
std::string write_named(const M& message) {
    auto [name, body] = write_body(message);
    body["ApplicationArea"] = write_envelope(message.envelope);
    body["@releaseID"] = "7.0.1";
    return json{{name, std::move(body)}}.dump();
}

std::string write_named(const Receipt& receipt) { return write_receipt(receipt); }

}  // namespace

std::string write(const Message& message) {
    return std::visit([](const auto& m) { return write_named(m); }, message);
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

// Every message of the line is answered by one, so it is put together as it stands. The one message of B2MML whose type
// has no release.
std::string write_receipt(const Receipt& receipt) {
    const auto& envelope = receipt.envelope;
    const auto created_at = format_instant(envelope.created_at);
    std::string text;
    text.reserve(600 + receipt.detail.size());
    const auto put = [&](std::string_view before, std::string_view value) {
        text.append(before);
        append_quoted(text, value);
    };
    put(R"({"ConfirmBOD":{"ApplicationArea":{"BODID":)", envelope.bodid);
    put(R"(,"CreationDateTime":)", created_at);
    if (!envelope.receiver.empty()) {
        put(R"(,"Receiver":[{"LogicalID":)", envelope.receiver);
        text.append("}]");
    }
    put(R"(,"Sender":{"ConfirmationCode":{"$":"Always"},"LogicalID":)", envelope.sender);
    text.append(R"(}},"DataArea":{"BOD":[{)");
    if (!receipt.detail.empty()) {
        put(R"("Description":[)", receipt.detail);
        text += ']';
    }
    put(R"(}],"Confirm":{"OriginalApplicationArea":{"BODID":)", receipt.original_bodid);
    put(R"(,"CreationDateTime":)", created_at);
    if (receipt.accepted) {
        text.append(
            R"(},"ResponseCriteria":[{"ChangeStatus":{"Code":"ACCEPTED"},"ResponseExpression":{"$":"/","@actionCode":"Accepted"}}]}}}})");
        return text;
    }
    put(R"(},"ResponseCriteria":[{"ChangeStatus":{"Code":"REJECTED","Reason":[)", receipt.reason);
    text.append(R"(]},"ResponseExpression":{"$":"/","@actionCode":"Rejected"}}]}}}})");
    return text;
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
