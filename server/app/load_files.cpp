#include "app/load_files.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace marque::app::files {

std::string read_text(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (!stream || !(text << stream.rdbuf())) throw std::runtime_error(file.string() + " cannot be read");
    return text.str();
}

void refuse(const std::filesystem::path& file, const core::Error& fault) {
    std::string sentence = file.string() + ": " + fault.sentence(core::Language::en);
    for (const auto& field : fault.fields()) {
        sentence += "\n  " + field.pointer + ": " + core::sentence(*field.spec, core::Language::en, field.params);
    }
    throw std::runtime_error(sentence);
}

}  // namespace marque::app::files
