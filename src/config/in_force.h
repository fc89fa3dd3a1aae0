// Drop-ins that are in force → every setting with its value, and where that was decided. Secrets are told by reference.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"

namespace commonplace::config {

// Who decided on a value.
enum class DecidedBy { CommandLine, File, Defaults, BuiltIn };

std::string_view name(DecidedBy who);  // "command line" "file" "defaults" "built-in"

struct Decision {
  struct Member {
    std::string name;
    std::string value;  // as below
    bool holds_secret = false;

    friend bool operator==(const Member&, const Member&) = default;
  };

  DecidedBy by = DecidedBy::BuiltIn;
  std::string value;  // as a drop-in spells it; empty: none; "(not shown)" for a secret that stands there itself
  std::string file;   // of File and Defaults
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  bool holds_secret = false;      // that stands there itself
  std::vector<Member> members{};  // of a table

  friend bool operator==(const Decision&, const Decision&) = default;
};

struct Setting {
  std::string key;  // "source.webjunction.interval"
  std::string_view meaning;
  std::vector<Decision> decisions;  // the one that is in force, then those it took the place of; never empty

  const Decision& in_force() const { return decisions.front(); }
};

// What is set, and what could be: [service], [defaults], each source and topic, [stories], in this order, each table's
// keys in the order in which they are documented. `files` and `rejected` are those of `loaded`.
std::vector<Setting> settings_in_force(const std::vector<DropIn>& files, const Loaded& loaded,
                                       const Overrides& overrides);

// The setting of that key, or all below it ("source.webjunction"), or a part of one ("source.x.headers.Accept"). None:
// `unknown_key` has the sentence that says so, with the nearest known one.
std::vector<Setting> find_settings(const std::vector<Setting>& all, std::string_view key);
std::string unknown_key(const std::vector<Setting>& all, std::string_view key);

}  // namespace commonplace::config
