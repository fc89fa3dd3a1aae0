#include "xml/damage.h"

#include "base/text.h"

namespace commonplace::xml {
namespace {

// In the order of Damage.
constexpr std::array<std::string_view, kDamageKinds> kTexts = {
    "something stands before the XML declaration",
    "text outside the root element was left out",
    "more than one root element; the feed's, or else the largest, was read",
    "'<' that begins no tag; write '&lt;'",
    "comment, CDATA section or declaration without end",
    "tag without '>'",
    "the document ends in the middle; what was incomplete at its end was left out",
    "element without end tag",
    "elements nested too deep; their tags were left out",
    "end tag without start tag",
    "end tag spelled unlike its start tag",
    "attribute without quotes or value",
    "attribute given twice; the first was read",
    "'&' that begins no reference; write '&amp;'",
    "entity that XML does not define; write the character",
    "entity that is not expanded was left out",
    "reference to a character that XML does not allow",
    "control character that XML does not allow was left out",
};

}  // namespace

void DamageReport::note(Damage damage, std::size_t offset) {
  Found& found = found_[static_cast<std::size_t>(damage)];
  if (found.count++ == 0) found.first = offset;
}

std::vector<Issue> DamageReport::issues(std::string_view document) const {
  std::vector<Issue> issues;
  for (std::size_t kind = 0; kind < kDamageKinds; ++kind) {
    const Found& found = found_[kind];
    if (found.count == 0) continue;
    std::string text(kTexts[kind]);
    if (found.count > 1) text += " (" + std::to_string(found.count) + " times)";
    issues.push_back({std::move(text), base::line_at(document, found.first), IssueKind::Syntax});
  }
  return issues;
}

}  // namespace commonplace::xml
