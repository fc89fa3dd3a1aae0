// A source's settings and the topics around it, as a test writes them down, and documents read under them.

#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "commonplace/ingest.h"

namespace commonplace::testing {

constexpr Timestamp kNow{std::chrono::seconds{1'729'771'200}};  // 2024-10-24T12:00:00Z

class Desk {
 public:
  Desk() {
    source.slug = "partner";
    source.url = "https://partner.example/feeds/news.xml";
  }

  Source source;
  std::vector<std::pair<std::string, std::string>> types;  // type → query
  std::vector<Topic> topics;
  Self self{"news.example.org", "https://news.example.org"};

  TopicId add_topic(std::string slug, std::string match) {
    Topic& topic = topics.emplace_back();
    topic.id = TopicId{static_cast<std::int64_t>(topics.size())};
    topic.slug = std::move(slug);
    topic.match = std::move(match);
    return topic.id;
  }

  Result<Ingested> read(std::string_view bytes, std::string content_type = "application/rss+xml") const {
    const Url url = parse_url(source.url).value();
    SourceQueries queries;
    for (const auto& [type, query] : types) queries.types.emplace_back(type, compiled(query));
    queries.include = compiled(source.include);
    if (!source.exclude.empty()) queries.exclude = compiled(source.exclude);
    NormalizeContext normalize;
    normalize.base = url;
    normalize.source = source.slug;
    normalize.default_type = source.type;
    normalize.future_dates = source.future_dates;
    normalize.now = kNow;
    normalize.first_seen = kNow;
    const TopicMatcher matcher = TopicMatcher::compile(topics, {&source, 1}).value();
    return ingest({bytes, std::move(content_type), url}, {source, queries, matcher, self, normalize});
  }

 private:
  static Query compiled(const std::string& text) { return Query::compile(text).value(); }
};

inline std::string rss(std::string_view items) {
  return "<rss version=\"2.0\"><channel><title>Partner news</title>" + std::string(items) + "</channel></rss>";
}

inline std::string item(std::string_view title, std::string_view more = {}) {
  return "<item><title>" + std::string(title) + "</title><link>/news/" + std::to_string(title.size()) + "</link>" +
         std::string(more) + "</item>";
}

inline std::vector<std::string> titles(const Ingested& ingested) {
  std::vector<std::string> all;
  for (const Entry& entry : ingested.feed.entries) all.push_back(entry.title);
  return all;
}

}  // namespace commonplace::testing
