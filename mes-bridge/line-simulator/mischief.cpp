#include "line-simulator/mischief.h"

#include "b2mml/message.h"

namespace marque::line {

void Mischief::send(const std::vector<Outgoing>& messages) {
    auto late = std::exchange(held_back_, {});
    for (const auto& message : messages) {
        auto happens = [&](double rate, const char* what) {
            return rate > 0 &&
                   chance_.happens(rate, message.build_id + message.order_number, what, message.seq, message.attempts);
        };
        if (message.attempts == 0 && happens(rates_.drop, "drop")) continue;
        if (happens(rates_.reorder, "reorder")) {
            held_back_.push_back(message);
            continue;
        }
        send_one(message);
        if (happens(rates_.duplicate, "duplicate")) send_one(message);
        if (happens(rates_.garbage, "garbage")) publish_(message.topic, garbage_for(message));
    }
    for (const auto& message : late) send_one(message);
}

void Mischief::send_one(const Outgoing& message) { publish_(message.topic, message.payload); }

std::string Mischief::garbage_for(const Outgoing& message) const {
    const auto& good = message.payload;
    auto changed = [&](const std::string& what, const std::string& with) {
        auto text = good;
        if (auto place = text.find(what); place != std::string::npos) text.replace(place, what.size(), with);
        if (auto place = text.find(message.bodid); place != std::string::npos)
            text.replace(place, message.bodid.size(), b2mml::new_bodid());
        return text;
    };
    switch (chance_.pick(9, message.build_id + message.order_number, "which-garbage", message.seq)) {
        case 0:
            return "this is not JSON";
        case 1:
            return good.substr(0, good.size() / 2);
        case 2:
            return std::string("\xff\xfe\x00\x01", 4) + good;
        case 3:
            return "{}";
        case 4:
            return R"({"NotifyOperationsEvent":{"@releaseID":"7.0.1"}})";
        case 5:
            return changed("\"DataArea\"", "\"DataAria\"");
        case 6:
            return changed("{\"ID\":\"SEQ\",\"Value\":[{\"ValueString\":\"",
                           "{\"ID\":\"SEQ\",\"Value\":[{\"ValueString\":\"-");
        case 7:
            return changed("T", " ");
        default:
            return std::string(2000, '[');
    }
}

}  // namespace marque::line
