// A compressed stream in pieces → its content, and whether the stream was whole.
//
// libcurl decodes too, but takes a stream that was cut off for a complete one.

#pragma once

#include <functional>
#include <string_view>

namespace commonplace::fetch {

class Decoder {
 public:
  enum class State { Reading, Complete, Corrupt, Stopped };
  // Takes decoded bytes; false stops the decoding.
  using Sink = std::function<bool(std::string_view)>;

  Decoder() = default;
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  virtual ~Decoder() = default;

  // Decodes the next piece. Where a format lets streams follow each other, they are one content; anything else after
  // the end is ignored.
  virtual State feed(std::string_view bytes, const Sink& sink) = 0;
  State state() const { return state_; }

 protected:
  State state_ = State::Reading;
};

}  // namespace commonplace::fetch
