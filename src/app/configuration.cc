#include "app/configuration.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "app/rematch.h"

namespace commonplace::app {
namespace {

std::map<std::string, std::string> environment() {
  std::map<std::string, std::string> variables;
  for (char** variable = environ; *variable; ++variable) {
    const std::string_view text(*variable);
    const std::size_t equals = text.find('=');
    if (equals != std::string_view::npos) variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

config::Place place_of(const Launch& launch) {
  std::error_code ignored;
  return {std::filesystem::absolute(launch.directory).string(),
          std::filesystem::is_directory("/var/lib/commonplace", ignored), environment(), launch.overrides,
          config::Secrets::FilledIn};
}

using GoodTexts = std::map<std::string, std::string>;

bool is_rejected(const config::Loaded& loaded, const std::string& file) {
  return std::find(loaded.rejected.begin(), loaded.rejected.end(), file) != loaded.rejected.end();
}

// The last good texts of files that are there and cannot be read, in their places among the others.
bool fill_in_unreadable(config::Directory& directory, const GoodTexts& last_good, GoodTexts& good) {
  bool filled = false;
  for (const config::Message& message : directory.messages) {
    const auto before = last_good.find(message.file);
    if (before == last_good.end()) continue;
    good.insert(*before);
    directory.files.push_back({before->first, before->second});
    filled = true;
  }
  std::ranges::sort(directory.files, {}, &config::DropIn::file);
  return filled;
}

// Loads the files; where one is bad, its last good text takes its place. The messages are about the files as they are.
config::Loaded load_with_fallback(const Launch& launch, const GoodTexts& last_good, GoodTexts& good) {
  config::Directory directory = config::read_directory(launch.directory);
  const config::Place place = place_of(launch);
  config::Loaded loaded = config::load(directory.files, place);
  bool replaced = false;
  for (config::DropIn& file : directory.files) {
    if (!is_rejected(loaded, file.file)) {
      good[file.file] = file.text;
    } else if (const auto before = last_good.find(file.file); before != last_good.end()) {
      good[file.file] = file.text = before->second;
      replaced = true;
    }
  }
  replaced |= fill_in_unreadable(directory, last_good, good);
  std::vector<config::Message> messages = std::move(loaded.messages);
  messages.insert(messages.end(), directory.messages.begin(), directory.messages.end());
  if (replaced) loaded = config::load(directory.files, place);
  loaded.messages = std::move(messages);
  return loaded;
}

// Those of the rows with the same slug; what has none is left out.
template <class Configured, class Row>
void take_ids(std::vector<Configured>& configured, const std::vector<Row>& rows) {
  std::erase_if(configured, [&](Configured& one) {
    const auto row = std::ranges::find(rows, one.slug, &Row::slug);
    if (row == rows.end()) return true;
    one.id = row->id;
    return false;
  });
}

}  // namespace

std::string config_directory(const std::string& option) {
  if (!option.empty()) return option;
  if (const char* variable = std::getenv("COMMONPLACE_CONFIG"); variable && *variable) return variable;
  std::error_code ignored;
  constexpr const char* kSystem = "/etc/commonplace/feeds.d";
  return std::filesystem::is_directory(kSystem, ignored) ? kSystem : "./feeds.d";
}

config::Loaded read_configuration(const Launch& launch) {
  GoodTexts good;
  return load_with_fallback(launch, {}, good);
}

config::Loaded load_as_written(const Launch& launch, const std::vector<config::DropIn>& files) {
  config::Place place = place_of(launch);
  place.secrets = config::Secrets::AsWritten;
  return config::load(files, place);
}

Result<std::shared_ptr<const Live>> configuration_in_store(store::Store& store, const Launch& launch) {
  const Result<GoodTexts> last_good = store.last_good_dropins();
  if (!last_good) return fail(last_good.error());
  GoodTexts good;
  config::Loaded loaded = load_with_fallback(launch, *last_good, good);
  if (loaded.service_bad) return fail(Errc::BadConfig, loaded.service_error);
  const auto sources = store.sources();
  if (!sources) return fail(sources.error());
  const auto topics = store.topics();
  if (!topics) return fail(topics.error());
  take_ids(loaded.config.sources, *sources);
  take_ids(loaded.config.topics, *topics);
  return make_live(std::move(loaded.config), std::move(loaded.messages));
}

Result<Applied> apply_configuration(store::Store& store, const Launch& launch, Timestamp now) {
  const Result<GoodTexts> last_good = store.last_good_dropins();
  if (!last_good) return fail(last_good.error());
  GoodTexts good;
  config::Loaded loaded = load_with_fallback(launch, *last_good, good);
  if (loaded.service_bad) return fail(Errc::BadConfig, loaded.service_error);

  config::Config& config = loaded.config;
  if (const auto synced = store.sync_sources(config.sources, now); !synced) return fail(synced.error());
  const Result<std::vector<TopicId>> changed = store.sync_topics(config.topics, now);
  if (!changed) return fail(changed.error());
  const Result<std::vector<TopicId>> ruled = store.rule_stories(config.stories, now);
  if (!ruled) return fail(ruled.error());
  Result<std::shared_ptr<const Live>> live = make_live(std::move(config), std::move(loaded.messages));
  if (!live) return fail(live.error());
  Result<std::vector<TopicId>> touched = rematch(store, **live, *changed, now);
  if (!touched) return fail(touched.error());
  touched->insert(touched->end(), ruled->begin(), ruled->end());
  if (const auto kept = store.keep_dropins(good); !kept) return fail(kept.error());
  return Applied{std::move(*live), std::move(*touched)};
}

}  // namespace commonplace::app
