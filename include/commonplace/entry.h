// One normalized article: clean, complete, independent of the format it came in (SPEC §2).
//
// Plain-text fields are NFC, without markup, white space collapsed. URLs are absolute and in serialized form. Fields
// that a document did not give are empty or nullopt, and are left out of every output.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "commonplace/safe_html.h"
#include "commonplace/time.h"

namespace commonplace {

struct Link {
  std::string rel;  // lower case, "alternate" where none was given
  std::string href;
  std::string type;
  std::string title;
  std::string hreflang;
  std::string length;

  friend bool operator==(const Link&, const Link&) = default;
};

struct Person {
  std::string name;
  std::string email;
  std::string uri;

  friend bool operator==(const Person&, const Person&) = default;
};

struct Category {
  std::string term;
  std::string scheme;
  std::string label;

  friend bool operator==(const Category&, const Category&) = default;
};

struct Enclosure {
  std::string url;
  std::string type;
  std::string length;

  friend bool operator==(const Enclosure&, const Enclosure&) = default;
};

struct Image {
  std::string url;
  std::string alt;
  std::vector<std::string> credit;
  std::string license;

  friend bool operator==(const Image&, const Image&) = default;
};

// What the document itself says the entry came from (atom:source, RSS source).
struct Origin {
  std::string id;
  std::string title;
  std::string link;

  friend bool operator==(const Origin&, const Origin&) = default;
};

// When the thing that an entry announces takes place; never confused with `published`.
struct Event {
  DatePrecision precision = DatePrecision::Day;
  Timestamp start;               // for a day: 00:00:00Z of the calendar day
  std::optional<Timestamp> end;  // same precision; for a day, the last day
  std::string location;
  std::string from;  // "ev" "xcal" "schema" "ical" "title": where it was read

  friend bool operator==(const Event&, const Event&) = default;
};

enum class DateFrom { None, Published, Updated, DublinCore, Meta, FirstSeen };

struct Entry {
  std::string key;     // permanent public key: in /entries/KEY; empty before one is minted
  std::string id;      // the publisher's, as written
  std::string source;  // slug
  std::optional<Origin> origin;
  std::string title;
  std::string link;  // canonical URL
  std::vector<Link> links;

  std::optional<Timestamp> published;  // the value that is published and sorted by
  std::optional<Timestamp> updated;
  DatePrecision date_precision = DatePrecision::Instant;
  std::optional<std::chrono::year_month_day> published_day;  // the calendar day as written; set where precision is Day
  DateFrom date_from = DateFrom::None;
  std::string date_text;  // the date string as published, for `explain`
  std::optional<Timestamp> first_seen;
  std::uint32_t position = 0;  // in the document where first seen

  std::string type;
  std::optional<Event> event;
  std::string excerpt;
  bool excerpt_truncated = false;
  SafeHtml summary;
  SafeHtml content;
  std::vector<Person> authors;
  std::vector<Person> contributors;
  std::vector<Category> categories;
  std::vector<Enclosure> enclosures;
  std::optional<Image> image;
  std::string language;  // BCP 47
  std::string rights;
  std::string license;
  std::string comments;
  std::string story;  // key of the story's first published copy
  std::uint32_t revision = 1;
  std::vector<std::string> warnings;

  friend bool operator==(const Entry&, const Entry&) = default;
};

}  // namespace commonplace
