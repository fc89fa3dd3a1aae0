#include "topic/rule.h"

#include <algorithm>
#include <utility>

#include "topic/query.h"

namespace commonplace::topic {
namespace {

bool names(const Topic& topic, const Source& source) {
  return std::any_of(topic.sources.begin(), topic.sources.end(), [&](const std::string& name) {
    if (!name.starts_with('#')) return name == source.slug;
    return std::find(source.tags.begin(), source.tags.end(), name.substr(1)) != source.tags.end();
  });
}

}  // namespace

std::vector<std::string> slugs_of(const Topic& topic, std::span<const Source> sources) {
  std::vector<std::string> slugs;
  for (const Source& source : sources) {
    if (names(topic, source)) slugs.push_back(source.slug);
  }
  // What is not configured any more may still have entries.
  for (const std::string& name : topic.sources) {
    if (!name.starts_with('#') && std::find(slugs.begin(), slugs.end(), name) == slugs.end()) slugs.push_back(name);
  }
  return slugs;
}

std::optional<QueryNode> rule_tree(const Topic& topic, std::span<const Source> sources) {
  auto query = parse_query(topic.match);
  std::vector<QueryNode> parts;
  if (query && query->kind != QueryNode::Kind::Everything) parts.push_back(std::move(*query));
  if (!topic.sources.empty()) {
    const std::vector<std::string> slugs = slugs_of(topic, sources);
    if (slugs.empty()) return std::nullopt;
    parts.push_back(any_of(Field::Source, slugs));
  }
  if (!topic.types.empty()) parts.push_back(any_of(Field::Type, topic.types));
  if (!topic.languages.empty()) parts.push_back(any_of(Field::Lang, topic.languages));
  if (parts.empty()) return QueryNode{};
  return join(QueryNode::Kind::And, std::move(parts));
}

}  // namespace commonplace::topic
