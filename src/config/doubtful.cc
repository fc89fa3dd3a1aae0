#include "config/doubtful.h"

#include <algorithm>

#include "base/text.h"
#include "model/type_names.h"
#include "text/normalize.h"
#include "topic/evaluate.h"
#include "topic/query.h"
#include "topic/rule.h"

namespace commonplace::config {
namespace {

using Names = std::set<std::string, std::less<>>;

// Calls `each(text, node)` for the strings of a list, or for the one string that stands for a list.
template <class Each>
void for_each_string(const toml::node& node, Each each) {
  const auto visit = [&](const toml::node& element) {
    if (const auto text = element.value_exact<std::string>()) each(*text, element);
  };
  if (const toml::array* list = node.as_array()) {
    for (const toml::node& element : *list) visit(element);
  } else {
    visit(node);
  }
}

Names all_types(const Names& more) {
  Names types = more;
  types.insert(std::begin(kTypeNames), std::end(kTypeNames));
  return types;
}

}  // namespace

Doubtful::Doubtful(const Config& config) : config_(config) {
  known_.has_any_language = false;
  for (const Source& source : config.sources) {
    known_.sources.insert(source.slug);
    known_.tags.insert(source.tags.begin(), source.tags.end());
    known_.types.insert(source.type);
    for (const auto& [type, query] : source.types) known_.types.insert(type);
    if (source.language.empty()) {
      known_.has_any_language = true;
    } else {
      known_.languages.insert(source.language);
    }
  }
  for (const Topic& topic : config.topics) topics_.insert(topic.slug);
}

void Doubtful::look_at(const Topic& topic, const toml::table& table, const toml::source_region& slug,
                       Reporter& reporter) const {
  if (const toml::node* list = table.get("sources")) look_at_sources(topic, *list, reporter);
  if (const toml::node* list = table.get("types")) look_at_types(*list, reporter);
  if (const toml::node* list = table.get("languages")) look_at_languages(*list, reporter);
  if (const toml::node* list = table.get("related")) look_at_related(topic, *list, reporter);
  for (const std::string& key : topic.pin) {
    if (std::ranges::find(topic.hide, key) == topic.hide.end()) continue;
    reporter.warning(slug, "topic '" + topic.slug + "' pins and hides " + key + "; it stays hidden");
  }
  const toml::node* query = table.get("match");
  if (!query) return;
  topic::Restrictions restrictions{{}, topic.types, topic.languages};
  if (!topic.sources.empty()) restrictions.sources = topic::slugs_of(topic, config_.sources);
  look_at_query(*query, restrictions, reporter);
}

void Doubtful::look_at(const Source& source, const toml::table& table, Reporter& reporter) const {
  if (const toml::node* interval = table.get("interval")) look_at_interval(source, *interval, reporter);
  for (const char* key : {"include", "exclude"}) {
    if (const toml::node* query = table.get(key)) look_at_query(*query, {}, reporter);
  }
  if (const toml::table* types = table["types"].as_table()) {
    for (const auto& [type, query] : *types) look_at_query(query, {}, reporter);
  }
}

void Doubtful::look_at_interval(const Source& source, const toml::node& interval, Reporter& reporter) {
  if (source.interval < source.min_interval) {
    reporter.warning(interval.source(), "'interval' is shorter than min_interval, which wins; set that one, too");
  } else if (source.interval > source.max_interval) {
    reporter.warning(interval.source(), "'interval' is longer than max_interval, which wins; set that one, too");
  }
}

void Doubtful::look_at_sources(const Topic& topic, const toml::node& list, Reporter& reporter) const {
  bool has_any = topic.sources.empty();
  for_each_string(list, [&](const std::string& name, const toml::node& node) {
    const bool is_tag = name.starts_with('#');
    const Names& names = is_tag ? known_.tags : known_.sources;
    const std::string bare = is_tag ? name.substr(1) : name;
    if (names.contains(bare)) {
      has_any = true;
      return;
    }
    reporter.warning(node.source(), "topic '" + topic.slug + "' names " + (is_tag ? "tag '" : "source '") + name +
                                        "', which nothing has" + topic::suggestion(bare, names));
  });
  if (has_any) return;
  reporter.warning(list.source(), "topic '" + topic.slug + "' gets nothing new: none of its sources is configured");
}

void Doubtful::look_at_types(const toml::node& list, Reporter& reporter) const {
  const Names types = all_types(known_.types);
  for_each_string(list, [&](const std::string& type, const toml::node& node) {
    const std::string folded = text::fold(type);
    const auto is_it = [&](const std::string& known) { return text::fold(known) == folded; };
    if (std::ranges::any_of(types, is_it)) return;
    reporter.warning(node.source(), "no entry has the type '" + type + "'" + topic::suggestion(type, types));
  });
}

void Doubtful::look_at_languages(const toml::node& list, Reporter& reporter) const {
  for_each_string(list, [&](const std::string& language, const toml::node& node) {
    const auto is_it = [&](const std::string& known) {
      return topic::is_in_language(known, language) || topic::is_in_language(language, known);
    };
    if (!topic::is_language_tag(language)) {
      reporter.warning(node.source(), "'" + language + "' is not a language tag such as en or pt-BR");
    } else if (!known_.has_any_language && std::ranges::none_of(known_.languages, is_it)) {
      reporter.warning(node.source(), "no source is in the language '" + language + "'");
    }
  });
}

void Doubtful::look_at_related(const Topic& topic, const toml::node& list, Reporter& reporter) const {
  for_each_string(list, [&](const std::string& slug, const toml::node& node) {
    if (topics_.contains(slug)) return;
    reporter.warning(node.source(), "topic '" + topic.slug + "' is related to '" + slug + "', which does not exist" +
                                        topic::suggestion(slug, topics_));
  });
}

void Doubtful::look_at_query(const toml::node& query, const topic::Restrictions& restrictions,
                             Reporter& reporter) const {
  const auto text = query.value_exact<std::string>();
  const auto tree = topic::parse_query(text.value_or(std::string()));
  if (!tree) return;
  for (const topic::Doubt& doubt : topic::doubts_about(*tree, known_, restrictions)) {
    reporter.warning_in_query(query, doubt.offset, doubt.message);
  }
}

}  // namespace commonplace::config
