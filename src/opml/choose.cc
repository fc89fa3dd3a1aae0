#include "opml/choose.h"

#include <map>

#include "commonplace/url.h"
#include "opml/slug.h"

namespace commonplace::opml {
namespace {

std::string host_of(std::string_view address) {
  const Result<Url> url = parse_url(address);
  std::string_view host = url ? url->host() : std::string_view();
  if (host.starts_with("www.")) host.remove_prefix(4);
  return std::string(host);
}

std::string wished_slug(const NamedSettings& source) {
  if (is_slug(source.slug)) return source.slug;
  const std::string address = text_of(source.settings, "url");
  for (const std::string& words : {source.slug, text_of(source.settings, "title"), host_of(address)}) {
    if (std::string slug = to_slug(words); !slug.empty()) return slug;
  }
  return "source";
}

constexpr std::size_t kLongestStem = 56;  // of 63, so that there is room for "-2"

// Remembers how far it has counted, so that ten thousand sources of one title are not counted ten thousand times.
class FreeSlugs {
 public:
  explicit FreeSlugs(std::set<std::string, std::less<>>& taken) : taken_(taken) {}

  std::string take(const std::string& wished) {
    if (taken_.insert(wished).second) return wished;
    std::string stem = wished.substr(0, kLongestStem);
    std::size_t& count = counts_.try_emplace(stem, 1).first->second;
    for (;;) {
      std::string slug = stem + "-" + std::to_string(++count);
      if (taken_.insert(slug).second) return slug;
    }
  }

 private:
  std::set<std::string, std::less<>>& taken_;
  std::map<std::string, std::size_t> counts_;
};

}  // namespace

std::string address_key(std::string_view address) {
  const Result<Url> url = parse_url(address);
  if (!url) return std::string(address);
  const std::string& href = url->href();
  return url->has_fragment() ? href.substr(0, href.find('#')) : href;
}

Choice choose(std::vector<NamedSettings> found, Known known) {
  Choice choice;
  FreeSlugs slugs(known.slugs);
  std::set<std::string> seen_addresses, seen_slugs;
  for (NamedSettings& source : found) {
    const std::string address = text_of(source.settings, "url");
    const std::string key = address_key(address);
    if (known.addresses.contains(key)) {
      ++choice.configured;
      continue;
    }
    const bool new_address = seen_addresses.insert(key).second;
    const bool new_slug = !source.slug.empty() && seen_slugs.insert(source.slug).second;
    if (!new_address && !new_slug) {
      choice.repeated.push_back(address);
      continue;
    }
    source.slug = slugs.take(wished_slug(source));
    choice.sources.push_back(std::move(source));
  }
  return choice;
}

}  // namespace commonplace::opml
