#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "bench/books.h"
#include "bench/load.h"
#include "bench/market.h"
#include "scenarios/check.h"

/// Salespeople who place, change and cancel at once against a running line, and what both sides say afterwards.
namespace marque::bench {

/// The orders of one dealer, which all its salespeople lay hands on.
class Book {
  public:
    struct Entry {
        std::string number;
        std::string model;
    };
    void add(Entry entry);
    /// One of the newest that are left; nothing when there is none.
    std::optional<Entry> draw(std::mt19937& random);
    void strike_out(const std::string& number);  ///< nothing more can come of it
    std::vector<std::string> all() const;        ///< every number that was ever entered

  private:
    mutable std::mutex mutex_;
    std::vector<Entry> open_;
    std::vector<std::string> all_;
};

class Race {
  public:
    Race(scenarios::Stack& stack, std::chrono::seconds length);

    void run();         ///< everybody at once, until the time is over
    void settle();      ///< until the line has answered everything and a car is off it, or answers no more
    void read_books();  ///< what both sides have now
    std::vector<scenarios::Check> check() const;

    scenarios::Stack& stack;
    Books books;

    std::set<std::string> placed() const;
    std::size_t acts() const { return done_; }
    const std::map<std::string, std::size_t>& answers() const { return answers_; }
    std::chrono::seconds length() const { return length_; }
    std::chrono::seconds settling() const { return settling_; }  ///< how long the line's answers were waited for

  private:
    struct Salesperson;
    void work(Salesperson& person);
    void place(Salesperson& person);
    void change(Salesperson& person, const Book::Entry& entry, const Json& order);
    void cancel(Salesperson& person, const Book::Entry& entry, const Json& order);
    void second_thoughts(Salesperson& person);
    int send(Salesperson& person, const char* act, const std::string& path, const Json& body, std::string& answer);
    void note(const char* act, int status, const std::string& answer);

    Market market_;
    std::chrono::seconds length_, settling_{0};
    std::vector<std::unique_ptr<Book>> books_;  ///< by dealer
    std::atomic<std::size_t> done_{0};
    std::mutex mutex_;
    std::map<std::string, std::size_t> answers_;  ///< "change 409 order.stale_version" → how often
    std::vector<std::string> odd_;                ///< answers that nobody should get
};

/// After the report falsifies one entry for each check; true when every check found its own.
bool prove_checks(Race& race);

}  // namespace marque::bench
