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

/// Ways out are looked for in every direction: a body of countless features would keep the server busy for minutes.
/// Throws `request.fields_at_fault` for more than 250.
void require_countable(const std::vector<std::string>& features);

/// Throws `catalog.configuration_invalid` with a field error for each conflict at /features.
void require_valid(const Verdict& verdict);

}  // namespace marque::catalog
