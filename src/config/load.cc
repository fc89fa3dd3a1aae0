// Drop-ins in name order → Config, and a message with file, line and column for whatever is wrong (SPEC §1).
//
// A file with an error is left out whole, but for its [service] and [defaults]: a slip in a source must not move the
// daemon to another port.

#include <algorithm>
#include <filesystem>

#include "base/nearest.h"
#include "base/text.h"
#include "commonplace/url.h"
#include "config/doubtful.h"
#include "config/keys.h"
#include "model/settings.h"
#include "parse/page.h"

namespace commonplace::config {
namespace {

constexpr std::string_view kTables[] = {"service", "defaults", "source", "topic", "stories"};

struct ParsedFile {
  Reporter reporter;
  std::optional<toml::table> table;
  std::vector<std::pair<std::string, toml::source_region>> sources, topics;  // slugs and where they stand
};

template <class Target>
std::string suggestion(std::string_view word, std::span<const Key<Target>> keys) {
  std::vector<std::string_view> names;
  for (const auto& key : keys) names.push_back(key.name);
  const std::string_view near = base::nearest(word, names);
  return near.empty() ? "" : "; did you mean '" + std::string(near) + "'?";
}

// Applies a table's keys to `target`. `elsewhere` names sub-tables that are read by others.
template <class Target>
void apply(const toml::table& table, std::string_view path, std::span<const Key<Target>> keys, Reporter& reporter,
           const Place& place, Target& target, std::string_view elsewhere = {}) {
  for (const auto& [name, node] : table) {
    const std::string_view word = name.str();
    if (word == elsewhere) continue;
    const auto key = std::find_if(keys.begin(), keys.end(), [word](const auto& k) { return k.name == word; });
    if (key == keys.end()) {
      reporter.error(name.source(), "unknown key '" + std::string(name.str()) + "' in [" + std::string(path) + "]" +
                                        suggestion(name.str(), keys));
    } else {
      key->read(Value(name.str(), node, reporter, place), target);
    }
  }
}

// A source's file: URL as an absolute one below the root, links taken out of the way.
std::optional<std::string> resolve_file_url(const std::string& url, const std::string& root, std::string& why_not) {
  namespace fs = std::filesystem;
  if (root.empty()) {
    why_not = "file: sources need 'file_root' in [service]";
    return std::nullopt;
  }
  std::string path = url.substr(5);
  if (path.starts_with("//")) {
    const Result<Url> parsed = parse_url(url);
    path = parsed ? std::string(parsed->path()) : path;
  }
  const fs::path whole = (fs::path(path).is_absolute() ? fs::path(path) : fs::path(root) / path).lexically_normal();
  const fs::path below = whole.lexically_relative(fs::path(root).lexically_normal());
  if (below.empty() || *below.begin() == "..") {
    why_not = "'" + url + "' lies outside file_root " + root;
    return std::nullopt;
  }
  const Result<Url> absolute = parse_url("file://" + whole.string());
  return absolute ? std::optional(absolute->href()) : std::nullopt;
}

class Loader {
 public:
  Loader(const std::vector<DropIn>& files, const Place& place) : place_(place) {
    for (const DropIn& file : files) parse(file);
  }

  Loaded run() && {
    for (ParsedFile& file : files_) read_service(file);
    finish_service();
    for (ParsedFile& file : files_) read_defaults(file);
    for (ParsedFile& file : files_) read_file(file);
    finish();
    return std::move(loaded_);
  }

 private:
  void parse(const DropIn& file) {
    ParsedFile parsed{Reporter(file.file, file.text, loaded_.messages), std::nullopt, {}, {}};
    try {
      parsed.table = toml::parse(file.text, file.file);
    } catch (const toml::parse_error& error) {
      parsed.reporter.error(error.source(), std::string(error.description()));
      // What stands in a file that cannot be read is unknown; its own words say whether [service] is lost with it.
      if (file.text.starts_with("[service]") || file.text.find("\n[service]") != std::string::npos)
        reject_service(loaded_.messages.back());
    }
    files_.push_back(std::move(parsed));
  }

  void read_service(ParsedFile& file) {
    if (!file.table) return;
    const toml::node* node = file.table->get("service");
    if (!node) return;
    Reporter reporter(file.reporter.file(), file.reporter.text(),
                      loaded_.messages);  // its own verdict: the rest of the file may be fine
    const std::size_t before = loaded_.messages.size();
    if (!node->is_table()) {
      reporter.error(node->source(), "'service' must be a table: [service]");
    } else if (service_place_) {
      reporter.error(node->source(), "[service] is already in " + *service_place_);
    } else {
      service_place_ = place_name(file, node->source());
      apply(*node->as_table(), "service", service_keys(), reporter, place_, loaded_.config.service);
    }
    if (!reporter.failed()) return;
    const auto error =
        std::find_if(loaded_.messages.begin() + static_cast<std::ptrdiff_t>(before), loaded_.messages.end(),
                     [](const Message& m) { return m.severity == Message::Severity::Error; });
    reject_service(*error);
  }

