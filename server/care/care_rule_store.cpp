#include "care/care_rule_store.h"

namespace marque::care::store {
namespace {

CareRule rule_from(const db::Row& row) {
    CareRule rule;
    rule.id = row.get<core::CareRuleId>("id");
    rule.code = row.get<std::string>("code");
    rule.caused_by = row.get<Cause>("caused_by");
    rule.due_days = row.opt<int>("due_days");
    rule.due_km = row.opt<int>("due_km");
    rule.window_days = row.get<int>("window_days");
    rule.occurrences = row.get<int>("occurrences");
    rule.priority = row.get<unsigned>("priority");
    return rule;
}

}  // namespace

std::vector<CareRule> rules_of(db::Tx& tx, Cause cause) {
    return tx.list(rule_from,
                   "SELECT id, code, caused_by, due_days, due_km, window_days, occurrences, priority FROM care_rule "
                   "WHERE caused_by = ? AND active ORDER BY id",
                   cause);
}

std::optional<CareRule> find_active_rule(db::Tx& tx, const std::string& code) {
    return tx.find(rule_from,
                   "SELECT id, code, caused_by, due_days, due_km, window_days, occurrences, priority FROM care_rule "
                   "WHERE code = ? AND active",
                   code);
}

}  // namespace marque::care::store
