// Bytes that grow at their end. Other than a std::string's, what is not yet written need not be cleared, so that text
// can be copied while it is looked at.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace commonplace::base {

class Buffer {
 public:
  // Where at least `bytes` more may be written; they count when `end_at` says where they end.
  char* room_for(std::size_t bytes) {
    if (capacity_ - size_ < bytes) enlarge(bytes);
    return bytes_.get() + size_;
  }
  void end_at(const char* end) { size_ = static_cast<std::size_t>(end - bytes_.get()); }

  void append(std::string_view text) {
    if (text.empty()) return;
    std::memcpy(room_for(text.size()), text.data(), text.size());
    size_ += text.size();
  }
  void append(char c) {
    *room_for(1) = c;
    ++size_;
  }

  void clear() { size_ = 0; }
  std::size_t size() const { return size_; }
  std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  void enlarge(std::size_t bytes) {
    const std::size_t capacity = std::max(2 * capacity_, size_ + bytes);
    std::unique_ptr<char[]> larger(new char[capacity]);
    if (size_ > 0) std::memcpy(larger.get(), bytes_.get(), size_);
    bytes_ = std::move(larger);
    capacity_ = capacity;
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0, capacity_ = 0;
};

}  // namespace commonplace::base
