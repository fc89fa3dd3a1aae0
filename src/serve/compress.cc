#include "serve/compress.h"

#include <brotli/encode.h>
#include <zlib.h>

namespace commonplace::serve {

// Without name or time, the operating system "unknown".
std::string gzip(std::string_view text) {
  constexpr int kLevel = 6;
  constexpr int kGzipWindow = 15 + 16;
  constexpr int kMemoryLevel = 8;
  constexpr int kUnknownSystem = 255;

  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  gz_header header{};
  header.os = kUnknownSystem;
  deflateSetHeader(&stream, &header);

  std::string out(deflateBound(&stream, text.size()), '\0');
  std::string in(text);  // zlib's input is not const
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int outcome = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return outcome == Z_STREAM_END ? out : std::string();
}

// As dear as gzip, and a tenth smaller; beyond 6, a twentieth less costs thirty times as much (docs/performance.md).
std::string brotli(std::string_view text) {
  constexpr int kQuality = 6;
  std::size_t size = BrotliEncoderMaxCompressedSize(text.size());
  std::string out(size, '\0');
  const BROTLI_BOOL done = BrotliEncoderCompress(kQuality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, text.size(),
                                                 reinterpret_cast<const std::uint8_t*>(text.data()), &size,
                                                 reinterpret_cast<std::uint8_t*>(out.data()));
  if (done == BROTLI_FALSE) return {};
  out.resize(size);
  return out;
}

}  // namespace commonplace::serve
