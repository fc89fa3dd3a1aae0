// The published state: complete answers by path, immutable, swapped whole.

#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "commonplace/publish.h"
#include "commonplace/time.h"
#include "serve/body.h"
#include "serve/feed_history.h"
#include "serve/guard.h"
#include "serve/negotiate.h"

namespace commonplace::serve {

// A document in one encoding, as it goes over the wire.
struct Variant {
  std::string etag;         // quoted, strong, made of the bytes
  std::string shared_head;  // header lines of 200 and 304
  std::string whole_head;   // what 200 has beside them, but for the type
  Body body;
};

// One document in every form it is sent in.
struct Representation {
  std::string content_type;
  std::string type_line;               // the header
  std::string type_line_for_browsers;  // of a feed, which they show as source text under its own; empty: the same
  std::string cache_control;
  Timestamp last_modified;
  std::string link;   // header; empty: none
  bool cors = false;  // feeds: Access-Control-Allow-Origin: *
  bool is_for_frames = false;
  Variant identity;
  std::optional<Variant> gzip, brotli;  // where compression pays

  // What is sent to a client that accepts these.
  const Variant& variant(std::string_view accept_encoding) const;
};

enum class Audience { Everybody, Guarded };

// Compresses, hashes and spells. `max_age` becomes Cache-Control: public, max-age=…; private, where not everybody may
// see it. The bodies go on `shelf`, if there is one.
std::shared_ptr<const Representation> represent(const Rendered& rendered, std::chrono::seconds max_age,
                                                Audience audience = Audience::Everybody, Shelf* shelf = nullptr);

// For one client alone: only in the encoding that this one is sent. What it is sent is the same.
std::shared_ptr<const Representation> represent_once(const Rendered& rendered, std::chrono::seconds max_age,
                                                     Audience audience, std::string_view accept_encoding);

// Whether `represent` would make the same again.
bool represents(const Representation& made, const Rendered& rendered, std::chrono::seconds max_age, Audience audience);

struct Snapshot {
  Site site;                                                                // for the pages that say what is wrong
  std::map<std::string, std::shared_ptr<const Guard>, std::less<>> guards;  // by path: of what is not for everybody
  std::map<std::string, std::shared_ptr<const Representation>, std::less<>> by_path;  // "/topics/news.atom" …
  std::map<std::string, std::shared_ptr<const FeedHistory>, std::less<>> histories;   // of feeds among them
  std::map<std::string, std::shared_ptr<const Embed>, std::less<>> embeds;  // by path: what `limit` takes from
};

// What a snapshot holds, in bytes but for the number of documents.
struct SnapshotSize {
  std::size_t documents = 0;
  std::size_t identity = 0;
  std::size_t gzip = 0;
  std::size_t brotli = 0;
};
SnapshotSize size_of(const Snapshot& snapshot);

// The current snapshot; readers keep what they loaded for as long as they need it.
class SnapshotHolder {
 public:
  std::shared_ptr<const Snapshot> load() const { return current_.load(); }  // null before the first
  void store(std::shared_ptr<const Snapshot> next) { current_.store(std::move(next)); }

 private:
  std::atomic<std::shared_ptr<const Snapshot>> current_;
};

}  // namespace commonplace::serve
