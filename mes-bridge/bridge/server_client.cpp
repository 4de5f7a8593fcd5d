#include "bridge/server_client.h"

#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/StreamCopier.h>
#include <Poco/String.h>

#include <fstream>

namespace marque::bridge {

using nlohmann::json;

namespace {

constexpr std::size_t longest_detail = 500;
constexpr std::size_t longest_set_aside = 24 * 1024 * 1024;  // as JSON: the server takes a little more
constexpr std::size_t last_resort = 64 * 1024;

std::string base64(std::string_view bytes) {
    static constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 3; ++j)
            group = group << 8 | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0u);
        for (std::size_t j = 0; j < 4; ++j) text += i + j > bytes.size() ? '=' : digits[group >> (18 - 6 * j) & 63];
    }
    return text;
}

// As a JSON string; nothing when it is not UTF-8.
std::optional<std::size_t> size_as_json(const std::string& text) {
    try {
        return json(text).dump().size();
    } catch (const json::exception&) {
        return {};
    }
}

bool is_utf8(const std::string& text) { return size_as_json(text).has_value(); }

// The whole message; what is not text goes as base64, and so does text that would grow beyond a request.
std::string for_set_aside(const std::string& raw) {
    const auto size = size_as_json(raw);
    return size && *size <= longest_set_aside ? raw : "base64:" + base64(raw);
}

// Not known, not allowed, too slow, too much: that is not the request's fault, and passes.
bool may_pass(int status) { return status == 401 || status == 403 || status == 408 || status == 429; }

std::string cut_text(const std::string& text, std::size_t most) {
    auto cut = text.substr(0, most);
    return is_utf8(cut) ? cut : cut_text(text, most - 1);
}

LineMessageResult read_result(const json& item) {
    LineMessageResult result;
    auto word = item.at("result").get<std::string>();
    if (word == "ACCEPTED") {
        result.verdict = LineMessageResult::Verdict::accepted;
    } else if (word == "REJECTED") {
        result.verdict = LineMessageResult::Verdict::rejected;
        result.reason = item.at("reason").get<std::string>();
    } else if (word == "GAP") {
        result.verdict = LineMessageResult::Verdict::gap;
        result.expected_seq = item.at("expected_seq").get<int>();
    } else {
        throw ServerUnavailable("the server gave a result this bridge does not know: " + word);
    }
    return result;
}

}  // namespace

ServerClient::ServerClient(std::string line, ServerSettings settings)
    : line_(std::move(line)), settings_(std::move(settings)), base_(settings_.url) {}

std::vector<json> ServerClient::lease_requests(int most, std::chrono::seconds lease) {
    json body{{"line", line_}, {"max", most}, {"lease_seconds", lease.count()}};
    auto answer = ask("POST", "/bridge/outbox/lease", body.dump());
    return answer.at("messages").get<std::vector<json>>();
}

void ServerClient::settle_requests(const std::vector<std::string>& message_ids) {
    request("POST", "/bridge/outbox/settle", json{{"line", line_}, {"message_ids", message_ids}}.dump());
}

// A 404 here is about something in the messages: if the whole path were gone, nothing could be set aside either.
json ServerClient::say(const std::string& body) {
    try {
        return ask("POST", "/bridge/line-messages", body);
    } catch (const NotThere& refusal) {
        throw RequestRefused(refusal.what());
    }
}

std::vector<LineMessageResult> ServerClient::deliver(const std::vector<std::string_view>& bodies) {
    std::string body = "{\"line\":" + json(line_).dump() + ",\"messages\":[";
    for (std::size_t i = 0; i < bodies.size(); ++i) body.append(i ? "," : "").append(bodies[i]);
    std::vector<LineMessageResult> results;
    const auto answer = say(body.append("]}"));
    for (const auto& item : answer.at("results")) results.push_back(read_result(item));
    if (results.size() != bodies.size())
        throw ServerUnavailable("the server answered " + std::to_string(results.size()) + " of " +
                                std::to_string(bodies.size()) + " messages");
    return results;
}

void ServerClient::set_aside(const SetAside& message) {
    try {
        offer_to_set_aside(message, for_set_aside(message.raw));
    } catch (const RequestRefused&) {
        auto piece = std::string_view(message.raw).substr(0, last_resort);
        offer_to_set_aside(message, "base64:" + base64(piece));
    }
}

