// A query that is understood → what of it can never match, or is hardly meant as it stands.

#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "topic/tree.h"

namespace commonplace::topic {

// What sources are configured, and what their entries can be. Types besides the standard ones.
struct KnownNames {
  std::set<std::string, std::less<>> sources, tags, types, languages;
  bool has_any_language = true;  // some source names none, so that its entries may be in any
};

// What a topic's settings say beside its query, slugs and #tags resolved; an empty list restricts nothing.
struct Restrictions {
  std::vector<std::string> sources, types, languages;
};

struct Doubt {
  std::size_t offset = 0;  // into the query
  std::string message;
};

// In the order of the query. A type, source, tag or language that nothing has; conditions that exclude one another or
// the restrictions, and what is both asked for and excluded; operators in small letters; prefixes of one letter.
std::vector<Doubt> doubts_about(const QueryNode& tree, const KnownNames& known, const Restrictions& restrictions);

// "; did you mean 'Webinar'?" where one of the names is near, else empty.
std::string suggestion(std::string_view word, const std::set<std::string, std::less<>>& names);

}  // namespace commonplace::topic
