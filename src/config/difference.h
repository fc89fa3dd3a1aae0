// Two configurations → what of the first the second changes, by name. Pure.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"

namespace commonplace::config {

struct Changes {
  std::vector<std::string> added;  // slugs, in order
  std::vector<std::string> changed;
  std::vector<std::string> removed;

  friend bool operator==(const Changes&, const Changes&) = default;
};

struct Difference {
  Changes sources;
  Changes topics;
  std::vector<std::string> service;  // keys of [service]
  bool stories = false;              // [stories] joins or splits others

  friend bool operator==(const Difference&, const Difference&) = default;
};

Difference difference(const Config& before, const Config& after);

// Whether a changed key of [service] waits for the next start.
bool waits_for_start(std::string_view service_key);

// "2 sources added (a, b), 1 topic changed (c)", at most ten names of each kind; "nothing changed".
std::string in_words(const Difference& difference);

}  // namespace commonplace::config
