#include "fetch/unzstd.h"

#include <zstd.h>

#include <array>
#include <new>

namespace commonplace::fetch {
namespace {

// RFC 9659 §3 wants no more than 2²³; a frame of one segment takes as much as it holds.
constexpr int kLargestWindow = 24;

}  // namespace

bool begins_like_zstd(std::string_view bytes) { return bytes.starts_with('\x28'); }

void Unzstd::End::operator()(ZSTD_DCtx_s* stream) const { ZSTD_freeDCtx(stream); }

Unzstd::Unzstd() : stream_(ZSTD_createDCtx()) {
  if (!stream_) throw std::bad_alloc();
  ZSTD_DCtx_setParameter(stream_.get(), ZSTD_d_windowLogMax, kLargestWindow);
}

Decoder::State Unzstd::feed(std::string_view bytes, const Sink& sink) {
  std::array<char, 16384> decoded;
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  while (state_ == State::Reading || (state_ == State::Complete && begins_like_zstd(bytes.substr(in.pos)))) {
    ZSTD_outBuffer out{decoded.data(), decoded.size(), 0};
    const std::size_t outcome = ZSTD_decompressStream(stream_.get(), &out, &in);
    if (ZSTD_isError(outcome) != 0) return state_ = State::Corrupt;
    if (out.pos > 0 && !sink({decoded.data(), out.pos})) return state_ = State::Stopped;
    state_ = outcome == 0 ? State::Complete : State::Reading;
    if (state_ == State::Reading && in.pos == in.size && out.pos < out.size) break;  // all is decoded
  }
  return state_;
}

}  // namespace commonplace::fetch
