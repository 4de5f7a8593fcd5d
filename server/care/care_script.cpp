#include "care/care_script.h"

#include <map>
#include <string_view>

#include "care/spoken.h"

namespace marque::care {
namespace {

using Values = std::map<std::string, std::string, std::less<>>;

/// A slot that nobody knows stays as it is written, for whoever edits the programme to see.
std::string filled(std::string_view script, const Values& values) {
    std::string text;
    while (!script.empty()) {
        const auto open = script.find('{');
        const auto close = open == std::string_view::npos ? open : script.find('}', open);
        if (close == std::string_view::npos) break;
        text += script.substr(0, open);
        const auto value = values.find(script.substr(open + 1, close - open - 1));
        text += value == values.end() ? script.substr(open, close - open + 1) : std::string_view(value->second);
        script.remove_prefix(close + 1);
    }
    return text.append(script);
}

}  // namespace

core::Localized fill_script(const core::Localized& script, const ScriptSlots& slots) {
    const core::Localized station =
        slots.station.value_or(core::Localized{"就近的维修站", "your nearest service station"});
    Values values{{"customer", slots.customer}, {"agent", slots.agent}, {"km", grouped((slots.km + 50) / 100 * 100)}};
    const auto in = [&](const std::string& text, const std::string& model, const std::string& place) {
        values["model"] = model;
        values["station"] = place;
        return filled(text, values);
    };
    return {in(script.zh, slots.model.zh, station.zh), in(script.en, slots.model.en, station.en)};
}

}  // namespace marque::care
