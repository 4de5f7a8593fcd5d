#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace marque::support {

/// The checkout, the built programs, and where test runs leave logs and exchanges.
inline const std::filesystem::path source_dir{MARQUE_SOURCE_DIR};
inline const std::filesystem::path bin_dir{MARQUE_BIN_DIR};
inline const std::filesystem::path test_output{MARQUE_TEST_OUTPUT};

/// A folder of its own under /tmp, its name short enough for sockets; gone with the object.
class TempDir {
  public:
    TempDir();
    ~TempDir();
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

void write_file(const std::filesystem::path& path, const std::string& text);
/// Empty for a file that is not there.
std::string read_file(const std::filesystem::path& path);
/// A template of the source tree with its @SLOTS@ filled in, as the launcher does it.
std::string filled_in(const std::filesystem::path& source, const std::map<std::string, std::string>& slots);

/// A port of the loopback address that nobody listens on now.
unsigned short free_port();

}  // namespace marque::support
