#include "app/demo_history.h"
#include "app/demo_people.h"
#include "app/demo_seller.h"
#include "app/demo_showroom.h"
#include "orders/orders.h"

namespace marque::app::demo {
namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr int orders_for_the_line = 120;
constexpr int last_on_the_line = 90;
constexpr int stock_percent = 40;
constexpr std::size_t first_ordinal = 2000;  ///< of buyers that own no car yet

/// This month's allocation of every dealer, with room left; but for one, whose next order waits.
void allocate(db::Tx& tx, const World& world) {
    const std::chrono::year_month_day today(world.today);
    const core::Date month(today.year() / today.month() / std::chrono::day{1});
    const auto& full = world.dealers[world.dealers.size() / 3].id;
    tx.execute(
        "INSERT INTO allocation (dealer_id, month, model_id, quota, used, updated_at) "
        "SELECT dealer_id, ?, 0, IF(dealer_id = ?, COUNT(*), COUNT(*) + 40), COUNT(*), ? FROM customer_order "
        "WHERE placed_at >= ? AND state NOT IN ('DRAFT', 'WAITING', 'ON_HOLD', 'REFUSED', 'CANCELLED') GROUP BY dealer_id",
        month, full, world.now, local(month, 0, 0));
    tx.execute(
        "UPDATE customer_order o JOIN allocation a ON a.dealer_id = o.dealer_id AND a.month = ? SET o.allocation_id = a.id "
        "WHERE o.placed_at >= ? AND o.state NOT IN ('DRAFT', 'WAITING', 'ON_HOLD', 'REFUSED', 'CANCELLED')",
        month, local(month, 0, 0));
}

}  // namespace

core::Scope scope_of(const Dealer& dealer, const Staff& salesperson) {
    core::Scope scope;
    scope.person = salesperson.id;
    scope.organisation = dealer.id;
    scope.organisation_kind = core::OrganisationKind::dealer;
    scope.organisation_code = dealer.code;
    scope.time_zone = "Asia/Shanghai";
    scope.region = dealer.region;
    scope.roles.add(core::Role::salesperson);
    return scope;
}

core::CustomerId enter_buyer(db::Tx& tx, const Buyer& buyer) {
    return tx.insert<core::CustomerId>(
        "INSERT INTO customer (kind, name, phone, address, postcode, locale, dealer_id, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        buyer.company ? "COMPANY" : "PERSON", buyer.name, buyer.phone, buyer.address, buyer.postcode, buyer.locale,
        buyer.dealer, buyer.met_at);
}

void assign_customers(db::Tx& tx) {
    tx.execute(
        "UPDATE customer c SET c.salesperson_id = COALESCE("
        "  (SELECT o.salesperson_id FROM customer_order o WHERE o.customer_id = c.id ORDER BY o.id DESC LIMIT 1), "
        "  (SELECT q.salesperson_id FROM quote q WHERE q.customer_id = c.id ORDER BY q.id DESC LIMIT 1))");
}

std::size_t place_orders_for_the_line(db::Tx& tx, db::NumberSeries& numbers, catalog::Catalog& catalog,
                                      const World& world, Dice& dice) {
    const auto catalogue = catalog.current(tx);
    for (int i = 0; i < orders_for_the_line; ++i) {
        const auto ordinal = static_cast<std::size_t>(i);
        const Dealer& dealer = world.dealers[ordinal % world.dealers.size()];
        const Staff& salesperson = dice.pick(dealer.salespeople);
        const core::Instant at = world.now - minutes{(orders_for_the_line - i) * 3};
        const auto car = configure(dice, *catalogue, draw_model(dice, world), local_day(at), dealer.region);

        orders::PlaceOrder command;
        command.kind = dice.chance(stock_percent) ? orders::Kind::stock : orders::Kind::customer;
        command.model = car.model_code;
        command.model_year = static_cast<int>(car.model_year);
        command.features = car.chosen;
        command.requested_date = world.today + days{dice.between(25, 60)};
        if (command.kind == orders::Kind::customer) {
            command.customer_id = enter_buyer(tx, draw_buyer(dice, world, dealer, first_ordinal + ordinal, at));
        }
        orders::Placing placing;
        placing.scope = scope_of(dealer, salesperson);
        placing.actor = {salesperson.id, salesperson.name, "127.0.0.1", "load-demo"};
        placing.at = at;
        placing.number = orders::next_order_number(numbers, at);
        placing.priority = last_on_the_line;
        orders::place_order(tx, catalog, command, placing);
    }
    allocate(tx, world);
    return orders_for_the_line;
}

}  // namespace marque::app::demo
