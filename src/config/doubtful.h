// A configuration that is understood → what of it can hardly be meant: names that nothing has, topics and queries that
// nothing can match. Looked at last, when all tables are known; what is missing may come with a later drop-in.

#pragma once

#include <set>
#include <string>

#include "config/value.h"
#include "topic/doubts.h"

namespace commonplace::config {

class Doubtful {
 public:
  explicit Doubtful(const Config& config);

  // Warns of what stands in the topic's or source's table, or in that of all sources. `slug` is where its name stands.
  void look_at(const Topic& topic, const toml::table& table, const toml::source_region& slug, Reporter& reporter) const;
  void look_at(const Source& source, const toml::table& table, Reporter& reporter) const;

 private:
  static void look_at_interval(const Source& source, const toml::node& interval, Reporter& reporter);
  void look_at_sources(const Topic& topic, const toml::node& list, Reporter& reporter) const;
  void look_at_types(const toml::node& list, Reporter& reporter) const;
  void look_at_languages(const toml::node& list, Reporter& reporter) const;
  void look_at_related(const Topic& topic, const toml::node& list, Reporter& reporter) const;
  void look_at_query(const toml::node& query, const topic::Restrictions& restrictions, Reporter& reporter) const;

  const Config& config_;
  topic::KnownNames known_;
  std::set<std::string, std::less<>> topics_;
};

}  // namespace commonplace::config
