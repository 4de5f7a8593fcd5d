#include "bench/message_form.h"

#include <array>

#include "b2mml/write.h"

namespace marque::bench {
namespace {

constexpr std::string_view form_bodid = "{bodid}", form_build = "{build}", form_order = "{order}", form_vin = "{vin}",
                           form_engine = "{engine}";
constexpr auto form_time = b2mml::Instant{std::chrono::sys_days{std::chrono::year{2001} / 1 / 1}};

}  // namespace

MessageForm::MessageForm(b2mml::Segment segment) {
    if (segment.started_at) segment.started_at = form_time;
    if (segment.ended_at) segment.ended_at = form_time;
    if (!segment.vin.empty()) segment.vin = form_vin;
    if (!segment.engine_number.empty()) segment.engine_number = form_engine;
    const auto text = b2mml::write(b2mml::Performance{{std::string(form_bodid), form_time, "mes/plant-01", "marque"},
                                                      std::string(form_build),
                                                      std::string(form_order),
                                                      std::move(segment)});
    const auto time = b2mml::format_instant(form_time);
    const std::array<std::pair<std::string_view, std::string_view Values::*>, 6> places{
        {{form_bodid, &Values::bodid},
         {form_build, &Values::build_id},
         {form_order, &Values::order_number},
         {form_vin, &Values::vin},
         {form_engine, &Values::engine_number},
         {time, &Values::now}}};
    for (std::size_t start = 0;;) {
        auto first = std::string::npos;
        std::pair<std::string_view, std::string_view Values::*> found{};
        for (const auto& place : places) {
            const auto at = text.find(place.first, start);
            if (at >= first) continue;
            first = at;
            found = place;
        }
        pieces_.push_back({text.substr(start, first - start), found.second});
        if (first == std::string::npos) return;
        start = first + found.first.size();
    }
}

std::string MessageForm::fill(const Values& values) const {
    std::string text;
    text.reserve(1400);
    for (const auto& piece : pieces_) {
        text += piece.text;
        if (piece.value) text += values.*piece.value;
    }
    return text;
}

}  // namespace marque::bench
