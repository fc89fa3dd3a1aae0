// A stranger's subscription list: what is read of it is TOML that says the same, and OPML that is read as the same
// again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string_view>

#include "config/drop_in.h"
#include "config/keys.h"
#include "config/written.h"
#include "opml/choose.h"
#include "opml/read.h"
#include "opml/write.h"

namespace {

using commonplace::NamedSettings;

// Only what a source can have: a list may name anything as a setting of ours, which is refused later.
void forget_unknown_keys(NamedSettings& source) {
  std::set<std::string, std::less<>> known;
  for (const auto& key : commonplace::config::source_keys()) known.emplace(key.name);
  std::erase_if(source.settings, [&known](const auto& setting) { return !known.contains(setting.first); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto list = commonplace::opml::read_opml({reinterpret_cast<const char*>(data), size});
  if (!list) return 0;
  std::vector<NamedSettings> sources = commonplace::opml::choose(std::move(list->sources), {}).sources;
  for (NamedSettings& source : sources) {
    if (!commonplace::is_slug(source.slug)) std::abort();
    forget_unknown_keys(source);
    const auto written = commonplace::config::read_written({{"a.toml", commonplace::config::write_source(source)}}, {});
    if (written.sources != std::vector{source}) std::abort();
  }
  const auto again = commonplace::opml::read_opml(commonplace::opml::write_opml(sources));
  if (!again || again->sources != sources) std::abort();
  return 0;
}
