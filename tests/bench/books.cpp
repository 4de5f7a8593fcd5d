#include <algorithm>
#include <cstdio>

#include "bench/books.h"
#include "db/tx.h"

namespace marque::bench {
namespace {

using scenarios::Check;

Json features_of(const std::string& listed) {
    Json features = Json::array();
    for (std::size_t start = 0; start < listed.size();) {
        const auto end = std::min(listed.find(',', start), listed.size());
        features.push_back(listed.substr(start, end - start));
        start = end + 1;
    }
    std::sort(features.begin(), features.end());
    return features;
}

/// The ledger's [["ENGINE","LIY"], …] in the form of the office's.
Json features_of(const Json& entry) {
    Json features = Json::array();
    for (const auto& feature : entry.at("features"))
        features.push_back(feature.at(0).get<std::string>() + " " + feature.at(1).get<std::string>());
    std::sort(features.begin(), features.end());
    return features;
}

bool is_live(const Json& build) { return build.at("state") != "CANCELLED" && build.at("state") != "DISOWNED"; }

std::map<std::string, std::vector<const Json*>> by_order(const std::vector<Json>& line_book) {
    std::map<std::string, std::vector<const Json*>> orders;
    for (const auto& entry : line_book)
        if (!entry.at("build_id").is_null()) orders[entry.at("order_number")].push_back(&entry);
    return orders;
}

Check check_one_build(const Books& books) {
    Check check{"line and office", "no order has two builds"};
    std::map<std::string, int> at_office, at_line;
    for (const auto& [build_id, build] : books.builds) at_office[build.at("order_number")] += is_live(build) ? 1 : 0;
    for (const auto& entry : books.line_book)
        if (!entry.at("build_id").is_null()) at_line[entry.at("order_number")] += is_live(entry) ? 1 : 0;
    for (const auto& [number, count] : at_office) check.look(count <= 1, number + " has several builds at the office");
    for (const auto& [number, count] : at_line) check.look(count <= 1, number + " has several builds at the line");
    return check;
}

Check check_no_orphans(const Books& books) {
    Check check{"line and office", "no build is without its order, on either side"};
    std::set<std::string> at_line;
    for (const auto& entry : books.line_book) {
        if (entry.at("build_id").is_null()) continue;
        const std::string build_id = entry.at("build_id");
        at_line.insert(build_id);
        const auto found = books.builds.find(build_id);
        if (entry.at("state") == "DISOWNED") continue;
        check.look(found != books.builds.end(), build_id + " is not known at the office");
        if (found != books.builds.end())
            check.same(found->second.at("order_number"), entry.at("order_number"), build_id + " order");
    }
    for (const auto& [build_id, build] : books.builds)
        check.look(at_line.contains(build_id), build_id + " is not known at the line");
    return check;
}

Check check_versions(const Books& books) {
    Check check{"line and office", "the same version and features of every order, cancelled on both sides or neither"};
    const auto at_line = by_order(books.line_book);
    for (const auto& [number, order] : books.office) {
        const auto found = at_line.find(number);
        const bool cancelled = order.at("state") == "CANCELLED" || order.at("state") == "REFUSED";
        const Json* live = nullptr;
        if (found != at_line.end())
            for (const auto* entry : found->second)
                if (is_live(*entry)) live = entry;
        check.look(cancelled == (live == nullptr), number + " is " + order.at("state").get<std::string>() +
                                                       " at the office, and the line " +
                                                       (live ? "builds it" : "does not build it"));
        if (cancelled || !live) continue;
        check.same(order.at("version"), live->at("version"), number + " version");
        check.same(order.at("features"), features_of(*live), number + " features");
        check.same(order.at("build_id"), live->at("build_id"), number + " build ID");
        check.same(order.at("pending"), 0, number + " changes without an answer");
    }
    return check;
}

Check check_placed(const Books& books) {
    Check check{"salespeople and office", "every order that somebody placed is there, and no other"};
    for (const auto& number : books.placed) check.look(books.office.contains(number), number + " is not there");
    for (const auto& [number, order] : books.office)
        check.look(books.placed.contains(number), number + " was placed by nobody");
    return check;
}

}  // namespace

void Books::read(scenarios::Stack& stack) {
    line_book = stack.ledger();
    office.clear();
    builds.clear();
    db::read(stack.pool(), [&](db::Tx& tx) {
        tx.execute("SET SESSION group_concat_max_len = 100000");
        tx.each(
            [&](const db::Row& row) {
                office[row.get<std::string>("number")] = {
                    {"state", row.get<std::string>("state")},
                    {"version", row.get<int>("configuration_version")},
                    {"build_id", row.opt<std::string>("build_id") ? Json(*row.opt<std::string>("build_id")) : Json()},
                    {"pending", row.get<int>("pending")},
                    {"features", features_of(row.get<std::string>("features"))}};
            },
            "SELECT o.number, o.state, o.configuration_version, o.build_id, "
            "  (SELECT COUNT(*) FROM order_configuration c WHERE c.order_id = o.id AND c.state = 'PENDING') AS pending, "
            "  (SELECT GROUP_CONCAT(f.family, ' ', f.code) FROM order_line l JOIN feature f ON f.id = l.feature_id "
            "   WHERE l.order_id = o.id AND l.version = o.configuration_version) AS features "
            "FROM customer_order o JOIN person p ON p.id = o.salesperson_id WHERE p.sign_in_name LIKE 'person.%'");
        tx.each(
            [&](const db::Row& row) {
                const auto or_null = [&](const char* column) {
                    const auto text = row.opt<std::string>(column);
                    return text ? Json(*text) : Json();
                };
                builds[row.get<std::string>("build_id")] = {{"order_number", row.get<std::string>("number")},
                                                            {"state", row.get<std::string>("state")},
                                                            {"last_seq", row.get<int>("last_seq")},
                                                            {"vin", or_null("vin")},
                                                            {"engine_number", or_null("engine_number")}};
            },
            "SELECT b.build_id, b.state, b.last_seq, b.vin, v.engine_number, o.number FROM build b "
            "JOIN customer_order o ON o.id = b.order_id LEFT JOIN vehicle v ON v.vin = b.vin "
            "JOIN person p ON p.id = o.salesperson_id WHERE p.sign_in_name LIKE 'person.%'");
        const auto count = [&](db::Sql sql) { return tx.value<std::size_t>("n", sql).value(); };
        // The office goes on telling the line of new places in the sequence: what has just been said is on its way.
        unanswered = count(
            "SELECT COUNT(*) AS n FROM line_request WHERE answer IS NULL AND sent_at < UTC_TIMESTAMP(3) - INTERVAL 10 SECOND");
        in_outbox = count("SELECT COUNT(*) AS n FROM outbox WHERE created_at < UTC_TIMESTAMP(3) - INTERVAL 10 SECOND");
        set_aside = count("SELECT COUNT(*) AS n FROM set_aside");
        off_the_line = count(
            "SELECT COUNT(DISTINCT f.build_pk) AS n FROM build_feature f JOIN build b ON b.id = f.build_pk "
            "JOIN customer_order o ON o.id = b.order_id JOIN person p ON p.id = o.salesperson_id "
            "WHERE p.sign_in_name LIKE 'person.%'");
        built_otherwise = count(
            "SELECT COUNT(*) AS n FROM (SELECT o.id, "
            "  (SELECT GROUP_CONCAT(f.family, ' ', f.code ORDER BY f.code) FROM order_line l "
            "   JOIN feature f ON f.id = l.feature_id WHERE l.order_id = o.id AND l.version = o.configuration_version) AS ordered, "
            "  (SELECT GROUP_CONCAT(u.family, ' ', u.code ORDER BY u.code) FROM build_feature u WHERE u.build_pk = b.id) AS built "
            "  FROM customer_order o JOIN build b ON b.live_order_id = o.id JOIN person p ON p.id = o.salesperson_id "
            "  WHERE p.sign_in_name LIKE 'person.%' AND b.completed_at IS NOT NULL) car "
            "WHERE built IS NULL OR built <> ordered");
    });
}

std::vector<Check> Books::check() const {
    Check built{"cars", "those off the line were built as the office has them"};
    built.looked_at = off_the_line;
    if (built_otherwise > 0)
        built.disagreements.push_back(std::to_string(built_otherwise) + " cars are built otherwise");
    return {check_placed(*this), check_one_build(*this), check_no_orphans(*this), check_versions(*this), built};
}

Check Books::nothing_left_over() const {
    Check answered{"left over", "nothing in the outbox, no request unanswered, nothing set aside"};
    answered.same(in_outbox, 0, "messages in the outbox");
    answered.same(unanswered, 0, "requests without an answer");
    answered.same(set_aside, 0, "messages set aside");
    return answered;
}

std::size_t report(const std::vector<Check>& checks) {
    std::size_t disagreements = 0;
    for (const auto& check : checks) {
        std::fprintf(stderr, "  %-22s %-86s %6zu looked at, %zu disagree\n", check.book.c_str(), check.what.c_str(),
                     check.looked_at, check.disagreements.size());
        for (std::size_t i = 0; i < check.disagreements.size() && i < 5; ++i)
            std::fprintf(stderr, "    %s\n", check.disagreements[i].c_str());
        disagreements += check.disagreements.size();
    }
    return disagreements;
}

bool prove(const char* figure, const std::vector<Falsehood>& falsehoods,
           const std::function<std::vector<Check>()>& check) {
    const auto count_found = [&] {
        std::map<std::string, std::size_t> found;
        for (const auto& one : check()) found[one.what] = one.disagreements.size();
        return found;
    };
    bool all = true;
    auto before = count_found();
    for (const auto& falsehood : falsehoods) {
        falsehood.tell();
        const auto now = count_found();
        const bool found = now.at(falsehood.what) > before.at(falsehood.what);
        std::fprintf(stderr, "%s: %-52s %s\n", figure, falsehood.told, found ? "found" : "NOT FOUND");
        all = all && found;
        before = now;
    }
    return all;
}

}  // namespace marque::bench
