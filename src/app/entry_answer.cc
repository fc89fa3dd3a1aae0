#include "app/entry_answer.h"

#include <algorithm>

#include "app/story_reader.h"
#include "app/topic_selection.h"

namespace commonplace::app {
namespace {

// Of a key that no entry has.
Result<EntryAnswer> answer_without_entry(store::PageStore& pages, const Live& live, std::string_view key) {
  const auto lead = pages.lead_of(key);
  if (!lead) return fail(lead.error());
  if (*lead) return EntryAnswer(OtherEntry{**lead});
  auto left = pages.tombstone(key);
  if (!left) return fail(left.error());
  if (!*left) return EntryAnswer(NoEntry{});
  // Nobody knows any more in which topics it was.
  if (std::ranges::any_of(live.config.topics, [](const Topic& topic) { return !is_public(topic); })) {
    (*left)->why = TombstoneReason::Hidden;
  }
  return EntryAnswer(GonePage{live.site(), std::move(**left)});
}

}  // namespace

Result<EntryAnswer> answer_entry(store::PageStore& pages, const Live& live, std::string_view key,
                                 std::optional<std::uint32_t> revision) {
  auto row = pages.entry(key);
  if (!row) return fail(row.error());
  if (!*row) return answer_without_entry(pages, live, key);
  // Two published stories became one: whoever comes for the younger one is shown the older, as long as it has a page.
  if ((*row)->was_story) {
    const auto older = pages.entry((*row)->entry.story);
    if (!older) return fail(older.error());
    if (*older) return EntryAnswer(OtherEntry{(*row)->entry.story});
  }
  EntryPage page;
  page.site = live.site();
  page.story_key = (*row)->entry.story;
  const Result<FeedHead> head = pages.head((*row)->entry.source);
  if (!head) return fail(head.error());
  page.publisher = publisher_of(live, (*row)->entry.source, *head);
  const bool is_guarded = live.guarded_sources.contains((*row)->entry.source);
  if (!is_guarded)
    std::erase_if((*row)->others, [&](const Entry& other) { return live.guarded_sources.contains(other.source); });
  for (const Entry& other : (*row)->others) {
    const Result<FeedHead> its_head = pages.head(other.source);
    if (!its_head) return fail(its_head.error());
    page.copies.push_back(copy_of(other, publisher_of(live, other.source, *its_head)));
  }
  std::vector<std::string> tokens;
  bool is_for_everybody = (*row)->topics.empty() && !is_guarded;
  for (const std::string& slug : (*row)->topics) {
    for (const Topic& topic : live.config.topics) {
      if (topic.slug != slug) continue;
      is_for_everybody = is_for_everybody || (is_public(topic) && !is_guarded);
      tokens.insert(tokens.end(), topic.tokens.begin(), topic.tokens.end());
      if (is_public(topic) && !hides(topic, **row)) page.topics.push_back(teaser_of(topic));
    }
  }
  page.entry = std::move((*row)->entry);
  if (revision && *revision != page.entry.revision) {
    auto earlier = pages.revision(key, *revision);
    if (!earlier) return fail(earlier.error());
    if (!*earlier) return EntryAnswer(NoEntry{});
    page.superseded = {(*earlier)->replaced, page.entry.revision};
    page.entry = std::move((*earlier)->entry);
  }
  if (is_for_everybody) return EntryAnswer(std::move(page));
  GuardedEntry guarded{std::move(page), serve::Guard(tokens), {}};
  // Public lists lead here where this copy was the first of a story that they have.
  if (is_guarded && !guarded.page.topics.empty()) {
    for (const Copy& copy : guarded.page.copies) {
      if (!guarded.instead && !live.guarded_sources.contains(copy.source)) guarded.instead = copy.key;
    }
  }
  return EntryAnswer(std::move(guarded));
}

}  // namespace commonplace::app
