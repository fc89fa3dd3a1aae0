#include "serve/body.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace commonplace::serve {

MemoryFile::MemoryFile(int descriptor, std::shared_ptr<std::atomic<std::size_t>> open)
    : descriptor_(descriptor), open_(std::move(open)) {}

MemoryFile::~MemoryFile() {
  ::close(descriptor_);
  --*open_;
}

// Each body begins with a page of its own: sending one that does not takes half as long again.
bool MemoryFile::append(std::string_view bytes) {
  constexpr off_t kPage = 4096;
  off_t end = (size_ + kPage - 1) / kPage * kPage;
  while (!bytes.empty()) {
    const ssize_t count = ::pwrite(descriptor_, bytes.data(), bytes.size(), end);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
    end += count;
  }
  size_ = end;
  return true;
}

std::string MemoryFile::read(off_t offset, std::size_t size) const {
  std::string text(size, '\0');
  std::size_t done = 0;
  while (done < size) {
    const ssize_t count = ::pread(descriptor_, text.data() + done, size - done, offset + static_cast<off_t>(done));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    done += static_cast<std::size_t>(count);
  }
  text.resize(done);
  return text;
}

std::shared_ptr<MemoryFile> MemoryFiles::open() {
  if (open_->fetch_add(1) < most_) {
    const int descriptor = ::memfd_create("commonplace-documents", MFD_CLOEXEC);
    if (descriptor >= 0) return std::make_shared<MemoryFile>(descriptor, open_);
  }
  --*open_;
  return nullptr;
}

Body Shelf::put(std::string text) {
  if (text.size() < kWorthAFile) return Body(std::move(text));
  if (!std::exchange(is_asked_, true)) file_ = files_.open();
  if (!file_) return Body(std::move(text));
  if (!file_->append(text)) return Body(std::move(text));
  return Body(file_, file_->size() - static_cast<off_t>(text.size()), text.size());
}

}  // namespace commonplace::serve
