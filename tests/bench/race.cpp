#include "bench/race.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <limits>
#include <stdexcept>
#include <thread>

#include "db/tx.h"
#include "support/eventually.h"

namespace marque::bench {
namespace {

using std::chrono::steady_clock;

constexpr int salespeople = 64;
constexpr int most_tries = 20;
constexpr std::size_t newest = 30;  ///< of a dealer's open orders, those that second thoughts are about
constexpr int place_percent = 30, race_change_percent = 45;
constexpr auto longest_settling = std::chrono::minutes{20}, longest_standstill = std::chrono::minutes{2};
constexpr auto between_counts = std::chrono::seconds{1};

}  // namespace

void Book::add(Entry entry) {
    const std::scoped_lock lock(mutex_);
    all_.push_back(entry.number);
    open_.push_back(std::move(entry));
}

std::optional<Book::Entry> Book::draw(std::mt19937& random) {
    const std::scoped_lock lock(mutex_);
    if (open_.empty()) return std::nullopt;
    // Of the newest mostly, and now and then of those that the line has had for long.
    const auto reach = random() % 4 == 0 ? open_.size() : std::min(open_.size(), newest);
    return open_[open_.size() - 1 - random() % reach];
}

void Book::strike_out(const std::string& number) {
    const std::scoped_lock lock(mutex_);
    std::erase_if(open_, [&](const Entry& entry) { return entry.number == number; });
}

std::vector<std::string> Book::all() const {
    const std::scoped_lock lock(mutex_);
    return all_;
}

struct Race::Salesperson {
    LeanClient client;
    Book& book;
    std::mt19937 random;
};

Race::Race(scenarios::Stack& of_stack, std::chrono::seconds length)
    : stack(of_stack), market_(of_stack, 20261122), length_(length) {
    for (std::size_t i = 0; i < market_.dealers.size(); ++i) books_.push_back(std::make_unique<Book>());
}

void Race::run() {
    std::vector<std::unique_ptr<Salesperson>> people;
    for (int i = 0; i < salespeople; ++i) {
        const auto place = static_cast<std::size_t>(i) % market_.dealers.size();
        const auto person = support::make_person(stack.pool(), market_.dealers[place], {core::Role::salesperson});
        auto client = stack.client();
        client.sign_in(person.sign_in_name, person.password);
        people.push_back(
            std::make_unique<Salesperson>(Salesperson{LeanClient(client.port(), client.session_token()), *books_[place],
                                                      std::mt19937(static_cast<unsigned>(1000 + i))}));
    }
    const auto end = steady_clock::now() + length_;
    std::exception_ptr failure;
    std::vector<std::thread> threads;
    for (auto& person : people) {
        threads.emplace_back([&, worker = person.get()] {
            try {
                while (steady_clock::now() < end) work(*worker);
            } catch (...) {
                const std::scoped_lock lock(mutex_);
                failure = std::current_exception();
            }
        });
    }
    for (auto& thread : threads) thread.join();
    if (failure) std::rethrow_exception(failure);
}

void Race::work(Salesperson& person) {
    if (static_cast<int>(person.random() % 100) < place_percent) return place(person);
    second_thoughts(person);
}

void Race::place(Salesperson& person) {
    const Json body = Market::order_for(market_.any(person.random));
    const std::string model = body.at("model");
    std::string answer;
    const int status = send(person, "place", "/orders", body, answer);
    if (status == 201) person.book.add({Json::parse(answer).at("number"), model});
}

void Race::second_thoughts(Salesperson& person) {
    const auto entry = person.book.draw(person.random);
    if (!entry) return place(person);
    std::string answer;
    if (const int status = person.client.get("/orders/" + entry->number, &answer); status != 200)
        return note("read", status, answer);
    const auto order = Json::parse(answer);
    const std::string state = order.at("state");
    const bool over = state == "CANCELLED" || state == "REFUSED" || state == "BUILT" || state == "IN_YARD" ||
                      state == "IN_TRANSIT" || state == "ARRIVED";
    if (over) return person.book.strike_out(entry->number);
    if (static_cast<int>(person.random() % 100) < race_change_percent + place_percent)
        return change(person, *entry, order);
    cancel(person, *entry, order);
}

void Race::change(Salesperson& person, const Book::Entry& entry, const Json& order) {
    const auto body = market_.change_of(entry.model, order.at("version"), person.random);
    std::string answer;
    send(person, "change", "/orders/" + entry.number + "/changes", body, answer);
}

void Race::cancel(Salesperson& person, const Book::Entry& entry, const Json& order) {
    const Json body{{"version", order.at("version")}, {"reason", "The buyer has changed their mind"}};
    std::string answer;
    send(person, "cancel", "/orders/" + entry.number + "/cancellation", body, answer);
}

/// A server that is busy is asked again, as the portal does: the same request under the same key.
int Race::send(Salesperson& person, const char* act, const std::string& path, const Json& body, std::string& answer) {
    const auto key = support::fresh_key();
    int status = 0;
    for (int i = 0; i < most_tries; ++i) {
        status = person.client.post(path, body.dump(), key, &answer);
        if (status != 503) break;
        const std::scoped_lock lock(mutex_);
        ++answers_[std::string(act) + " 503 " + code_of(answer) + ", asked again"];
    }
    note(act, status, answer);
    return status;
}

void Race::note(const char* act, int status, const std::string& answer) {
    const auto code = status < 300 ? std::string() : code_of(answer);
    const std::scoped_lock lock(mutex_);
    ++answers_[std::string(act) + " " + std::to_string(status) + (code.empty() ? "" : " " + code)];
    if (status < 300) ++done_;
    if (status >= 300 && !is_usual_refusal(code)) odd_.push_back(std::string(act) + ": " + answer);
}

std::set<std::string> Race::placed() const {
    std::set<std::string> numbers;
    for (const auto& book : books_) {
        const auto all = book->all();
        numbers.insert(all.begin(), all.end());
    }
    return numbers;
}

void Race::read_books() {
    books.placed = placed();
    books.read(stack);
}

std::vector<scenarios::Check> Race::check() const {
    auto checks = books.check();
    checks.push_back(books.nothing_left_over());
    scenarios::Check polite{"salespeople", "nobody got an answer that is no answer"};
    polite.looked_at = done_;
    polite.disagreements = odd_;
    checks.push_back(std::move(polite));
    return checks;
}

/// Once a second, because to count costs the database time that the line's answers need.
void Race::settle() {
    const auto asked = [&](db::Sql sql) {
        return db::read(stack.pool(), [&](db::Tx& tx) { return tx.value<int>("n", sql).value(); });
    };
    const auto start = steady_clock::now();
    int fewest = std::numeric_limits<int>::max();
    for (auto now = start, moved = start; now - start < longest_settling && now - moved < longest_standstill;
         now = steady_clock::now()) {
        const int open = asked("SELECT COUNT(*) AS n FROM outbox") +
                         asked("SELECT COUNT(*) AS n FROM line_request WHERE answer IS NULL");
        const bool built =
            asked("SELECT COUNT(*) AS n FROM build WHERE completed_at IS NOT NULL AND build_id LIKE '__B%'") > 0;
        settling_ = std::chrono::duration_cast<std::chrono::seconds>(now - start);
        if (open == 0 && built) return;
        if (open < fewest) moved = now;
        fewest = std::min(fewest, open);
        std::this_thread::sleep_until(now + between_counts);
    }
    std::fprintf(stderr, "orders-race: %d requests are without their answer, and no more come\n", fewest);
}

}  // namespace marque::bench
