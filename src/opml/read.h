// A subscription list of any reader (OPML 1.0, 1.1, 2.0, and what is meant to be) → sources as an operator would write
// them.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commonplace/result.h"
#include "model/settings.h"

namespace commonplace::opml {

struct SubscriptionList {
  // In the order of the document, each with a `url` that is http, https, or, where the list is one of ours, as it was.
  // The slug is empty where the list gives none.
  std::vector<NamedSettings> sources;
  std::vector<std::string> left_out;  // a sentence for each outline that is no source of ours
  std::vector<Issue> issues;          // what had to be decoded or mended
};

// Errors: NotAFeed where it is something else than OPML; Malformed, TooLarge, Empty.
Result<SubscriptionList> read_opml(std::string_view bytes);

}  // namespace commonplace::opml