void ServerClient::offer_to_set_aside(const SetAside& message, const std::string& raw) {
    json body{{"line", line_},
              {"topic", cut_text(message.topic, 300)},
              {"reason", cut_text(message.reason, 40)},
              {"detail", cut_text(message.detail, longest_detail)},
              {"raw", raw},
              {"received_at", b2mml::format_instant(message.received_at)}};
    if (!message.message_id.empty()) body["message_id"] = message.message_id;
    request("POST", "/bridge/set-aside", body.dump());
}

std::vector<BuildInProgress> ServerClient::builds_in_progress(std::string& after) {
    Poco::URI uri("/bridge/builds");
    uri.addQueryParameter("line", line_);
    if (!after.empty()) uri.addQueryParameter("after", after);
    uri.addQueryParameter("limit", "500");
    auto answer = ask("GET", uri.toString(), "");
    std::vector<BuildInProgress> builds;
    for (const auto& item : answer.at("builds"))
        builds.push_back({item.at("build_id").get<std::string>(), item.at("order_number").get<std::string>(),
                          item.at("last_seq").get<int>()});
    after = answer.at("next").is_null() ? "" : answer.at("next").get<std::string>();
    return builds;
}

json ServerClient::ask(const std::string& method, const std::string& path, const std::string& body) {
    auto answer = request(method, path, body);
    try {
        return json::parse(answer.body);
    } catch (const json::exception& error) {
        throw ServerUnavailable(path + ": the server's answer cannot be read: " + error.what());
    }
}

ServerClient::Answer ServerClient::request(const std::string& method, const std::string& path,
                                           const std::string& body) {
    if (token_.empty()) read_token();
    auto answer = exchange(method, path, body);
    if (answer.status == 401) {
        read_token();
        answer = exchange(method, path, body);
    }
    if (answer.status >= 200 && answer.status < 300) return answer;
    auto what = method + " " + path + " gave " + std::to_string(answer.status) + ": " + answer.body.substr(0, 600);
    if (answer.status == 404) throw NotThere(what);
    if (answer.status >= 400 && answer.status < 500 && !may_pass(answer.status)) throw RequestRefused(what);
    throw ServerUnavailable(what);
}

ServerClient::Answer ServerClient::exchange(const std::string& method, const std::string& path,
                                            const std::string& body) {
    using namespace Poco::Net;
    try {
        if (!session_) session_ = connect();
        HTTPRequest request(method, base_.getPath() + "/api/v1" + path, HTTPMessage::HTTP_1_1);
        request.set("Authorization", "Bearer " + token_);
        request.set("Accept", "application/json");
        request.setKeepAlive(true);
        if (method != "GET") {
            request.setContentType("application/json");
            request.setContentLength64(static_cast<Poco::Int64>(body.size()));
        }
        session_->sendRequest(request) << body << std::flush;
        HTTPResponse response;
        Answer answer;
        Poco::StreamCopier::copyToString(session_->receiveResponse(response), answer.body);
        answer.status = response.getStatus();
        return answer;
    } catch (const Poco::Exception& error) {
        session_.reset();
        throw ServerUnavailable(method + " " + path + ": " + error.displayText());
    }
}

std::unique_ptr<Poco::Net::HTTPClientSession> ServerClient::connect() const {
    using namespace Poco::Net;
    std::unique_ptr<HTTPClientSession> session;
    if (base_.getScheme() == "https") {
        Context::Ptr context(new Context(Context::TLS_CLIENT_USE, "", "", settings_.ca_file, Context::VERIFY_STRICT, 9,
                                         settings_.ca_file.empty()));
        session = std::make_unique<HTTPSClientSession>(base_.getHost(), base_.getPort(), context);
    } else {
        session = std::make_unique<HTTPClientSession>(base_.getHost(), base_.getPort());
    }
    auto milliseconds = static_cast<Poco::Timespan::TimeDiff>(settings_.timeout.count()) * 1000;
    session->setTimeout(Poco::Timespan(milliseconds));
    session->setKeepAlive(true);
    return session;
}

void ServerClient::read_token() {
    std::ifstream file(settings_.token_file);
    std::string token;
    std::getline(file, token);
    token_ = Poco::trim(token);
    if (token_.empty()) throw ServerUnavailable("no service token in " + settings_.token_file);
}

}  // namespace marque::bridge
