#include "app/source_settings.h"

#include "commonplace/schedule.h"
#include "commonplace/url.h"

namespace commonplace::app {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string types(const Source& source) {
  std::string text;
  for (const auto& [type, query] : source.types) text += (text.empty() ? "" : "; ") + type + ": " + query;
  return text;
}

std::string header_names(const Source& source) {
  std::vector<std::string> names;
  for (const auto& [name, value] : source.headers) names.push_back(name);
  return names.empty() ? "" : joined(names) + " (values are not shown)";
}

std::string given(const std::string& secret) { return secret.empty() ? "" : "given, not shown"; }

std::string future_dates(const Source& source) {
  constexpr std::string_view kNames[] = {"first-seen", "hold", "event"};
  return std::string(kNames[static_cast<std::size_t>(source.future_dates)]);
}

enum class Shown { Always, WhereSet };
struct Row {
  std::string_view key;
  Shown shown;
  std::string (*value)(const Source&);
};
constexpr Row kRows[] = {
    {"url", Shown::Always, [](const Source& s) { return without_userinfo(s.url); }},
    {"interval", Shown::Always, [](const Source& s) { return in_words(s.interval); }},
    {"min_interval", Shown::Always, [](const Source& s) { return in_words(s.min_interval); }},
    {"max_interval", Shown::Always, [](const Source& s) { return in_words(s.max_interval); }},
    {"keep", Shown::WhereSet, [](const Source& s) { return in_words(s.keep); }},
    {"enabled", Shown::WhereSet, [](const Source& s) { return std::string(s.enabled ? "true" : "false"); }},
    {"title", Shown::WhereSet, [](const Source& s) { return s.title; }},
    {"homepage", Shown::WhereSet, [](const Source& s) { return without_userinfo(s.homepage); }},
    {"type", Shown::WhereSet, [](const Source& s) { return s.type; }},
    {"types", Shown::WhereSet, &types},
    {"tags", Shown::WhereSet, [](const Source& s) { return joined(s.tags); }},
    {"priority", Shown::WhereSet, [](const Source& s) { return std::to_string(s.priority); }},
    {"language", Shown::WhereSet, [](const Source& s) { return s.language; }},
    {"timezone", Shown::WhereSet, [](const Source& s) { return s.timezone; }},
    {"ignore_offset", Shown::WhereSet, [](const Source& s) { return std::string(s.ignore_offset ? "true" : "false"); }},
    {"rights", Shown::WhereSet,
     [](const Source& s) { return std::string(s.rights == Republish::Full ? "full" : "excerpt"); }},
    {"license", Shown::WhereSet, [](const Source& s) { return s.license; }},
    {"include", Shown::WhereSet, [](const Source& s) { return s.include; }},
    {"exclude", Shown::WhereSet, [](const Source& s) { return s.exclude; }},
    {"backfill", Shown::WhereSet, [](const Source& s) { return std::to_string(s.backfill); }},
    {"future_dates", Shown::WhereSet, &future_dates},
    {"headers", Shown::WhereSet, &header_names},
    {"username", Shown::WhereSet, [](const Source& s) { return given(s.username); }},
    {"password", Shown::WhereSet, [](const Source& s) { return given(s.password); }},
    {"proxy", Shown::WhereSet, [](const Source& s) { return given(s.proxy); }},
    {"allow_networks", Shown::WhereSet, [](const Source& s) { return joined(s.allow_networks); }},
    {"http_version", Shown::WhereSet, [](const Source& s) { return s.http_version; }},
    {"page.entries", Shown::WhereSet, [](const Source& s) { return s.page ? s.page->entries : std::string(); }},
};

}  // namespace

std::vector<std::pair<std::string, std::string>> settings_of(const Source& source) {
  const Source fallback;
  std::vector<std::pair<std::string, std::string>> settings;
  for (const Row& row : kRows) {
    std::string value = row.value(source);
    if (row.shown == Shown::WhereSet && value == row.value(fallback)) continue;
    settings.emplace_back(row.key, std::move(value));
  }
  return settings;
}

}  // namespace commonplace::app
