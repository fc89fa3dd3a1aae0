// Feed documents → what they say, spelling preserved, nothing judged.
//
// RSS 0.90 to 2.0, RSS 1.0, Atom 0.3 and 1.0, JSON Feed, CDF. `normalize` makes our meaning of it.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/decode.h"
#include "commonplace/feed.h"
#include "commonplace/result.h"
#include "commonplace/url.h"

namespace commonplace {

// How the document says a text is marked up. Guess: RSS, which does not say.
enum class Markup { Plain, Html, Xhtml, Guess };

struct ParsedText {
  std::string value;  // for Xhtml the inner markup, prefixes removed; else the character data
  Markup markup = Markup::Plain;
  std::string base;      // xml:base in force, absolute; empty: the document's
  std::string language;  // xml:lang in force
  bool present = false;  // the element was there, even if empty

  friend bool operator==(const ParsedText&, const ParsedText&) = default;
};

struct ParsedLink {
  std::string href;  // as written
  std::string rel;   // as written; empty: none
  std::string type;
  std::string title;
  std::string hreflang;
  std::string length;
  std::string base;

  friend bool operator==(const ParsedLink&, const ParsedLink&) = default;
};

enum class DateRole {
  Published,
  Updated,
  Created,
  DublinCore,
  Meta,  // in what a page says beside an entry (PageRules::meta_pattern)
};

struct ParsedDate {
  DateRole role = DateRole::Published;
  std::string text;

  friend bool operator==(const ParsedDate&, const ParsedDate&) = default;
};

// `base`: what the uri is relative to, as in ParsedLink.
struct ParsedPerson : Person {
  std::string base = {};

  friend bool operator==(const ParsedPerson&, const ParsedPerson&) = default;
};

// A picture or other medium (media:content, media:thumbnail, itunes:image, <image>), with what it says of itself.
struct ParsedMedia {
  std::string url;
  std::string type;
  std::string medium;
  std::string length;
  std::string title;
  std::string description;
  std::vector<std::string> credit;
  std::string license;
  std::string base;
  std::optional<std::uint64_t> width;  // in pixels
  bool is_default = false;             // of several renditions (isDefault)
  bool thumbnail = false;
  bool picture = false;    // illustrates the entry (itunes:image, <image>); nothing to download
  bool enclosure = false;  // an RSS enclosure, an atom link rel=enclosure, a JSON attachment

  friend bool operator==(const ParsedMedia&, const ParsedMedia&) = default;
};

struct ParsedEvent {
  std::string start;
  std::string end;
  std::string location;
  std::string from;        // "ev" "xcal" "schema" "ical"
  std::string zone{};      // of start and end, where they have no offset: as tzdata or Windows names it
  std::string duration{};  // ISO 8601, for an event without an end

  friend bool operator==(const ParsedEvent&, const ParsedEvent&) = default;
};

struct ParsedOrigin {
  std::string id;
  ParsedText title;
  std::string link;
  std::string base;

  friend bool operator==(const ParsedOrigin&, const ParsedOrigin&) = default;
};

struct ParsedEntry {
  std::string id;
  bool id_is_permalink = false;  // an RSS guid that did not say isPermaLink="false", an rdf:about, a JSON id
  ParsedText title;
  ParsedText summary;
  ParsedText content;
  std::vector<ParsedLink> links;  // the RSS link as rel "alternate"; feedburner:origLink as rel "origin"
  std::vector<ParsedDate> dates;  // in the order of the document
  std::vector<ParsedPerson> authors;
  std::vector<ParsedPerson> contributors;
  std::vector<Category> categories;
  std::vector<ParsedMedia> media;
  std::optional<ParsedEvent> event;
  std::optional<ParsedOrigin> origin;
  std::string type;      // what a page source's meta names; else empty
  std::string language;  // xml:lang in force, or dc:language
  ParsedText rights;
  std::string license;  // creativeCommons:license, cc:license; one of rel=license is in `links`
  std::string comments;
  std::string base;        // xml:base in force, absolute
  std::size_t offset = 0;  // where its element begins in the decoded text; 0: not known
  std::vector<Issue> issues;

  friend bool operator==(const ParsedEntry&, const ParsedEntry&) = default;
};

struct ParsedHead {
  std::string id;
  ParsedText title;
  ParsedText subtitle;
  std::vector<ParsedLink> links;
  std::vector<ParsedDate> dates;
  std::vector<ParsedPerson> authors;
  std::vector<ParsedPerson> contributors;
  std::vector<Category> categories;
  ParsedText rights;
  std::string license;
  std::string generator;
  std::string language;
  std::string image;
  std::string icon;
  std::string base;
  std::string ttl;                      // minutes, as written
  std::string update_base;              // sy:updateBase, where the ttl is the sy: module's
  std::vector<std::string> skip_hours;  // as written
  std::vector<std::string> skip_days;
  std::size_t offset = 0;  // where its element begins in the decoded text; 0: not known

  friend bool operator==(const ParsedHead&, const ParsedHead&) = default;
};

struct ParsedFeed {
  FeedFormat format = FeedFormat::Rss;
  std::string version;
  ParsedHead head;
  std::vector<ParsedEntry> entries;
  std::vector<Withdrawal> withdrawn;
  bool complete = false;
  std::vector<Issue> issues;
};

// Parses a decoded document. `base` is where it was fetched from. Errors: NotAFeed ("this is HTML, not a feed (title
// 'Login')"), Malformed (line and column), Empty. A damaged document that can be read is not an error: it has issues.
Result<ParsedFeed> parse_feed(const Utf8Text& document, const Url& base);

}  // namespace commonplace
