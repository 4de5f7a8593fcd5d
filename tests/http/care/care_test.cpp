#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "db/tx.h"
#include "support/shared.h"
#include "support/world.h"

namespace marque {
namespace {

using support::HttpClient;
using support::Json;
using support::Reply;

/// A queue with one call that is due. Agents of the whole network share it, so each test empties it first.
struct CareCentre {
    db::Pool& pool = support::database().pool();
    support::Network net = support::make_network(pool);
    support::Model model = support::make_model(pool, support::make_line(pool).code);
    core::Date today = core::local_date(std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()),
                                        "Asia/Shanghai");
    support::Customer owner = support::make_customer(pool, net.dealer.id);
    support::Vehicle car = support::make_vehicle(pool, model, owner, today - std::chrono::days{25});
    HttpClient agent = support::server().client(net.care_agent);
    HttpClient colleague = support::server().client(net.other_care_agent);
    std::uint64_t id = 0;

    CareCentre() {
        db::in_tx(pool, [&](db::Tx& tx) {
            tx.execute("DELETE FROM care_attempt");
            tx.execute("DELETE FROM care_call");
            id = tx.insert<core::CareCallId>(
                       "INSERT INTO care_call (vehicle_id, customer_id, region_id, rule_id, state, due_on, priority, "
                       "reason) "
                       "SELECT ?, ?, ?, id, 'PLANNED', ?, 20, ? FROM care_rule WHERE code = 'FIRST_VISIT' RETURNING id",
                       car.id, owner.id, net.region.id, today - std::chrono::days{5},
                       Json{{"cause", "HAND_OVER"},
                            {"caused_on", core::to_iso_date(today - std::chrono::days{25})},
                            {"due_days", 20},
                            {"by_date", core::to_iso_date(today - std::chrono::days{5})}}
                           .dump())
                     .value;
        });
    }

