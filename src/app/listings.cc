#include "app/listings.h"

#include <algorithm>
#include <boost/json.hpp>

#include "app/search_request.h"
#include "app/unknown_name.h"
#include "base/text.h"
#include "json/entry_json.h"
#include "serve/form_values.h"
#include "topic/error.h"

namespace commonplace::app {
namespace {

constexpr std::size_t kUsual = 50;
constexpr std::size_t kMost = 1000;

struct Asked {
  store::EntryFilter filter{{}, {}, std::nullopt, kUsual};
  std::string match;
};

Result<bool> take(Asked& asked, std::string_view name, const std::string& value) {
  if (name == "topic") asked.filter.topic = value;
  if (name == "source") asked.filter.source = value;
  if (name == "match") asked.match = value;
  if (name == "since") {
    const auto since = parse_date(value);
    if (!since) return fail(Errc::BadQuery, "since: '" + value + "' is not a date; write one such as 2024-10-24");
    asked.filter.since = since->instant;
  }
  if (name == "limit") {
    const auto limit = base::parse_decimal(value);
    if (!limit || *limit < 1 || *limit > kMost)
      return fail(Errc::BadQuery, "limit: '" + value + "' is not a number from 1 to " + std::to_string(kMost));
    asked.filter.limit = static_cast<std::size_t>(*limit);
  }
  return true;
}

Result<Asked> read_parameters(std::string_view query) {
  Asked asked;
  for (const serve::FormValue& parameter : serve::read_form(query)) {
    if (!parameter.value) return fail(Errc::BadQuery, std::string(parameter.name) + ": this is not UTF-8");
    if (const auto taken = take(asked, parameter.name, *parameter.value); !taken) return fail(taken.error());
  }
  return asked;
}

}  // namespace

boost::json::object topic_object(const store::TopicRow& row, const Topic* topic) {
  boost::json::object object{{"topic", row.slug}};
  if (topic) object["title"] = topic->title;
  object["stories"] = row.stories;
  object["changed"] = to_rfc3339(row.changed);
  return object;
}

const Topic* find_topic(const config::Config& config, std::string_view slug) {
  const auto found = std::ranges::find(config.topics, slug, &Topic::slug);
  return found == config.topics.end() ? nullptr : &*found;
}

Result<std::string> list_topics(store::Store& store, const config::Config& config) {
  const auto rows = store.topics();
  if (!rows) return fail(rows.error());
  boost::json::array topics;
  for (const store::TopicRow& row : *rows) topics.push_back(topic_object(row, find_topic(config, row.slug)));
  return boost::json::serialize(topics);
}

Result<std::vector<Entry>> entries_that_match(store::Store& store, const config::Config& config, Query query,
                                              store::EntryFilter filter) {
  if (query.matches_everything()) return store.entries(filter);
  store::SearchRequest request = search_request(std::move(query), config);
  request.order = store::SearchRequest::Order::Date;
  request.filter = std::move(filter);
  auto found = store.search(request);
  if (!found) return fail(found.error());
  return std::move(found->entries);
}

Result<std::string> list_entries(store::Store& store, const config::Config& config, std::string_view query) {
  Result<Asked> asked = read_parameters(query);
  if (!asked) return fail(asked.error());
  const store::EntryFilter& filter = asked->filter;
  if (!filter.topic.empty() && !find_topic(config, filter.topic)) return fail(unknown_topic(config, filter.topic));
  const bool knows_source = std::ranges::find(config.sources, filter.source, &Source::slug) != config.sources.end();
  if (!filter.source.empty() && !knows_source) return fail(unknown_source(config, filter.source));
  auto match = Query::compile(asked->match);
  if (!match) return fail(Errc::BadQuery, "match: " + topic::describe(asked->match, match.error()));
  const auto entries = entries_that_match(store, config, std::move(*match), std::move(asked->filter));
  if (!entries) return fail(entries.error());
  std::string list = "[";
  for (const Entry& entry : *entries) list += (list.size() > 1 ? "," : "") + json::entry_to_json(entry);
  return list + "]";
}

}  // namespace commonplace::app
