// JSON text (RFC 8259), written member by member without a tree in between: a feed's JSON is as long as the feed.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace commonplace::json {

// Strings come out as strict UTF-8, whatever bytes go in. Nesting is the caller's: begin and end in pairs.
class Writer {
 public:
  explicit Writer(std::size_t expected_bytes = 0) { out_.reserve(expected_bytes); }

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

  std::string take() && { return std::move(out_); }

 private:
  void begin(char bracket);
  void end(char bracket);
  void separate();

  std::string out_;
  bool needs_comma_ = false;
};

}  // namespace commonplace::json
