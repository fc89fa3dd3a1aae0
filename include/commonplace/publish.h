// A topic as it stands → the documents that are published (SPEC §7). Same page, same bytes.

#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
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
  Entry lead;
  std::vector<Copy> copies;
};

// A story that the topic had and has no more (RFC 6721).
struct Retraction {
  std::string atom_id;
  Timestamp since;
};

struct TopicTeaser {
  std::string slug;
  std::string title;
  std::string description;
};

struct TopicPage {
  Site site;
  Topic topic;
  std::vector<Story> stories;                   // in the order of publication, pins first on the page
  std::map<std::string, Publisher> publishers;  // by slug: those of the leads
  std::vector<TopicTeaser> related;
  std::vector<Retraction> retractions = {};  // the latest first
  Timestamp updated;                         // when membership, settings or a visible text last changed
  std::chrono::seconds max_age{3600};
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
  Publisher publisher;
  std::string story_key;
  std::vector<Copy> copies;  // the other copies of its story
  std::vector<TopicTeaser> topics;
};

// Where an entry was that is not there any more.
struct GonePage {
  Site site;
  Tombstone left;
};

struct Rendered {
  std::string content_type;
  std::string body;
  Timestamp last_modified;
  std::string link = {};  // for the HTTP Link header (RFC 8288); empty: none
};

enum class OutputFormat { Atom, Html };

Rendered render(const TopicPage& page, OutputFormat format);
Rendered render(const IndexPage& page);
Rendered render(const EntryPage& page);
Rendered render(const GonePage& page);

}  // namespace commonplace