    std::string path(const std::string& rest = "") const { return "/care/calls/" + std::to_string(id) + rest; }
    Reply next(HttpClient& client) { return client.post("/care/calls/next", Json::object()); }
    Reply record(HttpClient& client, const Json& version, const std::string& outcome) {
        return client.post(path("/outcomes"), {{"version", version}, {"outcome", outcome}});
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(care, CareCentre)

BOOST_AUTO_TEST_CASE(an_agent_claims_the_next_call_and_reads_why_now) {
    const auto claimed = next(agent);
    BOOST_REQUIRE(claimed.status == 200);
    const auto call = claimed.json();
    BOOST_TEST(call.at("id") == id);
    BOOST_TEST(call.at("state") == "CLAIMED");
    BOOST_TEST(call.at("claimed_by").at("name") == net.care_agent.name);
    BOOST_TEST(call.at("facts").size() == 3U);
    BOOST_TEST(call.at("facts").at(1).at("zh").get<std::string>().find("距今25天") != std::string::npos);
    BOOST_TEST(call.at("facts").at(2).at("en").get<std::string>().find("5 days overdue") != std::string::npos);
    BOOST_TEST(call.at("customer").at("phone") == owner.phone);
    BOOST_TEST(call.at("vehicle").at("vin") == car.vin);
    for (const char* language : {"zh", "en"}) {
        const auto script = call.at("script").at(language).get<std::string>();
        BOOST_TEST(script.find(owner.name) != std::string::npos);
        BOOST_TEST(script.find(net.care_agent.name) != std::string::npos);
        BOOST_TEST(script.find('{') == std::string::npos);
    }
    BOOST_TEST(next(agent).json() == call);
    BOOST_TEST(next(colleague).status == 204);
}

BOOST_AUTO_TEST_CASE(the_queue_shows_the_call_where_it_stands) {
    const auto ids = [&](const std::string& view) {
        std::vector<std::uint64_t> found;
        const auto page = agent.get("/care/calls?view=" + view).json();
        for (const auto& call : page.at("items")) found.push_back(call.at("id"));
        return found;
    };
    const std::vector<std::uint64_t> here{id};
    BOOST_TEST((ids("due") == here));
    const auto line = agent.get("/care/calls").json().at("items").at(0);
    BOOST_TEST(line.at("overdue_days") == 5);
    BOOST_TEST(line.at("customer_name") == owner.name);
    next(agent);
    BOOST_TEST(ids("due").empty());
    BOOST_TEST((ids("mine") == here));
    record(agent, 2, "REACHED");
    BOOST_TEST(ids("mine").empty());
    BOOST_TEST((ids("done") == here));
    BOOST_TEST(ids("upcoming").empty());
    const auto counts = agent.get("/care/summary").json();
    BOOST_TEST(counts == Json({{"due", 0}, {"overdue", 0}, {"claimed", 0}, {"done_today", 1}, {"capped", false}}));
}

BOOST_AUTO_TEST_CASE(an_outcome_is_recorded_once_and_brings_its_follow_up) {
    const auto version = next(agent).json().at("version");
    const Json body{{"version", version}, {"outcome", "BOOKED"}, {"note", "周六上午到店"}};
    const support::Headers key{{"Idempotency-Key", support::fresh_key()}};
    const auto recorded = agent.post(path("/outcomes"), body, key);
    BOOST_REQUIRE(recorded.status == 201);
    BOOST_TEST(recorded.json().at("state") == "DONE");
    BOOST_TEST(recorded.json().at("outcome") == "BOOKED");
    BOOST_TEST(recorded.json().at("follow_up").at("rule").at("code") == "VISIT_CHECK");
    const auto again = agent.post(path("/outcomes"), body, key);
    BOOST_TEST(again.status == 201);
    BOOST_TEST(again.json() == recorded.json());
    BOOST_TEST(agent.get(path()).json().at("attempts").size() == 1U);
    BOOST_TEST(record(agent, version, "REACHED").code() == "care.call_over");
}

BOOST_AUTO_TEST_CASE(a_time_to_call_back_is_asked_for_and_checked) {
    const auto version = next(agent).json().at("version");
    const auto missing = record(agent, version, "CALL_BACK");
    BOOST_TEST(missing.status == 422);
    BOOST_TEST(missing.json().at("errors").at(0).at("pointer") == "/call_back_at");
    BOOST_TEST(missing.json().at("errors").at(0).at("code") == "care.call_back_missing");
    const auto at = core::to_rfc3339(core::Instant{today + std::chrono::days{3}} + std::chrono::hours{2});  // 10:00
    const auto agreed =
        agent.post(path("/outcomes"), {{"version", version}, {"outcome", "CALL_BACK"}, {"call_back_at", at}});
    BOOST_REQUIRE(agreed.status == 201);
    BOOST_TEST(agreed.json().at("state") == "PLANNED");
    BOOST_TEST(agreed.json().at("not_before") == at);
    BOOST_TEST(next(agent).status == 204);
}

BOOST_AUTO_TEST_CASE(two_agents_do_not_work_on_one_call) {
    const auto claimed = agent.post(path("/claim"), {{"version", 1}});
    BOOST_TEST(claimed.status == 200);
    const auto version = claimed.json().at("version");
    BOOST_TEST(colleague.post(path("/claim"), {{"version", version}}).code() == "care.claimed_by_other");
    BOOST_TEST(record(colleague, version, "REACHED").status == 409);
    BOOST_TEST(colleague.del(path("/claim")).code() == "care.claimed_by_other");
    BOOST_TEST(agent.del(path("/claim")).status == 204);
    BOOST_TEST(record(agent, 3, "REACHED").code() == "care.not_claimed");
    BOOST_TEST(next(colleague).json().at("id") == id);
}

BOOST_AUTO_TEST_CASE(only_the_care_centre_works_at_the_queue_and_the_administration_looks_on) {
    for (const auto* person : {&net.salesperson, &net.regional_manager, &net.service_adviser, &net.plant_planner}) {
        auto client = support::server().client(*person);
        for (const auto& reply :
             {client.get("/care/calls"), client.get("/care/summary"), client.get(path()), next(client),
              client.post(path("/claim"), {{"version", 1}}), record(client, 1, "REACHED")}) {
            BOOST_TEST(reply.status == 403);
        }
    }
    for (const auto* person : {&net.administrator, &net.auditor}) {
        auto client = support::server().client(*person);
        BOOST_TEST(client.get(path()).status == 200);
        BOOST_TEST(next(client).status == 403);
    }
    for (const auto* person : {&net.customer_manager, &net.care_lead}) {
        auto client = support::server().client(*person);
        BOOST_TEST(client.get("/care/summary").status == 200);
    }
}

BOOST_AUTO_TEST_CASE(the_care_plan_is_seen_by_the_owners_dealer_and_not_by_another) {
    const auto plan = "/vehicles/" + car.vin + "/care-plan";
    for (const auto* person : {&net.salesperson, &net.service_adviser, &net.care_agent, &net.administrator}) {
        auto client = support::server().client(*person);
        const auto reply = client.get(plan);
        BOOST_REQUIRE(reply.status == 200);
        BOOST_TEST(reply.json().at("items").size() == 1U);
        BOOST_TEST(reply.json().at("items").at(0).at("id") == id);
    }
    auto foreign = support::server().client(net.other_salesperson);
    BOOST_TEST(foreign.get(plan).code() == "vehicle.not_found");
    BOOST_TEST(agent.get("/vehicles/" + support::make_vin() + "/care-plan").status == 404);
}

BOOST_AUTO_TEST_CASE(nonsense_is_refused_with_what_is_wrong) {
    BOOST_TEST(agent.get("/care/calls/999999999").code() == "care.call_not_found");
    BOOST_TEST(agent.get("/care/calls/x").status == 404);
    BOOST_TEST(agent.get("/care/calls?view=all").code() == "request.fields_at_fault");
    BOOST_TEST(agent.get("/care/calls?cursor=17").code() == "request.cursor_invalid");
    BOOST_TEST(agent.get("/care/calls?limit=201").code() == "request.fields_at_fault");
    BOOST_TEST(agent.post("/care/calls/next", {{"hurry", true}}).json().at("errors").at(0).at("code") ==
               "field.unknown");
    BOOST_TEST(record(agent, 1, "SHOUTED").json().at("errors").at(0).at("pointer") == "/outcome");
    const auto version = next(agent).json().at("version");
    std::string note;
    for (int i = 0; i < 1001; ++i) note += "话";
    const auto wordy = agent.post(path("/outcomes"), {{"version", version}, {"outcome", "REACHED"}, {"note", note}});
    BOOST_TEST(wordy.json().at("errors").at(0).at("pointer") == "/note");
    note.resize(note.size() - 3);
    BOOST_TEST(agent.post(path("/outcomes"), {{"version", version}, {"outcome", "REACHED"}, {"note", note}}).status ==
               201);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace marque
