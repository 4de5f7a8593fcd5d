#include "catalog/csv_text.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>

namespace marque::catalog {
namespace {

struct CloseIconv {
    void operator()(void* handle) const { iconv_close(handle); }
};

/// Nothing when a byte fits nowhere.
std::optional<std::string> converted(std::string_view bytes, const char* from) {
    const auto opened = iconv_open("UTF-8", from);
    if (opened == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
    const std::unique_ptr<void, CloseIconv> handle(opened);
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 2);
    std::array<char, 64 * 1024> chunk;
    char* in = const_cast<char*>(bytes.data());
    std::size_t left = bytes.size();
    while (left > 0) {
        char* out = chunk.data();
        std::size_t room = chunk.size();
        const auto done = iconv(handle.get(), &in, &left, &out, &room);
        text.append(chunk.data(), chunk.size() - room);
        if (done == static_cast<std::size_t>(-1) && errno != E2BIG) return std::nullopt;
    }
    return text;
}

/// Spreadsheets have no bytes below a space but tab and line ends.
bool has_controls(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < ' ' && c != '\t' && c != '\n' && c != '\r';
    });
}

char separator_of(std::string_view text) {
    const auto line = text.substr(0, text.find_first_of("\r\n"));
    const auto count = [&](char c) { return std::count(line.begin(), line.end(), c); };
    char best = ',';
    for (const char candidate : {';', '\t'}) {
        if (count(candidate) > count(best)) best = candidate;
    }
    return best;
}

/// One row at a time from the text.
class RowScanner {
  public:
    RowScanner(std::string_view text, char separator) : text_(text), separator_(separator) {}

    bool at_end() const { return at_ == text_.size(); }

    /// False when a quotation mark is out of place.
    bool next(std::vector<std::string>& cells) {
        for (;;) {
            std::string cell;
            if (at_ < text_.size() && text_[at_] == '"') {
                if (!quoted(cell)) return false;
            } else {
                const auto end = std::min(text_.find_first_of(line_or_separator(), at_), text_.size());
                cell = text_.substr(at_, end - at_);
                at_ = end;
            }
            cells.push_back(std::move(cell));
            if (at_ == text_.size()) return true;
            const char end = text_[at_++];
            if (end == separator_) continue;
            if (end == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
            return true;
        }
    }

  private:
    std::string line_or_separator() const { return std::string("\r\n") + separator_; }

    bool quoted(std::string& cell) {
        for (++at_;;) {
            const auto mark = text_.find('"', at_);
            if (mark == std::string_view::npos) return false;
            cell.append(text_.substr(at_, mark - at_));
            at_ = mark + 1;
            if (at_ == text_.size()) return true;
            if (text_[at_] != '"') return line_or_separator().find(text_[at_]) != std::string::npos;
            cell += '"';
            ++at_;
        }
    }

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
};

}  // namespace

std::optional<DecodedText> decode(std::string_view bytes) {
    DecodedText decoded;
    std::optional<std::string> text;
    if (bytes.starts_with(utf8_mark)) {
        decoded.encoding = Encoding::utf8_with_mark;
        text = converted(bytes.substr(utf8_mark.size()), "UTF-8");
    } else if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) {
        decoded.encoding = Encoding::utf16;
        text = converted(bytes.substr(2), bytes[0] == '\xff' ? "UTF-16LE" : "UTF-16BE");
    } else {
        text = converted(bytes, "UTF-8");
        if (!text) {
            decoded.encoding = Encoding::gb18030;
            text = converted(bytes, "GB18030");
        }
    }
    if (!text || has_controls(*text)) return std::nullopt;
    decoded.text = *std::move(text);
    return decoded;
}

std::uint32_t read_csv(std::string_view text, const CsvRow& row) {
    RowScanner scanner(text, separator_of(text));
    for (std::uint32_t number = 1; !scanner.at_end(); ++number) {
        std::vector<std::string> cells;
        if (!scanner.next(cells)) return number;
        row(number, std::move(cells));
    }
    return 0;
}

void append_csv(std::string& text, const std::vector<std::string>& cells) {
    bool first = true;
    for (const auto& cell : cells) {
        if (!first) text += ',';
        first = false;
        if (cell.find_first_of(",;\t\"\r\n") == std::string::npos) {
            text += cell;
            continue;
        }
        text += '"';
        for (const char c : cell) {
            if (c == '"') text += '"';
            text += c;
        }
        text += '"';
    }
    text += "\r\n";
}

}  // namespace marque::catalog
