#include "customers/customers.h"
#include "db/audit.h"
#include "http/json_fields.h"

namespace marque::customers {
namespace {

struct Consent {
    bool do_not_call = false;
    std::string reason;
};
MARQUE_JSON(Consent, do_not_call, reason)

std::string document(const Consent& consent) { return http::to_json_value(consent).dump(); }

}  // namespace

void set_do_not_call(db::Tx& tx, core::CustomerId id, const std::string& reason, core::Instant at,
                     const core::Actor& actor) {
    for (const core::CustomerId record : same_person(tx, id)) {
        const auto changed = tx.execute(
            "UPDATE customer SET do_not_call = TRUE, do_not_call_reason = ?, version = version + 1 "
            "WHERE id = ? AND NOT do_not_call",
            reason, record);
        if (changed == 0) continue;
        db::audit(tx, at, actor, "customer.do_not_call", "customer " + std::to_string(record.value),
                  document({false, ""}), document({true, reason}));
    }
}

}  // namespace marque::customers
