// Files by POSIX calls: std::fstream can neither sync nor say why it failed.

#include "runtime/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <system_error>
#include <utility>

namespace commonplace::runtime {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }

  bool is_open() const { return fd_ >= 0; }
  int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }
  // The last chance of a network file system to report a failed write.
  bool close() { return fd_ < 0 || ::close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

tl::unexpected<Error> io_failure(std::string_view doing, const std::filesystem::path& path) {
  const int cause = errno;
  return fail(Errc::Io,
              "cannot " + std::string(doing) + " " + path.string() + ": " + std::generic_category().message(cause));
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// Unique beside the target: the process number keeps processes apart, the counter threads.
std::filesystem::path scratch_name(const std::filesystem::path& target) {
  static std::atomic<unsigned> counter{0};
  std::string name = ".";
  name += target.filename().string();
  name += "." + std::to_string(::getpid()) + "." + std::to_string(counter++) + ".tmp";
  return target.parent_path() / name;
}

// A rename survives a power loss only once its directory is on the disk.
bool sync_directory(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return directory.is_open() && ::fsync(directory.get()) == 0;
}

bool write_scratch(Descriptor& scratch, const std::filesystem::path& target, std::string_view content) {
  struct stat existing {};
  const bool keep_mode = ::stat(target.c_str(), &existing) == 0;
  if (keep_mode && ::fchmod(scratch.get(), existing.st_mode & 07777) != 0) return false;
  return write_all(scratch.get(), content) && ::fsync(scratch.get()) == 0 && scratch.close();
}

std::string holder_of(int fd) {
  std::array<char, 32> text{};
  const ssize_t length = ::pread(fd, text.data(), text.size(), 0);
  std::string pid(text.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
  pid.erase(std::min(pid.find_first_not_of("0123456789"), pid.size()));
  if (pid.empty()) return "another process";
  const Result<std::string> name = read_file("/proc/" + pid + "/comm", 64);
  return "process " + pid + (name ? " (" + name->substr(0, name->find('\n')) + ")" : "");
}

// A link is made only where nothing has the name, which a look beforehand cannot promise.
int rename_to_new(const char* from, const char* to) {
  if (::link(from, to) != 0) return -1;
  ::unlink(from);
  return 0;
}

// `move` gives the finished scratch file the name of the target, as rename(2) does.
Result<std::size_t> put_in_place(const std::filesystem::path& path, std::string_view content, mode_t mode,
                                 int (*move)(const char* scratch, const char* target)) {
  const std::filesystem::path scratch_path = scratch_name(path);
  Descriptor scratch(::open(scratch_path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
  if (!scratch.is_open()) return io_failure("create", scratch_path);
  const bool done = write_scratch(scratch, path, content) && move(scratch_path.c_str(), path.c_str()) == 0;
  if (!done) {
    auto failure = io_failure("write", path);
    ::unlink(scratch_path.c_str());
    return failure;
  }
  if (!sync_directory(path)) return io_failure("sync the folder of", path);
  return content.size();
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) return io_failure("open", path);
  std::string content;
  struct stat facts {};
  if (::fstat(file.get(), &facts) == 0 && facts.st_size > 0) {
    content.reserve(std::min(static_cast<std::size_t>(facts.st_size), limit) + 1);
  }
  std::array<char, 65536> chunk;
  for (;;) {
    const ssize_t length = ::read(file.get(), chunk.data(), chunk.size());
    if (length < 0 && errno == EINTR) continue;
    if (length < 0) return io_failure("read", path);
    if (length == 0) return content;
    if (content.size() + static_cast<std::size_t>(length) > limit) {
      return fail(Errc::TooLarge, path.string() + " is larger than the limit of " + std::to_string(limit) + " bytes");
    }
    content.append(chunk.data(), static_cast<std::size_t>(length));
  }
}

Result<std::size_t> replace_file(const std::filesystem::path& path, std::string_view content) {
  return put_in_place(path, content, 0666, ::rename);
}

Result<std::size_t> create_file(const std::filesystem::path& path, std::string_view content, Readers readers) {
  return put_in_place(path, content, readers == Readers::Everybody ? 0666 : 0640, &rename_to_new);
}

Result<bool> name_new_file(const std::filesystem::path& complete, const std::filesystem::path& path) {
  const Descriptor file(::open(complete.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open() || ::fsync(file.get()) != 0) return io_failure("write", complete);
  if (rename_to_new(complete.c_str(), path.c_str()) != 0) return io_failure("create", path);
  if (!sync_directory(path)) return io_failure("sync the folder of", path);
  return true;
}

Result<FileLock> FileLock::acquire(const std::filesystem::path& path) {
  Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (!file.is_open()) return io_failure("open", path);
  if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return io_failure("lock", path);
    return fail(Errc::StoreLocked, path.string() + " is in use by " + holder_of(file.get()));
  }
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(file.get(), 0) != 0 || !write_all(file.get(), pid)) return io_failure("write", path);
  return FileLock(file.release());
}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  if (this != &other) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

// Closing gives the lock up; the file stays, since removing it would let two later owners lock different files.
FileLock::~FileLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace commonplace::runtime
