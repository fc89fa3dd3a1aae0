// A topic as it stands → the documents that are published (SPEC §7). Same page, same bytes.

#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "commonplace/entry.h"
#include "commonplace/time.h"
#include "commonplace/tombstone.h"
#include "commonplace/topic.h"

namespace commonplace {

// What every page needs to know of the service.
struct Site {
  std::string title;
  std::string public_url;  // absolute, without trailing slash
  std::string language;    // of labels and dates: en, fr, es, de
  std::string version;
  std::shared_ptr<const TimeZone> zone;  // for instants shown on pages; UTC where null
};

// A source as readers see it.
struct Publisher {
  std::string slug;
  std::string title;  // the operator's, else the feed's own
  std::string homepage;
  std::string feed_url;
  std::string feed_id;
  std::string rights;
  std::string license;
  Republish republish = Republish::Excerpt;
  std::optional<Timestamp> updated;

  friend bool operator==(const Publisher&, const Publisher&) = default;
};

// Another copy of a story that is shown.
struct Copy {
  std::string key;
  std::string source;  // slug
  std::string source_title;
  std::string link;
};

// One piece of news: the copy that leads, and who else carries it. The id, key and date stay those of the copy that
// was published first.
struct Story {
  std::string key;
  std::string atom_id;  // the publisher's id where it is a valid IRI, else a minted tag: URI
  Timestamp published;
  std::optional<Timestamp> updated;
  Entry lead;  // where an event is the subject, with that of the first copy that announces one
  std::vector<Copy> copies;
  std::uint32_t edits = 0;  // how often its publishers edited a copy, or another joined
};

// A story that the topic had and has no more (RFC 6721).
struct Retraction {
  std::string atom_id;
  Timestamp since;
  std::optional<Event> event = {};  // that it announced, where that was called off with it
  std::uint32_t edits = 0;
};

struct TopicTeaser {
  std::string slug;
  std::string title;
  std::string description;
};

// What a topic's feed or calendar is narrowed to, as its address spells it. What is empty is not asked for.
struct FeedParameters {
  static constexpr std::size_t kMostEntries = 500;

  std::string type = {};
  std::string source = {};              // slug; of any copy of a story
  std::string language = {};            // a tag of BCP 47, in lower case: "pt" means "pt-BR", too
  std::optional<Timestamp> since = {};  // published then or later; of events, what is not over by then
  std::optional<std::size_t> limit = {};
  std::string query = {};  // of SPEC §6

  bool narrows() const { return *this != FeedParameters{}; }
  friend bool operator==(const FeedParameters&, const FeedParameters&) = default;
};

struct TopicPage {
  Site site;
  Topic topic;
  std::vector<Story> stories;                   // in the order of publication, pins first on the page
  std::map<std::string, Publisher> publishers;  // by slug: those of the leads
  std::vector<TopicTeaser> related;
  std::vector<Retraction> retractions = {};  // the latest first
  // What takes place: first what is over for a while, then what is to come, each in the order of its beginning.
  std::vector<Story> events = {};
  std::size_t past_events = 0;  // so many of them are over
  Timestamp updated;            // when membership, settings or a visible text last changed
  std::optional<Timestamp> last_event_over = {};
  std::size_t archives = 0;   // documents of what ever joined it
  std::string hub = {};       // WebSub: who tells subscribers of what is new; empty: nobody
  FeedParameters asked = {};  // of a feed that is narrowed; there is no page of one
  std::chrono::seconds max_age{3600};
};

// What joined a topic, fifty stories at a time.
struct ArchivePage {
  Site site;
  Topic topic;
  std::size_t number = 1;
  bool has_next = false;
  std::vector<std::variant<Story, Retraction>> items;  // in the order in which they joined it
  std::map<std::string, Publisher> publishers;
  Timestamp updated;
};

// What takes place, in all topics.
struct EventsPage {
  Site site;
  std::vector<Story> events;  // as in TopicPage
  std::size_t past_events = 0;
  std::vector<Retraction> retractions;
  std::map<std::string, Publisher> publishers;
  Timestamp updated;
};

struct IndexPage {
  Site site;
  struct Row {
    TopicTeaser topic;
    std::vector<Story> newest;  // a few
    std::size_t count = 0;      // stories in the topic
    Timestamp updated;
  };
  std::vector<Row> topics;
  std::map<std::string, Publisher> publishers;
  Timestamp updated;
};

struct EntryPage {
  Site site;
  Entry entry;
  // Where the entry is shown as it was before its publisher edited it: since when it is otherwise, and what it is now.
  struct Superseded {
    Timestamp since;
    std::uint32_t current_revision = 1;
  };
  std::optional<Superseded> superseded{};
  Publisher publisher;
  std::string story_key;
  std::vector<Copy> copies;  // the other copies of its story
  std::vector<TopicTeaser> topics;
  Timestamp changed{};  // when its story last changed, or another copy joined it
};

// Where an entry was that is not there any more.
struct GonePage {
  Site site;
  Tombstone left;
};

// What is asked of the search, as its address spells it. What is empty is not asked for.
struct SearchParameters {
  std::string query = {};   // of SPEC §6, as it was typed
  std::string source = {};  // slug
  std::string type = {};
  std::string topic = {};  // slug
  enum class Order { Relevance, Date };
  Order order = Order::Relevance;  // of the page; a feed has the newest first
  std::size_t page = 1;