  void reject_service(const Message& error) {
    if (!loaded_.service_bad) loaded_.service_error = error.to_string();
    loaded_.service_bad = true;
  }

  void finish_service() {
    Service& service = loaded_.config.service;
    const Overrides& overrides = place_.overrides;
    if (!overrides.database.empty()) service.database = overrides.database;
    if (!overrides.listen.empty()) service.listen = overrides.listen;
    if (!overrides.admin_listen.empty()) service.admin_listen = overrides.admin_listen;
    if (service.database.empty()) {
      service.database =
          place_.system_state_directory ? "sqlite:/var/lib/commonplace/commonplace.db" : "sqlite:commonplace.db";
    }
    if (!service.file_root.empty()) {
      const std::filesystem::path root = std::filesystem::path(place_.directory) / service.file_root;
      service.file_root = std::filesystem::absolute(root).lexically_normal().string();
      if (service.file_root.ends_with('/')) service.file_root.pop_back();
    }
    if (service.public_url.empty()) {
      const auto tcp = std::find_if(service.listen.begin(), service.listen.end(),
                                    [](const std::string& address) { return !address.starts_with("unix:"); });
      service.public_url = "http://" + (tcp == service.listen.end() ? "localhost" : *tcp);
    }
    defaults_.keep = service.keep;
  }

  void read_defaults(ParsedFile& file) {
    if (!file.table) return;
    const toml::node* node = file.table->get("defaults");
    if (!node) return;
    if (!node->is_table()) {
      file.reporter.error(node->source(), "'defaults' must be a table: [defaults]");
      return;
    }
    apply(*node->as_table(), "defaults", source_keys(), file.reporter, place_, defaults_);
  }

  void read_file(ParsedFile& file) {
    if (file.table) {
      check_table_names(file);
      std::vector<Source> sources = read_slugs<Source>(file, "source", source_places_);
      std::vector<Topic> topics = read_slugs<Topic>(file, "topic", topic_places_);
      StoryRulings stories = read_stories(file);
      if (!file.reporter.failed()) {
        std::move(sources.begin(), sources.end(), std::back_inserter(loaded_.config.sources));
        std::move(topics.begin(), topics.end(), std::back_inserter(loaded_.config.topics));
        std::ranges::move(stories.join, std::back_inserter(loaded_.config.stories.join));
        std::ranges::move(stories.split, std::back_inserter(loaded_.config.stories.split));
        for (auto& [slug, where] : file.sources) source_places_.emplace(slug, place_name(file, where));
        for (auto& [slug, where] : file.topics) topic_places_.emplace(slug, place_name(file, where));
      }
    }
    if (file.reporter.failed()) loaded_.rejected.push_back(file.reporter.file());
  }

  static std::string place_name(const ParsedFile& file, const toml::source_region& where) {
    return file.reporter.file() + ":" + std::to_string(where.begin.line) + ":" + std::to_string(where.begin.column);
  }

  static void check_table_names(ParsedFile& file) {
    for (const auto& [name, node] : *file.table) {
      if (std::find(std::begin(kTables), std::end(kTables), name.str()) != std::end(kTables)) continue;
      const std::string_view near = base::nearest(name.str(), kTables);
      file.reporter.error(name.source(),
                          "unknown table '" + std::string(name.str()) + "'" +
                              (near.empty() ? "; a drop-in holds [service], [defaults], [source.SLUG] and [topic.SLUG]"
                                            : "; did you mean '" + std::string(near) + "'?"));
    }
  }

  template <class Item>
  std::vector<Item> read_slugs(ParsedFile& file, std::string_view kind,
                               const std::map<std::string, std::string>& places) {
    std::vector<Item> items;
    const toml::node* node = file.table->get(kind);
    if (!node) return items;
    const std::string what(kind);
    if (!node->is_table()) {
      file.reporter.error(node->source(), "'" + what + "' must hold tables: [" + what + ".SLUG]");
      return items;
    }
    for (const auto& [slug, table] : *node->as_table()) {
      const std::string name(slug.str());
      if (!is_slug(name)) {
        file.reporter.error(slug.source(),
                            "'" + name + "' is not a slug: use a to z, 0 to 9 and '-', at most 63 of them");
      } else if (!table.is_table()) {
        file.reporter.error(table.source(), "[" + what + "." + name + "] must be a table");
      } else if (const auto other = places.find(name); other != places.end()) {
        file.reporter.error(slug.source(), what + " '" + name + "' is already in " + other->second);
      } else {
        Item item = read_item<Item>(file, name, *table.as_table(), slug.source());
        items.push_back(std::move(item));
      }
    }
    return items;
  }

