// The spellings of the model's enumerations.

#include "commonplace/feed.h"
#include "commonplace/source.h"
#include "commonplace/tombstone.h"

namespace commonplace {

std::string_view name(FeedFormat format) {
  switch (format) {
    case FeedFormat::Rss:
      return "rss";
    case FeedFormat::Rdf:
      return "rdf";
    case FeedFormat::Atom:
      return "atom";
    case FeedFormat::Json:
      return "json";
    case FeedFormat::Cdf:
      return "cdf";
    case FeedFormat::Page:
      return "page";
  }
  return "";
}

std::string describe(FeedFormat format, std::string_view version) {
  constexpr std::string_view kNames[] = {"RSS", "RSS", "Atom", "JSON Feed", "CDF", "news page"};
  std::string text(kNames[static_cast<std::size_t>(format)]);
  if (!version.empty()) text.append(" ").append(version);
  return text;
}

std::string_view name(SourceState state) {
  switch (state) {
    case SourceState::New:
      return "new";
    case SourceState::Ok:
      return "ok";
    case SourceState::Failing:
      return "failing";
    case SourceState::Gone:
      return "gone";
    case SourceState::Disabled:
      return "disabled";
    case SourceState::Silent:
      return "silent";
  }
  return "";
}

std::string_view name(TombstoneReason reason) {
  constexpr std::string_view kNames[] = {"pruned", "withdrawn", "hidden"};
  return kNames[static_cast<std::size_t>(reason)];
}

}  // namespace commonplace
