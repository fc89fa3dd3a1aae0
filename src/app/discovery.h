// An address as a person has it → the feeds there: the document itself, what a page announces, what its links and the
// usual places turn out to be.
//
// What a page announces is believed. A link that only looks like a feed, and a place where feeds often are, are asked
// for, one after the other, and are found only where a feed answers.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/feed.h"
#include "commonplace/result.h"
#include "commonplace/url.h"
#include "fetch/fetcher.h"
#include "runtime/task.h"

namespace commonplace::app {

enum class FoundIn { Address, Head, Link, WellKnown };

std::string_view name(FoundIn place);  // "address" "head" "link" "well-known"

struct FoundFeed {
  std::string url;     // after redirects, where it was asked for
  std::string title;   // the feed's, or what the page calls it
  std::string type;    // media type as announced or served; empty where nobody said
  std::string format;  // "RSS 2.0" where it was read; "RSS" by its type; empty where neither tells
  FoundIn where = FoundIn::Head;
  std::size_t entries = 0;  // where it was read

  friend bool operator==(const FoundFeed&, const FoundFeed&) = default;
};

inline constexpr std::size_t kMostGuesses = 24;  // requests beyond the one for the page

// "https://example.org/news" or, as people write it, "example.org/news". Error: BadUrl, also for what is not http.
Result<Url> parse_web_address(std::string_view text);

// The first feed, other than `known`, that a page announces; empty where there is none, or no page.
std::string announced_in(const fetch::FetchResponse& page, std::string_view known);
runtime::Task<std::string> announced_feed(fetch::Fetcher& fetcher, fetch::FetchRequest page, std::string known);

// Likeliest first; none: the page offers nothing, and nothing is where feeds usually are. Errors: those of the fetcher
// and of HTTP, about the address itself; guesses that fail are none.
runtime::Task<Result<std::vector<FoundFeed>>> discover(fetch::Fetcher& fetcher, Url address);

}  // namespace commonplace::app
