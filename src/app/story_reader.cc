#include "app/story_reader.h"

#include <algorithm>

#include "app/agenda.h"
#include "app/disclosure.h"
#include "app/topic_selection.h"
#include "commonplace/url.h"
#include "store/copies.h"

namespace commonplace::app {

Publisher publisher_of(const Live& live, std::string_view slug, const FeedHead& head) {
  Publisher publisher;
  publisher.slug = slug;
  publisher.title = head.title;
  publisher.homepage = head.link;
  publisher.feed_id = head.id;
  publisher.rights = head.rights;
  publisher.license = head.license;
  if (const Source* source = live.source(slug)) {
    if (!source->title.empty()) publisher.title = source->title;
    if (!source->homepage.empty()) publisher.homepage = without_userinfo(source->homepage);
    if (!source->license.empty()) publisher.license = source->license;
    if (!source->url.starts_with("file:") && !source->page) publisher.feed_url = source->url;
    publisher.republish = source->rights;
  }
  if (publisher.title.empty()) publisher.title = slug;
  return publisher;
}

Copy copy_of(const Entry& entry, const Publisher& publisher) {
  return {entry.key, entry.source, publisher.title, entry.link};
}

Result<Publisher> StoryReader::publisher(const std::string& slug) {
  if (const auto known = known_.find(slug); known != known_.end()) return known->second;
  const Result<FeedHead> head = store_.head(slug);
  if (!head) return fail(head.error());
  return known_.emplace(slug, publisher_of(live_, slug, *head)).first->second;
}

Result<Story> StoryReader::tell(store::StoryRow row, Publishers& publishers) {
  Story story{row.key, row.atom_id, row.published, row.updated, {}, {}, row.edits};
  for (const Entry& copy : row.copies) {
    const Result<Publisher> shown = publisher(copy.source);
    if (!shown) return fail(shown.error());
    publishers.emplace(copy.source, *shown);
    if (&copy != &row.copies.front()) story.copies.push_back(copy_of(copy, *shown));
  }
  story.lead = std::move(row.copies.front());
  return story;
}

Result<std::optional<Story>> StoryReader::read(store::StoryRow row, const Topic& topic, Publishers& publishers) {
  const Result<bool> is_shown = Disclosure(store_, live_, audience_of(topic)).narrow(row);
  if (!is_shown) return fail(is_shown.error());
  if (!*is_shown) return std::optional<Story>();
  return tell(std::move(row), publishers);
}

Result<std::optional<Story>> StoryReader::read_event(store::StoryRow row, const Topic& topic, Publishers& publishers) {
  if (is_public(topic)) keep_public(row.copies, live_.guarded_sources);
  const Event* event = store::event_of(row.copies);
  if (!event) return std::optional<Story>();
  std::optional<Event> announced = *event;
  Result<std::optional<Story>> story = read(std::move(row), topic, publishers);
  if (!story || !*story) return story;
  (*story)->lead.event = std::move(announced);
  (*story)->lead.summary = (*story)->lead.content = SafeHtml();
  return story;
}

Result<std::vector<Retraction>> StoryReader::retractions(std::span<const store::RetractionRow> rows, const Topic& topic,
                                                         std::span<const Story> shown) {
  const Disclosure disclosure(store_, live_, audience_of(topic));
  std::vector<Retraction> told;
  for (const store::RetractionRow& row : rows) {
    const Result<std::optional<std::string>> id = disclosure.id_of(row.atom_id);
    if (!id) return fail(id.error());
    if (!*id || std::ranges::find(shown, **id, &Story::atom_id) != shown.end()) continue;
    told.push_back(retraction_of(live_.site(), row));
    told.back().atom_id = **id;
  }
  return told;
}

}  // namespace commonplace::app
