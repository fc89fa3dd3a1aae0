// The commands of SPEC §3, one file each. Each returns the exit code.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/configuration.h"

namespace commonplace::cli {

int serve(const app::Launch& launch);

int check(const app::Launch& launch);

struct AddOptions {
  std::string url;
  std::string slug;  // empty: made of the feed's title
  bool yes = false;  // write without asking
};
int add(const app::Launch& launch, const AddOptions& options);

struct ConfigOptions {
  std::string explain;  // a key, or what keys begin with; empty: all that is set
  bool json = false;
};
int show_config(const app::Launch& launch, const ConfigOptions& options);

struct PollOptions {
  std::vector<std::string> slugs;
  bool json = false;
  bool force = false;  // also what asked not to be asked now
};
int poll(const app::Launch& launch, const PollOptions& options);

struct ParseOptions {
  std::vector<std::string> files;  // "-" is standard input
  std::string base_url;
  std::string content_type;
  std::string source;
  bool json = false;
};
int parse(const app::Launch& launch, const ParseOptions& options);

struct DiscoverOptions {
  std::string url;
  bool json = false;
};
int discover(const app::Launch& launch, const DiscoverOptions& options);

struct ImportOptions {
  std::string file;  // "-" is standard input
  bool dry_run = false;
};
int import_sources(const app::Launch& launch, const ImportOptions& options);

int export_sources(const app::Launch& launch, bool json);

struct PruneOptions {
  bool dry_run = false;
  bool json = false;
};
int prune(const app::Launch& launch, const PruneOptions& options);

struct RenormalizeOptions {
  std::vector<std::string> slugs;
  bool dry_run = false;
  bool yes = false;
  bool json = false;
};
int renormalize(const app::Launch& launch, const RenormalizeOptions& options);

int backup(const app::Launch& launch, const std::string& file);

int render(const app::Launch& launch, const std::string& folder);

struct ReportOptions {
  std::string what;  // a source's slug, a file, or "-"
  bool json = false;
};
int report(const app::Launch& launch, const ReportOptions& options);

int reload(const app::Launch& launch, bool json);
int status(const app::Launch& launch, bool json);

int doctor(const app::Launch& launch, bool json);

int sources(const app::Launch& launch, bool json);
int topics(const app::Launch& launch, bool json);

struct EntriesOptions {
  std::string topic;
  std::string source;
  std::string since;
  std::string match;
  std::optional<std::size_t> limit;
  bool json = false;
};
int entries(const app::Launch& launch, const EntriesOptions& options);

struct TryOptions {
  std::string query;
  std::optional<std::size_t> limit;
  bool json = false;
};
int try_query(const app::Launch& launch, const TryOptions& options);

struct ExplainOptions {
  std::string name;
  bool json = false;
};
int explain(const app::Launch& launch, const ExplainOptions& options);

}  // namespace commonplace::cli
