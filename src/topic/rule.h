// A topic's whole rule as one query: what its `match` asks for, in the sources, types and languages that it takes.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "commonplace/topic.h"
#include "topic/tree.h"

namespace commonplace::topic {

// The slugs that a topic's `sources` come to, #tags resolved, and those that are named but not configured.
std::vector<std::string> slugs_of(const Topic& topic, std::span<const Source> sources);

// Nothing where no entry can belong: the topic names sources, and none of them is there. The topic's query must be
// good.
std::optional<QueryNode> rule_tree(const Topic& topic, std::span<const Source> sources);

}  // namespace commonplace::topic
