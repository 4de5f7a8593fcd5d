#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/URI.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>

#include "core/log.h"
#include "materials/call_off_views.h"
#include "materials/materials.h"

namespace marque::materials {
namespace {

using std::chrono::seconds;

constexpr auto lease_time = seconds{60};
constexpr auto answer_time = seconds{10};
constexpr auto first_pause = seconds{2}, longest_pause = seconds{3600};
/// About a day of trying; then a planner, or the next version, begins anew.
constexpr int most_tries = 36;
constexpr std::size_t longest_fault = 200;

struct Push {
    std::string line, supplier, url, secret;
    int version = 1, tries = 0;
    std::optional<int> delivered;  ///< the version that the supplier has
};

/// The one that has waited longest; others leave it alone until its lease lapses.
std::optional<Push> lease_push(db::Tx& tx, core::Instant real_now) {
    auto push = tx.find(
        [](const db::Row& row) {
            return Push{row.get<std::string>("line_code"), row.get<std::string>("supplier_code"),
                        row.get<std::string>("url"),       row.get<std::string>("secret"),
                        row.get<int>("version"),           row.get<int>("tries"),
                        row.opt<int>("delivered_version")};
        },
        "SELECT p.line_code, p.supplier_code, k.url, k.secret, p.version, p.tries, p.delivered_version "
        "FROM call_off_push p "
        "JOIN supplier_link k ON k.line_code = p.line_code AND k.supplier_code = p.supplier_code "
        "WHERE p.state = 'WAITING' AND p.next_try_at <= ? AND (p.leased_until IS NULL OR p.leased_until < ?) "
        "AND k.url IS NOT NULL AND k.secret IS NOT NULL ORDER BY p.next_try_at LIMIT 1 FOR UPDATE SKIP LOCKED",
        real_now, real_now);
    if (push) {
        tx.execute("UPDATE call_off_push SET leased_until = ? WHERE line_code = ? AND supplier_code = ?",
                   real_now + lease_time, push->line, push->supplier);
    }
    return push;
}

std::string signature(const std::string& secret, const std::string& text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &length);
    return core::to_hex({reinterpret_cast<const char*>(digest.data()), length});
}

std::unique_ptr<Poco::Net::HTTPClientSession> session_to(const Poco::URI& address) {
    using namespace Poco::Net;
    std::unique_ptr<HTTPClientSession> session;
    if (address.getScheme() == "https") {
        const Context::Ptr context(new Context(Context::TLS_CLIENT_USE, "", "", "", Context::VERIFY_STRICT, 9, true));
        session = std::make_unique<HTTPSClientSession>(address.getHost(), address.getPort(), context);
    } else {
        session = std::make_unique<HTTPClientSession>(address.getHost(), address.getPort());
    }
    session->setTimeout(Poco::Timespan(answer_time.count(), 0));
    return session;
}

struct Outcome {
    std::optional<int> status;
    std::string fault;

    bool delivered() const { return status && *status >= 200 && *status < 300; }
};

/// Redirections are not followed: what is signed goes where the planner said, and nowhere else.
Outcome send(const Push& push, const std::string& body, core::Instant real_now) {
    using namespace Poco::Net;
    try {
        const Poco::URI address(push.url);
        const auto at = std::to_string(std::chrono::floor<seconds>(real_now).time_since_epoch().count());
        const auto session = session_to(address);
        const auto path = address.getPathAndQuery();
        HTTPRequest request(HTTPRequest::HTTP_POST, path.empty() ? "/" : path, HTTPMessage::HTTP_1_1);
        request.setContentType("application/json");
        request.setContentLength64(static_cast<Poco::Int64>(body.size()));
        request.set("Marque-Delivery", push.line + "/" + push.supplier + "/" + std::to_string(push.version));
        request.set("Marque-Signature", "t=" + at + ",v1=" + signature(push.secret, at + "." + body));
        session->sendRequest(request) << body << std::flush;
        HTTPResponse response;
        session->receiveResponse(response);
        return {static_cast<int>(response.getStatus()), ""};
    } catch (const Poco::Exception& failure) {
        return {{}, failure.displayText().substr(0, longest_fault)};
    }
}

/// A version that came meanwhile is still to be pushed; whatever it is, a supplier that failed gets its pause.
void note_outcome(db::Tx& tx, const Push& push, const Outcome& outcome, core::Instant real_now) {
    const std::optional<std::string> fault =
        outcome.fault.empty() ? std::nullopt : std::optional<std::string>(outcome.fault);
    tx.execute(
        "UPDATE call_off_push SET leased_until = NULL, tried_at = ?, status = ?, fault = ? WHERE line_code = ? "
        "AND supplier_code = ?",
        real_now, outcome.status, fault, push.line, push.supplier);
    if (outcome.delivered()) {
        tx.execute(
            "UPDATE call_off_push SET delivered_version = ?, delivered_at = ?, tries = IF(version = ?, ?, 0), "
            "  state = IF(version = ?, 'DELIVERED', state) WHERE line_code = ? AND supplier_code = ?",
            push.version, real_now, push.version, push.tries + 1, push.version, push.line, push.supplier);
        return;
    }
    const auto pause = std::min<seconds>(longest_pause, first_pause * (1 << std::min(push.tries, 11)));
    tx.execute(
        "UPDATE call_off_push SET tries = ?, next_try_at = ?, state = ? WHERE line_code = ? AND supplier_code = ? "
        "AND state = 'WAITING' AND tries = ?",
        push.tries + 1, real_now + pause, push.tries + 1 < most_tries ? "WAITING" : "GIVEN_UP", push.line,
        push.supplier, push.tries);
}

}  // namespace

bool push_call_off(db::Pool& pool, const core::Clock& clock) {
    const auto push = db::in_tx(pool, [&](db::Tx& tx) { return lease_push(tx, clock.real_now()); });
    if (!push) return false;
    const auto body = db::read(pool, [&](db::Tx& tx) {
        const SupplierAccess own{push->line, push->supplier};
        return http::to_json_value(read_call_off(tx, own, push->line, push->supplier, push->version, push->delivered))
            .dump();
    });
    const auto outcome = send(*push, body, clock.real_now());
    db::in_tx(pool, [&](db::Tx& tx) { note_outcome(tx, *push, outcome, clock.real_now()); });
    if (!outcome.delivered()) {
        core::log::warning("call_off.not_delivered", {{"supplier", push->supplier},
                                                      {"line", push->line},
                                                      {"status", outcome.status ? std::to_string(*outcome.status) : ""},
                                                      {"reason", outcome.fault}});
    }
    return true;
}

}  // namespace marque::materials
