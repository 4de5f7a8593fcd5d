#include "arch/source_tree.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "support/paths.h"

namespace marque::arch {
namespace {

class Scanner {
  public:
    explicit Scanner(SourceFile& file, const std::string& text) : file_(file), text_(text) {}

    void run() {
        while (at_ < text_.size()) step();
    }

  private:
    char now() const { return text_[at_]; }
    bool starts(std::string_view what) const { return text_.compare(at_, what.size(), what) == 0; }

    void step() {
        if (now() == '\n') return newline();
        if (std::isspace(static_cast<unsigned char>(now()))) return advance(1);
        if (starts("//")) return advance_to("\n", 0);
        if (starts("/*")) return advance_to("*/", 2);
        if (now() == '#' && line_begins_) return directive();
        line_begins_ = false;
        if (starts("R\"")) return raw_text();
        if (now() == '"') return quoted_text();
        if (now() == '\'') return character();
        if (std::isalnum(static_cast<unsigned char>(now())) || now() == '_') return name();
        add(Token::Kind::sign, std::string(1, now()));
        advance(1);
    }

    void newline() {
        ++line_;
        ++at_;
        line_begins_ = true;
    }
    void advance(std::size_t count) {
        for (const auto end = std::min(at_ + count, text_.size()); at_ < end; ++at_) line_ += now() == '\n' ? 1 : 0;
    }
    void advance_to(std::string_view what, std::size_t beyond) {
        const auto found = text_.find(what, at_ + 1);
        advance((found == std::string::npos ? text_.size() : found + beyond) - at_);
    }
    void add(Token::Kind kind, std::string value) {
        const bool beside =
            kind == Token::Kind::text && !file_.tokens.empty() && file_.tokens.back().kind == Token::Kind::text;
        if (beside)
            file_.tokens.back().value += value;
        else
            file_.tokens.push_back({kind, std::move(value), line_});
    }

    void directive() {
        const auto end = std::min(text_.find('\n', at_), text_.size());
        const std::string line = text_.substr(at_, end - at_);
        const auto open = line.find_first_of("<\"");
        if (line.find("include") != std::string::npos && open != std::string::npos) {
            const auto close = line.find(line[open] == '<' ? '>' : '"', open + 1);
            (line[open] == '<' ? file_.foreign : file_.own).push_back(line.substr(open + 1, close - open - 1));
        }
        advance(end - at_);
    }
    void raw_text() {
        const auto open = text_.find('(', at_);
        const std::string close = ")" + text_.substr(at_ + 2, open - at_ - 2) + "\"";
        const auto end = text_.find(close, open);
        if (open == std::string::npos || end == std::string::npos)
            throw std::runtime_error(file_.path + ": a raw string does not end");
        add(Token::Kind::text, text_.substr(open + 1, end - open - 1));
        advance(end + close.size() - at_);
    }
    std::size_t closing(char quote) const {
        for (auto i = at_ + 1; i < text_.size(); ++i) {
            if (text_[i] == '\\')
                ++i;
            else if (text_[i] == quote)
                return i;
        }
        throw std::runtime_error(file_.path + ":" + std::to_string(line_) + ": a literal does not end");
    }
    void quoted_text() {
        const auto end = closing('"');
        add(Token::Kind::text, text_.substr(at_ + 1, end - at_ - 1));
        advance(end + 1 - at_);
    }
    void character() {
        // 1'000 is a number.
        if (at_ > 0 && std::isdigit(static_cast<unsigned char>(text_[at_ - 1]))) return advance(1);
        advance(closing('\'') + 1 - at_);
        add(Token::Kind::sign, "'");
    }
    void name() {
        auto end = at_;
        while (end < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[end])) || text_[end] == '_')) ++end;
        add(Token::Kind::name, text_.substr(at_, end - at_));
        advance(end - at_);
    }

    SourceFile& file_;
    const std::string& text_;
    std::size_t at_ = 0;
    int line_ = 1;
    bool line_begins_ = true;
};

}  // namespace

std::string SourceFile::folder() const {
    const auto slash = path.find('/');
    return slash == std::string::npos ? "" : path.substr(0, slash);
}

SourceFile read_source(const std::string& path, const std::string& text) {
    SourceFile file{path, {}, {}, {}};
    Scanner(file, text).run();
    return file;
}

std::vector<SourceFile> read_tree(const std::filesystem::path& root) {
    std::vector<SourceFile> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        const auto extension = entry.path().extension();
        if (!entry.is_regular_file() || (extension != ".h" && extension != ".cpp")) continue;
        files.push_back(
            read_source(entry.path().lexically_relative(root).generic_string(), support::read_file(entry.path())));
    }
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return files;
}

}  // namespace marque::arch
