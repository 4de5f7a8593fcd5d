#include "db/audit.h"

namespace marque::db {

void audit(Tx& tx, core::Instant at, const core::Actor& actor, std::string_view action, std::string_view subject,
           const std::string& before, const std::string& after) {
    const auto document = [](const std::string& text) { return text.empty() ? Param(std::nullopt) : Param(text); };
    tx.execute(
        "INSERT INTO audit (at, person_id, actor, address, request_id, action, subject, before_doc, after_doc) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        at, actor.person, actor.name, actor.address, actor.request_id, action, subject, document(before),
        document(after));
}

}  // namespace marque::db
