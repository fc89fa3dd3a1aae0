// gzip (RFC 1952), and what servers call deflate: zlib (RFC 1950), or bare deflate (RFC 1951).

#pragma once

#include <memory>

#include "fetch/decoder.h"

struct z_stream_s;

namespace commonplace::fetch {

class Inflate final : public Decoder {
 public:
  enum class Format { Gzip, Deflate };

  explicit Inflate(Format format);
  State feed(std::string_view bytes, const Sink& sink) override;

 private:
  struct End {
    void operator()(z_stream_s* stream) const;
  };
  void begin(std::string_view bytes);
  bool next_member(std::string_view rest);

  Format format_;
  std::unique_ptr<z_stream_s, End> stream_;  // from the first byte on
};

// Whether a gzip stream may begin so; one byte is enough, and no document begins with it.
bool begins_like_gzip(std::string_view bytes);

}  // namespace commonplace::fetch
