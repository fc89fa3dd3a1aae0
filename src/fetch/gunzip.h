// A gzip stream (RFC 1952) in pieces → its content, and whether the stream was whole.
//
// libcurl decodes gzip too, but takes a stream that was cut off for a complete one.

#pragma once

#include <functional>
#include <memory>
#include <string_view>

struct z_stream_s;

namespace commonplace::fetch {

class Gunzip {
 public:
  enum class State { Reading, Complete, Corrupt, Stopped };
  // Takes decoded bytes; false stops the decoding.
  using Sink = std::function<bool(std::string_view)>;

  Gunzip();

  // Decodes the next piece. Members that follow each other are one content; anything else after the end is ignored.
  State feed(std::string_view bytes, const Sink& sink);
  State state() const { return state_; }

 private:
  struct End {
    void operator()(z_stream_s* stream) const;
  };
  bool next_member(std::string_view rest);

  std::unique_ptr<z_stream_s, End> stream_;
  State state_ = State::Reading;
};

// Whether a gzip stream may begin so; one byte is enough, and no document begins with it.
bool begins_like_gzip(std::string_view bytes);

}  // namespace commonplace::fetch
