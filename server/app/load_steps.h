#pragma once

#include <string>

#include "app/load_files.h"
#include "db/tx.h"

/// The steps of load_demo, each in the caller's transaction.
namespace marque::app {

void load_organisations(db::Tx& tx, const files::Network& network);
/// Everybody gets the same password, so it is hashed once, by the caller.
void load_people(db::Tx& tx, const files::Network& network, const std::string& password_hash);
void load_workshop(db::Tx& tx, const files::Workshop& workshop);
/// All model years as if they could be ordered. Throws std::runtime_error when a rule names a feature that is not
/// there.
void load_catalog(db::Tx& tx, const files::Catalog& catalog);
/// From now on only the latest model years can be ordered.
void close_past_years(db::Tx& tx, const files::Catalog& catalog);

}  // namespace marque::app
