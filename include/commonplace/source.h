// One origin that an operator configured in feeds.d, and what we remember of asking it.

#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "commonplace/result.h"
#include "commonplace/time.h"

namespace commonplace {

// A row number of the store; 0 before the store has seen it.
enum class SourceId : std::int64_t {};
enum class TopicId : std::int64_t {};

enum class FutureDates { FirstSeen, Hold, Event };
enum class Republish { Excerpt, Full };

// A news page without a feed, read by XPath 1.0 on its parsed HTML (SPEC §1, [source.X.page]).
struct PageRules {
  std::string entries;
  std::string title;
  std::string link;
  std::string date;
  std::string summary;
  std::string meta;
  std::string meta_pattern;  // RE2 with the named groups `type` and `date`

  friend bool operator==(const PageRules&, const PageRules&) = default;
};

// A [source.SLUG] table with the defaults filled in.
struct Source {
  SourceId id{};
  std::string slug;
  std::string url;  // http, https or file:
  std::string title;
  std::string homepage;
  std::string type = "News";
  std::map<std::string, std::string> types;  // type → query that sets it
  std::vector<std::string> tags;
  int priority = 100;  // lower wins
  std::string language;
  std::string timezone;
  bool ignore_offset = false;
  std::chrono::seconds interval{std::chrono::hours{1}};
  std::chrono::seconds min_interval{std::chrono::minutes{15}};
  std::chrono::seconds max_interval{std::chrono::hours{12}};
  Republish rights = Republish::Excerpt;
  std::string license;
  std::string include;
  std::string exclude;
  FutureDates future_dates = FutureDates::FirstSeen;
  std::map<std::string, std::string> headers;  // secrets resolved; never printed
  std::string username;
  std::string password;
  std::string proxy;
  std::vector<std::string> allow_networks;
  std::string http_version;  // "", "1.1" or "2"
  std::optional<PageRules> page;
  std::size_t backfill = 0;                           // entries to fetch from its own archives at the first poll
  std::chrono::seconds keep{std::chrono::days{730}};  // what is older may be forgotten
  bool enabled = true;

  friend bool operator==(const Source&, const Source&) = default;
};

// ETag and Last-Modified of the last good response, byte for byte, sent back in a conditional GET (RFC 9110 §13.1).
struct Validators {
  std::string etag;
  std::string last_modified;

  friend bool operator==(const Validators&, const Validators&) = default;
};

// Silent: it answers well, but has brought nothing new for far longer than its rhythm explains.
enum class SourceState { New, Ok, Failing, Gone, Disabled, Silent };

std::string_view name(SourceState state);  // "new" "ok" "failing" "gone" "disabled" "silent"

// What a publisher last said about how often to come, in the document or in the headers around it. An answer that does
// not repeat it, as most 304s do not, leaves it in force.
struct PublisherHints {
  std::optional<std::chrono::seconds> ttl{};      // <ttl>, or sy:updatePeriod in sy:updateFrequency parts
  std::optional<Timestamp> update_base{};         // sy:updateBase: from here on every `ttl`
  std::optional<std::chrono::seconds> max_age{};  // Cache-Control, Expires
  std::uint32_t skip_hours = 0;                   // bit h: not from h:00 to h:59 UTC
  std::uint8_t skip_days = 0;                     // bit d: not on that day in UTC; Sunday is 0

  friend bool operator==(const PublisherHints&, const PublisherHints&) = default;
};

// When a source publishes, learned from the dates of its entries; as small for ten thousand entries as for ten.
// Several entries at a time are one publication.
struct Rhythm {
  int publications = 0;                  // seen, up to a bound: how far to trust the rest
  std::chrono::seconds gap{0};           // between two publications; the recent ones weigh more
  std::chrono::seconds longest{0};       // of these gaps; fades
  std::optional<Timestamp> first;        // publication that is known, or else our first look
  std::optional<Timestamp> last;         // publication
  std::array<std::uint8_t, 24> hours{};  // how many in each hour of the day in UTC, at most 15; the old ones fade
  std::array<std::uint8_t, 7> days{};    // the same for the days of the week, of some; Sunday is 0

  friend bool operator==(const Rhythm&, const Rhythm&) = default;
};

// Where permanent redirects led in the last polls, as long as these agree.
struct Move {
  std::string to;
  int polls = 0;

  friend bool operator==(const Move&, const Move&) = default;
};

// What was learned by asking a source.
struct RefreshHistory {
  SourceState state = SourceState::New;
  int failures = 0;                // in a row
  std::optional<Timestamp> since;  // when the present state began
  std::optional<Timestamp> last_poll;
  std::optional<Timestamp> last_success;  // 200 or 304
  std::optional<Timestamp> last_new;      // when a poll last brought an entry
  std::optional<Timestamp> last_unconditional;
  int http_status = 0;  // of the last answer; 0 where there was none
  std::string message;  // one sentence, where the last poll failed or the source is silent
  Validators validators;
  std::uint64_t body_hash = 0;  // of the last good body; 0: none
  PublisherHints hints;
  Rhythm rhythm;
  Move move;
  std::string suggested_url;             // what the site announces instead of a feed that is not there any more
  std::optional<Timestamp> held_until;   // the publisher asked not to be asked before (Retry-After)
  std::optional<Timestamp> entries_due;  // then the first of the entries is due that are held back (future_dates)

  friend bool operator==(const RefreshHistory&, const RefreshHistory&) = default;
};

}  // namespace commonplace
