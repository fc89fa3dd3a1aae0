// `commonplace export`: the sources with all their settings as OPML, or with the topics as JSON; secrets stay here.

#include <algorithm>
#include <iostream>

#include "app/configuration.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/mistakes.h"
#include "config/written.h"
#include "opml/secrets.h"
#include "opml/write.h"

namespace commonplace::cli {
namespace {

void withhold_secrets(std::vector<NamedSettings>& all, std::string_view kind) {
  for (NamedSettings& one : all) {
    const std::vector<std::string> withheld = opml::withhold_secrets(one.settings);
    if (withheld.empty()) continue;
    std::string keys;
    for (const std::string& key : withheld) keys += (keys.empty() ? "'" : ", '") + key + "'";
    std::cerr << "commonplace: " << kind << " '" << one.slug << "': what is secret in " << keys
              << " is not exported; a reference such as ${env:NAME} would be, where the key takes one\n";
  }
}

}  // namespace

int export_sources(const app::Launch& launch, bool json) {
  const config::Directory directory = config::read_directory(launch.directory);
  const config::Loaded loaded = app::load_as_written(launch, directory.files);
  const bool unreadable = tell_mistakes(directory.messages);
  const bool mistaken = tell_mistakes(loaded.messages);
  config::Written written = config::read_written(directory.files, loaded.rejected);
  withhold_secrets(written.sources, "source");
  if (json) withhold_secrets(written.topics, "topic");
  std::cout << (json ? opml::write_json(written.sources, written.topics) : opml::write_opml(written.sources));
  if (!std::cout.flush()) return kIo;
  return unreadable || mistaken ? kBadConfig : kDone;
}

}  // namespace commonplace::cli
