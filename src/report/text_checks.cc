// The HTML of entries: what readers drop, what they cannot resolve; and plain texts that stop in the middle.

#include <algorithm>
#include <span>
#include <string>

#include "base/text.h"
#include "base/utf8.h"
#include "commonplace/sanitize.h"
#include "html/tokenizer.h"
#include "normalize/text_construct.h"
#include "report/checks.h"

namespace commonplace::report {
namespace {

struct DroppedElement {
  std::string_view name;
  Rule rule;
};
constexpr DroppedElement kDropped[] = {
    {"script", Rule::Script}, {"style", Rule::Script}, {"iframe", Rule::Frame}, {"frame", Rule::Frame},
    {"object", Rule::Frame},  {"embed", Rule::Frame},  {"applet", Rule::Frame}, {"form", Rule::Frame},
};

std::string_view attribute_of(const html::Token& tag, std::string_view name) {
  for (const html::Attribute& attribute : tag.attributes) {
    if (base::equals_ignoring_case(attribute.name, name)) return base::trim(attribute.value);
  }
  return {};
}

bool is_one_pixel(std::string_view length) {
  return length == "0" || length == "1" || base::equals_ignoring_case(length, "1px");
}

void check_tag(const html::Token& tag, std::string_view base, std::size_t entry, Tally& tally) {
  for (const DroppedElement& dropped : kDropped) {
    if (tag.name == dropped.name) tally.note_entry(dropped.rule, entry, "<" + std::string(tag.name));
  }
  const bool picture = tag.name == "img";
  if (!picture && tag.name != "a") return;
  const std::string_view address = attribute_of(tag, picture ? "src" : "href");
  if (leans_on_page(address, base)) tally.note_entry(Rule::RelativeInText, entry, address);
  if (!picture) return;
  if (is_one_pixel(attribute_of(tag, "width")) && is_one_pixel(attribute_of(tag, "height"))) {
    tally.note_entry(Rule::TrackingPixel, entry, address);
  } else if (base::starts_with_ignoring_case(address, "http:")) {
    tally.note_entry(Rule::InsecureImage, entry, address);
  }
}

void check_html(const ParsedText& text, std::size_t entry, Tally& tally) {
  if (text.markup == Markup::Plain || text.value.find('<') == std::string::npos) return;
  html::Tokenizer tokenizer(text.value);
  html::Token token;
  while (tokenizer.next(token)) {
    if (token.kind == html::TokenKind::StartTag) check_tag(token, text.base, entry, tally);
  }
}

bool is_picture(const ParsedMedia& medium) {
  return medium.thumbnail || base::equals_ignoring_case(medium.medium, "image") ||
         base::starts_with_ignoring_case(medium.type, "image/");
}

constexpr std::size_t kShortest = 80;  // code points; what is shorter is a caption or a place, not a text
constexpr std::size_t kSameLength = 15;

// Ends within a sentence: after a letter, a digit or a comma, and not with a link that says "read on".
bool stops_in_the_middle(const ParsedText& summary, std::string_view plain) {
  if (base::count_code_points(plain) < kShortest) return false;
  std::string_view markup = base::trim(summary.value);
  if (markup.ends_with("</p>")) markup = base::trim(markup.substr(0, markup.size() - 4));
  if (markup.ends_with("</a>")) return false;
  const char last = plain.back();
  return base::is_ascii_alnum(last) || last == ',' || last == ';' || last == '-' || last == '(';
}

}  // namespace

bool leans_on_page(std::string_view address, std::string_view base) {
  address = base::trim(address);
  return base.empty() && !address.empty() && !address.starts_with('#') && !address.starts_with("//") &&
         !parse_url(address);
}

void check_texts(const Examined& document, Tally& tally) {
  for (std::size_t i = 0; i < document.parsed.entries.size(); ++i) {
    const ParsedEntry& entry = document.parsed.entries[i];
    check_html(entry.summary, i, tally);
    check_html(entry.content, i, tally);
    for (const ParsedMedia& medium : entry.media) {
      if (is_picture(medium) && base::starts_with_ignoring_case(medium.url, "http:")) {
        tally.note_entry(Rule::InsecureImage, i, medium.url);
      }
    }
  }
}

// That a text was cut is certain where the whole one stands beside it. Else it is likely only where several stop in the
// middle at the same length: a list of places ends without a full stop too.
void check_cut_texts(const Examined& document, Tally& tally) {
  struct Suspect {
    std::size_t entry;
    std::size_t length;
    bool certain;
  };
  std::vector<Suspect> suspects;
  std::size_t longest = 0;
  for (std::size_t i = 0; i < document.parsed.entries.size(); ++i) {
    const ParsedEntry& entry = document.parsed.entries[i];
    const std::string plain = normalize::to_plain_text(entry.summary);
    const std::size_t length = base::count_code_points(plain);
    longest = std::max(longest, length);
    if (!stops_in_the_middle(entry.summary, plain)) continue;
    const std::string whole = normalize::to_plain_text(entry.content);
    if (!whole.empty() && !(whole.size() > plain.size() && whole.starts_with(plain))) continue;
    suspects.push_back({i, length, !whole.empty()});
  }
  const auto likely = [longest](const Suspect& suspect) { return suspect.length + kSameLength >= longest; };
  const bool several = std::ranges::count_if(suspects, likely) > 1;
  for (const Suspect& suspect : suspects) {
    if (suspect.certain || (several && likely(suspect))) tally.note_entry(Rule::CutText, suspect.entry);
  }
}

}  // namespace commonplace::report
