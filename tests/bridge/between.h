#pragma once

#include <boost/test/unit_test.hpp>
#include <set>

#include "plant.h"
#include "scripted_office.h"

// The bridge between an office and a line that do exactly what the test wants.
namespace marque::bridge_test {

using b2mml::OrderAnswer;
using b2mml::OrderRequest;
using b2mml::Performance;
using b2mml::PerformanceHistory;
using b2mml::PerformanceQuery;
using b2mml::Receipt;

inline b2mml::Envelope from_the_line() { return {b2mml::new_bodid(), b2mml::now(), "mes/plant-01", "marque"}; }

inline b2mml::Segment segment(int seq, const std::string& station = "BO-0110") {
    b2mml::Segment s;
    s.seq = seq;
    s.station = station;
    s.started_at = b2mml::now();
    return s;
}

inline Performance progress(const std::string& build_id, int seq) {
    return {from_the_line(), build_id, "ORD-OF-" + build_id, segment(seq)};
}

inline OrderAnswer build_id_for(const OrderRequest& request, const std::string& build_id) {
    OrderAnswer answer;
    answer.envelope = from_the_line();
    answer.original_bodid = request.envelope.bodid;
    answer.accepted = true;
    answer.order_number = request.order_number;
    answer.configuration_version = request.configuration_version;
    answer.build_id = build_id;
    answer.planned_start = b2mml::now();
    answer.planned_end = b2mml::now() + 1h;
    return answer;
}

struct Between {
    support::TestBroker broker;
    ScriptedOffice office;
    MqttEnd line{broker.port(), usual_prefix};
    Bridge bridge{broker.port(), office.port()};

    Between() {
        BOOST_REQUIRE(eventually(patience, [&] { return bridge.connected(); }));
    }

    std::optional<Receipt> receipt_for_message(const std::string& bodid) {
        for (auto& receipt : line.all<Receipt>())
            if (receipt.original_bodid == bodid) return receipt;
        return {};
    }
    Receipt await_receipt(const std::string& bodid) {
        BOOST_REQUIRE_MESSAGE(eventually(patience, [&] { return receipt_for_message(bodid).has_value(); }),
                              "no ConfirmBOD for " << bodid);
        return *receipt_for_message(bodid);
    }
    OrderRequest await_request(const std::string& bodid) {
        std::optional<OrderRequest> found;
        BOOST_REQUIRE(eventually(patience, [&] {
            for (auto& request : line.all<OrderRequest>())
                if (request.envelope.bodid == bodid) found = std::move(request);
            return found.has_value();
        }));
        return *found;
    }
    std::vector<int> applied(const std::string& build_id) {
        std::vector<int> seqs;
        for (const auto& message : office.book().applied)
            if (message.at("kind") == "PROGRESS" && message.at("build_id") == build_id)
                seqs.push_back(message.at("seq").get<int>());
        return seqs;
    }
    bool journal_is_empty() {
        auto health = bridge.health();
        return health.at("lines").at(0).at("journal").at("inbound") == 0;
    }
};

inline const std::vector<int> one_to_five{1, 2, 3, 4, 5};

}  // namespace marque::bridge_test
