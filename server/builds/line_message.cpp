#include "builds/line_message.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace marque::builds {
namespace {

constexpr std::int64_t largest_seq = 1'000'000;

bool fits(const std::optional<std::string>& text, std::size_t most) { return !text || text->size() <= most; }
bool given(const std::optional<std::string>& text, std::size_t most) {
    return text && !text->empty() && text->size() <= most;
}

/// It is the last level of the topics of its car: what parts levels, or stands for any of them, would cut the car off
/// from its own messages.
bool names_a_topic(const std::optional<std::string>& text) {
    return !text || text->find_first_of("/+#") == std::string::npos;
}

/// "1", "1.85", "0.125": what DECIMAL(10,3) holds.
bool is_quantity(const std::string& text) {
    const auto point = std::min(text.find('.'), text.size());
    const auto digits = [](std::string_view part) {
        return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    const std::string_view whole(text.data(), point);
    if (whole.size() > 7 || !digits(whole)) return false;
    if (point == text.size()) return true;
    const std::string_view fraction = std::string_view(text).substr(point + 1);
    return fraction.size() <= 3 && digits(fraction);
}

bool part_fits(const PartPutIn& part) {
    return !part.part_no.empty() && part.part_no.size() <= 40 && fits(part.lot, 60) && fits(part.serial, 60) &&
           (!part.quantity || is_quantity(*part.quantity));
}

/// Each once, and no more than a car can have.
bool features_fit(const std::vector<BuiltFeature>& features) {
    constexpr std::size_t most = 250, longest_code = 40;
    constexpr std::array families{"TRIM", "ENGINE", "EXTERIOR_COLOUR", "INTERIOR_TRIM", "OPTION"};
    const std::set<BuiltFeature> distinct(features.begin(), features.end());
    return features.size() <= most && distinct.size() == features.size() &&
           std::all_of(features.begin(), features.end(), [&](const BuiltFeature& feature) {
               return !feature.code.empty() && feature.code.size() <= longest_code &&
                      std::find(families.begin(), families.end(), feature.family) != families.end();
           });
}

}  // namespace

bool LineMessage::well_formed() const {
    if (message_id.empty() || message_id.size() > 100) return false;
    if (!names_a_topic(build_id) || !names_a_topic(order_number)) return false;
    if (kind != MessageKind::progress) {
        const bool answers = given(original_message_id, 36) && given(order_number, 20);
        return answers && (kind == MessageKind::build_refused ? fits(reason, 60) : given(build_id, 32));
    }
    const bool ordered = !started_at || !ended_at || *started_at <= *ended_at;
    const bool parts_fit = !parts || std::all_of(parts->begin(), parts->end(), part_fits);
    return given(build_id, 32) && seq && *seq >= 1 && *seq <= largest_seq && given(station, 16) && state && ordered &&
           parts_fit && (!features || features_fit(*features)) && pass_no.value_or(1) >= 1 &&
           pass_no.value_or(1) <= 100 && fits(hold_reason, 40) && fits(hold_part_no, 40) && fits(disposition, 40) &&
           fits(engine_number, 40) && fits(carrier, 60) && odometer_km.value_or(0) >= 0;
}

}  // namespace marque::builds
