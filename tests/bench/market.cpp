#include "bench/market.h"

#include <algorithm>
#include <set>

#include "core/clock.h"
#include "db/tx.h"

namespace marque::bench {
namespace {

constexpr std::size_t wishes_wanted = 40;

std::vector<support::Organisation> read_dealers(db::Pool& pool) {
    return db::in_tx(pool, [](db::Tx& tx) {
        // Nobody waits for an allocation here: what waits never meets the line.
        tx.execute("UPDATE allocation SET quota = 1000000");
        return tx.list(
            [](const db::Row& row) {
                return support::Organisation{row.get<core::OrganisationId>("id"), row.get<std::string>("code"),
                                             core::OrganisationKind::dealer,
                                             row.get<core::OrganisationId>("parent_id")};
            },
            "SELECT d.id, d.code, d.parent_id FROM organisation d JOIN organisation r ON r.id = d.parent_id "
            "WHERE d.kind = 'DEALER' AND r.kind = 'REGION' ORDER BY d.id");
    });
}

}  // namespace

Market::Market(scenarios::Stack& stack, unsigned seed) : dealers(read_dealers(stack.pool())) {
    auto asker = stack.client();
    asker.sign_in("li.na", "marque-demo");
    const auto models = scenarios::read_models(asker);
    std::vector<support::HttpClient> everywhere;
    for (const auto& dealer : dealers) {
        const auto person = support::make_person(stack.pool(), dealer, {core::Role::salesperson});
        everywhere.push_back(stack.client());
        everywhere.back().sign_in(person.sign_in_name, person.password);
    }
    std::mt19937 random(seed);
    int against_rules = 0;
    while (all.size() < wishes_wanted) {
        auto wish = scenarios::draw_wish(asker, models, random, against_rules).configuration;
        // Not every region has everything.
        if (!std::all_of(everywhere.begin(), everywhere.end(), [&](support::HttpClient& dealer) {
                return scenarios::expect(200, dealer.post("/catalog/configurations/check", wish), "check").at("valid");
            }))
            continue;
        by_model[wish.at("model").get<std::string>()].push_back(wish);
        all.push_back(std::move(wish));
    }
}

Json Market::order_for(const Json& wish) {
    Json body = wish;
    body["kind"] = "STOCK";
    body["requested_date"] = core::to_iso_date(core::BusinessClock{}.today("Asia/Shanghai") + std::chrono::days{60});
    return body;
}

Json Market::change_of(const std::string& model, const Json& version, std::mt19937& random) const {
    const auto& choices = by_model.at(model);
    return {{"version", version}, {"features", choices[random() % choices.size()].at("features")}};
}

std::string code_of(const std::string& answer) {
    const auto problem = Json::parse(answer, nullptr, false);
    return problem.is_object() ? problem.value("code", "") : "";
}

bool is_usual_refusal(const std::string& code) {
    static const std::set<std::string> usual{"order.stale_version",        "order.illegal_move",
                                             "order.change_pending",       "order.cancel_pending",
                                             "order.change_window_closed", "order.nothing_changed"};
    return usual.contains(code);
}

}  // namespace marque::bench
