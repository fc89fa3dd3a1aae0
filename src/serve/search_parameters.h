// The query of a target (`q=library+partner&page=2`) → what is asked of the search.

#pragma once

#include <string>
#include <string_view>

#include "commonplace/publish.h"

namespace commonplace::serve {

struct ReadParameters {
  SearchParameters asked;  // what is good of it
  std::string problem;     // which value is bad, and what would be good; empty where all are good
};

// Unknown parameters change nothing; of a repeated one the last counts.
ReadParameters read_search_parameters(std::string_view query);

}  // namespace commonplace::serve
