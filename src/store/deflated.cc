#include "store/deflated.h"

#include <zlib.h>

#include <new>

namespace commonplace::store {
namespace {

constexpr std::size_t kStep = 64 * 1024;

const Bytef* bytes_of(std::string_view text) { return reinterpret_cast<const Bytef*>(text.data()); }

}  // namespace

std::string deflated(std::string_view text) {
  uLongf size = compressBound(static_cast<uLong>(text.size()));
  std::string out(size, '\0');
  const int outcome = compress2(reinterpret_cast<Bytef*>(out.data()), &size, bytes_of(text),
                                static_cast<uLong>(text.size()), Z_BEST_COMPRESSION);
  if (outcome != Z_OK) throw std::bad_alloc();  // there is no other reason
  out.resize(size);
  return out;
}

std::optional<std::string> inflated(std::string_view bytes) {
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) throw std::bad_alloc();
  std::string in(bytes);  // zlib's input is not const
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  std::string out;
  int outcome = Z_OK;
  while (outcome == Z_OK) {
    const std::size_t had = out.size();
    out.resize(had + kStep);
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + had);
    stream.avail_out = kStep;
    outcome = inflate(&stream, Z_NO_FLUSH);
    out.resize(had + kStep - stream.avail_out);
    if (outcome == Z_BUF_ERROR) break;
  }
  inflateEnd(&stream);
  if (outcome != Z_STREAM_END) return std::nullopt;
  return out;
}

}  // namespace commonplace::store
