#include "b2mml/parse.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <vector>

#include "b2mml/parse_parts.h"

namespace marque::b2mml {

using nlohmann::json;

namespace {

constexpr int deepest_nesting = 64;

// nlohmann reads any depth, but what walks the tree afterwards recurses.
bool nests_too_deep(std::string_view payload) {
    int depth = 0;
    bool in_text = false;
    for (std::size_t i = 0; i < payload.size(); ++i) {
        char c = payload[i];
        if (in_text) {
            if (c == '\\') ++i;
            if (c == '"') in_text = false;
        } else if (c == '"') {
            in_text = true;
        } else if (c == '{' || c == '[') {
            if (++depth > deepest_nesting) return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

struct Document {
    json value = json::value_t::discarded;
    bool named_twice = false;
};

// A member named twice has no one meaning, so the document is refused: the reader beside us may have taken the other.
Document read_document(std::string_view payload) {
    Document document;
    std::vector<std::set<std::string>> names;
    auto watch = [&](int, json::parse_event_t event, json& value) {
        if (event == json::parse_event_t::object_start) names.emplace_back();
        if (event == json::parse_event_t::object_end) names.pop_back();
        if (event == json::parse_event_t::key && !names.back().insert(value.get<std::string>()).second)
            document.named_twice = true;
        return true;
    };
    document.value = json::parse(payload.begin(), payload.end(), watch, false);
    return document;
}

// Whatever can be read of the BODID of a message that is otherwise of no use.
std::string readable_bodid(const json& document) {
    if (!document.is_object() || document.size() != 1 || !document.begin()->is_object()) return {};
    auto area = document.begin()->find("ApplicationArea");
    if (area == document.begin()->end() || !area->is_object()) return {};
    try {
        return parse_bodid(Node(*area, ""));
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

constexpr std::array names_of_messages{"ProcessOperationsSchedule", "AcknowledgeOperationsSchedule",
                                       "SyncOperationsPerformance", "GetOperationsPerformance",
                                       "ShowOperationsPerformance", "ConfirmBOD"};

// A document is one message of the six under its name. What else a plant's system adds to a message (B2MML has hundreds
// of members that nobody here reads) is passed over.
std::optional<ParseError> check_shape(const json& document) {
    auto wrong = [](std::string pointer, std::string detail) {
        return ParseError{ParseFault::wrong_shape, std::move(pointer), std::move(detail), ""};
    };
    if (!document.is_object()) return wrong("", "is not an object");
    if (document.size() != 1) return wrong("", "has " + std::to_string(document.size()) + " members, not one");
    const auto& name = document.begin().key();
    if (std::find(names_of_messages.begin(), names_of_messages.end(), name) == names_of_messages.end())
        return wrong("", "is none of the bridge's messages: " + name.substr(0, 100));
    if (!document.begin().value().is_object()) return wrong("/" + name, "is not an object");
    return {};
}

Message parse_message(const json& document) {
    const auto& name = document.begin().key();
    Node body(document.begin().value(), "/" + name);
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
    if (nests_too_deep(payload)) return ParseError{ParseFault::not_json, "", "nested too deep", ""};
    auto document = read_document(payload);
    if (document.value.is_discarded()) return ParseError{ParseFault::not_json, "", "not JSON in UTF-8", ""};
    auto bodid = readable_bodid(document.value);
    if (document.named_twice) return ParseError{ParseFault::not_json, "", "a member is named twice", bodid};
    if (auto wrong = check_shape(document.value)) {
        wrong->bodid = bodid;
        return *wrong;
    }
    try {
        return parse_message(document.value);
    } catch (const Refusal& refusal) {
        return ParseError{ParseFault::invalid, refusal.pointer, refusal.detail, bodid};
    }
}

}  // namespace

std::variant<Message, ParseError> parse(std::string_view payload) {
    try {
        return parse_checked(payload);
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
