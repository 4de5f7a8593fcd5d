#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "catalog/configuration.h"
#include "db/tx.h"
#include "http/router.h"
#include "http/services.h"

/// Models, features, rules and prices. The door of the slice.
namespace marque::catalog {

/// All models at one revision, past ones too; never changes once made.
struct Snapshot {
    std::uint64_t revision = 0;
    std::map<std::pair<std::string, int>, Model> models;

    /// One that can be ordered. Throws `catalog.no_such_model`.
    const Model& require(const std::string& code, int year) const;
    /// Of any year, withdrawn or not: what was ordered is still built and changed. Throws `catalog.no_such_model`.
    const Model& require(core::ModelId id) const;
};

/// The catalogue as it is now, kept in memory and read anew when its revision has moved.
class Catalog {
  public:
    std::shared_ptr<const Snapshot> current(db::Tx& tx);

  private:
    std::mutex mutex_;
    std::shared_ptr<const Snapshot> snapshot_;
    std::mutex importing_;

    friend class ImportTurn;
};

struct CatalogServices : http::Services {
    Catalog& catalog;
};

void add_routes(http::Router& router, const CatalogServices& services);

MARQUE_JSON(Fix, add, remove, price_effect)

/// A priced feature as other slices show it.
struct PriceLineView {
    Family family = Family::option;
    std::string code;
    core::Localized name;
    core::Money amount;
    bool included = false;
};
MARQUE_JSON(PriceLineView, family, code, name, amount, included)
std::vector<PriceLineView> price_lines(const Model& model, const Verdict& verdict);

/// The model as somebody chooses from it in a market: what is offered there, its prices, its rules.
http::Json model_json(const Model& model, const Market& market);
/// The verdict as a configurator shows it.
http::Json verdict_json(const Model& model, const Verdict& verdict);

/// What is said of prices beside an answer: one that a client sent was not used, for every price is the server's; or
/// one is no longer what it was.
struct PriceNotice {
    std::string code;
    std::string pointer;
    core::Localized sentence;
};
MARQUE_JSON(PriceNotice, code, pointer, sentence)
struct WithoutPrices {
    std::string body;
    std::vector<PriceNotice> notices;
};
/// A request's body without what it says of prices. Throws `request.malformed_json`.
WithoutPrices without_prices(const std::string& body);
/// A command read from such a body.
template <class Command>
struct Unpriced {
    Command command;
    std::vector<PriceNotice> notices;
};
template <class Command>
Unpriced<Command> read_unpriced(const http::Request& request) {
    auto [body, notices] = without_prices(request.body);
    return {http::parse_json<Command>(body), std::move(notices)};
}
/// The answer with what is to be said, as `notices`; as it is where nothing is.
http::Json with_notices(http::Json answer, const std::vector<PriceNotice>& notices);

/// Ways out are looked for in every direction: a body of countless features would keep the server busy for minutes.
/// Throws `request.fields_at_fault` for more than 250.
void require_countable(const std::vector<std::string>& features);

/// The verdict on a configuration that holds in the market. Throws `catalog.configuration_invalid` with a field error
/// for each conflict at /features, which brings the nearest valid configurations.
Verdict require_valid(const Model& model, const std::vector<std::string>& codes, const Market& market);
/// The ways out of a conflict as a parameter of its field error, for `fixes` of the answer.
std::pair<const std::string, std::string> fixes_of(const Conflict& conflict);

}  // namespace marque::catalog
