#include "b2mml/parse.h"

#include <algorithm>
#include <array>
#include <new>
#include <optional>

#include "b2mml/parse_parts.h"

namespace marque::b2mml {

namespace {

// The one member of a document that is a message, or none.
std::uint32_t body_of(const Document& document) {
    const auto& whole = document.at(0);
    const bool one = whole.kind == Document::Kind::object && whole.count == 1;
    return one && document.at(whole.first).kind == Document::Kind::object ? whole.first : Document::none;
}

// Whatever can be read of the BODID of a message that is otherwise of no use.
std::string readable_bodid(const Document& document) {
    const auto body = body_of(document);
    if (body == Document::none) return {};
    try {
        return parse_bodid(Node(document, body).at("ApplicationArea"));
    } catch (const Refusal&) {
        return {};
    }
}

Envelope parse_envelope(const Node& body) {
    auto area = body.at("ApplicationArea");
    Envelope envelope;
    envelope.bodid = parse_bodid(area);
    envelope.created_at = area.at("CreationDateTime").instant();
    envelope.sender = area.at("Sender").at("LogicalID").text(100);
    for (const auto& receiver : area.each("Receiver"))
        if (auto id = receiver.find("LogicalID"); id && envelope.receiver.empty()) envelope.receiver = id->text(100);
    return envelope;
}

constexpr std::array<std::string_view, 6> names_of_messages{
    "ProcessOperationsSchedule", "AcknowledgeOperationsSchedule", "SyncOperationsPerformance",
    "GetOperationsPerformance",  "ShowOperationsPerformance",     "ConfirmBOD"};

// At most so many bytes, and no part of a character.
std::string_view beginning_of(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
    return text.substr(0, most);
}

// A document is one message of the six under its name. What else a plant's system adds to a message (B2MML has hundreds
// of members that nobody here reads) is passed over.
std::optional<ParseError> check_shape(const Document& document) {
    auto wrong = [](std::string pointer, std::string detail) {
        return ParseError{ParseFault::wrong_shape, std::move(pointer), std::move(detail), ""};
    };
    const auto& whole = document.at(0);
    if (whole.kind != Document::Kind::object) return wrong("", "is not an object");
    if (whole.count != 1) return wrong("", "has " + std::to_string(whole.count) + " members, not one");
    const auto name = document.at(whole.first).name;
    if (std::find(names_of_messages.begin(), names_of_messages.end(), name) == names_of_messages.end())
        return wrong("", "is none of the bridge's messages: " + std::string(beginning_of(name, 100)));
    if (body_of(document) == Document::none) return wrong("/" + std::string(name), "is not an object");
    return {};
}

Message parse_message(const Document& document) {
    const auto index = body_of(document);
    const auto name = document.at(index).name;
    const Node body(document, index);
    auto envelope = parse_envelope(body);
    if (name == "ProcessOperationsSchedule") return parse_order_request(body, std::move(envelope));
    if (name == "AcknowledgeOperationsSchedule") return parse_order_answer(body, std::move(envelope));
    if (name == "SyncOperationsPerformance") return parse_performance(body, std::move(envelope));
    if (name == "GetOperationsPerformance") return parse_performance_query(body, std::move(envelope));
    if (name == "ShowOperationsPerformance") return parse_performance_history(body, std::move(envelope));
    return parse_receipt(body, std::move(envelope));
}

std::variant<Message, ParseError> parse_checked(std::string_view payload) {
    if (payload.size() > max_message_bytes)
        return ParseError{ParseFault::too_large, "", std::to_string(payload.size()) + " bytes", ""};
    const Document document(payload);
    if (document.fault() == Document::Fault::too_deep)
        return ParseError{ParseFault::not_json, "", "nested too deep", ""};
    if (document.fault() != Document::Fault::none) return ParseError{ParseFault::not_json, "", "not JSON in UTF-8", ""};
    if (document.named_twice())
        return ParseError{ParseFault::not_json, "", "a member is named twice", readable_bodid(document)};
    if (auto wrong = check_shape(document)) {
        wrong->bodid = readable_bodid(document);
        return *wrong;
    }
    try {
        return parse_message(document);
    } catch (const Refusal& refusal) {
        return ParseError{ParseFault::invalid, refusal.pointer, refusal.detail, readable_bodid(document)};
    }
}

}  // namespace

std::variant<Message, ParseError> parse(std::string_view payload) {
    try {
        return parse_checked(payload);
    } catch (const std::bad_alloc&) {
        throw;  // it says nothing of the message, which is good when there is room again
    } catch (const std::exception& error) {
        return ParseError{ParseFault::not_json, "", error.what(), ""};
    }
}

std::string parse_bodid(const Node& application_area) {
    auto node = application_area.at("BODID");
    auto bodid = node.text(100);
    if (!is_uuid(bodid)) node.refuse("is not a UUID");
    return bodid;
}

Verdict parse_verdict(const Node& answer, std::string_view yes, std::string_view no) {
    auto status = answer.only("ResponseCriteria").at("ChangeStatus");
    auto code = status.at("Code");
    auto word = code.text(20);
    if (word == yes) return {true, ""};
    if (word != no) code.refuse("is neither " + std::string(yes) + " nor " + std::string(no));
    return {false, status.only("Reason").code(longest_code)};
}

Receipt parse_receipt(const Node& body, Envelope envelope) {
    Receipt receipt;
    receipt.envelope = std::move(envelope);
    auto data = body.at("DataArea");
    auto confirm = data.at("Confirm");
    receipt.original_bodid = parse_bodid(confirm.at("OriginalApplicationArea"));
    auto verdict = parse_verdict(confirm, "ACCEPTED", "REJECTED");
    receipt.accepted = verdict.accepted;
    receipt.reason = verdict.reason;
    for (const auto& bod : data.each("BOD"))
        for (const auto& line : bod.each("Description"))
            if (receipt.detail.empty()) receipt.detail = line.text(2000);
    return receipt;
}

const char* name_of(ParseFault fault) {
    switch (fault) {
        case ParseFault::too_large:
            return "TOO_LARGE";
        case ParseFault::not_json:
            return "NOT_JSON";
        case ParseFault::wrong_shape:
            return "WRONG_SHAPE";
        case ParseFault::invalid:
            return "INVALID";
    }
    return "INVALID";
}

std::string describe(const ParseError& error) {
    std::string text = name_of(error.fault);
    if (!error.pointer.empty()) text += ": " + error.pointer;
    return text + ": " + error.detail;
}

}  // namespace marque::b2mml
