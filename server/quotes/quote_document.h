#pragma once

#include <string>

#include "quotes/quote_views.h"

namespace marque::quotes {

enum class DocumentLanguage { chinese, english };

/// The quote as a PDF for the buyer, on A4. Throws `quote.no_document` for a quote that is not offered to anybody.
/// `zone` is where its dates are read.
std::string quote_document(const QuoteView& quote, DocumentLanguage language, const std::string& zone);

}  // namespace marque::quotes

template <>
struct marque::core::EnumText<marque::quotes::DocumentLanguage> {
    using E = marque::quotes::DocumentLanguage;
    static constexpr std::array<std::pair<E, std::string_view>, 2> names{{{E::chinese, "zh-CN"}, {E::english, "en"}}};
};
