#include "newsroom.h"

#include <algorithm>

#include "app/appearance.h"
#include "base/text.h"

namespace commonplace::testing {

using app::PollReport;

Newsroom::Newsroom() {
  config.service.public_url = "https://news.example.org";
  config.service.title = "Library news";
}

// The pools go first: what they still work on may touch everything else.
Newsroom::~Newsroom() {
  workers.join();
  writer.join();
}

Source& Newsroom::add_source(std::string slug) {
  Source& source = config.sources.emplace_back();
  source.url = address(slug);
  source.slug = std::move(slug);
  return source;
}

Topic& Newsroom::add_topic(std::string slug, std::string match) {
  Topic& topic = config.topics.emplace_back();
  topic.title = "About " + slug;
  topic.slug = std::move(slug);
  topic.match = std::move(match);
  return topic;
}

void Newsroom::apply() {
  std::ranges::sort(config.sources, {}, &Source::slug);
  std::ranges::sort(config.topics, {}, &Topic::slug);
  store.sync_sources(config.sources, clock.now()).value();
  store.sync_topics(config.topics, clock.now()).value();
  const Timestamp shown_since = store.sync_appearance(app::appearance_of(config), clock.now()).value();
  live = app::make_live(config, {}, {}, {}, shown_since).value();
}

Result<PollReport> Newsroom::poll(const std::string& slug) {
  const std::vector<std::string> slugs{slug};
  auto claimed = store.claim(slugs, {.now = clock.now()});
  if (!claimed || claimed->empty()) return fail(Errc::NotFound, "the test configured no source " + slug);
  return run(pipeline.refresh(live, std::move(claimed->front())));
}

PollReport Newsroom::poll_well(const std::string& slug) {
  Result<PollReport> report = poll(slug);
  if (report) return std::move(*report);
  ADD_FAILURE() << "poll of " << slug << ": " << report.error().detail;
  return {};
}

store::SourceRow Newsroom::row(std::string_view slug) {
  const std::vector<store::SourceRow> rows = store.sources().value();
  for (const store::SourceRow& row : rows) {
    if (row.slug == slug) return row;
  }
  ADD_FAILURE() << "no source " << slug << " is stored";
  return {};
}

TopicId Newsroom::topic(std::string_view slug) const {
  for (const Topic& topic : live->config.topics) {
    if (topic.slug == slug) return topic.id;
  }
  ADD_FAILURE() << "no topic " << slug << " is configured";
  return {};
}

std::vector<std::string> Newsroom::titles() {
  std::vector<std::string> all;
  const std::vector<Entry> entries = store.entries({}).value();
  for (const Entry& entry : entries) all.push_back(entry.title);
  return all;
}

std::string rss(const std::vector<std::string>& titles, std::string_view channel) {
  std::string document = "<rss version=\"2.0\"><channel>" + std::string(channel);
  std::size_t hour = 10 + titles.size();
  for (const std::string& title : titles) {
    const std::string word = base::to_ascii_lower(title);
    document += "<item><title>" + title + "</title><guid isPermaLink=\"false\">" + word + "</guid><link>/" + word +
                "</link><pubDate>Tue, 22 Oct 2024 " + std::to_string(--hour) + ":15:00 GMT</pubDate></item>";
  }
  return document + "</channel></rss>";
}

std::string address(std::string_view slug) { return "https://" + std::string(slug) + ".example/feed"; }

}  // namespace commonplace::testing
