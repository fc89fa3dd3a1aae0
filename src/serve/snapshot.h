// The published state: complete responses by path, immutable, swapped whole.

#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "commonplace/publish.h"
#include "commonplace/time.h"
#include "serve/guard.h"

namespace commonplace::serve {

// One document in every form it is sent in. The ETags are strong and made of the bytes.
struct Representation {
  std::string content_type;
  std::string type_for_browsers;  // of a feed, which they show as source text under its own; empty: the same
  std::shared_ptr<const std::string> identity;
  std::shared_ptr<const std::string> gzip;  // null where compression does not pay
  std::string etag;                         // quoted
  std::string gzip_etag;
  Timestamp last_modified;
  std::string cache_control;
  std::string link;   // header; empty: none
  bool cors = false;  // feeds: Access-Control-Allow-Origin: *
};

enum class Audience { Everybody, Guarded };

// Compresses and hashes. `max_age` becomes Cache-Control: public, max-age=…; private, where not everybody may see it.
std::shared_ptr<const Representation> represent(const Rendered& rendered, std::chrono::seconds max_age,
                                                Audience audience = Audience::Everybody);

struct Snapshot {
  Site site;                                                                // for the pages that say what is wrong
  std::map<std::string, std::shared_ptr<const Guard>, std::less<>> guards;  // by path: of what is not for everybody
  std::map<std::string, std::shared_ptr<const Representation>, std::less<>> by_path;  // "/topics/news.atom" …
};

// The current snapshot; readers keep what they loaded for as long as they need it.
class SnapshotHolder {
 public:
  std::shared_ptr<const Snapshot> load() const { return current_.load(); }  // null before the first
  void store(std::shared_ptr<const Snapshot> next) { current_.store(std::move(next)); }

 private:
  std::atomic<std::shared_ptr<const Snapshot>> current_;
};

}  // namespace commonplace::serve
