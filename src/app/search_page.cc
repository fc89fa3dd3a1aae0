#include "app/search_page.h"

#include <algorithm>

#include "app/listings.h"
#include "app/search_request.h"
#include "app/story_reader.h"
#include "app/topic_selection.h"
#include "publish/labels.h"

namespace commonplace::app {
namespace {

using store::SearchRequest;
using Choices = std::vector<SearchPage::Choice>;
using Counts = std::map<std::string, std::size_t>;

constexpr std::size_t kMost = 2000;  // as many as there are pages of
constexpr std::chrono::milliseconds kPatience{3000};

SearchRequest request_for(const SearchParameters& asked, OutputFormat format, Query query, const Live& live) {
  using enum SearchRequest::Order;
  SearchRequest request = search_request(std::move(query), live.config);
  request.filter = {asked.topic, asked.source, std::nullopt, SearchPage::kEntries};
  request.type = asked.type;
  request.offset = (asked.page - 1) * SearchPage::kEntries;
  // Where no words are asked for, nothing fits better than anything else.
  const bool by_date =
      asked.order == SearchParameters::Order::Date || format == OutputFormat::Atom || asked.query.empty();
  request.order = by_date ? Date : Relevance;
  request.guarded = live.guarded_topics;
  request.guarded_sources = live.guarded_sources;
  request.most = kMost;
  request.patience = kPatience;
  return request;
}

// The most frequent first; one that is asked for by name is there in any case, for its name.
Choices choices_of(const Counts& counts, const std::string& asked) {
  Choices choices;
  for (const auto& [value, count] : counts) choices.push_back({value, value, count});
  std::ranges::stable_sort(choices, std::ranges::greater{}, &SearchPage::Choice::count);
  if (choices.size() > SearchPage::kChoices) choices.resize(SearchPage::kChoices);
  if (choices.empty() && !asked.empty()) choices.push_back({asked, asked, 0});
  return choices;
}

class Answering {
 public:
  Answering(store::Store& store, const Live& live, SearchParameters asked, OutputFormat format)
      : store_(store), live_(live), reader_(store, live), format_(format) {
    page_.site = live.site();
    page_.asked = std::move(asked);
  }

  Result<SearchAnswer> run() && {
    auto query = Query::compile(page_.asked.query);
    if (!query) return refuse(400, query.error().message, query.error().offset);
    page_.query = *query;
    if (names_guarded_topic()) return refuse(400, "there is no topic '" + page_.asked.topic + "'");
    if (live_.guarded_sources.contains(page_.asked.source)) {
      return refuse(400, "there is no source '" + page_.asked.source + "'");
    }
    if (format_ == OutputFormat::Html && page_.asked.asks_for_nothing()) return SearchAnswer{std::move(page_)};
    const auto found = store_.search(request_for(page_.asked, format_, std::move(*query), live_));
    if (!found && found.error().code == Errc::NotFound) return refuse(400, found.error().detail);
    if (!found && found.error().code == Errc::TimedOut) {
      return refuse(503, std::string(publish::labels_for(page_.site.language).search_took_too_long));
    }
    if (!found) return fail(found.error());
    page_.total = found->total;
    page_.is_total = found->is_total;
    if (const Result<bool> shown = add_stories(found->entries); !shown) return fail(shown.error());
    if (const Result<bool> counted = add_choices(*found); !counted) return fail(counted.error());
    return SearchAnswer{std::move(page_)};
  }

 private:
  SearchAnswer refuse(int status, std::string message, std::optional<std::size_t> offset = std::nullopt) {
    page_.problem = {std::move(message), offset};
    return {std::move(page_), status};
  }

  bool names_guarded_topic() const {
    const Topic* topic = find_topic(live_.config, page_.asked.topic);
    return topic && !is_public(*topic);
  }

  // A story is shown once on a page, led by the copy of it that fits best.
  Result<bool> add_stories(const std::vector<Entry>& entries) {
    std::vector<std::string> keys;
    keys.reserve(entries.size());
    for (const Entry& entry : entries) keys.push_back(entry.key);
    auto rows = store_.stories(keys);
    if (!rows) return fail(rows.error());
    for (store::StoryRow& row : *rows) {
      for (const std::string& key : keys) {
        const auto found = std::ranges::find(row.copies, key, &Entry::key);
        if (found == row.copies.end()) continue;
        std::rotate(row.copies.begin(), found, found + 1);
        break;
      }
      if (const Result<bool> added = add_story(std::move(row)); !added) return added;
    }
    return true;
  }

  // Of itself it tells only what its leading copy says.
  Result<bool> add_story(store::StoryRow row) {
    keep_public(row.copies, live_.guarded_sources);
    const Entry& lead = row.copies.front();
    if (lead.key != row.key) row.atom_id.clear();  // it was not the first: it goes by its address
    row.key = lead.key;
    row.published = lead.published.value_or(lead.first_seen.value_or(Timestamp{}));
    row.updated = lead.updated;
    row.edits = {};
    Result<Story> story = reader_.tell(std::move(row), page_.publishers);
    if (!story) return fail(story.error());
    page_.updated = std::max(
        {page_.updated, story->lead.first_seen.value_or(story->published), story->updated.value_or(story->published)});
    page_.stories.push_back(std::move(*story));
    return true;
  }

  Result<bool> add_choices(const store::SearchResult& found) {
    page_.sources = choices_of(found.by_source, page_.asked.source);
    for (SearchPage::Choice& choice : page_.sources) {
      const Result<Publisher> publisher = reader_.publisher(choice.value);
      if (!publisher) return fail(publisher.error());
      page_.publishers.emplace(choice.value, *publisher);
      choice.name = publisher->title;
    }
    page_.types = choices_of(found.by_type, page_.asked.type);
    page_.topics = choices_of(found.by_topic, page_.asked.topic);
    for (SearchPage::Choice& choice : page_.topics) {
      if (const Topic* topic = find_topic(live_.config, choice.value)) choice.name = topic->title;
    }
    return true;
  }

  store::Store& store_;
  const Live& live_;
  StoryReader reader_;
  const OutputFormat format_;
  SearchPage page_;
};

}  // namespace

Result<SearchAnswer> search_page(store::Store& store, const Live& live, SearchParameters asked, OutputFormat format) {
  return Answering(store, live, std::move(asked), format).run();
}

}  // namespace commonplace::app
