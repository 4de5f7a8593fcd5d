#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "bench/books.h"
#include "bench/load.h"
#include "bench/market.h"

/// Cars are ordered, changed, cancelled and built while every process is killed again and again and the line misbehaves
/// in every way it knows. In the end the books of both sides must be equal.
namespace marque::bench {

using scenarios::Part;

/// Clients as a careful program writes them: an answer that is lost is asked for again, under the same key.
class ChaosClients {
  public:
    ChaosClients(scenarios::Stack& stack, const Market& market, std::size_t orders, unsigned seed);
    ~ChaosClients();

    void start();
    void give_up() { stop_ = true; }
    bool done() const { return working_ == 0; }
    void join();  ///< throws what a client threw
    void note_ended(std::size_t ended) { ended_ = ended; }

    std::set<std::string> placed() const;
    std::map<std::string, std::size_t> answers() const;
    std::vector<std::string> odd() const;

  private:
    struct Client;
    struct Sale {
        std::string number, model;
    };
    void work(Client& client);
    void place(Client& client);
    void think_again(Client& client);
    int ask(Client& client, const char* act, const std::string& path, const Json* body, std::string& answer);
    void note(const char* act, int status, const std::string& answer);

    const Market& market_;
    unsigned short port_;
    std::size_t most_under_way_;
    std::vector<std::unique_ptr<Client>> clients_;
    std::vector<std::thread> threads_;
    std::atomic<std::size_t> left_, sold_{0}, ended_{0};
    std::atomic<int> working_{0};
    std::atomic<bool> stop_{false};
    mutable std::mutex mutex_;
    std::set<std::string> placed_;
    std::map<std::string, std::size_t> answers_;  ///< "place, asked again" → how often
    std::vector<std::string> odd_;                ///< answers that nobody should get
    std::exception_ptr failure_;
};

struct ChaosPlan {
    std::size_t builds = 0, kills = 0;
    unsigned seed = 0;
    std::chrono::seconds longest{1800};
};

class Chaos {
  public:
    explicit Chaos(const ChaosPlan& plan);
    /// Until everything is quiet and every kill is done, or the time is over.
    void run();
    void read_books();
    std::vector<Check> check() const;

    scenarios::Stack stack;
    Books books;
    std::map<std::string, std::vector<std::string>> told, known;  ///< by build ID: its events, in SEQ order
    std::map<std::string, std::string> lies;  ///< by BODID: what kind of falsehood was told in good form
    std::vector<std::string> believed;        ///< those that took effect at the office
    std::vector<std::string> strangers;       ///< what is set aside though it was not said wrongly on purpose
    std::map<std::string, std::size_t> misdeeds;
    std::map<Part, std::size_t> kills;
    std::vector<std::string> fell;  ///< processes that ended though nobody had killed them
    Json left_in_bridge;
    std::size_t events = 0;
    double minutes = 0;
    bool quiet = false;

    std::map<std::string, std::size_t> answers() const { return clients_->answers(); }

  private:
    struct Strike {
        double at;  ///< share of the events
        Part part;
    };
    struct Progress {
        std::size_t placed = 0, ended = 0, events = 0, open_requests = 0, outbox = 0;
    };
    void draw_strikes();
    void strike_due();
    void raise_the_fallen();
    std::optional<Progress> look();
    bool all_quiet(const Progress& progress);
    void tell(const Progress& progress);
    void read_told();
    void read_known();
    void read_misdeeds();
    void read_believed();

    ChaosPlan plan_;
    Market market_;
    std::unique_ptr<ChaosClients> clients_;
    std::mt19937 random_;
    std::vector<Strike> strikes_;  ///< the next one last
    std::map<Part, std::chrono::steady_clock::time_point> down_until_;
    std::size_t events_before_ = 0;
    Progress progress_;
    std::string waits_for_;
    std::chrono::steady_clock::time_point began_, next_look_{}, next_word_{};
};

bool prove_chaos(Chaos& chaos);

}  // namespace marque::bench
