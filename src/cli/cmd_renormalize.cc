// `commonplace renormalize`: the documents that are kept, read by this version. Says what changes before it changes.

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <iostream>

#include "app/renormalize.h"
#include "base/counted.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cli/ask.h"
#include "cli/carry_out.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/targets.h"

namespace commonplace::cli {
namespace {

constexpr std::size_t kShown = 60;  // bytes of a value

Result<std::string> renormalize_here(app::Engine& engine, const RenormalizeOptions& options, bool dry_run) {
  const std::shared_ptr<const app::Live> live = engine.live();
  const auto sources = app::sources_to_renormalize(*live, options.slugs);
  if (!sources) return fail(sources.error());
  const auto how = dry_run ? store::RetentionStore::Amending::Try : store::RetentionStore::Amending::Store;
  std::string lines;
  for (const Source* source : *sources) {
    const auto outcome = app::renormalize(engine.store(), *live, *source, how, engine.clock().now());
    if (!outcome) return fail(outcome.error());
    lines += app::renormalized_to_json(source->slug, *outcome);
  }
  return lines;
}

Result<std::string> carry_out_renormalize(const app::Launch& launch, const RenormalizeOptions& options, bool dry_run) {
  const std::string command = dry_run ? "/api/renormalize?dry_run=1" : "/api/renormalize?dry_run=0";
  const auto here = [&](app::Engine& engine) { return renormalize_here(engine, options, dry_run); };
  return carry_out(launch, targets_for(command, options.slugs), here);
}

std::string shown(const boost::json::value& value) {
  if (value.is_null()) return "nothing";
  const std::string text = boost::json::serialize(value);
  const std::string_view start = base::truncate_utf8(text, kShown);
  return std::string(start) + (start.size() < text.size() ? "…" : "");
}

// Returns how many entries change.
std::size_t print(const std::string& lines) {
  std::size_t entries = 0;
  for (const std::string_view line : base::split(lines, '\n')) {
    if (line.empty()) continue;
    const boost::json::value value = boost::json::parse({line.data(), line.size()});
    const boost::json::object& report = value.as_object();
    const char* source = report.at("source").as_string().c_str();
    if (const auto* problem = report.if_contains("problem")) {
      std::cout << source << ": " << problem->as_string().c_str() << '\n';
      continue;
    }
    std::cout << source << ' ' << report.at("key").as_string().c_str() << ' ' << report.at("title").as_string().c_str()
              << '\n';
    for (const auto& [field, change] : report.at("changes").as_object()) {
      std::cout << "  " << field << ": " << shown(change.at("before")) << " → " << shown(change.at("after")) << '\n';
    }
    ++entries;
  }
  return entries;
}

}  // namespace

int renormalize(const app::Launch& launch, const RenormalizeOptions& options) {
  const Result<std::string> tried = carry_out_renormalize(launch, options, true);
  if (!tried) return complain(tried.error());
  if (options.json) {
    std::cout << *tried;
  } else {
    const std::size_t entries = print(*tried);
    if (entries == 0) {
      std::cout << "This version reads the kept documents as they are stored: nothing changes.\n";
      return kDone;
    }
    std::cout << base::counted(entries, "entry changes", "entries change") << "; ids, dates and keys stay.\n";
  }
  if (options.dry_run || tried->empty()) return kDone;
  if (!options.yes && (options.json || !can_ask() || !ask_yes_no("Change them?"))) {
    std::cerr << "Nothing was changed; 'commonplace renormalize --yes' does.\n";
    return kDone;
  }
  const Result<std::string> stored = carry_out_renormalize(launch, options, false);
  if (!stored) return complain(stored.error());
  if (!options.json) std::cout << "Done.\n";
  return kDone;
}

}  // namespace commonplace::cli
