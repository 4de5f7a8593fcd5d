#include "app/demo_history.h"
#include "app/demo_people.h"
#include "app/demo_seller.h"
#include "app/demo_showroom.h"
#include "quotes/quotes.h"

namespace marque::app::demo {
namespace {

using std::chrono::days;

constexpr std::size_t first_quoted_ordinal = 4000;  ///< of buyers that have only been quoted a price

/// A quote as it was made: how long ago, and what was taken off, in hundredths of a per cent of the list price.
struct Offered {
    int days_ago;
    int discount;
};
/// Of each dealer: old enough to have expired, within the salesperson's limit, at the list price, above the limit.
constexpr std::array offered{Offered{20, 150}, Offered{9, 220}, Offered{3, 0}, Offered{1, 500}};

core::Money rounded(core::Money price, int share) {
    constexpr std::int64_t hundred_yuan = 10'000;
    return core::Money{price.cents / 10'000 * share / hundred_yuan * hundred_yuan};
}

}  // namespace

std::size_t make_quotes(db::Tx& tx, db::NumberSeries& numbers, catalog::Catalog& catalog, const World& world,
                        Dice& dice) {
    const auto catalogue = catalog.current(tx);
    std::size_t made = 0;
    for (const auto& one : offered) {
        for (const Dealer& dealer : world.dealers) {
            const Staff& salesperson = dice.pick(dealer.salespeople);
            const core::Instant at = world.now - days{one.days_ago};
            const auto car = configure(dice, *catalogue, draw_model(dice, world), local_day(at), dealer.region);
            quotes::MakeQuote command;
            command.model = car.model_code;
            command.model_year = static_cast<int>(car.model_year);
            command.features = car.chosen;
            command.customer_id = enter_buyer(tx, draw_buyer(dice, world, dealer, first_quoted_ordinal + made, at));
            command.discount = rounded(car.price, one.discount);
            quotes::make_quote(
                tx, catalog, quotes::next_quote_number(numbers, at), command,
                {scope_of(dealer, salesperson), {salesperson.id, salesperson.name, "127.0.0.1", "load-demo"}, at, at});
            ++made;
        }
    }
    return made;
}

}  // namespace marque::app::demo
