// The table of elements: WHATWG HTML §4 and §13.2.6, and our decision about each.

#include "html/elements.h"

#include <algorithm>
#include <array>

#include "html/attribute_table.h"

namespace commonplace::html {
namespace {

constexpr AttributeSet kGlobal = attributes("dir lang title");
constexpr AttributeSet kCell = kGlobal | attributes("abbr align colspan rowspan scope valign");
constexpr AttributeSet kRow = kGlobal | attributes("align valign");
constexpr AttributeSet kColumn = kGlobal | attributes("align span valign");
constexpr AttributeSet kPlayerAttributes = kGlobal | attributes("controls loop muted preload src");

constexpr std::uint32_t kSection = kBlock | kSpecial | kEndsParagraph;
constexpr std::uint32_t kBreakout = kSection | kLeavesForeign;
constexpr std::uint32_t kMark = kFormatting | kLeavesForeign;
constexpr std::uint32_t kHead = kSpecial | kHeadContent;
constexpr std::uint32_t kGrid = kBlock | kSpecial | kTablePart | kTableContext;

// Sorted by name.
constexpr ElementRule kRules[] = {
    {"a", Fate::Keep, kFormatting | kEndsSibling | kHyperlink, kGlobal | attributes("href hreflang type")},
    {"abbr", Fate::Keep, 0, kGlobal},
    {"acronym", Fate::Keep, 0, kGlobal, "abbr"},
    {"address", Fate::Keep, kSection, kGlobal},
    {"annotation", Fate::RemoveForeign},  // MathML: the formula again, as TeX
    {"annotation-xml", Fate::RemoveForeign},
    {"applet", Fate::Unwrap, kSpecial | kScope},
    {"area", Fate::Unwrap, kVoid | kSpecial},
    {"article", Fate::Keep, kSection, kGlobal},
    {"aside", Fate::Keep, kSection, kGlobal},
    {"audio", Fate::Keep, kPlayer, kPlayerAttributes},
    {"b", Fate::Keep, kMark, kGlobal},
    {"base", Fate::Unwrap, kVoid | kHead},
    {"basefont", Fate::Unwrap, kVoid | kHead},
    {"bdi", Fate::Keep, 0, kGlobal},
    {"bdo", Fate::Keep, 0, kGlobal},
    {"bgsound", Fate::Unwrap, kVoid | kHead},
    {"big", Fate::Keep, kMark, kGlobal},
    {"blockquote", Fate::Keep, kBreakout, kGlobal | attributes("cite")},
    {"body", Fate::Unwrap, kBlock | kSpecial | kLeavesForeign | kWholePage},
    {"br", Fate::Keep, kVoid | kBlock | kSpecial | kLeavesForeign},
    {"button", Fate::Unwrap, kSpecial},
    {"canvas", Fate::Hide},
    {"caption", Fate::Keep, kBlock | kSpecial | kScope | kTablePart, kGlobal},
    {"center", Fate::Keep, kBreakout, kGlobal, "div"},
    {"cite", Fate::Keep, 0, kGlobal},
    {"code", Fate::Keep, kMark, kGlobal},
    {"col", Fate::Keep, kVoid | kSpecial | kTablePart, kColumn},
    {"colgroup", Fate::Keep, kGrid, kColumn},
    {"data", Fate::Keep, 0, kGlobal | attributes("value")},
    {"datalist", Fate::Remove},
    {"dd", Fate::Keep, kBreakout | kEndsSibling, kGlobal},
    {"del", Fate::Keep, 0, kGlobal | attributes("cite datetime")},
    {"desc", Fate::Unwrap, kHtmlInForeign},
    {"details", Fate::Keep, kSection, kGlobal | attributes("open")},
    {"dfn", Fate::Keep, 0, kGlobal},
    {"dialog", Fate::Keep, kSection | kShownIfOpen, kGlobal, "div"},
    {"dir", Fate::Keep, kSection, kGlobal, "ul"},
    {"div", Fate::Keep, kBreakout, kGlobal},
    {"dl", Fate::Keep, kBreakout, kGlobal},
    {"dt", Fate::Keep, kBreakout | kEndsSibling, kGlobal},
    {"em", Fate::Keep, kMark, kGlobal},
    {"embed", Fate::Unwrap, kVoid | kSpecial | kLeavesForeign},
    {"fieldset", Fate::Keep, kSection, kGlobal, "div"},
    {"figcaption", Fate::Keep, kSection, kGlobal},
    {"figure", Fate::Keep, kSection, kGlobal},
    {"font", Fate::Unwrap, kFormatting},
    {"footer", Fate::Keep, kSection, kGlobal},
    {"foreignobject", Fate::Unwrap, kHtmlInForeign},
    {"form", Fate::Keep, kSection, kGlobal, "div"},
    {"frame", Fate::Unwrap, kVoid | kSpecial},
    {"frameset", Fate::Unwrap, kSpecial},
    {"h1", Fate::Keep, kBreakout | kHeading, kGlobal},
    {"h2", Fate::Keep, kBreakout | kHeading, kGlobal},
    {"h3", Fate::Keep, kBreakout | kHeading, kGlobal},
    {"h4", Fate::Keep, kBreakout | kHeading, kGlobal},
    {"h5", Fate::Keep, kBreakout | kHeading, kGlobal},
    {"h6", Fate::Keep, kBreakout | kHeading, kGlobal},
    {"head", Fate::Unwrap, kHead | kLeavesForeign},
    {"header", Fate::Keep, kSection, kGlobal},
    {"hgroup", Fate::Keep, kSection, kGlobal},
    {"hr", Fate::Keep, kBreakout | kVoid},
    {"html", Fate::Unwrap, kSpecial | kHeadContent | kWholePage},
    {"i", Fate::Keep, kMark, kGlobal},
    {"iframe", Fate::Unwrap, kSpecial},
    {"image", Fate::Keep, kVoid, 0, "img"},
    {"img", Fate::Keep, kVoid | kSpecial | kLeavesForeign | kNeedsSource,
     kGlobal | attributes("alt height sizes src srcset width")},
    {"input", Fate::Unwrap, kVoid | kSpecial},
    {"ins", Fate::Keep, 0, kGlobal | attributes("cite datetime")},
    {"kbd", Fate::Keep, 0, kGlobal},
    {"keygen", Fate::Unwrap, kVoid | kSpecial},
    {"legend", Fate::Keep, kBlock, kGlobal, "div"},
    {"li", Fate::Keep, kBreakout | kEndsSibling, kGlobal | attributes("value")},
    {"link", Fate::Unwrap, kVoid | kHead},
    {"listing", Fate::Keep, kBreakout, kGlobal, "pre"},
    {"main", Fate::Keep, kSection, kGlobal},
    {"mark", Fate::Keep, 0, kGlobal},
    {"marquee", Fate::Unwrap, kSpecial | kScope},
    {"math", Fate::Unwrap},
    {"menu", Fate::Keep, kBreakout, kGlobal, "ul"},
    {"meta", Fate::Unwrap, kVoid | kHead | kLeavesForeign},
    {"meter", Fate::Hide},
    {"nav", Fate::Keep, kSection, kGlobal},
    {"nobr", Fate::Unwrap, kMark},
    {"noembed", Fate::Unwrap, kSpecial},
    {"noframes", Fate::Unwrap, kSpecial},
    {"noscript", Fate::Unwrap, kHeadContent},
    {"object", Fate::Unwrap, kSpecial | kScope},
    {"ol", Fate::Keep, kBreakout, kGlobal | attributes("reversed start type")},
    {"optgroup", Fate::Unwrap, kBlock | kEndsSibling},
    {"option", Fate::Unwrap, kBlock | kEndsSibling},
    {"p", Fate::Keep, kBreakout, kGlobal},
    {"param", Fate::Unwrap, kVoid | kSpecial},
    {"picture", Fate::Keep, 0, kGlobal},
    {"plaintext", Fate::Unwrap, kSection, 0, {}, ContentModel::PlainText},
    {"pre", Fate::Keep, kBreakout, kGlobal},
    {"progress", Fate::Hide},
    {"q", Fate::Keep, 0, kGlobal | attributes("cite")},
    {"rp", Fate::Keep, kEndsSibling, kGlobal},
    {"rt", Fate::Keep, kEndsSibling, kGlobal},
    {"rtc", Fate::Keep, kEndsSibling, kGlobal},
    {"ruby", Fate::Keep, kLeavesForeign, kGlobal},
    {"s", Fate::Keep, kMark, kGlobal},
    {"samp", Fate::Keep, 0, kGlobal},
    {"script", Fate::Remove, kHead, 0, {}, ContentModel::Script},
    {"search", Fate::Keep, kSection, kGlobal, "section"},
    {"section", Fate::Keep, kSection, kGlobal},
    {"select", Fate::Remove, kSpecial},
    {"small", Fate::Keep, kMark, kGlobal},
    {"source", Fate::Keep, kVoid | kSpecial | kNeedsSource, attributes("height media sizes src srcset type width")},
    {"span", Fate::Keep, kLeavesForeign, kGlobal},
    {"strike", Fate::Keep, kMark, kGlobal, "s"},
    {"strong", Fate::Keep, kMark, kGlobal},
    {"style", Fate::Remove, kHead, 0, {}, ContentModel::RawText},
    {"sub", Fate::Keep, kLeavesForeign, kGlobal},
    {"summary", Fate::Keep, kSection, kGlobal},
    {"sup", Fate::Keep, kLeavesForeign, kGlobal},
    {"svg", Fate::RemoveForeign},
    {"table", Fate::Keep, kBreakout | kScope | kTableContext, kGlobal | attributes("summary")},
    {"tbody", Fate::Keep, kGrid, kRow},
    {"td", Fate::Keep, kBlock | kSpecial | kScope | kTablePart, kCell},
    {"template", Fate::Remove, kHead | kScope | kInert},
    {"textarea", Fate::Remove, kSpecial, 0, {}, ContentModel::ReferencesOnly},
    {"tfoot", Fate::Keep, kGrid, kRow},
    {"th", Fate::Keep, kBlock | kSpecial | kScope | kTablePart, kCell},
    {"thead", Fate::Keep, kGrid, kRow},
    {"time", Fate::Keep, 0, kGlobal | attributes("datetime")},
    {"title", Fate::Remove, kHead | kHtmlInForeign, 0, {}, ContentModel::ReferencesOnly},
    {"tr", Fate::Keep, kGrid, kRow},
    {"track", Fate::Keep, kVoid | kSpecial | kNeedsSource, attributes("default kind label src srclang")},
    {"tt", Fate::Keep, kMark, kGlobal},
    {"u", Fate::Keep, kMark, kGlobal},
    {"ul", Fate::Keep, kBreakout, kGlobal},
    {"var", Fate::Keep, kLeavesForeign, kGlobal},
    {"video", Fate::Keep, kPlayer, kPlayerAttributes | attributes("height playsinline poster width")},
    {"wbr", Fate::Keep, kVoid | kSpecial},
    {"xmp", Fate::Remove, kSection, 0, {}, ContentModel::RawText},
};

static_assert(std::ranges::is_sorted(kRules, {}, &ElementRule::name));
static_assert(std::ranges::is_sorted(kAttributeRules, {}, &AttributeRule::name));

constexpr ElementRule kUnknown = {""};

// Open addressing over kRules: each slot holds the index of a rule plus one. Sanitizing looks up every tag.
constexpr std::size_t kSlots = 512;
static_assert(std::size(kRules) < 256 && 2 * std::size(kRules) < kSlots);

constexpr std::size_t slot_of(std::string_view name) {
  if (name.empty()) return 0;
  const auto byte = [name](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(name[i])); };
  return (name.size() + 5 * byte(0) + 37 * byte(name.size() / 2) + 113 * byte(name.size() - 1)) % kSlots;
}

constexpr std::array<std::uint8_t, kSlots> kIndex = [] {
  std::array<std::uint8_t, kSlots> index{};
  for (std::size_t i = 0; i < std::size(kRules); ++i) {
    std::size_t slot = slot_of(kRules[i].name);
    while (index[slot] != 0) slot = (slot + 1) % kSlots;
    index[slot] = static_cast<std::uint8_t>(i + 1);
  }
  return index;
}();

// Names are so short that the call of memcmp costs more than their bytes do.
bool is_same(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  return i == a.size();
}

constexpr std::size_t kLongestName =
    std::ranges::max_element(kRules, {}, [](const ElementRule& rule) { return rule.name.size(); })->name.size();

}  // namespace

const ElementRule& element_rule(std::string_view name) {
  if (name.size() > kLongestName) return kUnknown;
  for (std::size_t slot = slot_of(name); kIndex[slot] != 0; slot = (slot + 1) % kSlots) {
    const ElementRule& rule = kRules[kIndex[slot] - 1];
    if (is_same(rule.name, name)) return rule;
  }
  return kUnknown;
}

const ElementRule& published_rule(const ElementRule& rule) {
  return rule.published_as.empty() ? rule : element_rule(rule.published_as);
}

}  // namespace commonplace::html
