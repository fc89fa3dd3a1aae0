#include "config/in_force.h"

#include <algorithm>
#include <set>
#include <sstream>

#include "base/nearest.h"
#include "base/text.h"
#include "commonplace/url.h"
#include "config/drop_in.h"
#include "config/keys.h"
#include "model/settings.h"

namespace commonplace::config {
namespace {

// Which texts of a value are secret: none, those that stand for themselves, or the part of an address that signs in.
enum class Secrecy { Open, Secret, Address };

Secrecy secrecy_of(std::string_view key) {
  struct Row {
    std::string_view key;
    Secrecy secrecy;
  };
  constexpr Row kRows[] = {{"headers", Secrecy::Secret},     {"username", Secrecy::Secret},
                           {"password", Secrecy::Secret},    {"webhook", Secrecy::Secret},
                           {"access", Secrecy::Secret},      {"proxy", Secrecy::Address},
                           {"url", Secrecy::Address},        {"homepage", Secrecy::Address},
                           {"public_url", Secrecy::Address}, {"database", Secrecy::Address}};
  const auto row = std::ranges::find(kRows, key, &Row::key);
  return row == std::end(kRows) ? Secrecy::Open : row->secrecy;
}

struct Spelled {
  std::string text;
  bool holds_secret = false;
};

Spelled spell(const std::string& text, Secrecy secrecy) {
  const bool is_reference = text.find("${") != std::string::npos;
  if (secrecy == Secrecy::Secret && !is_reference && text != "public") return {"(not shown)", true};
  if (secrecy == Secrecy::Address && !is_reference) return {quote_toml(without_userinfo(text))};
  return {quote_toml(text)};
}

Spelled spell(const toml::node& node, Secrecy secrecy);

std::vector<Decision::Member> members_of(const toml::table& table, Secrecy secrecy) {
  std::vector<Decision::Member> members;
  for (const auto& [name, element] : table) {
    const Spelled spelled = spell(element, secrecy == Secrecy::Open ? secrecy_of(name.str()) : secrecy);
    members.push_back({std::string(name.str()), spelled.text, spelled.holds_secret});
  }
  return members;
}

Spelled spell(const toml::array& array, Secrecy secrecy) {
  Spelled list{"["};
  for (const toml::node& element : array) {
    const Spelled spelled = spell(element, secrecy);
    list.text += (list.text.size() > 1 ? ", " : "") + spelled.text;
    list.holds_secret |= spelled.holds_secret;
  }
  list.text += "]";
  return list;
}

Spelled spell(const toml::table& table, Secrecy secrecy) {
  Spelled all{"{"};
  for (const Decision::Member& member : members_of(table, secrecy)) {
    all.text += (all.text.size() > 1 ? ", " : " ") + spell_key(member.name) + " = " + member.value;
    all.holds_secret |= member.holds_secret;
  }
  all.text += table.empty() ? "}" : " }";
  return all;
}

Spelled spell(const toml::node& node, Secrecy secrecy) {
  if (const auto* text = node.as_string()) return spell(text->get(), secrecy);
  if (const toml::array* array = node.as_array()) return spell(*array, secrecy);
  if (const toml::table* table = node.as_table()) return spell(*table, secrecy);
  if (const auto number = node.value_exact<std::int64_t>()) return {std::to_string(*number)};
  if (const auto flag = node.value_exact<bool>()) return {*flag ? "true" : "false"};
  std::ostringstream text;
  text << toml::node_view<const toml::node>(node);
  return {text.str()};
}

class Collector {
 public:
  Collector(const std::vector<DropIn>& files, const Loaded& loaded, const Overrides& overrides)
      : loaded_(loaded), overrides_(overrides) {
    for (const DropIn& file : files) {
      try {
        files_.push_back({file.file, toml::parse(file.text, file.file)});
      } catch (const toml::parse_error&) {
        continue;  // a message of `load`
      }
    }
  }

