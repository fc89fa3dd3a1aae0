#include "app/unknown_name.h"

#include <algorithm>
#include <vector>

#include "base/nearest.h"

namespace commonplace::app {
namespace {

template <class Item>
std::string nearest_of(const std::vector<Item>& items, std::string_view slug) {
  std::vector<std::string_view> slugs;
  slugs.reserve(items.size());
  for (const Item& item : items) slugs.push_back(item.slug);
  const std::string_view near = base::nearest(slug, slugs);
  return near.empty() ? "" : "; did you mean '" + std::string(near) + "'?";
}

template <class Item>
Error unknown(const std::vector<Item>& items, std::string_view slug, std::string_view what) {
  const std::string kind(what);
  std::string words = "no " + kind + " '" + std::string(slug) + "' is configured";
  const std::string near = nearest_of(items, slug);
  if (!near.empty()) return {Errc::NotFound, words + near};
  if (items.empty()) return {Errc::NotFound, words + ", and no other; is --config the folder that is meant?"};
  return {Errc::NotFound, words + "; `commonplace " + kind + "s` lists them"};
}

}  // namespace

Error unknown_source(const config::Config& config, std::string_view slug) {
  return unknown(config.sources, slug, "source");
}

std::optional<Error> first_unknown_source(const config::Config& config, std::span<const std::string> slugs) {
  for (const std::string& slug : slugs) {
    if (std::ranges::find(config.sources, slug, &Source::slug) == config.sources.end())
      return unknown_source(config, slug);
  }
  return std::nullopt;
}

Error unknown_topic(const config::Config& config, std::string_view slug) {
  return unknown(config.topics, slug, "topic");
}

Error unknown_source_or_key(const config::Config& config, std::string_view name) {
  const std::string words = "nothing is called '" + std::string(name) + "'";
  if (const std::string near = nearest_of(config.sources, name); !near.empty()) return {Errc::NotFound, words + near};
  return {Errc::NotFound, words + "; `commonplace sources` lists the sources, `commonplace entries --json` the keys"};
}

}  // namespace commonplace::app
