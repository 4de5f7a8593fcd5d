#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace marque::arch {

struct Token {
    enum class Kind { text, name, sign } kind;
    std::string value;  ///< of a string literal what stands between its quotes, as it is written
    int line = 0;
};

struct SourceFile {
    std::string path;                  ///< below the tree's root: "orders/order.h"
    std::vector<std::string> own;      ///< what it includes in quotes
    std::vector<std::string> foreign;  ///< what it includes in angle brackets
    std::vector<Token> tokens;  ///< without comments and directives; string literals that stand side by side are one

    /// The folder right below the root, "" for a file that lies in the root.
    std::string folder() const;
};

SourceFile read_source(const std::string& path, const std::string& text);
/// Every .h and .cpp below `root`, by path.
std::vector<SourceFile> read_tree(const std::filesystem::path& root);

}  // namespace marque::arch