  std::vector<Setting> run() && {
    service();
    for (const auto& key : source_keys()) add("defaults.", key, {}, true);
    for (const std::string& slug : slugs_of("source")) {
      for (const auto& key : source_keys()) add("source." + slug + ".", key, tables("source", slug), true);
      if (std::vector<Place> pages = sub_tables(tables("source", slug), "page"); !pages.empty()) {
        for (const auto& key : page_keys()) add("source." + slug + ".page.", key, pages, false);
      }
    }
    for (const std::string& slug : slugs_of("topic")) {
      for (const auto& key : topic_keys()) add("topic." + slug + ".", key, tables("topic", slug), false);
    }
    for (const auto& key : stories_keys()) add("stories.", key, in_good_files("stories"), false);
    return std::move(settings_);
  }

 private:
  struct ParsedFile {
    std::string name;
    toml::table table;
  };
  struct Place {
    const ParsedFile* file;
    const toml::table* table;
  };

  bool is_rejected(const ParsedFile& file) const {
    return std::ranges::find(loaded_.rejected, file.name) != loaded_.rejected.end();
  }

  // Also of files that are left out: what stands in these tables holds all the same.
  std::vector<Place> in_all_files(std::string_view name) const {
    std::vector<Place> places;
    for (const ParsedFile& file : files_) {
      if (const toml::table* table = file.table[name].as_table()) places.push_back({&file, table});
    }
    return places;
  }

  std::vector<Place> in_good_files(std::string_view name) const {
    std::vector<Place> places = in_all_files(name);
    std::erase_if(places, [this](const Place& place) { return is_rejected(*place.file); });
    return places;
  }

  std::set<std::string> slugs_of(std::string_view kind) const {
    std::set<std::string> slugs;
    for (const Place& place : in_good_files(kind)) {
      for (const auto& [slug, table] : *place.table) {
        if (is_slug(slug.str()) && table.is_table()) slugs.insert(std::string(slug.str()));
      }
    }
    return slugs;
  }

  std::vector<Place> sub_tables(const std::vector<Place>& tables, std::string_view name) const {
    std::vector<Place> places;
    for (const Place& place : tables) {
      if (const toml::node* node = place.table->get(name); node && node->is_table())
        places.push_back({place.file, node->as_table()});
    }
    return places;
  }
  std::vector<Place> tables(std::string_view kind, std::string_view slug) const {
    return sub_tables(in_good_files(kind), slug);
  }

  template <class Target>
  void add(const std::string& path, const Key<Target>& key, const std::vector<Place>& tables, bool has_defaults) {
    Setting setting{path + std::string(key.name), key.meaning, {}};
    for (const Place& place : tables) decide(setting, DecidedBy::File, place, key.name);
    if (has_defaults) {
      const std::vector<Place> defaults = in_all_files("defaults");
      for (auto place = defaults.rbegin(); place != defaults.rend(); ++place)  // of two the later holds
        decide(setting, DecidedBy::Defaults, *place, key.name);
    }
    setting.decisions.push_back({DecidedBy::BuiltIn, std::string(key.fallback), {}, 0, 0});
    settings_.push_back(std::move(setting));
  }

  static void decide(Setting& setting, DecidedBy by, const Place& place, std::string_view key) {
    const toml::node* node = place.table->get(key);
    if (!node) return;
    const auto name = place.table->find(key);
    const toml::source_position at = name->first.source().begin;
    Spelled spelled = spell(*node, secrecy_of(key));
    Decision decision{by, std::move(spelled.text), place.file->name, at.line, at.column, spelled.holds_secret, {}};
    if (const toml::table* table = node->as_table()) decision.members = members_of(*table, secrecy_of(key));
    setting.decisions.push_back(std::move(decision));
  }

  void service() {
    const std::vector<Place> tables = in_all_files("service");
    for (const auto& key : service_keys()) {
      add("service.", key, {tables.begin(), tables.begin() + (tables.empty() ? 0 : 1)}, false);
      Setting& setting = settings_.back();
      // What is made of other settings and of the machine.
      if (key.name == "database") setting.decisions.back().value = built_in_database();
      if (key.name == "public_url" && setting.decisions.size() == 1)
        setting.decisions.back().value = quote_toml(loaded_.config.service.public_url);
      if (const std::string given = given_for(key.name); !given.empty())
        setting.decisions.insert(setting.decisions.begin(), {DecidedBy::CommandLine, given, {}, 0, 0});
    }
  }

