#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "core/random.h"
#include "db/migrations.h"
#include "support/mariadb.h"
#include "support/test_database.h"

namespace marque::support {
namespace {

/// Held while the template is looked at or made, by one process at a time.
class FileLock {
  public:
    explicit FileLock(const std::filesystem::path& path)
        : fd_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
        if (fd_ < 0 || ::flock(fd_, LOCK_EX) != 0)
            throw std::system_error(errno, std::generic_category(), path.string());
    }
    ~FileLock() { ::close(fd_); }
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

  private:
    int fd_;
};

/// What the template is made from; another fingerprint, another template.
std::string fingerprint() {
    std::string all = read_file(source_dir / "schema/deploy/mariadb.cnf.in");
    for (const auto& migration : db::read_migrations(source_dir / "schema/migrations"))
        all += migration.name + migration.checksum;
    return core::to_hex(core::as_bytes(core::sha256(all)));
}

}  // namespace

std::filesystem::path ensure_database_template() {
    const auto made = test_output / "database-template";
    std::filesystem::create_directories(test_output);
    const FileLock lock(test_output / "database-template.lock");
    const std::string wanted = fingerprint();
    if (read_file(made / "fingerprint") == wanted) return made;

    std::filesystem::remove_all(made);
    const TempDir folder;  // below the build folder the socket's name could be too long
    mariadb::install(folder.path());
    const auto server = mariadb::start(folder.path());
    db::migrate(mariadb::config_of(folder.path()), source_dir / "schema/migrations");
    server->stop();
    std::filesystem::create_directories(made);
    std::filesystem::copy(folder.path() / "data", made / "data", std::filesystem::copy_options::recursive);
    write_file(made / "fingerprint", wanted);
    return made;
}

}  // namespace marque::support
