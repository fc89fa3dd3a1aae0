#include "fetch/unbrotli.h"

#include <brotli/decode.h>

#include <array>
#include <new>

namespace commonplace::fetch {

bool begins_like_brotli(std::string_view bytes) {
  return !bytes.empty() && std::string_view("<{\xEF").find(bytes.front()) == std::string_view::npos;
}

void Unbrotli::End::operator()(BrotliDecoderStateStruct* stream) const { BrotliDecoderDestroyInstance(stream); }

Unbrotli::Unbrotli() : stream_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) {
  if (!stream_) throw std::bad_alloc();
}

Decoder::State Unbrotli::feed(std::string_view bytes, const Sink& sink) {
  std::array<std::uint8_t, 16384> decoded;
  const auto* next_in = reinterpret_cast<const std::uint8_t*>(bytes.data());
  std::size_t left_in = bytes.size();
  while (state_ == State::Reading) {
    std::uint8_t* next_out = decoded.data();
    std::size_t left_out = decoded.size();
    const BrotliDecoderResult outcome =
        BrotliDecoderDecompressStream(stream_.get(), &left_in, &next_in, &left_out, &next_out, nullptr);
    if (outcome == BROTLI_DECODER_RESULT_ERROR) return state_ = State::Corrupt;
    const std::size_t size = decoded.size() - left_out;
    if (size > 0 && !sink({reinterpret_cast<const char*>(decoded.data()), size})) return state_ = State::Stopped;
    if (outcome == BROTLI_DECODER_RESULT_SUCCESS) state_ = State::Complete;
    if (outcome == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) break;
  }
  return state_;
}

}  // namespace commonplace::fetch
