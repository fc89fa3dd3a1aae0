// `commonplace config`: the settings in force, and which file, flag or default decided on each.

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <iostream>

#include "app/engine.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/table.h"
#include "config/in_force.h"

namespace commonplace::cli {
namespace {

using config::DecidedBy;
using config::Decision;
using config::Setting;

// The store lends the last good texts of files gone bad, where there is one.
app::InForce read(const app::Launch& launch) {
  const config::Loaded loaded = app::read_configuration(launch);
  const auto store = app::open_for_reading(loaded.config.service);
  if (!store) return app::read_in_force(launch, {});
  return app::read_in_force(launch, (*store)->last_good_dropins().value_or(std::map<std::string, std::string>()));
}

class Shown {
 public:
  explicit Shown(const app::InForce& in_force) : in_force_(in_force) {}

  std::string place(const Decision& decision) const {
    switch (decision.by) {
      case DecidedBy::CommandLine:
        return "the command line";
      case DecidedBy::File:
        return at(decision);
      case DecidedBy::Defaults:
        return "[defaults] " + at(decision);
      case DecidedBy::BuiltIn:
        return "built in";
    }
    return {};
  }

  std::string sentence(const Decision& decision) const {
    if (decision.by == DecidedBy::BuiltIn) return decision.value.empty() ? "it has no default" : "the built-in default";
    if (decision.by == DecidedBy::CommandLine) return "set on the command line";
    return "set in " + place(decision);
  }

 private:
  std::string at(const Decision& decision) const {
    const bool is_kept = std::ranges::find(in_force_.drop_ins.kept, decision.file) != in_force_.drop_ins.kept.end();
    return decision.file + ":" + std::to_string(decision.line) + ":" + std::to_string(decision.column) +
           (is_kept ? " as it was before it went bad" : "");
  }

  const app::InForce& in_force_;
};

std::string value_of(const Decision& decision) { return decision.value.empty() ? "(none)" : decision.value; }

void explain(const std::vector<Setting>& settings, const Shown& shown) {
  for (const Setting& setting : settings) {
    std::cout << setting.key << " = " << value_of(setting.in_force()) << "\n  " << shown.sentence(setting.in_force());
    for (std::size_t i = 1; i < setting.decisions.size(); ++i) {
      const Decision& other = setting.decisions[i];
      if (other.value.empty()) continue;
      std::cout << "\n  instead of " << other.value << ", " << shown.sentence(other);
    }
    std::cout << "\n  " << setting.meaning << '\n';
  }
}

// Of sources and topics what is set: their defaults are among [defaults], or say nothing.
bool is_worth_a_row(const Setting& setting) {
  const Decision& decision = setting.in_force();
  if (decision.by == DecidedBy::File || decision.by == DecidedBy::CommandLine) return true;
  return !decision.value.empty() && (setting.key.starts_with("service.") || setting.key.starts_with("defaults."));
}

void list(const std::vector<Setting>& settings, const Shown& shown) {
  std::vector<std::vector<std::string>> rows;
  for (const Setting& setting : settings) {
    if (is_worth_a_row(setting))
      rows.push_back({setting.key, value_of(setting.in_force()), shown.place(setting.in_force())});
  }
  print_table({"SETTING", "VALUE", "SET IN"}, rows);
}

boost::json::object object_of(const Decision& decision) {
  boost::json::object object{{"by", std::string(name(decision.by))}};
  if (!decision.value.empty()) object["value"] = base::repair_utf8(decision.value);
  if (decision.file.empty()) return object;
  object["file"] = base::repair_utf8(decision.file);
  object["line"] = decision.line;
  object["column"] = decision.column;
  return object;
}

void print_json(const std::vector<Setting>& settings) {
  for (const Setting& setting : settings) {
    boost::json::object object{{"key", setting.key}};
    for (const auto& member : object_of(setting.in_force())) object[member.key()] = member.value();
    boost::json::array instead_of;
    for (std::size_t i = 1; i < setting.decisions.size(); ++i) instead_of.push_back(object_of(setting.decisions[i]));
    if (!instead_of.empty()) object["instead_of"] = std::move(instead_of);
    object["meaning"] = std::string(setting.meaning);
    std::cout << object << '\n';
  }
}

}  // namespace

int show_config(const app::Launch& launch, const ConfigOptions& options) {
  const app::InForce in_force = read(launch);
  for (const config::Message& message : in_force.loaded.messages) {
    if (message.severity == config::Message::Severity::Error) std::cerr << message.to_string() << '\n';
  }
  if (in_force.loaded.service_bad) return kBadConfig;
  std::vector<Setting> settings = config::settings_in_force(in_force.files, in_force.loaded, launch.overrides);
  if (!options.explain.empty()) {
    std::vector<Setting> found = config::find_settings(settings, options.explain);
    if (found.empty()) return complain({Errc::NotFound, config::unknown_key(settings, options.explain)});
    settings = std::move(found);
  }
  if (options.json) {
    print_json(settings);
  } else if (options.explain.empty()) {
    list(settings, Shown(in_force));
  } else {
    explain(settings, Shown(in_force));
  }
  return std::cout.flush() ? kDone : kIo;
}

}  // namespace commonplace::cli
