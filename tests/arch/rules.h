#pragma once

#include "arch/source_tree.h"

/// What holds of the whole of server/ and mes-bridge/. Each rule returns a sentence for each place that breaks it.
namespace marque::arch {

using Faults = std::vector<std::string>;

/// Slices stand on http, db and core; they meet only through <slice>.h and never in a circle; core knows no library of
/// the world outside; only db knows the connector.
Faults include_faults(const std::vector<SourceFile>& server);
/// The bridge and the line share only the message types and the plumbing, and nothing with the server.
Faults bridge_include_faults(const std::vector<SourceFile>& mes_bridge);
/// SQL is a literal with ?: nothing is pasted into it, and it names its columns.
Faults sql_faults(const std::vector<SourceFile>& server);

struct ErrorText {
    std::string where, code, en, zh;
};
std::vector<ErrorText> error_texts(const std::vector<SourceFile>& tree);
/// A code is well formed and belongs to one file; both languages say something, with the same slots.
Faults error_faults(const std::vector<ErrorText>& errors);

}  // namespace marque::arch
