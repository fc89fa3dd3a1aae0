// An entry → what comparing it with others needs: the words of its title and of its text.

#pragma once

#include "commonplace/entry.h"
#include "dedup/words.h"

namespace commonplace::dedup {

struct Outline {
  Words title;
  Words body;  // of the content, else of the summary, else of the excerpt
};

Outline outline_of(const Entry& entry);

}  // namespace commonplace::dedup
