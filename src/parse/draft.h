// A feed's head or an entry while its elements are read.
//
// Several elements may claim one field: an item's title is told by <title>, dc:title, media:title. Readers offer what
// they find in any order; the best claim that says something wins.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "commonplace/parse.h"
#include "xml/document.h"

namespace commonplace::parse {

// How good a claim an element has to a field, best first.
enum class Claim : std::uint8_t {
  Own,       // the format's own element
  Module,    // a general vocabulary: Dublin Core, Atom inside RSS
  Platform,  // one written for a directory or a player: iTunes, Media RSS
  Last,      // better than nothing: the surroundings'
};

inline constexpr std::size_t kClaims = 4;

inline bool is_blank(const std::string& value) { return value.empty(); }
inline bool is_blank(const ParsedText& text) { return text.value.empty(); }

// The best value offered for a field; among equals the first. Blank values never replace anything.
template <class Value>
class Claimed {
 public:
  // Whether the value was taken.
  bool offer(Value value, Claim claim) {
    const bool better = is_blank(value_) || claim < claim_;
    if (given_ && (is_blank(value) || !better)) return false;
    value_ = std::move(value);
    claim_ = claim;
    given_ = true;
    return true;
  }
  bool blank() const { return is_blank(value_); }
  const Value& value() const { return value_; }
  Value take() && { return std::move(value_); }

 private:
  Value value_{};
  Claim claim_ = Claim::Last;
  bool given_ = false;
};

// Everyone named with the best claim that was used, without repetitions. Where that is an address without a name,
// another claim may tell the name; where it names several, the address is none of theirs, and they count.
class ClaimedPeople {
 public:
  void offer(ParsedPerson person, Claim claim);
  void offer(std::vector<ParsedPerson> people, Claim claim);
  std::vector<ParsedPerson> take() &&;

 private:
  std::array<std::vector<ParsedPerson>, kClaims> people_;  // by claim
};

struct Draft {
  Claimed<std::string> id;
  bool id_is_permalink = false;
  Claimed<ParsedText> title;
  Claimed<ParsedText> summary;  // of a feed: the subtitle
  Claimed<ParsedText> content;
  Claimed<ParsedText> rights;
  Claimed<std::string> language;
  Claimed<std::string> license;
  Claimed<std::string> image;  // of a feed
  Claimed<std::string> icon;
  Claimed<std::string> generator;
  std::string ttl;
  std::string update_period;  // sy:, which tells the same as ttl in two elements
  std::string update_frequency;
  std::string update_base;
  std::vector<std::string> skip_hours;
  std::vector<std::string> skip_days;
  ClaimedPeople authors;
  std::vector<ParsedPerson> contributors;
  std::vector<ParsedLink> links;
  std::vector<ParsedDate> dates;
  std::vector<Category> categories;
  std::vector<ParsedMedia> media;
  ParsedMedia media_facts;       // what is said of all media of the entry: credit, licence, title, description
  std::string enclosure_origin;  // feedburner:origEnclosureLink
  std::optional<ParsedEvent> event;
  std::optional<ParsedOrigin> origin;
  std::string comments;
  std::string base;
  std::size_t offset = 0;

  // Begins with the xml:base and xml:lang in force at the element.
  explicit Draft(const xml::Element& element);

  // Adders that ignore what says nothing.
  void add_date(DateRole role, std::string text);
  void add_category(std::string term, std::string scheme = {}, std::string label = {});
  void add_keywords(std::string_view list, std::string_view scheme = {});  // divided by commas
  void add_link(ParsedLink link);                                          // an enclosure is a medium, too
  void add_media(ParsedMedia medium);
  // A feed's image, or an entry's: `picture_base` is what the address is relative to.
  void add_picture(std::string url, Claim claim, std::string picture_base);

  // Gives `medium` what is said of all media around it, where it says nothing itself. Ends when 8 kB were repeated: a
  // thousand media may stand below one long description.
  void inherit_facts(const ParsedMedia& outer, ParsedMedia& medium);

 private:
  std::size_t inherited_bytes_ = 0;
};

ParsedEntry to_entry(Draft&& draft);
ParsedHead to_head(Draft&& draft);

}  // namespace commonplace::parse
