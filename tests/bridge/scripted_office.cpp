#include "scripted_office.h"

#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/StreamCopier.h>

#include "b2mml/message.h"

namespace marque::bridge_test {

using nlohmann::json;

class OfficeHandler : public Poco::Net::HTTPRequestHandler {
  public:
    explicit OfficeHandler(ScriptedOffice& office) : office_(office) {}

    void handleRequest(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) override {
        std::string text;
        Poco::StreamCopier::copyToString(request.stream(), text);
        ScriptedOffice::Answer answer{401, {}};
        if (request.get("Authorization", "") == "Bearer secret-of-the-line")
            answer = office_.answer(request.getMethod(), request.getURI(), text.empty() ? json() : json::parse(text));
        // A connection that is cut without a word is what a killed server looks like.
        if (answer.status < 0) throw Poco::IOException("no answer");
        response.setStatus(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(answer.status));
        response.setContentType("application/json");
        auto body = answer.status == 204 ? "" : answer.body.dump();
        response.sendBuffer(body.data(), body.size());
    }

  private:
    ScriptedOffice& office_;
};

namespace {

class OfficeFactory : public Poco::Net::HTTPRequestHandlerFactory {
  public:
    explicit OfficeFactory(ScriptedOffice& office) : office_(office) {}
    Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest&) override {
        return new OfficeHandler(office_);
    }

  private:
    ScriptedOffice& office_;
};

}  // namespace

ScriptedOffice::ScriptedOffice() { serve(Poco::Net::ServerSocket(Poco::Net::SocketAddress("127.0.0.1", 0))); }

ScriptedOffice::ScriptedOffice(const TlsFiles& tls) {
    using Poco::Net::Context;
    const Context::Ptr context(
        new Context(Context::TLS_SERVER_USE, tls.key, tls.certificate, "", Context::VERIFY_NONE));
    serve(Poco::Net::SecureServerSocket(Poco::Net::SocketAddress("127.0.0.1", 0), 64, context));
}

void ScriptedOffice::serve(const Poco::Net::ServerSocket& socket) {
    port_ = socket.address().port();
    server_ =
        std::make_unique<Poco::Net::HTTPServer>(new OfficeFactory(*this), socket, new Poco::Net::HTTPServerParams);
    server_->start();
}

ScriptedOffice::~ScriptedOffice() { server_->stopAll(true); }

std::string ScriptedOffice::order(const std::string& number, const char* action, int version) {
    std::lock_guard lock(mutex_);
    auto id = b2mml::new_bodid();
    outbox_.push_back({{"message_id", id},
                       {"created_at", b2mml::format_instant(b2mml::now())},
                       {"action", action},
                       {"order_number", number},
                       {"configuration_version", version},
                       {"priority", 50},
                       {"wished_start", "2026-12-01T00:00:00.000Z"},
                       {"wished_end", "2026-12-15T00:00:00.000Z"},
                       {"model_code", "4NB69"},
                       {"model_year", 2026},
                       {"features",
                        {{{"family", "TRIM"}, {"code", "1SA"}},
                         {{"family", "EXTERIOR_COLOUR"}, {"code", "GAZ"}},
                         {{"family", "INTERIOR_TRIM"}, {"code", "H0Y"}},
                         {{"family", "ENGINE"}, {"code", "LIY"}},
                         {{"family", "OPTION"}, {"code", "CF5"}},
                         {{"family", "OPTION"}, {"code", "UVD"}}}},
                       {"dealer_code", "SH0101"},
                       {"destination", "SH0101"}});
    return id;
}

void ScriptedOffice::know_build(const std::string& build_id, int last_seq) {
    std::lock_guard lock(mutex_);
    book_.last_seq[build_id] = last_seq;
    order_of_build_[build_id] = "ORD-OF-" + build_id;
}

void ScriptedOffice::answer_deliveries_with(int status) {
    std::lock_guard lock(mutex_);
    delivery_status_ = status;
}

void ScriptedOffice::reject(const std::string& build_id, int seq, const std::string& reason) {
    std::lock_guard lock(mutex_);
    rejections_[{build_id, seq}] = reason;
}

void ScriptedOffice::reject_no_longer(const std::string& build_id, int seq) {
    std::lock_guard lock(mutex_);
    rejections_.erase({build_id, seq});
}

void ScriptedOffice::reject_answer(const std::string& order_number, const std::string& reason) {
    std::lock_guard lock(mutex_);
    rejected_answers_[order_number] = reason;
}

void ScriptedOffice::refuse_to_read(const std::string& message_id, int status) {
    std::lock_guard lock(mutex_);
    unreadable_[message_id] = status;
}

std::string ScriptedOffice::errand(json errand) {
    std::lock_guard lock(mutex_);
    errand["errand_id"] = b2mml::new_bodid();
    errands_.push_back(errand);
    return errand.at("errand_id");
}

void ScriptedOffice::end_comparison() {
    std::lock_guard lock(mutex_);
    comparison_ended_ = true;
}

