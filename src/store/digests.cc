#include "store/digests.h"

#include <algorithm>

#include "base/digest.h"

namespace commonplace::store {
namespace {

// Values are hashed one into the next, lists with their lengths: nothing can move from one field to its neighbour.
class Digest {
 public:
  Digest& add(std::string_view text) {
    value_ = base::fast_hash(text, value_ + 1);
    return *this;
  }
  Digest& add(std::int64_t number) { return add(std::string_view(std::to_string(number))); }
  Digest& add(const std::vector<std::string>& texts) {
    add(static_cast<std::int64_t>(texts.size()));
    for (const std::string& text : texts) add(std::string_view(text));
    return *this;
  }
  Digest& add(const std::map<std::string, std::string>& texts) {
    add(static_cast<std::int64_t>(texts.size()));
    for (const auto& [name, text] : texts) add(std::string_view(name)).add(std::string_view(text));
    return *this;
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0;
};

bool names_tags(const Topic& topic) {
  const auto is_tag = [](const std::string& source) { return source.starts_with('#'); };
  return std::any_of(topic.sources.begin(), topic.sources.end(), is_tag) ||
         topic.match.find("tag:") != std::string::npos;
}

void add_page_rules(Digest& digest, const PageRules& page) {
  for (const std::string* rule :
       {&page.entries, &page.title, &page.link, &page.date, &page.summary, &page.meta, &page.meta_pattern}) {
    digest.add(std::string_view(*rule));
  }
}

}  // namespace

std::uint64_t settings_digest(const Source& source) {
  Digest digest;
  for (const std::string* text :
       {&source.url, &source.title, &source.homepage, &source.type, &source.language, &source.timezone, &source.license,
        &source.include, &source.exclude, &source.username, &source.password, &source.proxy, &source.http_version}) {
    digest.add(std::string_view(*text));
  }
  digest.add(source.types).add(source.headers).add(source.tags).add(source.allow_networks);
  for (const std::int64_t number :
       {std::int64_t{source.priority}, std::int64_t{source.ignore_offset}, std::int64_t{source.interval.count()},
        std::int64_t{source.min_interval.count()}, std::int64_t{source.max_interval.count()},
        static_cast<std::int64_t>(source.rights), static_cast<std::int64_t>(source.future_dates)}) {
    digest.add(number);
  }
  if (source.page) add_page_rules(digest, *source.page);
  return digest.value();
}

std::uint64_t rule_digest(const Topic& topic, const std::map<std::string, std::vector<std::string>>& tags) {
  Digest digest;
  digest.add(std::string_view(topic.match)).add(topic.sources).add(topic.types).add(topic.languages);
  if (names_tags(topic)) {
    for (const auto& [slug, names] : tags) digest.add(std::string_view(slug)).add(names);
  }
  return digest.value();
}

std::uint64_t settings_digest(const Topic& topic) {
  Digest digest;
  digest.add(std::string_view(topic.title)).add(std::string_view(topic.description));
  digest.add(topic.max_age ? topic.max_age->count() : -1).add(static_cast<std::int64_t>(topic.limit));
  digest.add(topic.per_source ? static_cast<std::int64_t>(*topic.per_source) : -1);
  digest.add(topic.related).add(topic.pin).add(topic.hide);
  if (topic.image) {
    const TopicImage& image = *topic.image;
    for (const std::string* text : {&image.url, &image.alt, &image.credit, &image.license, &image.license_url}) {
      digest.add(std::string_view(*text));
    }
  }
  return digest.value();
}

}  // namespace commonplace::store