  StoryRulings read_stories(ParsedFile& file) {
    StoryRulings stories;
    const toml::node* node = file.table->get("stories");
    if (!node) return stories;
    if (!node->is_table()) {
      file.reporter.error(node->source(), "'stories' must be a table: [stories]");
      return stories;
    }
    apply(*node->as_table(), "stories", stories_keys(), file.reporter, place_, stories);
    StoryRulings all = loaded_.config.stories;
    std::ranges::copy(stories.join, std::back_inserter(all.join));
    std::ranges::copy(stories.split, std::back_inserter(all.split));
    for (const auto& pair : stories.join) warn_of_contradiction(pair, all.split, *node, file.reporter);
    // Of what stands in an earlier file; in this one it has just been seen.
    for (const auto& pair : stories.split) {
      warn_of_contradiction(pair, loaded_.config.stories.join, *node, file.reporter);
    }
    return stories;
  }

  static void warn_of_contradiction(const std::pair<std::string, std::string>& pair, const StoryRulings::Pairs& others,
                                    const toml::node& table, Reporter& reporter) {
    const auto is_it = [&pair](const auto& other) {
      return std::minmax(other.first, other.second) == std::minmax(pair.first, pair.second);
    };
    if (std::ranges::none_of(others, is_it)) return;
    reporter.warning(table.source(),
                     "[stories] both joins and splits " + pair.first + " and " + pair.second + "; they stay apart");
  }

  template <class Item>
  Item read_item(ParsedFile& file, const std::string& slug, const toml::table& table, const toml::source_region& where);

  void finish() {
    Config& config = loaded_.config;
    std::sort(config.sources.begin(), config.sources.end(), [](auto& a, auto& b) { return a.slug < b.slug; });
    std::sort(config.topics.begin(), config.topics.end(), [](auto& a, auto& b) { return a.slug < b.slug; });
    warn_of_doubts();
    std::stable_sort(loaded_.messages.begin(), loaded_.messages.end(), [](const Message& a, const Message& b) {
      return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
    });
  }

  void warn_of_doubts() {
    const Doubtful doubtful(loaded_.config);
    for (const ParsedFile& file : files_) {
      if (!file.table || file.reporter.failed()) continue;
      Reporter reporter(file.reporter.file(), file.reporter.text(), loaded_.messages);
      for (const auto& [slug, where] : file.topics) {
        const auto topic = std::ranges::lower_bound(loaded_.config.topics, slug, {}, &Topic::slug);
        doubtful.look_at(*topic, *(*file.table)["topic"][slug].as_table(), where, reporter);
      }
      if (const toml::table* all = (*file.table)["defaults"].as_table()) doubtful.look_at(defaults_, *all, reporter);
      for (const auto& [slug, where] : file.sources) {
        const auto source = std::ranges::lower_bound(loaded_.config.sources, slug, {}, &Source::slug);
        doubtful.look_at(*source, *(*file.table)["source"][slug].as_table(), reporter);
      }
    }
  }

  const Place& place_;
  Loaded loaded_;
  std::vector<ParsedFile> files_;
  Source defaults_;
  std::optional<std::string> service_place_;
  std::map<std::string, std::string> source_places_, topic_places_;
};

template <>
Source Loader::read_item<Source>(ParsedFile& file, const std::string& slug, const toml::table& table,
                                 const toml::source_region& where) {
  Source source = defaults_;
  source.slug = slug;
  apply(table, "source." + slug, source_keys(), file.reporter, place_, source, "page");
  if (const toml::node* page = table.get("page")) {
    source.page.emplace();
    if (const toml::table* rules = page->as_table()) {
      apply(*rules, "source." + slug + ".page", page_keys(), file.reporter, place_, *source.page);
      const Result<void> usable = parse::check_page_rules(*source.page);
      if (!usable) file.reporter.error(page->source(), "source '" + slug + "': " + usable.error().detail);
    } else {
      file.reporter.error(page->source(), "'page' must be a table: [source." + slug + ".page]");
    }
  }
  if (!table.contains("url") && source.url.empty()) {
    file.reporter.error(where, "source '" + slug + "' has no 'url'");
  } else if (source.url.starts_with("file:")) {
    std::string why_not;
    const auto url = resolve_file_url(source.url, loaded_.config.service.file_root, why_not);
    if (url) {
      source.url = *url;
    } else {
      file.reporter.error(table.get("url") ? table.get("url")->source() : where, why_not);
    }
  }
  if (source.min_interval > source.max_interval) {
    file.reporter.error(where, "source '" + slug + "': min_interval is longer than max_interval");
  }
  file.sources.emplace_back(slug, where);
  return source;
}

template <>
Topic Loader::read_item<Topic>(ParsedFile& file, const std::string& slug, const toml::table& table,
                               const toml::source_region& where) {
  Topic topic;
  topic.slug = slug;
  apply(table, "topic." + slug, topic_keys(), file.reporter, place_, topic);
  if (topic.title.empty()) topic.title = slug;
  file.topics.emplace_back(slug, where);
  return topic;
}

}  // namespace

Loaded load(const std::vector<DropIn>& files, const Place& place) { return Loader(files, place).run(); }

}  // namespace commonplace::config
