// Files, with errors as values that name path and reason.

#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "commonplace/result.h"

namespace commonplace::runtime {

// The whole file. Errors: Io naming path and errno; TooLarge beyond `limit` bytes.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit);

// Writes beside the target, syncs, then renames: readers see the old content or the new, never half of it.
Result<std::size_t> replace_file(const std::filesystem::path& path, std::string_view content);

// Who may read a new file, as far as the umask lets them. Group: owner and group, which is that of the folder where the
// folder says so (its setgid bit).
enum class Readers { Everybody, Group };
// The same for a file that must not be there yet, whoever makes it meanwhile. Error: Io "…: File exists".
Result<std::size_t> create_file(const std::filesystem::path& path, std::string_view content,
                                Readers readers = Readers::Everybody);

// Gives a file that is complete its name, once it is on the disk. Error: Io, also where there is one of that name.
Result<bool> name_new_file(const std::filesystem::path& complete, const std::filesystem::path& path);

// An exclusive advisory lock on a side file, held as long as the object lives; the file holds the owner's pid.
class FileLock {
 public:
  // Error: StoreLocked "…is in use by process 1234"; Io.
  static Result<FileLock> acquire(const std::filesystem::path& path);
  FileLock(FileLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

 private:
  explicit FileLock(int fd) : fd_(fd) {}
  int fd_ = -1;
};

}  // namespace commonplace::runtime
