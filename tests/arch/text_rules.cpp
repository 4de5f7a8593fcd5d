#include <map>
#include <regex>
#include <set>

#include "arch/rules.h"

namespace marque::arch {
namespace {

std::string place(const SourceFile& file, const Token& token) { return file.path + ":" + std::to_string(token.line); }

bool is_sql(const std::string& text) {
    static const std::regex statement(
        R"(^\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP|SET|WHERE|AND|ORDER BY|LIMIT|VALUES)\s.*)");
    return std::regex_match(text, statement);
}

bool is_sign(const SourceFile& file, std::size_t index, const char* sign) {
    return index < file.tokens.size() && file.tokens[index].kind == Token::Kind::sign &&
           file.tokens[index].value == sign;
}
bool is_name(const SourceFile& file, std::size_t index, const char* name) {
    return index < file.tokens.size() && file.tokens[index].kind == Token::Kind::name &&
           file.tokens[index].value == name;
}

bool is_pasted(const SourceFile& file, std::size_t index) {
    const bool after = is_sign(file, index + 1, "+");
    const bool before = index > 0 && (is_sign(file, index - 1, "+") ||
                                      (index > 1 && is_sign(file, index - 1, "=") && is_sign(file, index - 2, "+")));
    const bool streamed = (index > 1 && is_sign(file, index - 1, "<") && is_sign(file, index - 2, "<")) ||
                          (is_sign(file, index + 1, "<") && is_sign(file, index + 2, "<"));
    return after || before || streamed;
}

bool is_raw_connection(const SourceFile& file, std::size_t index) {
    return is_name(file, index, "db") && is_sign(file, index + 1, ":") && is_sign(file, index + 2, ":") &&
           is_name(file, index + 3, "Connection");
}
bool is_connector(const SourceFile& file, std::size_t index) {
    return is_name(file, index, "sql") && is_sign(file, index + 1, ":") && is_sign(file, index + 2, ":") &&
           (index == 0 || !is_sign(file, index - 1, ":"));
}

std::string file_of(const std::string& place) { return place.substr(0, place.rfind(':')); }

/// The slots of a sentence; {station_en} and {station_zh} are one slot in two languages.
std::set<std::string> slots_of(const std::string& text) {
    static const std::regex slot(R"(\{([a-z_]+?)(_en|_zh)?\})");
    std::set<std::string> slots;
    for (auto found = std::sregex_iterator(text.begin(), text.end(), slot); found != std::sregex_iterator(); ++found)
        slots.insert((*found)[1]);
    return slots;
}

/// U+4E00 to U+9FFF, which UTF-8 writes E4 B8 80 to E9 BF BF.
bool has_chinese(const std::string& text) {
    static const std::regex character("[\xe4-\xe9][\x80-\xbf][\x80-\xbf]");
    return std::regex_search(text, character) || text.find("_zh}") != std::string::npos;
}

}  // namespace

Faults sql_faults(const std::vector<SourceFile>& server) {
    static const std::regex every_column(R"((SELECT|,)\s+(\w+\.)?\*)");
    Faults faults;
    for (const auto& file : server) {
        for (std::size_t i = 0; i < file.tokens.size(); ++i) {
            const Token& token = file.tokens[i];
            if (file.folder() != "db" && is_raw_connection(file, i))
                faults.push_back(place(file, token) + ": only db/ holds a Connection");
            if (file.folder() != "db" && is_connector(file, i))
                faults.push_back(place(file, token) + ": only db/ knows the connector's types");
            if (token.kind != Token::Kind::text || !is_sql(token.value)) continue;
            if (is_pasted(file, i))
                faults.push_back(place(file, token) + ": text is pasted into SQL: " + token.value.substr(0, 60));
            if (std::regex_search(token.value, every_column))
                faults.push_back(place(file, token) + ": SELECT * names no columns");
        }
    }
    return faults;
}

std::vector<ErrorText> error_texts(const std::vector<SourceFile>& tree) {
    std::vector<ErrorText> errors;
    for (const auto& file : tree) {
        // ErrorSpec name { ErrorKind :: kind , "code" , "en" , "zh" }, with core:: wherever it is needed.
        for (std::size_t i = 0; i + 1 < file.tokens.size(); ++i) {
            if (!is_name(file, i, "ErrorSpec") || file.tokens[i + 1].kind != Token::Kind::name ||
                !is_sign(file, i + 2, "{"))
                continue;
            std::vector<std::string> texts;
            for (auto k = i + 3; k < file.tokens.size() && !is_sign(file, k, "}"); ++k) {
                if (file.tokens[k].kind == Token::Kind::text) texts.push_back(file.tokens[k].value);
            }
            texts.resize(3);
            errors.push_back({place(file, file.tokens[i]), texts[0], texts[1], texts[2]});
        }
    }
    return errors;
}

Faults error_faults(const std::vector<ErrorText>& errors) {
    static const std::regex code(R"([a-z_]+\.[a-z_]+)");
    Faults faults;
    std::map<std::string, std::string> known;
    for (const auto& error : errors) {
        const auto fault = [&](const std::string& what) {
            faults.push_back(error.where + ": " + error.code + " " + what);
        };
        const auto [first, fresh] = known.emplace(error.code, error.where);
        // One code may have several sentences, side by side, for the ways in which one thing is wrong.
        if (!fresh && file_of(first->second) != file_of(error.where)) fault("is also the code of " + first->second);
        if (!std::regex_match(error.code, code)) fault("is no code like order.not_found");
        if (error.en.empty()) fault("says nothing in English");
        if (has_chinese(error.en)) fault("speaks Chinese in its English sentence");
        if (!has_chinese(error.zh)) fault("has no Chinese sentence");
        if (slots_of(error.en) != slots_of(error.zh)) fault("has other slots in Chinese than in English");
    }
    return faults;
}

}  // namespace marque::arch
