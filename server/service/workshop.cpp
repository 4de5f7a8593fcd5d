#include "service/workshop.h"

#include <cctype>

namespace marque::service {
namespace {

constexpr int most_hits = 20;

LabourOperation map_operation(const db::Row& row) {
    return {row.get<std::string>("code"),
            {row.get<std::string>("name_zh"), row.get<std::string>("name_en")},
            row.get<core::Hundredths>("hours"),
            row.get<core::Money>("hourly_rate")};
}

Part map_part(const db::Row& row) {
    return {row.get<std::string>("part_no"),
            {row.get<std::string>("name_zh"), row.get<std::string>("name_en")},
            row.get<core::Money>("unit_price"),
            row.get<bool>("serialised")};
}

/// Repeats the last value up to a power of two: lists of any length make few distinct statements.
std::vector<std::string> padded(std::vector<std::string> values) {
    std::size_t size = 1;
    while (size < values.size()) size *= 2;
    if (!values.empty()) values.resize(size, values.back());
    return values;
}

template <class Lines, class Code>
std::vector<std::string> codes_of(const Lines& lines, Code code) {
    std::set<std::string> codes;
    for (const auto& line : lines) codes.insert(line.*code);
    return padded({codes.begin(), codes.end()});
}

/// `text` so that LIKE … ESCAPE '!' takes it letter for letter.
std::string literal(const std::string& text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '!') escaped += '!';
        escaped += c;
    }
    return escaped;
}

/// `text` as a regular expression of PCRE that takes it letter for letter: as a word, or as the beginning of one.
struct Words {
    std::string whole, begun;
};
Words words_of(const std::string& text) {
    if (text.empty()) return {"^$", "^$"};
    std::string escaped;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 && std::isalnum(byte) == 0) escaped += '\\';
        escaped += c;
    }
    return {"(?<!\\w)" + escaped + "(?!\\w)", "(?<!\\w)" + escaped};
}

}  // namespace

Workshop read_workshop(db::Tx& tx, const core::Scope& scope, const TypedLines& typed) {
    Workshop workshop;
    db::SqlBuilder operations("SELECT code, name_zh, name_en, hours, hourly_rate FROM labour_operation WHERE code IN");
    operations.add_in(codes_of(typed.operations, &TypedOperation::operation_code));
    for (auto& operation : tx.list(map_operation, operations)) workshop.operations.emplace(operation.code, operation);

    db::SqlBuilder parts("SELECT part_no, name_zh, name_en, unit_price, serialised FROM part WHERE part_no IN");
    parts.add_in(codes_of(typed.parts, &TypedPart::part_no));
    for (auto& part : tx.list(map_part, parts)) workshop.parts.emplace(part.part_no, part);

    tx.each([&](const db::Row& row) { workshop.technicians.insert(row.get<core::PersonId>("id")); },
            "SELECT p.id FROM person p JOIN person_role r ON r.person_id = p.id AND r.role = 'TECHNICIAN' "
            "WHERE p.organisation_id = ? AND p.active = TRUE",
            scope.organisation);
    return workshop;
}

std::vector<LabourOperation> find_operations(db::Tx& tx, const std::string& text) {
    const auto begins = literal(text) + "%";
    const auto contains = "%" + begins;
    const auto words = words_of(text);
    return tx.list(map_operation,
                   "SELECT code, name_zh, name_en, hours, hourly_rate FROM labour_operation "
                   "WHERE code LIKE ? ESCAPE '!' OR name_zh LIKE ? ESCAPE '!' OR name_en LIKE ? ESCAPE '!' "
                   "ORDER BY code LIKE ? ESCAPE '!' DESC, name_en REGEXP ? OR name_zh LIKE ? ESCAPE '!' DESC, "
                   "  name_en REGEXP ? DESC, code LIMIT ?",
                   contains, contains, contains, begins, words.whole, begins, words.begun, most_hits);
}

std::vector<Part> find_parts(db::Tx& tx, const std::string& text) {
    const auto begins = literal(text) + "%";
    const auto contains = "%" + begins;
    const auto words = words_of(text);
    return tx.list(map_part,
                   "SELECT part_no, name_zh, name_en, unit_price, serialised FROM part "
                   "WHERE part_no LIKE ? ESCAPE '!' OR name_zh LIKE ? ESCAPE '!' OR name_en LIKE ? ESCAPE '!' "
                   "ORDER BY part_no LIKE ? ESCAPE '!' DESC, name_en REGEXP ? OR name_zh LIKE ? ESCAPE '!' DESC, "
                   "  name_en REGEXP ? DESC, part_no LIMIT ?",
                   contains, contains, contains, begins, words.whole, begins, words.begun, most_hits);
}

}  // namespace marque::service
