// What a source's document says, normalized: its head and its entries.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commonplace/entry.h"
#include "commonplace/result.h"
#include "commonplace/time.h"

namespace commonplace {

enum class FeedFormat { Rss, Rdf, Atom, Json, Cdf, Page };

std::string_view name(FeedFormat format);                           // "rss" "rdf" "atom" "json" "cdf" "page"
std::string describe(FeedFormat format, std::string_view version);  // "RSS 2.0", "JSON Feed 1.1": as people call it

struct FeedHead {
  std::string id;
  std::string title;
  std::string subtitle;
  std::string link;  // the site, absolute
  std::string self;
  std::vector<std::string> hubs;  // WebSub, at most three
  std::string language;
  std::optional<Timestamp> updated;
  std::optional<Timestamp> published;
  std::vector<Person> authors;
  std::vector<Category> categories;
  std::string rights;
  std::string license;
  std::string generator;
  std::string image;
  std::string icon;
  std::optional<int> ttl_minutes;
  std::optional<Timestamp> update_base;  // sy:updateBase: when one of the updates was, or will be
  std::vector<std::string> skip_hours;   // as written: "0" to "23", or "24", in GMT
  std::vector<std::string> skip_days;    // "Saturday"

  friend bool operator==(const FeedHead&, const FeedHead&) = default;
};

// An at:deleted-entry (RFC 6721): the publisher takes back the entry with this id.
struct Withdrawal {
  std::string id;
  std::optional<Timestamp> when;

  friend bool operator==(const Withdrawal&, const Withdrawal&) = default;
};

struct Feed {
  FeedFormat format = FeedFormat::Rss;
  std::string version;  // "2.0", "1.0", "0.91" …; empty where the document does not say
  FeedHead head;
  std::vector<Entry> entries;  // in the order of the document
  std::size_t without_id = 0;  // entries of the document that had no id of their own
  std::vector<Withdrawal> withdrawn;
  bool complete = false;              // fh:complete (RFC 5005 §2): absence means withdrawal
  std::vector<std::string> left_out;  // identities of entries that the document lists and the operator does not want
  std::optional<Timestamp> next_due;  // when the first of the entries is due that are held back until then
  std::string prev_archive;           // RFC 5005 §4: where the entries before these are, absolute
  std::vector<Issue> issues;
};

}  // namespace commonplace