void ScriptedOffice::compare_when_asked() {
    std::lock_guard lock(mutex_);
    compares_ = true;
}

ScriptedOffice::Book ScriptedOffice::book() {
    std::lock_guard lock(mutex_);
    return book_;
}

ScriptedOffice::Answer ScriptedOffice::answer(const std::string& method, const std::string& uri, const json& body) {
    std::lock_guard lock(mutex_);
    auto is = [&](const char* m, const char* path) {
        return method == m && uri.rfind(std::string("/api/v1") + path, 0) == 0;
    };
    if (is("POST", "/bridge/outbox/lease")) return lease(body);
    if (is("POST", "/bridge/outbox/settle")) {
        for (const auto& id : body.at("message_ids")) book_.settled.insert(id.get<std::string>());
        std::erase_if(outbox_,
                      [&](const json& m) { return book_.settled.contains(m.at("message_id").get<std::string>()); });
        return {204, {}};
    }
    if (is("POST", "/bridge/line-messages")) return deliver(body);
    if (is("POST", "/bridge/set-aside")) {
        book_.set_aside.push_back(body);
        return {204, {}};
    }
    if (is("GET", "/bridge/builds")) return builds_in_progress();
    if (is("POST", "/bridge/errands") || is("POST", "/bridge/reconciliations")) return errands(uri, body);
    return {404, {}};
}

ScriptedOffice::Answer ScriptedOffice::errands(const std::string& uri, const json& body) {
    if (uri.ends_with("/errands/lease")) return {200, {{"errands", errands_}}};
    if (uri.ends_with("/settlement")) {
        auto id = uri.substr(uri.find("/errands/") + 9, 36);
        book_.settlements.emplace(id, body);
        std::erase_if(errands_, [&](const json& errand) { return errand.at("errand_id") == id; });
        return {204, {}};
    }
    if (uri.ends_with("/answers")) {
        if (comparison_ended_) return {404, {{"code", "reconciliation.no_such_run"}}};
        book_.line_answers.push_back(body);
        return {204, {}};
    }
    if (compares_) errands_.push_back({{"errand_id", b2mml::new_bodid()}, {"kind", "COMPARE"}, {"run_id", 7}});
    compares_ = false;
    return {200, {{"run_id", 7}}};
}

ScriptedOffice::Answer ScriptedOffice::lease(const json&) {
    json messages = json::array();
    for (const auto& message : outbox_)
        if (leased_.insert(message.at("message_id").get<std::string>()).second) messages.push_back(message);
    return {200, {{"messages", messages}}};
}

ScriptedOffice::Answer ScriptedOffice::deliver(const json& body) {
    ++book_.delivery_requests;
    if (delivery_status_ != 0) return {delivery_status_, {{"code", "made_up"}}};
    for (const auto& message : body.at("messages"))
        if (auto found = unreadable_.find(message.at("message_id").get<std::string>()); found != unreadable_.end())
            return {found->second, {{"code", "request.invalid"}}};
    json results = json::array();
    for (const auto& message : body.at("messages")) results.push_back(result_of(message));
    return {200, {{"results", results}}};
}

json ScriptedOffice::result_of(const json& message) {
    json result{{"message_id", message.at("message_id")},
                {"result", "ACCEPTED"},
                {"reason", nullptr},
                {"expected_seq", nullptr}};
    if (message.at("kind") != "PROGRESS") {
        if (const auto rejected = rejected_answers_.extract(message.at("order_number").get<std::string>())) {
            result["result"] = "REJECTED";
            result["reason"] = rejected.mapped();
            return result;
        }
        if (!answers_seen_.insert(message.at("message_id").get<std::string>()).second) return result;
        if (message.at("kind") == "BUILD_ACCEPTED") {
            auto build_id = message.at("build_id").get<std::string>();
            book_.last_seq.try_emplace(build_id, 0);
            order_of_build_[build_id] = message.at("order_number").get<std::string>();
        }
        book_.applied.push_back(message);
        return result;
    }
    auto build = book_.last_seq.find(message.at("build_id").get<std::string>());
    int seq = message.at("seq").get<int>();
    auto rejection = rejections_.find({message.at("build_id").get<std::string>(), seq});
    if (build == book_.last_seq.end() || rejection != rejections_.end()) {
        result["result"] = "REJECTED";
        result["reason"] = build == book_.last_seq.end() ? "UNKNOWN_BUILD_ID" : rejection->second;
    } else if (seq > build->second + 1) {
        result["result"] = "GAP";
        result["expected_seq"] = build->second + 1;
    } else if (seq == build->second + 1) {
        build->second = seq;
        book_.applied.push_back(message);
    }
    return result;
}

ScriptedOffice::Answer ScriptedOffice::builds_in_progress() const {
    json builds = json::array();
    for (const auto& [build_id, seq] : book_.last_seq)
        builds.push_back({{"build_id", build_id}, {"order_number", order_of_build_.at(build_id)}, {"last_seq", seq}});
    return {200, {{"builds", builds}, {"next", nullptr}}};
}

}  // namespace marque::bridge_test
