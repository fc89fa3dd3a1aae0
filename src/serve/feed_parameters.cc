#include "serve/feed_parameters.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "serve/form_values.h"

namespace commonplace::serve {
namespace {

constexpr std::string_view kNames[] = {"type", "source", "lang", "since", "limit", "q"};

// A tag of BCP 47 as far as its shape tells, in lower case: "fr", "pt-br", "zh-hant".
std::optional<std::string> language_of(std::string_view value) {
  constexpr std::size_t kLongestPart = 8;
  std::string tag = base::to_ascii_lower(value);
  std::ranges::replace(tag, '_', '-');
  bool is_first = true;
  for (const std::string_view part : base::split(tag, '-')) {
    if (part.size() < (is_first ? 2u : 1u) || part.size() > kLongestPart) return std::nullopt;
    for (const char c : part) {
      if (!base::is_ascii_lower(c) && (is_first || !base::is_ascii_digit(c))) return std::nullopt;
    }
    is_first = false;
  }
  return tag;
}

// In an address a '+' is a space, unless it is encoded; the one before an offset is meant as it is written.
std::optional<Timestamp> moment_of(std::string value) {
  constexpr std::size_t kOffset = 6;
  if (value.size() > kOffset && value[value.size() - kOffset] == ' ' && value[value.size() - 3] == ':') {
    value[value.size() - kOffset] = '+';
  }
  if (value.empty() || !base::is_ascii_digit(value.front())) return std::nullopt;
  const auto read = parse_date(value);
  if (!read || read->repaired) return std::nullopt;
  return read->instant;
}

std::optional<std::size_t> limit_of(std::string_view value) {
  const auto limit = base::parse_decimal(value);
  if (!limit || *limit == 0 || *limit > FeedParameters::kMostEntries) return std::nullopt;
  return static_cast<std::size_t>(*limit);
}

// What is wrong with the value; empty where it is good.
std::string read(FeedParameters& asked, std::string_view name, const std::string& value) {
  if (name == "type") asked.type = value;
  if (name == "source") asked.source = value;
  if (name == "q") asked.query = base::collapse_spaces(value);
  if (name == "lang") {
    asked.language.clear();
    if (value.empty()) return {};
    const auto language = language_of(value);
    if (!language) return "'" + value + "' is no language; there are tags such as 'en' and 'pt-BR'";
    asked.language = *language;
  }
  if (name == "since") {
    asked.since.reset();
    if (value.empty()) return {};
    asked.since = moment_of(value);
    if (!asked.since) return "'" + value + "' is no date; write '2024-10-24' or '2024-10-24T12:00:00Z'";
  }
  if (name == "limit") {
    asked.limit.reset();
    if (value.empty()) return {};
    asked.limit = limit_of(value);
    if (!asked.limit) {
      return "'" + value + "' is no number of entries; it goes from 1 to " +
             std::to_string(FeedParameters::kMostEntries);
    }
  }
  return {};
}

}  // namespace

ReadFeedParameters read_feed_parameters(std::string_view query) {
  ReadFeedParameters result;
  for (const auto& [name, value] : read_form(query)) {
    if (std::ranges::find(kNames, name) == std::end(kNames)) continue;
    std::string problem =
        value ? read(result.asked, name, *value) : "the value of '" + std::string(name) + "' is not UTF-8";
    if (result.problem.empty()) result.problem = std::move(problem);
  }
  return result;
}

}  // namespace commonplace::serve
