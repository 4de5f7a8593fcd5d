#include <algorithm>
#include <deque>
#include <exception>

#include "bench/chaos.h"
#include "support/eventually.h"

namespace marque::bench {
namespace {

using namespace std::chrono_literals;

constexpr int clients_wanted = 4;
/// Orders that wait or are built: so many that the line and the office keep up, so few that some are placed when the
/// first cars have arrived.
std::size_t under_way(std::size_t orders) { return std::clamp<std::size_t>(orders / 3, 6, 300); }
constexpr int change_percent = 20, cancel_percent = 8;
constexpr std::size_t remembered = 20;
constexpr auto longest_outage = 300s;

}  // namespace

struct ChaosClients::Client {
    std::string token;
    std::mt19937 random;
    std::unique_ptr<LeanClient> line{};
    std::deque<Sale> sales{};
};

ChaosClients::ChaosClients(scenarios::Stack& stack, const Market& market, std::size_t orders, unsigned seed)
    : market_(market), port_(stack.client().port()), most_under_way_(under_way(orders)), left_(orders) {
    for (int i = 0; i < clients_wanted; ++i) {
        const auto& dealer = market.dealers[static_cast<std::size_t>(i) % market.dealers.size()];
        const auto person = support::make_person(stack.pool(), dealer, {core::Role::salesperson});
        auto client = stack.client();
        client.sign_in(person.sign_in_name, person.password);
        clients_.push_back(std::make_unique<Client>(
            Client{client.session_token(), std::mt19937(seed + 1000 + static_cast<unsigned>(i))}));
    }
}

ChaosClients::~ChaosClients() {
    stop_ = true;
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

void ChaosClients::start() {
    working_ = clients_wanted;
    for (auto& client : clients_) {
        threads_.emplace_back([this, one = client.get()] {
            try {
                work(*one);
            } catch (...) {
                const std::scoped_lock lock(mutex_);
                failure_ = std::current_exception();
            }
            --working_;
        });
    }
}

void ChaosClients::join() {
    for (auto& thread : threads_) thread.join();
    threads_.clear();
    if (failure_) std::rethrow_exception(failure_);
}

void ChaosClients::work(Client& client) {
    while (!stop_ && left_ > 0) {
        // A full order book is waited for; nobody hurries a line that stands still.
        if (sold_ >= ended_ + most_under_way_) {
            support::eventually(500ms, [&] { return stop_ || sold_ < ended_ + most_under_way_; });
            continue;
        }
        place(client);
        if (static_cast<int>(client.random() % 100) < change_percent + cancel_percent) think_again(client);
    }
}

void ChaosClients::place(Client& client) {
    for (auto left = left_.load();;) {
        if (left == 0) return;
        if (left_.compare_exchange_weak(left, left - 1)) break;
    }
    const auto body = Market::order_for(market_.any(client.random));
    std::string answer;
    const int status = ask(client, "place", "/orders", &body, answer);
    if (status != 201) return;
    const std::string number = Json::parse(answer).at("number");
    ++sold_;
    client.sales.push_back({number, body.at("model")});
    if (client.sales.size() > remembered) client.sales.pop_front();
    const std::scoped_lock lock(mutex_);
    placed_.insert(number);
}

void ChaosClients::think_again(Client& client) {
    if (client.sales.empty()) return;
    const auto sale = client.sales[client.random() % client.sales.size()];
    const auto path = "/orders/" + sale.number;
    std::string answer;
    if (ask(client, "read", path, nullptr, answer) != 200) return;
    const auto version = Json::parse(answer).at("version");
    const bool changes = static_cast<int>(client.random() % (change_percent + cancel_percent)) < change_percent;
    const auto body = changes ? market_.change_of(sale.model, version, client.random)
                              : Json{{"version", version}, {"reason", "The buyer has changed their mind"}};
    ask(client, changes ? "change" : "cancel", path + (changes ? "/changes" : "/cancellation"), &body, answer);
}

/// Until there is an answer: a broken connection or a 503 says nothing of whether it was done, the key finds out.
int ChaosClients::ask(Client& client, const char* act, const std::string& path, const Json* body, std::string& answer) {
    const auto key = support::fresh_key();
    const auto text = body ? body->dump() : "";
    int status = 0;
    const bool answered = support::eventually(longest_outage, [&] {
        try {
            if (!client.line) client.line = std::make_unique<LeanClient>(port_, client.token);
            status = body ? client.line->post(path, text, key, &answer) : client.line->get(path, &answer);
        } catch (const std::exception&) {
            client.line.reset();
            status = 0;
        }
        if (status != 0 && status != 503) return true;
        const std::scoped_lock lock(mutex_);
        ++answers_[std::string(act) + (status == 0 ? " (connection lost)" : " 503 " + code_of(answer)) +
                   ", asked again"];
        return stop_.load();
    });
    if (!answered || status == 0 || status == 503) return 0;
    note(act, status, answer);
    return status;
}

void ChaosClients::note(const char* act, int status, const std::string& answer) {
    const auto code = status < 300 ? std::string() : code_of(answer);
    const std::scoped_lock lock(mutex_);
    ++answers_[std::string(act) + " " + std::to_string(status) + (code.empty() ? "" : " " + code)];
    if (status >= 300 && !is_usual_refusal(code)) odd_.push_back(std::string(act) + ": " + answer);
}

std::set<std::string> ChaosClients::placed() const {
    const std::scoped_lock lock(mutex_);
    return placed_;
}

std::map<std::string, std::size_t> ChaosClients::answers() const {
    const std::scoped_lock lock(mutex_);
    return answers_;
}

std::vector<std::string> ChaosClients::odd() const {
    const std::scoped_lock lock(mutex_);
    return odd_;
}

}  // namespace marque::bench
