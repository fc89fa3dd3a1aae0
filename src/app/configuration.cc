#include "app/configuration.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "app/appearance.h"
#include "app/rematch.h"
#include "app/topic_selection.h"

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

using config::Message;
using GoodTexts = std::map<std::string, std::string>;

bool is_rejected(const config::Loaded& loaded, const std::string& file) {
  return std::find(loaded.rejected.begin(), loaded.rejected.end(), file) != loaded.rejected.end();
}

// The last good texts of files that are there and cannot be read, in their places among the others. Where the folder
// itself cannot be read, all that lay in it: it is about to be replaced, or somebody slipped.
std::vector<std::string> fill_in_unreadable(config::Directory& directory, const std::string& folder,
                                            const GoodTexts& last_good) {
  const auto lay_in = [](const std::string& file, const std::string& where) {
    return std::filesystem::path(file).parent_path().lexically_normal() ==
           (std::filesystem::path(where) / "").lexically_normal().parent_path();
  };
  std::vector<std::string> filled;
  for (const config::Message& message : directory.messages) {
    for (const auto& [file, text] : last_good) {
      if (file != message.file && !(message.file == folder && lay_in(file, folder))) continue;
      directory.files.push_back({file, text});
      filled.push_back(file);
    }
  }
  std::ranges::sort(directory.files, {}, &config::DropIn::file);
  return filled;
}

bool has_error(const config::Loaded& loaded, const std::string& file) {
  return std::ranges::any_of(loaded.messages, [&file](const Message& message) {
    return message.severity == Message::Severity::Error && message.file == file;
  });
}

// Loads the files; where one is bad, its last good text takes its place. At the start a bad [service] is none's to
// replace: it may be what says where the store lies.
InForce load_with_fallback(const Launch& launch, const GoodTexts& last_good, Moment moment = Moment::Start) {
  InForce in_force;
  config::Directory directory = config::read_directory(launch.directory);
  in_force.drop_ins.digest = config::digest_of(directory);
  const config::Place place = place_of(launch);
  in_force.loaded = config::load(directory.files, place);
  std::vector<std::string>& replaced = in_force.drop_ins.kept;
  // A file whose only mistakes are in [service] is not rejected: the rest of it holds.
  const bool wants_service = in_force.loaded.service_bad && moment == Moment::Reload;
  const auto is_bad = [&](const std::string& file) {
    return is_rejected(in_force.loaded, file) || (wants_service && has_error(in_force.loaded, file));
  };
  for (config::DropIn& file : directory.files) {
    if (!is_bad(file.file)) {
      in_force.good[file.file] = file.text;
    } else if (const auto before = last_good.find(file.file); before != last_good.end()) {
      in_force.good[file.file] = file.text = before->second;
      replaced.push_back(file.file);
    }
  }
  for (std::string& file : fill_in_unreadable(directory, launch.directory, last_good)) {
    in_force.good[file] = last_good.at(file);
    replaced.push_back(std::move(file));
  }
  std::vector<config::Message> messages = std::move(in_force.loaded.messages);
  messages.insert(messages.end(), directory.messages.begin(), directory.messages.end());
  if (!replaced.empty()) in_force.loaded = config::load(directory.files, place);
  in_force.loaded.messages = std::move(messages);
  std::erase_if(replaced, [&](const std::string& file) { return is_rejected(in_force.loaded, file); });
  const bool has_folder =
      std::ranges::find(directory.messages, launch.directory, &Message::file) == directory.messages.end();
  if (!has_folder && !replaced.empty()) replaced = {launch.directory};
  in_force.files = directory.files;
  in_force.drop_ins.left_out = in_force.loaded.rejected;
  for (const config::Message& message : directory.messages) {
    if (!in_force.good.contains(message.file) && message.file != launch.directory)
      in_force.drop_ins.left_out.push_back(message.file);
  }
  return in_force;
}

