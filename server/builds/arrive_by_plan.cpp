#include "builds/builds.h"
#include "builds/receive_line_messages.h"

namespace marque::builds {
namespace {

constexpr int most_arrivals = 50;
constexpr const char* on_the_road = "SHIPPED";
constexpr const char* at_the_dealer = "ARRIVED";

LineMessage arrival_of(const std::string& build_id, std::int64_t seq, core::Instant at) {
    LineMessage message;
    message.message_id = build_id + "#" + std::to_string(seq);
    message.created_at = at;
    message.build_id = build_id;
    message.seq = seq;
    message.station = at_the_dealer;
    message.state = SegmentState::completed;
    message.pass_no = 1;
    message.operations_type = OperationsType::inventory;
    message.started_at = message.ended_at = at;
    return message;
}

}  // namespace

std::size_t arrive_by_plan(http::Services& services) {
    std::map<std::string, std::vector<LineMessage>> due;
    db::read(services.pool, [&](db::Tx& tx) {
        due.clear();
        // A past that was loaded numbers its messages by their builds; a line's have names of their own.
        tx.each(
            [&](const db::Row& row) {
                due[row.get<std::string>("line_code")].push_back(arrival_of(row.get<std::string>("build_id"),
                                                                            row.get<std::int64_t>("last_seq") + 1,
                                                                            row.get<core::Instant>("road_eta")));
            },
            "SELECT b.line_code, b.build_id, b.last_seq, b.road_eta FROM build b "
            "JOIN build_event e ON e.build_pk = b.id AND e.seq = b.last_seq "
            "WHERE b.state = 'COMPLETED' AND b.station = ? AND b.road_eta <= ? AND e.message_id = CONCAT(b.build_id, '#', b.last_seq) "
            "ORDER BY b.road_eta, b.id LIMIT ?",
            on_the_road, services.clock.now(), most_arrivals);
    });
    std::size_t arrived = 0;
    for (const auto& [line, messages] : due) {
        for (const auto& result : receive_line_messages(services, line, messages)) {
            arrived += result.result == Receipt::accepted;
        }
    }
    return arrived;
}

}  // namespace marque::builds