  bool asks_for_nothing() const { return query.empty() && source.empty() && type.empty() && topic.empty(); }
};

struct SearchPage {
  static constexpr std::size_t kEntries = 20;  // of one page
  static constexpr std::size_t kChoices = 12;  // of a kind, at most

  // Why nothing can be shown, in a sentence, and which byte of the query is to blame.
  struct Problem {
    std::string message;
    std::optional<std::size_t> offset;
  };
  // How many of the entries have it, for whoever wants only those.
  struct Choice {
    std::string value;  // slug or type
    std::string name;
    std::size_t count = 0;
  };

  Site site;
  SearchParameters asked;
  std::optional<Problem> problem;  // then there is nothing else
  Query query;                     // what is highlighted
  std::vector<Story> stories;      // each led by the copy that was found
  std::map<std::string, Publisher> publishers;
  std::size_t total = 0;
  bool is_total = true;  // false: at least so many
  std::vector<Choice> sources, types, topics;
  Timestamp updated;  // when what it shows last changed
};

// The sources behind a topic.
struct SourceList {
  Site site;
  TopicTeaser topic;
  std::vector<Publisher> sources;
};

// Who is aggregated here: the sources of topics that everybody may read. Dates are shown as days, so that the page
// stays the same while polls bring nothing.
struct SourcesPage {
  struct Row {
    Publisher publisher;
    std::optional<Timestamp> newest;      // when its latest entry was published
    std::optional<Timestamp> last_heard;  // when it last answered well
    bool has_ended = false;               // it said that its feed is gone for good
    std::size_t entries = 0;
    std::vector<TopicTeaser> topics;
  };

  Site site;
  std::vector<Row> sources;
};

// A topic for a frame on somebody else's page: what stands around its stories, and each of them, so that as many as
// that page wants can be put together.
struct Embed {
  static constexpr std::size_t kUsual = 5;  // stories, where nobody asks for another number
  static constexpr std::size_t kMost = 50;

  std::string before;
  std::vector<std::string> stories;
  std::string after;
  Timestamp updated;
  std::chrono::seconds max_age{3600};
};

struct Rendered {
  std::string content_type;
  std::string body;
  Timestamp last_modified;
  std::string link = {};       // for the HTTP Link header (RFC 8288); empty: none
  bool is_for_frames = false;  // it may stand in a frame on anybody's page
};

enum class OutputFormat { Atom, Rss, Json, Calendar, Html };

Rendered render(const TopicPage& page, OutputFormat format);
Rendered render(const EventsPage& page, OutputFormat format);  // Calendar or Html
Rendered render(const IndexPage& page);
Rendered render(const EntryPage& page);
Rendered render(const GonePage& page);
Rendered render(const SearchPage& page, OutputFormat format);
Rendered render(const SourcesPage& page);

Embed make_embed(const TopicPage& page);
Rendered render(const Embed& embed, std::size_t stories);

// How browsers and readers search here (OpenSearch 1.1).
Rendered render_search_description(const Site& site);

// Lists of feeds, for readers that take many at once.
Rendered render_opml(const IndexPage& page);
Rendered render_opml(const SourceList& list);

// What search engines ask for.
Rendered render_robots(const Site& site);
Rendered render_sitemap(const IndexPage& page);

}  // namespace commonplace
