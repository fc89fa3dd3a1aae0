#include "app/preview.h"

#include <algorithm>

#include "app/page_instead.h"
#include "app/poll_outcome.h"
#include "app/source_request.h"
#include "base/counted.h"
#include "commonplace/ingest.h"

namespace commonplace::app {
namespace {

std::vector<Preview::Share> shares_of(const Live& live, const Ingested& ingested) {
  std::map<TopicId, std::size_t> counts;
  for (const std::vector<TopicId>& topics : ingested.topics) {
    for (const TopicId topic : topics) ++counts[topic];
  }
  std::vector<Preview::Share> shares;
  for (const Topic& topic : live.config.topics) {
    if (const auto count = counts.find(topic.id); count != counts.end())
      shares.push_back({topic.slug, topic.title, count->second});
  }
  return shares;
}

// What is wrong with the document, then what is wrong with entries: each sentence once, with how many it is true of.
std::vector<std::string> warnings_of(const Feed& feed) {
  std::vector<std::string> warnings;
  for (const Issue& issue : feed.issues) {
    const bool is_new = std::ranges::find(warnings, issue.text) == warnings.end();
    if (is_new) warnings.push_back(issue.text);
  }
  std::map<std::string, std::size_t> counts;
  for (const Entry& entry : feed.entries) {
    for (const std::string& warning : entry.warnings) ++counts[warning];
  }
  for (const auto& [warning, count] : counts)
    warnings.push_back(base::counted(count, "entry: ", "entries: ") + warning);
  return warnings;
}

}  // namespace

Result<Preview> preview(const Live& live, const Source& source, const fetch::FetchResponse& response, Timestamp now) {
  if (const std::optional<Error> refusal = refusal_of(response)) return fail(explain_page(response, *refusal));
  const Url base = document_base(response, source);
  Result<Ingested> ingested = ingest({response.body, std::string(response.header("content-type")), base},
                                     ingest_context(live, source, base, now));
  if (!ingested) return fail(explain_page(response, ingested.error()));
  Feed& feed = ingested->feed;
  Preview made;
  made.title = source.title.empty() ? feed.head.title : source.title;
  made.format = describe(feed.format, feed.version);
  made.site = feed.head.link;
  made.warnings = warnings_of(feed);
  made.topics = shares_of(live, *ingested);
  made.entries = std::move(feed.entries);
  std::ranges::stable_sort(made.entries, std::ranges::greater{},
                           [now](const Entry& entry) { return entry.published.value_or(now); });
  return made;
}

Result<std::shared_ptr<const Live>> make_live_for_preview(config::Config config) {
  std::int64_t id = 0;
  for (Source& source : config.sources) source.id = SourceId{++id};
  for (Topic& topic : config.topics) topic.id = TopicId{++id};
  return make_live(std::move(config), {});
}

}  // namespace commonplace::app
