#include "dedup/traits.h"

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "commonplace/url.h"
#include "dedup/appearance.h"
#include "text/normalize.h"

namespace commonplace::dedup {
namespace {

// More than an edit leaves untouched, and little enough for a thousand entries.
constexpr std::size_t kMostText = 16 * 1024;
// "Read more on our site" stands below every entry of some feeds.
constexpr std::size_t kLeastText = 80;
constexpr std::size_t kShingle = 12;  // bytes: about two words, or four characters of Chinese
constexpr std::size_t kSketch = 48;

// Letters and digits only, ASCII in lower case: what stays the same when a text is laid out anew.
void keep_letters(std::string_view text, std::string& kept) {
  for (const char c : text) {
    if (kept.size() >= kMostText) return;
    if (static_cast<unsigned char>(c) >= 0x80 || base::is_ascii_alnum(c)) kept += base::to_ascii_lower(c);
  }
}

// Where the tag that begins at `at` ends. Quoted values may hold '>'.
std::size_t end_of_tag(std::string_view html, std::size_t at) {
  char quote = 0;
  for (; at < html.size(); ++at) {
    const char c = html[at];
    if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    }
  }
  return html.size();
}

// The letters of sanitized markup, whose tags are whole.
std::string letters_of(std::string_view html) {
  std::string kept;
  for (std::size_t at = 0; at < html.size() && kept.size() < kMostText;) {
    const std::size_t tag = std::min(html.find('<', at), html.size());
    keep_letters(html.substr(at, tag - at), kept);
    at = end_of_tag(html, tag);
  }
  return kept;
}

// The smallest digests of all runs of kShingle bytes: two sketches share about as many of them as the texts do runs.
std::vector<std::uint32_t> sketch_of(std::string_view letters) {
  std::vector<std::uint32_t> digests;
  digests.reserve(letters.size());
  for (std::size_t at = 0; at + kShingle <= letters.size(); ++at) {
    digests.push_back(static_cast<std::uint32_t>(base::fast_hash(letters.substr(at, kShingle))));
  }
  // Twice as many, since some may be equal.
  constexpr std::ptrdiff_t kSmallest = 2 * kSketch;
  if (digests.size() > kSmallest) {
    std::nth_element(digests.begin(), digests.begin() + kSmallest, digests.end());
    digests.resize(kSmallest);
  }
  std::sort(digests.begin(), digests.end());
  digests.erase(std::unique(digests.begin(), digests.end()), digests.end());
  if (digests.size() > kSketch) digests.resize(kSketch);
  digests.shrink_to_fit();
  return digests;
}

std::string comparison_key_of(std::string_view address) {
  const Result<Url> url = parse_url(address);
  return url ? comparison_key(*url) : std::string(address);
}

bool is_dated(const Entry& entry) {
  return entry.published && entry.date_from != DateFrom::None && entry.date_from != DateFrom::FirstSeen;
}

Agreement compare_published(const Traits& a, const Traits& b) {
  if (!a.published || !b.published) return Agreement::Unknown;
  const bool instants = a.precision == DatePrecision::Instant && b.precision == DatePrecision::Instant;
  if (instants && *a.published == *b.published) return Agreement::Same;
  const auto day = [](Timestamp time) { return std::chrono::floor<std::chrono::days>(time); };
  return day(*a.published) == day(*b.published) ? Agreement::SameDay : Agreement::Differ;
}

}  // namespace

std::uint64_t title_digest(std::string_view title) {
  std::string letters;
  keep_letters(text::fold(title), letters);
  return letters.empty() ? 0 : base::fast_hash(letters);
}

Traits traits_of(const Entry& entry, std::string_view url_key) {
  Traits traits = heading_of(entry, url_key);
  add_text(traits, entry);
  return traits;
}

Traits heading_of(const Entry& entry, std::string_view url_key) {
  Traits traits;
  traits.url_key = url_key;
  traits.link = base::fast_hash(entry.link);
  traits.title = title_digest(entry.title);
  if (is_dated(entry)) traits.published = entry.published;
  traits.precision = entry.date_precision;
  return traits;
}

void add_text(Traits& traits, const Entry& entry) {
  traits.appearance = appearance_of(entry);
  const std::string letters = letters_of(entry.content.empty() ? entry.summary.html() : entry.content.html());
  if (letters.size() >= kLeastText || !entry.enclosures.empty()) {
    traits.text = base::fast_hash(letters);
    for (const Enclosure& file : entry.enclosures) {
      traits.text = base::fast_hash(comparison_key_of(file.url), traits.text);
    }
  }
  if (letters.size() >= kLeastText) traits.sketch = sketch_of(letters);
}

Common compare(const Traits& a, const Traits& b) {
  Common common;
  const bool addressed = !a.url_key.empty() && !b.url_key.empty();
  common.url = addressed && a.url_key == b.url_key;
  common.urls_differ = addressed && !common.url;
  common.title = a.title != 0 && a.title == b.title;
  common.text = a.text != 0 && a.text == b.text;
  common.texts_differ = a.text != 0 && b.text != 0 && !common.text;
  common.link = a.link == b.link;
  common.looks = a.appearance != 0 && a.appearance == b.appearance;
  common.published = compare_published(a, b);
  return common;
}

double overlap(const Traits& a, const Traits& b) {
  if (a.sketch.empty() || b.sketch.empty()) return 1;
  std::size_t shared = 0;
  std::size_t seen = 0;
  const std::size_t most = std::min(a.sketch.size(), b.sketch.size());
  auto left = a.sketch.begin();
  auto right = b.sketch.begin();
  for (; seen < most && left != a.sketch.end() && right != b.sketch.end(); ++seen) {
    if (*left == *right) {
      ++shared;
      ++left, ++right;
    } else {
      *left < *right ? ++left : ++right;
    }
  }
  return seen == 0 ? 1 : static_cast<double>(shared) / static_cast<double>(seen);
}

}  // namespace commonplace::dedup
