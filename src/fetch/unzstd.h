// Zstandard (RFC 8878), with windows no larger than a body may be.

#pragma once

#include <memory>

#include "fetch/decoder.h"

struct ZSTD_DCtx_s;

namespace commonplace::fetch {

class Unzstd final : public Decoder {
 public:
  Unzstd();
  State feed(std::string_view bytes, const Sink& sink) override;

 private:
  struct End {
    void operator()(ZSTD_DCtx_s* stream) const;
  };
  std::unique_ptr<ZSTD_DCtx_s, End> stream_;
};

// Whether a frame may begin so; one byte is enough, and no document begins with it.
bool begins_like_zstd(std::string_view bytes);

}  // namespace commonplace::fetch
