#include "config/difference.h"

#include <algorithm>

#include "base/counted.h"

namespace commonplace::config {
namespace {

constexpr std::size_t kMostNamed = 10;

struct ServiceKey {
  std::string_view name;
  bool (*is_equal)(const Service&, const Service&);
};
constexpr ServiceKey kServiceKeys[] = {
    {"title", [](const Service& a, const Service& b) { return a.title == b.title; }},
    {"public_url", [](const Service& a, const Service& b) { return a.public_url == b.public_url; }},
    {"listen", [](const Service& a, const Service& b) { return a.listen == b.listen; }},
    {"admin_listen", [](const Service& a, const Service& b) { return a.admin_listen == b.admin_listen; }},
    {"database", [](const Service& a, const Service& b) { return a.database == b.database; }},
    {"contact", [](const Service& a, const Service& b) { return a.contact == b.contact; }},
    {"timezone", [](const Service& a, const Service& b) { return a.timezone == b.timezone; }},
    {"language", [](const Service& a, const Service& b) { return a.language == b.language; }},
    {"allow_networks", [](const Service& a, const Service& b) { return a.allow_networks == b.allow_networks; }},
    {"host_rate", [](const Service& a, const Service& b) { return a.host_rate == b.host_rate; }},
    {"file_root", [](const Service& a, const Service& b) { return a.file_root == b.file_root; }},
    {"host_connections", [](const Service& a, const Service& b) { return a.host_connections == b.host_connections; }},
    {"parallel", [](const Service& a, const Service& b) { return a.parallel == b.parallel; }},
    {"hub", [](const Service& a, const Service& b) { return a.hub == b.hub; }},
    {"keep", [](const Service& a, const Service& b) { return a.keep == b.keep; }},
    {"log_level", [](const Service& a, const Service& b) { return a.log_level == b.log_level; }},
    {"alerts", [](const Service& a, const Service& b) { return a.alerts == b.alerts; }},
};

// Which row of the store stands for it is no setting.
template <class Item>
bool says_the_same(Item a, const Item& b) {
  a.id = b.id;
  return a == b;
}

// Both by slug.
template <class Item>
Changes compare(const std::vector<Item>& before, const std::vector<Item>& after) {
  Changes changes;
  auto old = before.begin();
  for (const Item& item : after) {
    for (; old != before.end() && old->slug < item.slug; ++old) changes.removed.push_back(old->slug);
    if (old == before.end() || old->slug != item.slug) {
      changes.added.push_back(item.slug);
    } else {
      if (!says_the_same(*old, item)) changes.changed.push_back(item.slug);
      ++old;
    }
  }
  for (; old != before.end(); ++old) changes.removed.push_back(old->slug);
  return changes;
}

std::string names(const std::vector<std::string>& slugs) {
  std::string list;
  for (std::size_t i = 0; i < std::min(slugs.size(), kMostNamed); ++i) list += (i == 0 ? "" : ", ") + slugs[i];
  if (slugs.size() > kMostNamed) list += " and " + std::to_string(slugs.size() - kMostNamed) + " more";
  return list;
}

void tell(std::string& words, const std::vector<std::string>& slugs, std::string_view what, std::string_view happened) {
  if (slugs.empty()) return;
  if (!words.empty()) words += ", ";
  words += base::counted(slugs.size(), what, std::string(what) + "s") + " " + std::string(happened) + " (" +
           names(slugs) + ")";
}

void tell(std::string& words, const Changes& changes, std::string_view what) {
  tell(words, changes.added, what, "added");
  tell(words, changes.changed, what, "changed");
  tell(words, changes.removed, what, "removed");
}

}  // namespace

Difference difference(const Config& before, const Config& after) {
  Difference found;
  found.sources = compare(before.sources, after.sources);
  found.topics = compare(before.topics, after.topics);
  for (const ServiceKey& key : kServiceKeys) {
    if (!key.is_equal(before.service, after.service)) found.service.emplace_back(key.name);
  }
  found.stories = before.stories.join != after.stories.join || before.stories.split != after.stories.split;
  return found;
}

bool waits_for_start(std::string_view service_key) {
  return service_key == "listen" || service_key == "admin_listen" || service_key == "database";
}

std::string in_words(const Difference& difference) {
  std::string words;
  tell(words, difference.sources, "source");
  tell(words, difference.topics, "topic");
  if (!difference.service.empty()) {
    words += (words.empty() ? "" : ", ") + std::string("[service] changed (") + names(difference.service) + ")";
  }
  if (difference.stories) words += (words.empty() ? "" : ", ") + std::string("[stories] changed");
  return words.empty() ? "nothing changed" : words;
}

}  // namespace commonplace::config
