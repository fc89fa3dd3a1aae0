// The bytes of a connection → requests, one after the other (RFC 9112). What a request says is taken as it stands:
// whether it may be answered is for `judge`.

#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "serve/http_rules.h"

namespace commonplace::serve {

class RequestReader {
 public:
  enum class State {
    Head,  // more bytes are needed
    Body,  // the head is complete: more bytes are needed, or none if nobody wants the body
    Done,
    Refused,  // no request, or too large
  };

  RequestReader(std::size_t head_bytes, std::size_t body_bytes);
  ~RequestReader();

  // Forgets the request before.
  void begin();

  // Returns how many of the bytes it has used. Stops after the head, so that what is wrong with it is known before the
  // body; called again, with the rest, it goes on.
  std::size_t take(std::string_view bytes);

  State state() const { return state_; }
  // Of a refused request: what its sender is told.
  int refusal() const { return refusal_; }
  // Of a head, or of what stands before a chunk, that does not end within its limit.
  void refuse_length();

  RequestHead& head() { return head_; }
  // Whether the client will ask more on this connection. After the head.
  bool keeps_alive() const;

 private:
  class Parser;

  std::size_t head_bytes_;
  std::size_t body_bytes_;
  RequestHead head_;
  State state_ = State::Head;
  int refusal_ = 0;
  std::unique_ptr<Parser> parser_;
};

}  // namespace commonplace::serve
