// A byte of a TOML string's value → where it stands in the file.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace commonplace::config {

// Counted from 1, the columns in characters, as toml++ counts them.
struct FilePlace {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

// The same place, or the nearest that the file has: toml++ counts on beyond an end of file that it did not expect.
FilePlace place_in_file(std::string_view file, FilePlace place);

// `begin` is where the string's opening quotation mark stands in `file`; `offset` counts bytes of its value, which may
// be written with escapes or over several lines. The place of the closing mark where the value ends before that.
FilePlace place_in_string(std::string_view file, FilePlace begin, std::size_t offset);

}  // namespace commonplace::config
