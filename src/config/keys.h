// Every key of the configuration: its table, its default, what it does, a value to copy, and how it is read. One list
// each, so that what is documented, checked and applied cannot differ.

#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "config/value.h"

namespace commonplace::config {

template <class Target>
struct Key {
  std::string_view name;
  std::string_view fallback;  // as one would write it; empty: none
  std::string_view meaning;   // a line for people; `code` in backquotes
  std::string_view example;   // a value as one would write it, other than the default
  void (*read)(const Value&, Target&);
};

std::span<const Key<Service>> service_keys();
std::span<const Key<Alerts>> alerts_keys();
std::span<const Key<Source>> source_keys();
std::span<const Key<PageRules>> page_keys();
std::span<const Key<Topic>> topic_keys();
std::span<const Key<StoryRulings>> stories_keys();

}  // namespace commonplace::config
