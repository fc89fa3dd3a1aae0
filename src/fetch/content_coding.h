// A body as it was sent, and its Content-Encoding (RFC 9110 §8.4) → the document.
//
// Publishers label plain documents as compressed, and name a charset or a media type where a coding belongs: what
// begins like a document is taken for one.

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/result.h"
#include "fetch/decoder.h"

namespace commonplace::fetch {

struct Coding;

class BodyDecoder {
 public:
  // `fields` are all values of Content-Encoding, in the order of the answer. What one coding makes for the next may not
  // be larger than `largest`; of what comes out at the end the sink judges.
  BodyDecoder(std::span<const std::string_view> fields, std::size_t largest);

  // False: the sink wants no more, or the body is not what it claims to be, and then fault() says why.
  bool feed(std::string_view bytes, const Decoder::Sink& sink);
  const std::optional<Error>& fault() const { return fault_; }
  // Whether every compressed stream has come to its end.
  bool is_whole() const;

 private:
  struct Stage {
    const Coding* coding;
    std::unique_ptr<Decoder> decoder = nullptr;  // none where the bytes are not so encoded
    bool has_begun = false;
    std::size_t size = 0;  // what came out
  };

  void add(std::string_view label);
  bool pass(std::size_t stage, std::string_view bytes, const Decoder::Sink& sink);
  bool deliver(std::string_view bytes, const Decoder::Sink& sink);
  bool stop_growing();
  bool stop(Errc code, std::string detail);

  std::vector<Stage> stages_;  // the outermost first
  std::size_t largest_;
  std::string unknown_;  // a coding that we do not know
  bool has_delivered_ = false;
  std::optional<Error> fault_;
};

}  // namespace commonplace::fetch
