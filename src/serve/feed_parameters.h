// `type=News&since=2024-10-01` behind the address of a topic's feed → what it is narrowed to.

#pragma once

#include <string>
#include <string_view>

#include "commonplace/publish.h"

namespace commonplace::serve {

struct ReadFeedParameters {
  FeedParameters asked;  // what is good of it, in the one spelling that its address has
  std::string problem;   // which value is bad, and what would be good; empty where all are good
};

// Unknown parameters change nothing; of a repeated one the last counts, and one without a value is not there.
ReadFeedParameters read_feed_parameters(std::string_view query);

}  // namespace commonplace::serve
