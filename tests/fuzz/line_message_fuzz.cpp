#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>

#include "b2mml/parse.h"
#include "b2mml/write.h"
#include "bridge/line_message_json.h"

// From the wire to what the server is told, and from what the server hands out to the wire: what the parser lets
// through the mapper can say, and it says what was read.
namespace {

using namespace marque::b2mml;
using nlohmann::json;

void require(bool holds) {
    if (!holds) std::abort();
}

void check_progress(const std::string& message_id, const Envelope& envelope, const std::string& build_id,
                    const std::string& order_number, const Segment& segment) {
    const auto told =
        json::parse(marque::bridge::write_progress(message_id, envelope.created_at, build_id, order_number, segment));
    require(told.at("kind") == "PROGRESS" && told.at("message_id") == message_id);
    require(told.at("build_id") == build_id && !build_id.empty() && build_id.size() <= 32);
    require(told.at("seq") == segment.seq && segment.seq >= 1 && segment.seq <= max_seq);
    require(!segment.station.empty() && segment.station.size() <= 16);
    require(told.contains("started_at") || told.contains("ended_at"));
    if (segment.started_at && segment.ended_at) require(*segment.started_at <= *segment.ended_at);
    require(!told.contains("parts") || told.at("parts").size() == segment.parts.size());
    require(!told.contains("tests") || told.at("tests").size() == segment.tests.size());
}

void check(const Performance& m) {
    check_progress(m.envelope.bodid, m.envelope, m.build_id, m.order_number, m.segment);
}

void check(const PerformanceHistory& m) {
    int last = 0;
    for (const auto& segment : m.segments) {
        require(segment.seq > last);
        last = segment.seq;
        check_progress(m.envelope.bodid + "#" + std::to_string(segment.seq), m.envelope, m.build_id, m.order_number,
                       segment);
    }
}

void check(const OrderAnswer& m) {
    const auto told = json::parse(marque::bridge::write_answer(m));
    require(told.at("kind") == (m.accepted ? "BUILD_ACCEPTED" : "BUILD_REFUSED"));
    require(told.at("original_message_id") == m.original_bodid);
    require(m.accepted ? told.contains("build_id") : !told.at("reason").get<std::string>().empty());
}

void check(const OrderRequest&) {}
void check(const PerformanceQuery&) {}
void check(const Receipt&) {}

void check_wire(std::string_view payload) {
    const auto parsed = parse(payload);
    if (const auto* error = std::get_if<ParseError>(&parsed)) return require(!describe(*error).empty());
    std::visit([](const auto& message) { check(message); }, std::get<Message>(parsed));
}

// A request of the server is read, and can then be written for the line, or it is refused with an exception.
void check_lease(std::string_view payload) {
    const auto leased = json::parse(payload, nullptr, false);
    if (leased.is_discarded()) return;
    try {
        const auto request = marque::bridge::read_request(leased, "marque", "mes/plant-01");
        require(!write(request).empty());
    } catch (const std::exception&) {
        return;  // the bridge logs it and leaves it in the server's outbox
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view payload(reinterpret_cast<const char*>(data), size);
    check_wire(payload);
    check_lease(payload);
    return 0;
}
