// Brotli (RFC 7932).

#pragma once

#include <memory>

#include "fetch/decoder.h"

struct BrotliDecoderStateStruct;

namespace commonplace::fetch {

class Unbrotli final : public Decoder {
 public:
  Unbrotli();
  State feed(std::string_view bytes, const Sink& sink) override;

 private:
  struct End {
    void operator()(BrotliDecoderStateStruct* stream) const;
  };
  std::unique_ptr<BrotliDecoderStateStruct, End> stream_;
};

// Whether a brotli stream may begin so. It has no mark of its own, but no stream begins with '<', '{' or the byte order
// mark of UTF-8: each of them would be a header that §9.1 and §9.2 forbid.
bool begins_like_brotli(std::string_view bytes);

}  // namespace commonplace::fetch
