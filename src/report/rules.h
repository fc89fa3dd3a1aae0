// What can be wrong with a feed: one table of names, words and advice, in the order in which a report tells it.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "commonplace/feed.h"

namespace commonplace::report {

enum class Rule : std::uint8_t {
  // of the document
  NotRead,
  Encoding,
  Syntax,
  UndeclaredPrefix,
  WrongNamespace,
  Structure,
  OldFormat,
  MediaType,
  TooLarge,
  OverLimit,
  NoEntries,
  HeadTitle,
  HeadLink,
  HeadId,
  HeadUpdated,
  HeadSelf,
  HeadDescription,
  HeadLanguage,
  // of entries
  NoId,
  DuplicateId,
  IdNoAddress,
  NoDate,
  UnreadableDate,
  OldDate,
  FutureDate,
  OddDate,
  DateWithoutZone,
  NoUpdated,
  NoTitle,
  EscapedTitle,
  NoLink,
  RelativeLink,
  NoAuthor,
  CutText,
  RelativeInText,
  Script,
  Frame,
  InsecureImage,
  TrackingPixel,
};
inline constexpr std::size_t kRules = static_cast<std::size_t>(Rule::TrackingPixel) + 1;

struct RuleText {
  std::string_view name;
  bool serious;
  std::string_view one;        // of the document: the sentence; of entries: what follows "1 of 20 entries "
  std::string_view many = {};  // what follows "12 of 20 entries "; empty for rules of the document
  std::string_view effect;
  std::string_view advice = {};  // where the format has none of its own
  std::string_view rss = {};
  std::string_view atom = {};
  std::string_view json = {};
};

const RuleText& text_of(Rule rule);

// The advice for feeds of this format.
std::string_view advice_for(const RuleText& rule, FeedFormat format);

}  // namespace commonplace::report
