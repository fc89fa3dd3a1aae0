// `commonplace check`: every mistake in the drop-ins, with its place.

#include <algorithm>
#include <iostream>

#include "app/engine.h"
#include "cli/caret.h"
#include "cli/commands.h"
#include "cli/exit.h"

namespace commonplace::cli {

int check(const app::Launch& launch) {
  const config::Loaded loaded = app::read_configuration(launch);
  for (const config::Message& message : loaded.messages) {
    std::cerr << message.to_string() << '\n';
    if (!message.query.empty()) std::cerr << point_at_on_terminal(message.query, message.query_offset);
  }
  const bool failed = std::any_of(loaded.messages.begin(), loaded.messages.end(), [](const config::Message& message) {
    return message.severity == config::Message::Severity::Error;
  });
  if (failed) return kBadConfig;
  // A store that does not exist yet is no mistake; one that cannot be used is.
  if (const auto store = app::open_for_reading(loaded.config.service); !store && store.error().code != Errc::NotFound) {
    return complain(store.error());
  }
  std::cout << loaded.config.sources.size() << " sources and " << loaded.config.topics.size() << " topics in "
            << launch.directory << ": no mistakes\n";
  return kDone;
}

}  // namespace commonplace::cli
