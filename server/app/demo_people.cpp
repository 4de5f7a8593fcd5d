#include "app/demo_people.h"

#include "core/text.h"
#include "core/vin.h"

namespace marque::app::demo {

namespace {

/// No two ordinals share a number, and neighbours do not look alike.
std::string phone_of(std::size_t ordinal) { return "+861990000" + core::padded((ordinal * 7919 + 1237) % 10000, 4); }

std::string draw_name(Dice& dice, const Pools& pools) {
    return dice.pick(pools.surnames) + dice.pick(pools.given_names);
}

const CompanyPool* draw_company(Dice& dice, const World& world, const Dealer& dealer) {
    std::vector<const CompanyPool*> near;
    for (const auto& company : world.pools.companies) {
        if (company.dealer == dealer.code) near.push_back(&company);
    }
    return near.empty() ? nullptr : dice.pick(near);
}

/// GB 16735 table 3: letters without I, O, Q, U, Z; a round of thirty years that began in 2010.
char model_year_code(unsigned year) {
    static constexpr std::string_view codes = "ABCDEFGHJKLMNPRSTVWXY123456789";
    return codes[year % codes.size()];
}

}  // namespace

Buyer draw_buyer(Dice& dice, const World& world, const Dealer& dealer, std::size_t ordinal, core::Instant met_at) {
    Buyer buyer;
    buyer.locale = "zh-CN";
    if (const auto* company = dice.chance(9) ? draw_company(dice, world, dealer) : nullptr) {
        buyer.company = true;
        buyer.name = company->name;
    } else if (dice.chance(4)) {
        buyer.name = dice.pick(world.pools.foreign_names);
        buyer.locale = "en";
    } else {
        buyer.name = draw_name(dice, world.pools);
    }
    buyer.phone = phone_of(ordinal);
    buyer.address =
        dealer.city->address_prefix + dice.pick(dealer.city->streets) + std::to_string(dice.between(1, 1999)) + "号";
    buyer.postcode = dealer.city->postcode;
    buyer.dealer = dealer.id;
    buyer.met_at = met_at;
    if (dice.chance(4)) buyer.do_not_call_reason = "车主明确表示不希望接到回访电话";
    return buyer;
}

std::string draw_plate(Dice& dice, const Dealer& dealer, bool plug_in) {
    return dealer.city->plate +
           (plug_in ? "F" + core::padded(static_cast<std::size_t>(dice.below(100000)), 5) : dice.serial(5));
}

std::string make_vin(const std::string& model_code, unsigned model_year, std::size_t ordinal) {
    std::string vin = "LSG" + model_code + "0" + model_year_code(model_year) + "A" + core::padded(ordinal + 1, 6);
    vin[8] = core::Vin::check_digit(vin);
    return vin;
}

}  // namespace marque::app::demo