// Which files are new, gone or otherwise than before; empty where none is.
std::string changes_between(const GoodTexts& before, const GoodTexts& now) {
  std::string added;
  std::string changed;
  std::string removed;
  const auto list = [](std::string& files, const std::string& file) {
    files += (files.empty() ? "" : ", ") + std::filesystem::path(file).filename().string();
  };
  for (const auto& [file, text] : now) {
    const auto same = before.find(file);
    if (same == before.end()) {
      list(added, file);
    } else if (same->second != text) {
      list(changed, file);
    }
  }
  for (const auto& [file, text] : before) {
    if (!now.contains(file)) list(removed, file);
  }
  std::string sentence;
  for (const auto& [what, files] : {std::pair("added ", &added), {"changed ", &changed}, {"removed ", &removed}}) {
    if (!files->empty()) sentence += (sentence.empty() ? "" : "; ") + std::string(what) + *files;
  }
  return sentence;
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

config::Loaded read_configuration(const Launch& launch) { return load_with_fallback(launch, {}).loaded; }

InForce read_in_force(const Launch& launch, const std::map<std::string, std::string>& last_good) {
  return load_with_fallback(launch, last_good);
}

config::Loaded load_drop_ins(const Launch& launch, const std::vector<config::DropIn>& files) {
  return config::load(files, place_of(launch));
}

config::Loaded load_as_written(const Launch& launch, const std::vector<config::DropIn>& files) {
  config::Place place = place_of(launch);
  place.secrets = config::Secrets::AsWritten;
  return config::load(files, place);
}

Result<std::shared_ptr<const Live>> configuration_in_store(store::Store& store, const Launch& launch) {
  const Result<GoodTexts> last_good = store.last_good_dropins();
  if (!last_good) return fail(last_good.error());
  auto [files, loaded, good, drop_ins] = load_with_fallback(launch, *last_good);
  if (loaded.service_bad) return fail(Errc::BadConfig, loaded.service_error);
  const auto sources = store.sources();
  if (!sources) return fail(sources.error());
  const auto topics = store.topics();
  if (!topics) return fail(topics.error());
  take_ids(loaded.config.sources, *sources);
  take_ids(loaded.config.topics, *topics);
  Result<store::Guarded> guarded = store.guarded();
  if (!guarded) return fail(guarded.error());
  const auto shown_since = store.appearance_since();
  if (!shown_since) return fail(shown_since.error());
  return make_live(std::move(loaded.config), std::move(loaded.messages), std::move(drop_ins), std::move(*guarded),
                   *shown_since);
}

Result<Applied> apply_configuration(store::Store& store, const Launch& launch, Timestamp now, Moment moment) {
  const Result<GoodTexts> last_good = store.last_good_dropins();
  if (!last_good) return fail(last_good.error());
  auto [files, loaded, good, drop_ins] = load_with_fallback(launch, *last_good, moment);
  if (loaded.service_bad) return fail(Errc::BadConfig, loaded.service_error);

  config::Config& config = loaded.config;
  if (const auto synced = store.sync_sources(config.sources, now); !synced) return fail(synced.error());
  const Result<std::vector<TopicId>> changed = store.sync_topics(config.topics, now);
  if (!changed) return fail(changed.error());
  const Result<std::vector<TopicId>> ruled = store.rule_stories(config.stories, now);
  if (!ruled) return fail(ruled.error());
  const Takers takers = takers_of(config.topics, config.sources);
  if (const auto noted = store.guard_sources(takers.guarded, takers.open); !noted) return fail(noted.error());
  Result<store::Guarded> guarded = store.guarded();
  if (!guarded) return fail(guarded.error());
  const Result<Timestamp> shown_since = store.sync_appearance(appearance_of(config), now);
  if (!shown_since) return fail(shown_since.error());
  auto live =
      make_live(std::move(config), std::move(loaded.messages), std::move(drop_ins), std::move(*guarded), *shown_since);
  if (!live) return fail(live.error());
  Result<std::vector<TopicId>> touched = rematch(store, **live, *changed, now);
  if (!touched) return fail(touched.error());
  touched->insert(touched->end(), ruled->begin(), ruled->end());
  if (const std::string what = changes_between(*last_good, good); !what.empty()) {
    if (const auto noted = store.note_reconfigured(what, now); !noted) return fail(noted.error());
    if (const auto kept = store.keep_dropins(good); !kept) return fail(kept.error());
  }
  return Applied{std::move(*live), std::move(*touched), {}};
}

}  // namespace commonplace::app
