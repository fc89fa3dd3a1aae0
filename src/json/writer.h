// JSON text (RFC 8259), written member by member without a tree in between: a feed's JSON is as long as the feed.

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/buffer.h"

namespace commonplace::json {

// Strings come out as strict UTF-8, whatever bytes go in. Nesting is the caller's: begin and end in pairs.
class Writer {
 public:
  explicit Writer(std::size_t expected_bytes = 0) { out_.room_for(expected_bytes); }
  // Hands what is written to `sink` in large pieces, the last by end_line, instead of keeping it.
  explicit Writer(std::function<void(std::string_view)> sink) : sink_(std::move(sink)) {}

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }

  // The next value's name; plain ASCII.
  void name(std::string_view name);
  // The same for a name that somebody else chose.
  void any_name(std::string_view name);

  void string(std::string_view text);
  void number(std::int64_t number);
  void boolean(bool value);

  // After a whole value: the next one is another document (JSON Lines).
  void end_line();

  std::string take() && { return std::string(out_.view()); }

 private:
  void begin(char bracket);
  void end(char bracket);
  void separate();

  void hand_over();

  base::Buffer out_;
  std::function<void(std::string_view)> sink_;
  bool needs_comma_ = false;
};

}  // namespace commonplace::json
