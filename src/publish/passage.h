// A text and what was found in it → what is shown of it.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "publish/template.h"
#include "topic/marks.h"

namespace commonplace::publish {

// The text with its marks as <mark>.
Markup highlighted(std::string_view text, const std::vector<topic::Mark>& marks);

struct Passage {
  std::string text;
  std::vector<topic::Mark> marks;  // of `text`
};

// The text where it has at most `most` characters; else so many of them around the first mark (from the beginning, if
// there is none), cut between words, with "…" for what is left out.
Passage passage_of(std::string_view text, const std::vector<topic::Mark>& marks, std::size_t most);

}  // namespace commonplace::publish
