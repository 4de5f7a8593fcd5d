#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace marque::support {

using Arguments = std::vector<std::string>;
using Environment = std::map<std::string, std::string>;

/// A program under test. It dies with this process, whatever ends this process. What it writes is kept in a log under
/// the build's tests/logs, which is shown when the test that ran it fails. Start it from the main thread: the kernel
/// ties its life to the thread that started it.
class Process {
  public:
    /// `arguments[0]` is a program of PATH or a path. `extra` is added to the environment.
    Process(const std::string& name, const Arguments& arguments, const Environment& extra = {});
    /// Asks it to stop, then kills it.
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    pid_t pid() const { return pid_; }
    bool running();
    /// SIGKILL: it gets no chance to tidy up.
    void kill9();
    /// SIGTERM; returns the exit status. Throws std::runtime_error when it is still there after `longest`.
    int stop(std::chrono::milliseconds longest = std::chrono::seconds{20});
    void send_signal(int signal);
    /// The exit status (128 + signal for a killed one) once it has ended; nothing when `longest` is over first.
    std::optional<int> wait(std::chrono::milliseconds longest);

    const std::filesystem::path& log_path() const { return log_path_; }
    std::string log_text() const;

  private:
    std::filesystem::path log_path_;
    pid_t pid_ = -1;
    int pidfd_ = -1;
    std::optional<int> status_;
};

struct Finished {
    int status = 0;
    std::string output;  ///< standard output and error
};
/// Runs a program to its end. Throws std::runtime_error when it takes longer than `longest`.
Finished run(const std::string& name, const Arguments& arguments,
             std::chrono::milliseconds longest = std::chrono::seconds{60});

/// The last lines of the log of every process that ran since the last call: what a failed test is shown with.
std::string recent_logs();
void forget_recent_logs();

}  // namespace marque::support
