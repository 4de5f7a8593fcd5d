#include "bridge/server_client.h"

// The part of the client that reconciliation speaks.
namespace marque::bridge {
namespace {

using nlohmann::json;

constexpr std::size_t most_reason_bytes = 40;
constexpr std::size_t most_detail_bytes = 500;

// Cut between characters, so that it stays UTF-8.
std::string cut_between_characters(const std::string& text, std::size_t most) {
    if (text.size() <= most) return text;
    auto end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    return text.substr(0, end);
}

Errand read_errand(const json& item) {
    Errand errand;
    errand.errand_id = item.at("errand_id").get<std::string>();
    auto kind = item.at("kind").get<std::string>();
    if (kind == "ASK") {
        errand.kind = Errand::Kind::ask;
        errand.build_id = item.at("build_id").get<std::string>();
        errand.from_seq = item.at("from_seq").get<int>();
    } else if (kind == "COMPARE") {
        errand.kind = Errand::Kind::compare;
        errand.run_id = item.at("run_id").get<std::int64_t>();
    } else if (kind == "TAKE") {
        errand.kind = Errand::Kind::take;
        errand.topic = item.at("topic").get<std::string>();
        errand.raw = item.at("raw").get<std::string>();
    } else {
        throw ServerUnavailable("the server gave an errand this bridge does not know: " + kind);
    }
    return errand;
}

}  // namespace

std::vector<Errand> ServerClient::lease_errands(int most, std::chrono::seconds lease) {
    json body{{"line", line_}, {"max", most}, {"lease_seconds", lease.count()}};
    std::vector<Errand> errands;
    try {
        const auto answer = ask("POST", "/bridge/errands/lease", body.dump());
        for (const auto& item : answer.at("errands")) errands.push_back(read_errand(item));
    } catch (const json::exception& error) {
        throw ServerUnavailable(std::string("an errand cannot be read: ") + error.what());
    }
    return errands;
}

void ServerClient::settle_errand(const std::string& errand_id, const char* outcome, const std::string& reason,
                                 const std::string& detail, std::optional<int> from_seq) {
    json body{{"line", line_}, {"outcome", outcome}};
    if (from_seq) body["from_seq"] = *from_seq;
    if (!reason.empty()) body["reason"] = cut_between_characters(reason, most_reason_bytes);
    if (!detail.empty()) body["detail"] = cut_between_characters(detail, most_detail_bytes);
    request("POST", "/bridge/errands/" + errand_id + "/settlement", body.dump());
}

void ServerClient::start_comparison(const char* why) {
    request("POST", "/bridge/reconciliations", json{{"line", line_}, {"why", why}}.dump());
}

bool ServerClient::report(std::int64_t run_id, const std::vector<LineReport>& builds, bool last, bool heard) {
    json list = json::array();
    for (const auto& build : builds) {
        json item{{"build_id", build.build_id},
                  {"answer", build.answer},
                  {"asked_seq", build.asked_seq},
                  {"last_seq", build.last_seq}};
        if (!build.order_number.empty()) item["order_number"] = build.order_number;
        if (!build.vin.empty()) item["vin"] = build.vin;
        if (build.behind_since) item["behind_since"] = b2mml::format_instant(*build.behind_since);
        list.push_back(std::move(item));
    }
    json body{{"line", line_}, {"builds", std::move(list)}, {"last", last}, {"heard", heard}};
    try {
        request("POST", "/bridge/reconciliations/" + std::to_string(run_id) + "/answers", body.dump());
        return true;
    } catch (const NotThere&) {
        return false;
    }
}

}  // namespace marque::bridge
