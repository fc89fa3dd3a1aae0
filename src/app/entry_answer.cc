#include "app/entry_answer.h"

#include <algorithm>

#include "app/disclosure.h"
#include "app/story_reader.h"
#include "app/topic_selection.h"

namespace commonplace::app {
namespace {

// Of a key that no entry has.
Result<EntryAnswer> answer_without_entry(store::PageStore& pages, const Live& live, std::string_view key) {
  auto stories = pages.stories(std::vector{std::string(key)});
  if (!stories) return fail(stories.error());
  for (store::StoryRow& story : *stories) {
    std::string lead = story.copies.front().key;
    const Result<bool> is_shown = Disclosure(pages, live, serve::Audience::Everybody).narrow(story);
    if (!is_shown) return fail(is_shown.error());
    if (*is_shown) lead = story.copies.front().key;
    return EntryAnswer(OtherEntry{std::move(lead)});
  }
  auto left = pages.tombstone(key);
  if (!left) return fail(left.error());
  if (!*left) return EntryAnswer(NoEntry{});
  // Nobody knows any more in which topics it was.
  if (!live.guarded_topics.empty() || !live.guarded_sources.empty()) (*left)->why = TombstoneReason::Hidden;
  return EntryAnswer(GonePage{live.site(), std::move(**left)});
}

// The key by which these readers know the story of the entry; nothing where they know none.
Result<std::optional<std::string>> story_key_of(store::PageStore& pages, const Live& live, const Entry& entry,
                                                serve::Audience audience) {
  const Disclosure disclosure(pages, live, audience);
  if (disclosure.is_whole()) return std::optional(entry.story);
  auto stories = pages.stories(std::vector{entry.key});
  if (!stories) return fail(stories.error());
  for (store::StoryRow& story : *stories) {
    const Result<bool> is_shown = disclosure.narrow(story);
    if (!is_shown) return fail(is_shown.error());
    if (*is_shown) return std::optional(std::move(story.key));
  }
  return std::optional<std::string>();
}

}  // namespace

Result<EntryAnswer> answer_entry(store::PageStore& pages, const Live& live, std::string_view key,
                                 std::optional<std::uint32_t> revision) {
  auto row = pages.entry(key);
  if (!row) return fail(row.error());
  if (!*row) return answer_without_entry(pages, live, key);
  // Two published stories became one: whoever comes for the younger one is shown the older, as long as it has a page.
  const bool is_guarded = live.guarded_sources.contains((*row)->entry.source);
  const auto known_by =
      story_key_of(pages, live, (*row)->entry, is_guarded ? serve::Audience::Guarded : serve::Audience::Everybody);
  if (!known_by) return fail(known_by.error());
  const std::string story_key = known_by->value_or((*row)->entry.story);
  if ((*row)->was_story && story_key != key) {
    const auto older = pages.entry(story_key);
    if (!older) return fail(older.error());
    if (*older) return EntryAnswer(OtherEntry{story_key});
  }
  EntryPage page;
  page.site = live.site();
  page.story_key = story_key;
  const Result<FeedHead> head = pages.head((*row)->entry.source);
  if (!head) return fail(head.error());
  page.publisher = publisher_of(live, (*row)->entry.source, *head);
  if (!is_guarded)
    std::erase_if((*row)->others, [&](const Entry& other) { return live.guarded_sources.contains(other.source); });
  page.changed = (*row)->story_updated.value_or(Timestamp{});
  for (const Entry& other : (*row)->others) {
    page.changed = std::max(page.changed, other.first_seen.value_or(Timestamp{}));
    const Result<FeedHead> its_head = pages.head(other.source);
    if (!its_head) return fail(its_head.error());
    page.copies.push_back(copy_of(other, publisher_of(live, other.source, *its_head)));
  }
  std::vector<std::string> tokens;
  const bool is_for_everybody = !is_guarded && may_be_read(live, (*row)->topics);
  for (const std::string& slug : (*row)->topics) {
    for (const Topic& topic : live.config.topics) {
      if (topic.slug != slug) continue;
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
    auto instead = story_key_of(pages, live, guarded.page.entry, serve::Audience::Everybody);
    if (!instead) return fail(instead.error());
    guarded.instead = std::move(*instead);
  }
  return EntryAnswer(std::move(guarded));
}

}  // namespace commonplace::app
