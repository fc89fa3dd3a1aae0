// `commonplace prune`: what has outlived its `keep` is taken out.

#include <boost/json/parse.hpp>
#include <iostream>

#include "app/retention.h"
#include "app/upkeep.h"
#include "base/counted.h"
#include "base/text.h"
#include "cli/carry_out.h"
#include "cli/commands.h"
#include "cli/exit.h"

namespace commonplace::cli {
namespace {

constexpr std::size_t kAtATime = 1000;

Result<std::string> prune_here(app::Engine& engine, bool dry_run) {
  const Timestamp now = engine.clock().now();
  if (dry_run) {
    const auto counted = app::count_outlived(engine.store(), *engine.live(), now);
    if (!counted) return fail(counted.error());
    return app::outlived_to_json(*counted);
  }
  Result<std::vector<store::SourceRow>> sources = engine.store().sources();
  if (!sources) return fail(sources.error());
  app::Pruning pruning(std::move(*sources));
  for (;;) {
    const auto portion = pruning.take_out(engine.store(), *engine.live(), now, kAtATime);
    if (!portion) return fail(portion.error());
    if (portion->empty()) return app::outlived_to_json(pruning.taken_out());
  }
}

void print(const std::string& lines, bool dry_run) {
  std::uint64_t total = 0;
  for (const std::string_view line : base::split(lines, '\n')) {
    if (line.empty()) continue;
    const boost::json::value report = boost::json::parse({line.data(), line.size()});
    const auto count = report.at("pruned").to_number<std::uint64_t>();
    std::cout << report.at("source").as_string().c_str() << ": " << count << '\n';
    total += count;
  }
  if (total == 0) {
    std::cout << "Nothing has outlived its 'keep'.\n";
  } else {
    std::cout << base::counted(total, "entry", "entries") << (dry_run ? " would go\n" : " gone\n");
  }
}

}  // namespace

int prune(const app::Launch& launch, const PruneOptions& options) {
  const std::string target = options.dry_run ? "/api/prune?dry_run=1" : "/api/prune";
  const auto here = [&options](app::Engine& engine) { return prune_here(engine, options.dry_run); };
  const Result<std::string> lines = carry_out(launch, {target}, here);
  if (!lines) return complain(lines.error());
  if (options.json) {
    std::cout << *lines;
  } else {
    print(*lines, options.dry_run);
  }
  return kDone;
}

}  // namespace commonplace::cli