  std::string built_in_database() const {
    return overrides_.database.empty() && settings_.back().decisions.size() == 1
               ? quote_toml(loaded_.config.service.database)
               : settings_.back().decisions.back().value;
  }

  std::string given_for(std::string_view key) const {
    if (key == "database" && !overrides_.database.empty()) return spell(overrides_.database, Secrecy::Address).text;
    if (key == "admin_listen" && !overrides_.admin_listen.empty()) return quote_toml(overrides_.admin_listen);
    if (key != "listen" || overrides_.listen.empty()) return {};
    std::string list;
    for (const std::string& address : overrides_.listen) list += (list.empty() ? "" : ", ") + quote_toml(address);
    return "[" + list + "]";
  }

  const Loaded& loaded_;
  const Overrides& overrides_;
  std::vector<ParsedFile> files_;
  std::vector<Setting> settings_;
};

bool is_below(std::string_view key, std::string_view above) {
  return key.size() > above.size() && key.starts_with(above) && key[above.size()] == '.';
}

// "source.x.headers.Accept": the member of a value that is a table.
std::vector<Setting> find_member(const std::vector<Setting>& all, std::string_view key) {
  for (const Setting& setting : all) {
    if (!is_below(key, setting.key)) continue;
    const std::string_view name = key.substr(setting.key.size() + 1);
    Setting part{std::string(key), setting.meaning, {}};
    for (const Decision& decision : setting.decisions) {
      const auto member = std::ranges::find(decision.members, name, &Decision::Member::name);
      if (member == decision.members.end()) continue;
      part.decisions.push_back(
          {decision.by, member->value, decision.file, decision.line, decision.column, member->holds_secret, {}});
    }
    if (!part.decisions.empty()) return {std::move(part)};
  }
  return {};
}

}  // namespace

std::string_view name(DecidedBy who) {
  switch (who) {
    case DecidedBy::CommandLine:
      return "command line";
    case DecidedBy::File:
      return "file";
    case DecidedBy::Defaults:
      return "defaults";
    case DecidedBy::BuiltIn:
      return "built-in";
  }
  return {};
}

std::vector<Setting> settings_in_force(const std::vector<DropIn>& files, const Loaded& loaded,
                                       const Overrides& overrides) {
  return Collector(files, loaded, overrides).run();
}

std::vector<Setting> find_settings(const std::vector<Setting>& all, std::string_view key) {
  std::vector<Setting> found;
  for (const Setting& setting : all) {
    if (setting.key == key) return {setting};
    if (is_below(setting.key, key)) found.push_back(setting);
  }
  return found.empty() ? find_member(all, key) : found;
}

std::string unknown_key(const std::vector<Setting>& all, std::string_view key) {
  // As far as the key is known, and what could come next there.
  std::string known, wrong(key);
  std::set<std::string> next = {"service", "defaults", "source", "topic", "stories"};
  for (std::string_view rest = key;;) {
    const std::size_t dot = rest.find('.');
    const std::string part(rest.substr(0, dot));
    wrong = part;
    if (!next.contains(part)) break;
    known += (known.empty() ? "" : ".") + part;
    next.clear();
    for (const Setting& setting : all) {
      if (!is_below(setting.key, known)) continue;
      const std::string_view below = std::string_view(setting.key).substr(known.size() + 1);
      next.insert(std::string(below.substr(0, below.find('.'))));
    }
    if (dot == std::string_view::npos) break;
    rest.remove_prefix(dot + 1);
  }
  const std::vector<std::string_view> candidates(next.begin(), next.end());
  const std::string_view near = base::nearest(wrong, candidates);
  std::string words = "no setting is called '" + std::string(key) + "'";
  if (near.empty() && known.empty())
    return words + "; write such as service.title, defaults.interval, source.SLUG.interval or topic.SLUG.match";
  if (near.empty()) return words + "; `commonplace config --explain " + known + "` lists what there is";
  return words + "; did you mean '" + (known.empty() ? "" : known + ".") + std::string(near) + "'?";
}

}  // namespace commonplace::config
