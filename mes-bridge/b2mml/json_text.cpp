#include "b2mml/json_text.h"

namespace marque::b2mml {

void append_quoted(std::string& json, std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    json += '"';
    std::size_t plain = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        json.append(text.substr(plain, i - plain));
        plain = i + 1;
        if (c >= 0x20) {
            json += '\\';
            json += text[i];
        } else {
            json.append("\\u00").append({digits[c >> 4], digits[c & 15]});
        }
    }
    json.append(text.substr(plain));
    json += '"';
}

}  // namespace marque::b2mml
