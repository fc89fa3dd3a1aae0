#include "store/compressed.h"

#include <zstd.h>

#include <new>

namespace commonplace::store {
namespace {

constexpr int kQuick = 1;
constexpr int kThorough = 19;
constexpr std::size_t kLargest = std::size_t{64} << 20;

}  // namespace

std::string compressed(std::string_view text, Effort effort) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  const int level = effort == Effort::Quick ? kQuick : kThorough;
  const std::size_t size = ZSTD_compress(out.data(), out.size(), text.data(), text.size(), level);
  if (ZSTD_isError(size)) throw std::bad_alloc();  // there is no other reason
  out.resize(size);
  out.shrink_to_fit();
  return out;
}

std::optional<std::string> decompressed(std::string_view bytes) {
  const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kLargest) return std::nullopt;
  std::string out(size, '\0');
  const std::size_t read = ZSTD_decompress(out.data(), out.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(read) || read != out.size()) return std::nullopt;
  return out;
}

}  // namespace commonplace::store
