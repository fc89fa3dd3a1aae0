// `commonplace render DIR`: what the daemon serves, as files for any web server.

#include <iostream>

#include "app/engine.h"
#include "app/static_site.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/mistakes.h"
#include "runtime/clock.h"

namespace commonplace::cli {

int render(const app::Launch& launch, const std::string& folder) {
  const config::Loaded loaded = app::read_configuration(launch);
  const auto store = app::open_for_reading(loaded.config.service);
  if (!store) return complain(store.error());
  const auto live = app::configuration_in_store(**store, launch);
  if (!live) return complain(live.error());
  tell_mistakes((*live)->messages);
  const auto site = app::render_site(**store, *live, runtime::SystemClock().now(), folder);
  if (!site) return complain(site.error());
  std::cout << site->documents << " documents, " << site->changed << " of them new or changed, " << site->removed
            << " removed\n";
  return kDone;
}

}  // namespace commonplace::cli
