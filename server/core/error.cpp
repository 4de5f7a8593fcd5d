#include "core/error.h"

namespace marque::core {

std::string sentence(const ErrorSpec& spec, Language language, const ErrorParams& params) {
    const std::string_view text = language == Language::zh ? spec.zh : spec.en;
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        const auto end = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
        if (end == std::string_view::npos) {
            result += text[i++];
            continue;
        }
        const auto found = params.find(text.substr(i + 1, end - i - 1));
        result += found == params.end() ? std::string(text.substr(i, end - i + 1)) : found->second;
        i = end + 1;
    }
    return result;
}

Error::Error(const ErrorSpec& spec, ErrorParams params, std::vector<FieldError> fields)
    : spec_(&spec), params_(std::move(params)), fields_(std::move(fields)) {
    what_ = std::string(spec.code) + ": " + core::sentence(spec, Language::en, params_);
    for (const auto& field : fields_) {
        what_ += " [" + field.pointer + ": " + std::string(field.spec->code) + "]";
    }
}

std::string Error::sentence(Language language) const { return core::sentence(*spec_, language, params_); }

}  // namespace marque::core
