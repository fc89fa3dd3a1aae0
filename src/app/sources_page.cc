#include "app/sources_page.h"

#include <algorithm>

#include "app/story_reader.h"
#include "app/topic_selection.h"

namespace commonplace::app {
namespace {

// It is kept for so many times what making it took: under any number of requests, a hundredth of the reader's time.
constexpr int kRest = 100;
constexpr std::chrono::seconds kMaxAge{600};

std::vector<TopicTeaser> teasers_of(const Live& live, const std::vector<std::string>& slugs) {
  std::vector<TopicTeaser> teasers;
  for (const Topic& topic : live.config.topics) {
    if (std::ranges::binary_search(slugs, topic.slug)) teasers.push_back(teaser_of(topic));
  }
  return teasers;
}

}  // namespace

Result<SourcesPage> sources_page(store::PageStore& pages, const Live& live) {
  const auto contributions = pages.contributions(live.guarded_topics);
  if (!contributions) return fail(contributions.error());
  SourcesPage page;
  page.site = live.site();
  for (const store::Contribution& contribution : *contributions) {
    std::vector<TopicTeaser> topics = teasers_of(live, contribution.topics);
    if (topics.empty()) continue;
    page.sources.push_back({.publisher = publisher_of(live, contribution.slug, contribution.head),
                            .newest = contribution.newest,
                            .last_heard = contribution.last_success,
                            .has_ended = contribution.state == SourceState::Gone,
                            .entries = contribution.entries,
                            .topics = std::move(topics)});
  }
  return page;
}

Result<std::shared_ptr<const serve::Representation>> sources_document(store::PageStore& pages, const Live& live) {
  const Result<SourcesPage> page = sources_page(pages, live);
  if (!page) return fail(page.error());
  return serve::represent(render(*page), kMaxAge);
}

Result<std::shared_ptr<const serve::Representation>> SourcesPageKeeper::get(const std::shared_ptr<const Live>& live) {
  const auto began = clock_();
  if (live == live_ && began < good_until_) return page_;
  auto page = sources_document(pages_, *live);
  if (!page) return page;
  page_ = std::move(*page);
  live_ = live;
  const auto ended = clock_();
  good_until_ = ended + kRest * (ended - began);
  return page_;
}

}  // namespace commonplace::app
