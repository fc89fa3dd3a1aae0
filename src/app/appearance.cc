#include "app/appearance.h"

#include <algorithm>

#include "app/topic_selection.h"
#include "base/digest.h"

namespace commonplace::app {
namespace {

// Texts with their lengths, so that nothing can move from one to its neighbour.
class Texts {
 public:
  Texts& add(std::string_view text) {
    all_.append(std::to_string(text.size())).append(":").append(text);
    return *this;
  }
  Texts& add(const std::vector<std::string>& texts) {
    add(std::to_string(texts.size()));
    for (const std::string& text : texts) add(text);
    return *this;
  }
  std::uint64_t digest() const { return base::fast_hash(all_); }

 private:
  std::string all_;
};

std::string_view access_of(const Topic& topic) { return is_public(topic) ? "public" : "guarded"; }

bool is_related(const config::Config& config, const Topic& topic) {
  return std::ranges::any_of(config.topics, [&](const Topic& other) {
    return std::ranges::find(other.related, topic.slug) != other.related.end();
  });
}

void add_site(Texts& texts, const config::Config& config) {
  const config::Service& service = config.service;
  texts.add(service.title).add(service.public_url).add(service.language).add(service.timezone);
  // Of other topics a topic's page shows those that are related.
  for (const Topic& topic : config.topics) {
    if (is_related(config, topic)) texts.add(topic.slug).add(access_of(topic)).add(topic.title).add(topic.description);
  }
  const auto guarded = takers_of(config.topics, config.sources).guarded;
  texts.add(std::vector<std::string>(guarded.begin(), guarded.end()));
}

}  // namespace

store::Appearance appearance_of(const config::Config& config) {
  Texts texts;
  add_site(texts, config);
  const std::uint64_t site = texts.digest();
  for (const Source& source : config.sources) {
    texts.add(source.slug).add(source.enabled ? source.url : "").add(source.title).add(source.homepage);
    texts.add(source.license).add(source.rights == Republish::Full ? "full" : "excerpt");
  }
  for (const Topic& topic : config.topics) {
    texts.add(topic.slug)
        .add(access_of(topic))
        .add(topic.title)
        .add(topic.match)
        .add(topic.sources)
        .add(topic.types)
        .add(topic.languages);
    texts.add(topic.hide).add(topic.pin);
  }
  return {site, texts.digest()};
}

Rendered seen_by_readers(Rendered rendered, const Live& live) {
  if (rendered.last_modified != Timestamp{})
    rendered.last_modified = std::max(rendered.last_modified, live.shown_since);
  return rendered;
}

}  // namespace commonplace::app
