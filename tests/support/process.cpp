#include "support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <set>
#include <system_error>

#include "support/paths.h"

namespace marque::support {
namespace {

constexpr std::size_t lines_shown = 40;

std::vector<std::filesystem::path>& logs_of_this_test() {
    static std::vector<std::filesystem::path> logs;
    return logs;
}

std::set<std::filesystem::path>& logs_still_written() {
    static std::set<std::filesystem::path> logs;
    return logs;
}

std::filesystem::path next_log(const std::string& name) {
    static int count = 0;
    const auto folder = test_output / "logs";
    std::filesystem::create_directories(folder);
    return folder / (name + "-" + std::to_string(::getpid()) + "-" + std::to_string(++count) + ".log");
}

/// Debian keeps servers where a user's PATH does not lead.
void reach_servers() {
    static const bool done = [] {
        const char* const path = ::getenv("PATH");
        return ::setenv("PATH", ((path ? path : "/usr/bin:/bin") + std::string(":/usr/sbin:/sbin")).c_str(), 1) == 0;
    }();
    (void)done;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (const auto& text : texts) result.push_back(const_cast<char*>(text.c_str()));
    result.push_back(nullptr);
    return result;
}

std::vector<std::string> environment_with(const Environment& extra) {
    std::vector<std::string> result;
    for (char** entry = environ; *entry; ++entry) {
        const std::string text = *entry;
        if (!extra.contains(text.substr(0, text.find('=')))) result.push_back(text);
    }
    for (const auto& [name, value] : extra) result.push_back(name + "=" + value);
    return result;
}

/// Between fork and exec only what a signal handler may call.
[[noreturn]] void become(char* const* arguments, char* const* environment, int log, pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(127);
    const int nothing = ::open("/dev/null", O_RDONLY);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(log, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    ::signal(SIGPIPE, SIG_DFL);
    ::execvpe(arguments[0], arguments, environment);
    constexpr char refusal[] = "cannot be started; is it built and installed?\n";
    [[maybe_unused]] const auto told = ::write(STDERR_FILENO, refusal, sizeof refusal - 1);
    ::_exit(127);
}

}  // namespace

Process::Process(const std::string& name, const Arguments& arguments, const Environment& extra)
    : log_path_(next_log(name)) {
    const int log = ::open(log_path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
    if (log < 0) throw std::system_error(errno, std::generic_category(), log_path_.string());
    reach_servers();
    const auto environment = environment_with(extra);
    auto argument_pointers = pointers(arguments);
    auto environment_pointers = pointers(environment);
    const pid_t parent = ::getpid();
    pid_ = ::fork();
    if (pid_ == 0) become(argument_pointers.data(), environment_pointers.data(), log, parent);
    ::close(log);
    if (pid_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
    pidfd_ = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
    logs_of_this_test().push_back(log_path_);
    logs_still_written().insert(log_path_);
}

Process::~Process() {
    if (running()) {
        ::kill(pid_, SIGTERM);
        if (!wait(std::chrono::seconds{10})) kill9();
    }
    ::close(pidfd_);
    logs_still_written().erase(log_path_);
}

bool Process::running() { return !wait(std::chrono::milliseconds{0}); }

void Process::send_signal(int signal) {
    if (running()) ::kill(pid_, signal);
}

void Process::kill9() {
    send_signal(SIGKILL);
    wait(std::chrono::seconds{10});
}

int Process::stop(std::chrono::milliseconds longest) {
    send_signal(SIGTERM);
    const auto status = wait(longest);
    if (!status) throw std::runtime_error(log_path_.filename().string() + ": it did not stop when told to");
    return *status;
}

std::optional<int> Process::wait(std::chrono::milliseconds longest) {
    if (status_) return status_;
    pollfd ended{pidfd_, POLLIN, 0};
    ::poll(&ended, 1, static_cast<int>(longest.count()));
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) == pid_) {
        status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    return status_;
}

std::string Process::log_text() const { return read_file(log_path_); }

Finished run(const std::string& name, const Arguments& arguments, std::chrono::milliseconds longest) {
    Process process(name, arguments);
    const auto status = process.wait(longest);
    if (!status) throw std::runtime_error(name + " did not end in time:\n" + process.log_text());
    return {*status, process.log_text()};
}

std::string recent_logs() {
    std::string text;
    for (const auto& path : logs_of_this_test()) {
        const std::string log = read_file(path);
        std::size_t start = log.size();
        for (std::size_t lines = 0; start > 0 && lines <= lines_shown; ++lines) {
            const auto newline = log.rfind('\n', start - 1);
            start = newline == std::string::npos ? 0 : newline;
        }
        text += "---- end of " + path.string() + "\n" + log.substr(start) + "\n";
    }
    return text;
}

void forget_recent_logs() {
    std::erase_if(logs_of_this_test(), [](const auto& log) { return !logs_still_written().contains(log); });
}

}  // namespace marque::support
