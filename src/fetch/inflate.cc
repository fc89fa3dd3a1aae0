#include "fetch/inflate.h"

#include <zlib.h>

#include <array>
#include <new>

namespace commonplace::fetch {
namespace {

// The largest window; +16: a gzip header and checksum; negative: neither header nor checksum (zlib.h).
constexpr int kZlib = 15;
constexpr int kGzip = kZlib + 16;
constexpr int kBare = -kZlib;

// Its first byte names deflate in the lower half, and a window in the upper one.
bool begins_like_zlib(std::string_view bytes) {
  const auto first = static_cast<unsigned char>(bytes.front());
  return (first & 0x0F) == 8 && (first >> 4) <= 7;
}

}  // namespace

bool begins_like_gzip(std::string_view bytes) { return bytes.starts_with('\x1f'); }

void Inflate::End::operator()(z_stream_s* stream) const {
  inflateEnd(stream);
  delete stream;
}

Inflate::Inflate(Format format) : format_(format) {}

void Inflate::begin(std::string_view bytes) {
  const int window = format_ == Format::Gzip ? kGzip : begins_like_zlib(bytes) ? kZlib : kBare;
  auto stream = std::make_unique<z_stream_s>();
  if (inflateInit2(stream.get(), window) != Z_OK) throw std::bad_alloc();
  stream_.reset(stream.release());
}

Decoder::State Inflate::feed(std::string_view bytes, const Sink& sink) {
  if (bytes.empty() || (state_ == State::Complete && !next_member(bytes))) return state_;
  if (!stream_) begin(bytes);
  std::array<char, 16384> decoded;
  // zlib never writes through next_in; its type predates const.
  stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream_->avail_in = static_cast<uInt>(bytes.size());
  while (state_ == State::Reading) {
    stream_->next_out = reinterpret_cast<Bytef*>(decoded.data());
    stream_->avail_out = static_cast<uInt>(decoded.size());
    const int outcome = inflate(stream_.get(), Z_NO_FLUSH);
    if (outcome != Z_OK && outcome != Z_STREAM_END && outcome != Z_BUF_ERROR) return state_ = State::Corrupt;
    const std::size_t size = decoded.size() - stream_->avail_out;
    if (size > 0 && !sink({decoded.data(), size})) return state_ = State::Stopped;
    if (outcome == Z_STREAM_END) {
      state_ = State::Complete;
      next_member(bytes.substr(bytes.size() - stream_->avail_in));
    } else if (stream_->avail_in == 0 && stream_->avail_out > 0) {
      break;  // all is decoded
    }
  }
  return state_;
}

bool Inflate::next_member(std::string_view rest) {
  if (format_ != Format::Gzip || !begins_like_gzip(rest) || inflateReset(stream_.get()) != Z_OK) return false;
  state_ = State::Reading;
  return true;
}

}  // namespace commonplace::fetch
