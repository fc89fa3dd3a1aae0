#include "app/live.h"

#include <algorithm>

#include "app/topic_selection.h"
#include "commonplace/version.h"
#include "text/zone.h"

namespace commonplace::app {
namespace {

bool has_queries(const Source& source) {
  return !source.types.empty() || !source.include.empty() || !source.exclude.empty();
}

Result<SourceQueries> compile_queries(const Source& source) {
  const auto compile = [&](const std::string& text) -> Result<Query> {
    auto query = Query::compile(text);
    if (!query) return fail(Errc::BadQuery, "source '" + source.slug + "': " + query.error().message);
    return *query;
  };
  SourceQueries queries;
  for (const auto& [type, text] : source.types) {
    const Result<Query> query = compile(text);
    if (!query) return fail(query.error());
    queries.types.emplace_back(type, *query);
  }
  const Result<Query> include = compile(source.include);
  if (!include) return fail(include.error());
  queries.include = *include;
  if (!source.exclude.empty()) {
    const Result<Query> exclude = compile(source.exclude);
    if (!exclude) return fail(exclude.error());
    queries.exclude = *exclude;
  }
  return queries;
}

}  // namespace

const Source* Live::source(std::string_view slug) const {
  const auto found =
      std::lower_bound(config.sources.begin(), config.sources.end(), slug,
                       [](const Source& source, std::string_view wanted) { return source.slug < wanted; });
  return found != config.sources.end() && found->slug == slug ? &*found : nullptr;
}

const SourceQueries& Live::queries_of(const Source& source) const {
  static const SourceQueries kNone;  // takes everything
  const auto found = queries.find(source.slug);
  return found == queries.end() ? kNone : found->second;
}

const Topic* Live::topic(TopicId id) const {
  for (const Topic& topic : config.topics) {
    if (topic.id == id) return &topic;
  }
  return nullptr;
}

Site Live::site() const {
  return {config.service.title, config.service.public_url, config.service.language, version(), page_zone};
}

Result<std::shared_ptr<const Live>> make_live(config::Config config, std::vector<config::Message> messages,
                                              DropIns drop_ins, store::Guarded remembered, Timestamp shown_since) {
  auto live = std::make_shared<Live>();
  live->config = std::move(config);
  live->messages = std::move(messages);
  live->shown_since = shown_since;
  live->drop_ins = std::move(drop_ins);
  for (const Source& source : live->config.sources) {
    if (has_queries(source)) {
      Result<SourceQueries> queries = compile_queries(source);
      if (!queries) return fail(queries.error());
      live->queries.emplace(source.slug, std::move(*queries));
    }
    for (const auto& [type, query] : source.types) live->type_names.push_back(type);
    if (!source.timezone.empty()) live->zones.emplace(source.slug, text::find_zone(source.timezone));
  }
  std::ranges::sort(live->type_names);
  live->type_names.erase(std::unique(live->type_names.begin(), live->type_names.end()), live->type_names.end());
  Result<TopicMatcher> matcher = TopicMatcher::compile(live->config.topics, live->config.sources);
  if (!matcher) return fail(matcher.error());
  live->matcher = std::move(*matcher);
  Takers takers = takers_of(live->config.topics, live->config.sources);
  live->guarded_topics = guarded_topics(live->config.topics);
  live->guarded_topics.merge(remembered.topics);
  live->guarded_sources = std::move(takers.guarded);
  for (const std::string& slug : remembered.sources) {
    if (!takers.open.contains(slug)) live->guarded_sources.insert(slug);
  }
  live->page_zone = text::find_zone(live->config.service.timezone);
  live->self = {tag_authority(live->config.service), live->config.service.public_url};
  return live;
}

std::string tag_authority(const config::Service& service) {
  const Result<Url> url = parse_url(service.public_url);
  return url && !url->host().empty() ? std::string(url->host()) : "localhost";
}

NormalizeContext normalize_context(const Live& live, const Source& source, Url base, Timestamp now) {
  NormalizeContext context;
  context.base = std::move(base);
  context.source = source.slug;
  context.default_type = source.type;
  context.type_names = live.type_names;  // each is a type wherever a category spells it
  context.default_language = source.language;
  context.default_license = source.license;
  if (const auto zone = live.zones.find(source.slug); zone != live.zones.end()) {
    context.dates.local_zone = zone->second.get();
  }
  context.dates.ignore_offset = source.ignore_offset;
  context.future_dates = source.future_dates;
  context.now = now;
  context.first_seen = now;
  return context;
}

IngestContext ingest_context(const Live& live, const Source& source, Url base, Timestamp now) {
  return {source, live.queries_of(source), live.matcher, live.self,
          normalize_context(live, source, std::move(base), now)};
}

}  // namespace commonplace::app
