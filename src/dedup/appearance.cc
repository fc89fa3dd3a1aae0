#include "dedup/appearance.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/digest.h"
#include "base/text.h"

namespace commonplace::dedup {
namespace {

// Copies what counts of sanitized markup: its text with white space collapsed, and its tags, whose values stand in
// double quotes.
class Seen {
 public:
  std::string of(std::string_view html) && {
    for (; at_ < html.size(); ++at_) {
      const std::string_view rest = html.substr(at_);
      in_tag_ ? take_in_tag(rest) : take_in_text(rest.front());
    }
    return std::move(seen_);
  }

 private:
  void take_in_text(char c) {
    if (base::is_ascii_space(c)) {
      has_space_ = true;
      return;
    }
    in_tag_ = c == '<';
    const bool is_between_tags = in_tag_ && seen_.ends_with('>');
    if (has_space_ && !is_between_tags) seen_ += ' ';
    has_space_ = false;
    seen_ += c;
  }

  void take_in_tag(std::string_view rest) {
    for (const std::string_view scheme : {"https://", "http://"}) {
      if (!rest.starts_with(scheme)) continue;
      in_address_ = true;
      at_ += scheme.size() - 1;
      return;
    }
    const char c = rest.front();
    if (in_address_ && c == '?') {
      at_ += std::min(rest.find_first_of("\" "), rest.size()) - 1;
      return;
    }
    if (c == '"') is_quoted_ = !is_quoted_;
    if (c == '"' || c == ' ') in_address_ = false;
    if (c == '>' && !is_quoted_) in_tag_ = false;
    seen_ += c;
  }

  std::string seen_;
  std::size_t at_ = 0;
  bool in_tag_ = false, is_quoted_ = false, in_address_ = false, has_space_ = false;
};

std::string_view address_seen(std::string_view url) {
  url = url.substr(0, url.find('?'));
  const std::size_t colon = url.find(':');
  return colon == std::string_view::npos ? url : url.substr(colon);
}

}  // namespace

std::uint64_t appearance_of(const Entry& entry) {
  std::uint64_t digest = 1;
  const auto add = [&digest](std::string_view field) { digest = base::fast_hash(field, digest + 1); };
  add(entry.title);
  add(entry.type);
  add(Seen().of(entry.summary.html()));
  add(Seen().of(entry.content.html()));
  for (const Person& author : entry.authors) add(author.name);
  for (const Enclosure& file : entry.enclosures) add(address_seen(file.url));
  if (entry.image) add(address_seen(entry.image->url)), add(entry.image->alt);
  if (entry.event) {
    add(to_rfc3339(entry.event->start));
    add(entry.event->location);
    if (entry.event->end) add(to_rfc3339(*entry.event->end));
  }
  return digest;
}

}  // namespace commonplace::dedup
