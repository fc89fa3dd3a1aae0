// A topic's settings → what is shown of the stories that its rule takes, and to whom.

#pragma once

#include <set>
#include <span>
#include <string>

#include "app/live.h"
#include "commonplace/time.h"
#include "commonplace/topic.h"
#include "serve/snapshot.h"
#include "store/records.h"

namespace commonplace::app {

serve::Audience audience_of(const Topic& topic);

// Those that ask for a token.
std::set<TopicId> guarded_topics(std::span<const Topic> topics);

// Whether somebody without a token may read what is in these topics, by slug: in one of them, or in none at all.
bool may_be_read(const Live& live, std::span<const std::string> topics);

// The slugs of sources that topics take: only ones with tokens, so that what comes from these is not shown to
// everybody, and be it as another copy of a public story; or any that everybody may read.
struct Takers {
  store::Slugs guarded;
  store::Slugs open;
};
Takers takers_of(std::span<const Topic> topics, std::span<const Source> sources);

// Whether readers of the topic may know of what this source brought.
bool discloses(const Live& live, const Topic& topic, const std::string& source);

// Leaves the copies that everybody may see.
void keep_public(std::vector<Entry>& copies, const store::Slugs& guarded_sources);

// As of `now`: `max_age` is counted from then.
store::TopicSelection selection_of(const Topic& topic, Timestamp now);

// How long its documents are good: a reader need not ask more often than the topic's sources are asked, the shortest
// interval, 60 s to 1 h.
std::chrono::seconds max_age_of(const Live& live, const Topic& topic);
bool belongs(const Source& source, const Topic& topic);

// What other pages say of it.
TopicTeaser teaser_of(const Topic& topic);

// A story with a hidden copy is hidden whole.
bool hides(const Topic& topic, const store::StoryRow& story);
bool hides(const Topic& topic, const store::EntryRow& row);

}  // namespace commonplace::app
