// The bytes of an answer: shared by everybody they are sent to, and where there are many of them, in a file that the
// kernel sends without copying them (memfd_create, sendfile).

#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace commonplace::serve {

// A nameless file in memory, gone with the last body in it.
class MemoryFile {
 public:
  MemoryFile(int descriptor, std::shared_ptr<std::atomic<std::size_t>> open);
  ~MemoryFile();
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  // False: there is no room.
  bool append(std::string_view bytes);
  std::string read(off_t offset, std::size_t size) const;
  off_t size() const { return size_; }
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
  off_t size_ = 0;
  std::shared_ptr<std::atomic<std::size_t>> open_;
};

class Body {
 public:
  Body() = default;  // none
  explicit Body(std::string text) : size_(text.size()), text_(std::make_shared<const std::string>(std::move(text))) {}
  Body(std::shared_ptr<const MemoryFile> file, off_t offset, std::size_t size)
      : size_(size), offset_(offset), file_(std::move(file)) {}

  explicit operator bool() const { return text_ || file_; }
  std::size_t size() const { return size_; }
  std::string text() const { return file_ ? file_->read(offset_, size_) : std::string(in_memory()); }

  // Where the bytes are: in a file from `offset` on, else in memory.
  bool is_in_file() const { return file_ != nullptr; }
  int descriptor() const { return file_->descriptor(); }
  off_t offset() const { return offset_; }
  std::string_view in_memory() const { return text_ ? std::string_view(*text_) : std::string_view(); }

 private:
  std::size_t size_ = 0;
  off_t offset_ = 0;
  std::shared_ptr<const std::string> text_;
  std::shared_ptr<const MemoryFile> file_;
};

// Lends files, so many at most: each is an open descriptor. For any thread.
class MemoryFiles {
 public:
  explicit MemoryFiles(std::size_t most) : most_(most) {}

  // Null where there are as many as there may be, or the system gives none.
  std::shared_ptr<MemoryFile> open();
  std::size_t count() const { return *open_; }

 private:
  std::size_t most_;
  std::shared_ptr<std::atomic<std::size_t>> open_ = std::make_shared<std::atomic<std::size_t>>(0);
};

// Where the bodies of documents go that come and go together: one file for them all, made when the first needs it.
class Shelf {
 public:
  // From so many bytes on, copying them into a socket costs more than sending them from a file (docs/performance.md).
  static constexpr std::size_t kWorthAFile = 4 * 1024;

  explicit Shelf(MemoryFiles& files) : files_(files) {}

  Body put(std::string text);

 private:
  MemoryFiles& files_;
  std::shared_ptr<MemoryFile> file_;
  bool is_asked_ = false;
};

}  // namespace commonplace::serve
