#include "catalog/catalog.h"

#include "catalog/catalog_errors.h"
#include "catalog/catalog_store.h"
#include "http/message.h"

namespace marque::catalog {

const Model& Snapshot::require(const std::string& code, int year) const {
    const auto found = models.find({code, year});
    if (found == models.end() || !found->second.orderable)
        throw core::Error(errors::no_such_model, {{"model", code}, {"year", std::to_string(year)}});
    return found->second;
}

const Model& Snapshot::require(core::ModelId id) const {
    for (const auto& [key, model] : models) {
        if (model.id == id) return model;
    }
    throw core::Error(errors::no_such_model, {{"model", std::to_string(id.value)}, {"year", "-"}});
}

std::shared_ptr<const Snapshot> Catalog::current(db::Tx& tx) {
    const auto revision = read_revision(tx);
    {
        const std::scoped_lock lock(mutex_);
        if (snapshot_ && snapshot_->revision == revision) return snapshot_;
    }
    auto fresh = std::make_shared<const Snapshot>(read_snapshot(tx));
    const std::scoped_lock lock(mutex_);
    snapshot_ = fresh;
    return fresh;
}

std::vector<PriceLineView> price_lines(const Model& model, const Verdict& verdict) {
    std::vector<PriceLineView> lines;
    for (const auto& line : verdict.lines) {
        const auto& feature = model.features[line.feature];
        lines.push_back({feature.family, feature.code, feature.name, line.amount, line.included});
    }
    return lines;
}

void require_countable(const std::vector<std::string>& features) {
    constexpr std::size_t most = 250;
    if (features.size() <= most) return;
    http::refuse_parameter("/features", http::errors::field_range, {{"least", "0"}, {"most", std::to_string(most)}});
}

std::pair<const std::string, std::string> fixes_of(const Conflict& conflict) {
    return {"fixes", http::to_json_value(conflict.fixes).dump()};
}

Verdict require_valid(const Model& model, const std::vector<std::string>& codes, const Market& market) {
    auto verdict = judge(model, codes, market);
    if (verdict.valid()) return verdict;
    std::vector<core::FieldError> fields;
    for (const auto& conflict : check(model, codes, market).conflicts) {
        const bool elsewhere = conflict.kind == ConflictKind::not_in_region;
        fields.push_back({"/features",
                          elsewhere ? &errors::not_in_region : &errors::rule_broken,
                          {{"rule", conflict.rule},
                           {"sentence_en", conflict.sentence.en},
                           {"sentence_zh", conflict.sentence.zh},
                           fixes_of(conflict)}});
    }
    throw core::Error(errors::configuration_invalid, {}, std::move(fields));
}

}  // namespace marque::catalog
