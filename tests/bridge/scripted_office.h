#pragma once

#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/ServerSocket.h>

#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace marque::bridge_test {

// The server's side of the bridge's API, with a will of its own: it can be slow, down, or refuse, on demand, which the
// real server cannot. It keeps the rule that matters, SEQ order for each build, and books everything it was told.
class ScriptedOffice {
  public:
    struct TlsFiles {
        std::string certificate, key;
    };
    ScriptedOffice();
    explicit ScriptedOffice(const TlsFiles& tls);
    ~ScriptedOffice();
    unsigned short port() const { return port_; }

    // An order for the line, given out by the next lease. Returns its message_id.
    std::string order(const std::string& number, const char* action = "RELEASE", int version = 1);
    void know_build(const std::string& build_id, int last_seq = 0);

    // From now on: 0 = work, else this status; -1 = take the request, never answer it.
    void answer_deliveries_with(int status);
    void reject(const std::string& build_id, int seq, const std::string& reason);
    void reject_no_longer(const std::string& build_id, int seq);
    void reject_answer(const std::string& order_number, const std::string& reason);  // the next one
    void refuse_to_read(const std::string& message_id, int status = 400);            // this for a batch that holds it
    // An errand for the bridge, given out by every lease until it is settled. Returns its errand_id.
    std::string errand(nlohmann::json errand);
    void end_comparison();      // what is reported of it from now on is answered with 404
    void compare_when_asked();  // a bridge that starts gets the errand to compare

    struct Book {
        std::vector<nlohmann::json> applied;  // each line message, once for each time it took effect
        std::vector<nlohmann::json> set_aside;
        std::map<std::string, int> last_seq;  // by build
        std::set<std::string> settled;
        int delivery_requests = 0;
        std::map<std::string, nlohmann::json> settlements;  // by errand
        std::vector<nlohmann::json> line_answers;           // of a comparison
    };
    Book book();

  private:
    void serve(const Poco::Net::ServerSocket& socket);
    friend class OfficeHandler;
    struct Answer {
        int status = 200;
        nlohmann::json body;
    };
    Answer answer(const std::string& method, const std::string& uri, const nlohmann::json& body);
    Answer lease(const nlohmann::json& body);
    Answer deliver(const nlohmann::json& body);
    Answer errands(const std::string& uri, const nlohmann::json& body);
    nlohmann::json result_of(const nlohmann::json& message);
    Answer builds_in_progress() const;

    std::mutex mutex_;
    std::vector<nlohmann::json> outbox_;
    std::set<std::string> leased_;
    std::map<std::pair<std::string, int>, std::string> rejections_;
    std::map<std::string, std::string> rejected_answers_;  // by order
    std::map<std::string, int> unreadable_;
    std::set<std::string> answers_seen_;
    std::map<std::string, std::string> order_of_build_;
    std::vector<nlohmann::json> errands_;
    bool compares_ = false, comparison_ended_ = false;
    int delivery_status_ = 0;
    Book book_;
    unsigned short port_ = 0;
    std::unique_ptr<Poco::Net::HTTPServer> server_;
};

}  // namespace marque::bridge_test
