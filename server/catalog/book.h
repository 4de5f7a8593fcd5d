#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "catalog/configuration.h"
#include "catalog/sheet.h"
#include "db/tx.h"

/// The catalogue as tables: read from the database, laid beside an upload, checked, and written back.
namespace marque::catalog {

/// What the tables refer to outside of themselves, and what is known of features that are no longer in them.
struct Surroundings {
    std::map<std::string, core::OrganisationId> regions;  ///< by code
    std::map<std::string, std::set<std::string>> lines;   ///< line stations by line
    struct Known {
        std::string code, family;
    };
    std::map<std::string, std::string> models;  ///< codes of all there ever were, by folded "model \t year"
    std::map<std::string, Known> features;      ///< by folded "model \t year \t feature", withdrawn ones too
};
/// The database takes capitals and small letters for the same: a code in its capitals.
std::string folded(std::string code);
Surroundings read_surroundings(db::Tx& tx);

/// All five tables of what can be ordered; rows numbered 0, in the order in which people read them.
Book read_book(db::Tx& tx);

/// The uploaded tables, and of those that were not uploaded what the catalogue has. Rows of a model or feature that an
/// uploaded table no longer has go with it.
Book lay_over(const Book& current, Book uploaded);

/// Finds what does not fit together: rows twice, names that lead nowhere, dates, circles, trims that would be sold for
/// nothing from `today` on.
void check_book(const Book& book, const Surroundings& around, core::Date today, Issues& issues);

/// The models of the tables, by model and year. Only for tables without errors.
std::map<std::pair<std::string, int>, Model> models_of(const Book& book, const Surroundings& around);

/// The tables of the models that no fault touches, without prices; none where a fault cannot be laid at one model's
/// door.
Book sound_models(const Book& book, const Issues& issues);

/// Models that cannot be built, in the terms of the tables.
void check_buildable(const Book& book, const Surroundings& around, core::Date today, Issues& issues);

enum class ChangeKind { added, changed, withdrawn };
struct RowChange {
    Section section = Section::models;
    ChangeKind kind = ChangeKind::added;
    std::size_t before = 0, after = 0;  ///< places in the two tables; of no meaning where there is no such side
};
/// In the order of the tables. The tables' keys must be unique.
std::vector<RowChange> difference(const Book& before, const Book& after);

/// Makes the database say what `after` says. The caller holds the lock on the catalogue's revision.
void apply_book(db::Tx& tx, const Book& before, const Book& after, const std::vector<RowChange>& changes,
                const Surroundings& around);

}  // namespace marque::catalog

template <>
struct marque::core::EnumText<marque::catalog::ChangeKind> {
    using E = marque::catalog::ChangeKind;
    static constexpr std::array<std::pair<E, std::string_view>, 3> names{
        {{E::added, "ADDED"}, {E::changed, "CHANGED"}, {E::withdrawn, "WITHDRAWN"}}};
};
