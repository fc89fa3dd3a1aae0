// The command line: which command, with what. The only file that knows CLI11.

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>

#include "cli/commands.h"
#include "cli/exit.h"
#include "commonplace/version.h"

namespace commonplace::cli {
namespace {

// What several commands take, and the command that was chosen.
struct CommandLine {
  app::Launch launch;
  std::string config;
  bool needs_folder = false;  // of drop-ins: without it there is nothing to tell
  std::function<int()> run;

  void add_config_that_must_be_there(CLI::App& command) {
    add_config(command);
    command.parse_complete_callback([this] { needs_folder = true; });
  }
  void add_config(CLI::App& command) {
    command.add_option("--config", config, "Folder of the drop-ins")->type_name("DIR");
    command.add_option("--database", launch.overrides.database, "Store to use instead of the configured one")
        ->type_name("URL");
  }
};

void add_serve(CLI::App& app, CommandLine& line) {
  CLI::App* command = app.add_subcommand("serve", "The daemon: poll, store, publish");
  line.add_config(*command);
  command->add_option("--listen", line.launch.overrides.listen, "Answer readers here")->type_name("ADDR");
  command->add_option("--admin-listen", line.launch.overrides.admin_listen, "Answer the operator here")
      ->type_name("ADDR");
  command->callback([&line] { line.run = [&line] { return serve(line.launch); }; });
}

void add_check(CLI::App& app, CommandLine& line) {
  CLI::App* command = app.add_subcommand("check", "Look for mistakes in the configuration; touches no network");
  line.add_config(*command);
  command->callback([&line] { line.run = [&line] { return check(line.launch); }; });
}

void add_show_config(CLI::App& app, CommandLine& line, ConfigOptions& options) {
  CLI::App* command = app.add_subcommand("config", "Show the settings in force, and where each was set");
  line.add_config_that_must_be_there(*command);
  command->add_option("--listen", line.launch.overrides.listen, "As given to `serve`")->type_name("ADDR");
  command->add_option("--admin-listen", line.launch.overrides.admin_listen, "As given to `serve`")->type_name("ADDR");
  command->add_option("--explain", options.explain, "One setting, such as source.SLUG.interval, or all that begin so")
      ->type_name("KEY");
  command->add_flag("--json", options.json, "One JSON object a line, also of what is as it is by default");
  command->callback([&line, &options] { line.run = [&] { return show_config(line.launch, options); }; });
}

void add_poll(CLI::App& app, CommandLine& line, PollOptions& options) {
  CLI::App* command = app.add_subcommand("poll", "Poll sources once, whatever their schedule");
  line.add_config_that_must_be_there(*command);
  command->add_option("sources", options.slugs, "Slugs; all enabled sources if none")->type_name("SLUG");
  command->add_flag("--json", options.json, "One JSON object a line");
  command->add_flag("--force", options.force, "Also ask those who asked not to be asked now (Retry-After)");
  command->callback([&line, &options] { line.run = [&] { return poll(line.launch, options); }; });
}

void add_parse(CLI::App& app, CommandLine& line, ParseOptions& options) {
  CLI::App* command = app.add_subcommand("parse", "Show what is understood of feed documents");
  line.add_config(*command);
  command->add_option("files", options.files, "Documents; '-' is standard input")->type_name("FILE")->required();
  command->add_flag("--json", options.json, "One JSON object a line");
  command->add_option("--base-url", options.base_url, "Where the document was fetched from")->type_name("URL");
  command->add_option("--content-type", options.content_type, "The Content-Type it came with")->type_name("TYPE");
  command->add_option("--source", options.source, "Apply the settings of this source")->type_name("SLUG");
  command->callback([&line, &options] { line.run = [&] { return parse(line.launch, options); }; });
}

void add_discover(CLI::App& app, CommandLine& line, DiscoverOptions& options) {
  CLI::App* command = app.add_subcommand("discover", "Find the feeds that a page offers");
  line.add_config(*command);
  command->add_option("url", options.url, "The page, or the feed itself")->type_name("URL")->required();
  command->add_flag("--json", options.json, "One JSON object a line");
  command->callback([&line, &options] { line.run = [&] { return discover(line.launch, options); }; });
}

void add_add(CLI::App& app, CommandLine& line, AddOptions& options) {
  CLI::App* command = app.add_subcommand("add", "Show what a site's feed would bring, ask, and write its drop-in");
  line.add_config(*command);
  command->add_option("url", options.url, "The site, its page of news, or the feed itself")
      ->type_name("URL")
      ->required();
  command->add_option("--slug", options.slug, "Its short name; made of the feed's title, if not given")
      ->type_name("SLUG");
  command->add_flag("--yes", options.yes, "Write without asking");
  command->callback([&line, &options] { line.run = [&] { return add(line.launch, options); }; });
}

void add_import(CLI::App& app, CommandLine& line, ImportOptions& options) {
  CLI::App* command = app.add_subcommand("import", "Write a drop-in for each source of an OPML file");
  line.add_config(*command);
  command->add_option("file", options.file, "What a feed reader exported; '-' is standard input")
      ->type_name("FILE")
      ->required();
  command->add_flag("--dry-run", options.dry_run, "Show what would be written, and write nothing");
  command->callback([&line, &options] { line.run = [&] { return import_sources(line.launch, options); }; });
}

void add_export(CLI::App& app, CommandLine& line, bool& json) {
  CLI::App* command = app.add_subcommand("export", "The sources with all their settings, as OPML 2.0");
  line.add_config(*command);
  command->add_flag("--json", json, "One JSON object instead, with the topics too");
  command->callback([&line, &json] { line.run = [&] { return export_sources(line.launch, json); }; });
}

void add_render(CLI::App& app, CommandLine& line, std::string& folder) {
  CLI::App* command = app.add_subcommand("render", "Write every public document as a file, for any web server");
  line.add_config(*command);
  command->add_option("folder", folder, "Where to; what is there of an earlier time is brought up to date")
      ->type_name("DIR")
      ->required();
  command->callback([&line, &folder] { line.run = [&] { return render(line.launch, folder); }; });
}

void add_backup(CLI::App& app, CommandLine& line, std::string& file) {
  CLI::App* command = app.add_subcommand("backup", "Copy the store to a file, while the daemon goes on");
  line.add_config(*command);
  command->add_option("file", file, "Where to; never over a file that is there")->type_name("FILE")->required();
  command->callback([&line, &file] { line.run = [&line, &file] { return backup(line.launch, file); }; });
}

void add_prune(CLI::App& app, CommandLine& line, PruneOptions& options) {
  CLI::App* command = app.add_subcommand("prune", "Forget the entries that have outlived their 'keep'");
  line.add_config(*command);
  command->add_flag("--dry-run", options.dry_run, "Only count them");
  command->add_flag("--json", options.json, "One JSON object a line for each source");
  command->callback([&line, &options] { line.run = [&] { return prune(line.launch, options); }; });
}

void add_renormalize(CLI::App& app, CommandLine& line, RenormalizeOptions& options) {
  CLI::App* command =
      app.add_subcommand("renormalize", "Read the kept documents again, and say what changes before it changes");
  line.add_config(*command);
  command->add_option("sources", options.slugs, "Slugs; all sources if none")->type_name("SLUG");
  command->add_flag("--dry-run", options.dry_run, "Only say what would change");
  command->add_flag("--yes", options.yes, "Change it without asking");
  command->add_flag("--json", options.json, "One JSON object a line for each entry that changes");
  command->callback([&line, &options] { line.run = [&] { return renormalize(line.launch, options); }; });
}

void add_report(CLI::App& app, CommandLine& line, ReportOptions& options) {
  CLI::App* command = app.add_subcommand("report", "Write to a publisher what is wrong with their feed");
  line.add_config(*command);
  command->add_option("what", options.what, "A source's slug, or a document; '-' is standard input")
      ->type_name("SOURCE|FILE")
      ->required();
  command->add_flag("--json", options.json, "One JSON object a line for each finding");
  command->callback([&line, &options] { line.run = [&] { return report(line.launch, options); }; });
}

void add_listing(CLI::App& app, CommandLine& line, bool& json, const char* name, const char* what,
                 int (*run)(const app::Launch&, bool)) {
  CLI::App* command = app.add_subcommand(name, what);
  line.add_config_that_must_be_there(*command);
  command->add_flag("--json", json, "One JSON object a line");
  command->callback([&line, &json, run] { line.run = [&line, &json, run] { return run(line.launch, json); }; });
}

// What is asked of the running daemon.
void add_remote(CLI::App& app, CommandLine& line, bool& json, const char* name, const char* what,
                int (*run)(const app::Launch&, bool)) {
  CLI::App* command = app.add_subcommand(name, what);
  line.add_config(*command);
  command->add_option("--admin-listen", line.launch.overrides.admin_listen, "Where the daemon answers the operator")
      ->type_name("ADDR");
  command->add_flag("--json", json, "As JSON");
  command->callback([&line, &json, run] { line.run = [&line, &json, run] { return run(line.launch, json); }; });
}

void add_entries(CLI::App& app, CommandLine& line, EntriesOptions& options) {
  CLI::App* command = app.add_subcommand("entries", "What is stored: the newest 50, with --json all");
  line.add_config_that_must_be_there(*command);
  command->add_option("--topic", options.topic, "Only of this topic")->type_name("SLUG");
  command->add_option("--source", options.source, "Only of this source")->type_name("SLUG");
  command->add_option("--since", options.since, "Only published on or after this date")->type_name("DATE");
  command->add_option("--match", options.match, "Only what this query finds")->type_name("QUERY");
  command->add_option("--limit", options.limit, "At most so many")->type_name("N");
  command->add_flag("--json", options.json, "One JSON object a line");
  command->callback([&line, &options] { line.run = [&] { return entries(line.launch, options); }; });
}

void add_try(CLI::App& app, CommandLine& line, TryOptions& options) {
  CLI::App* command = app.add_subcommand("try", "Show what a topic with this query would hold");
  line.add_config_that_must_be_there(*command);
  command->add_option("query", options.query, "As in a topic's 'match'")->type_name("QUERY")->required();
  command->add_option("--limit", options.limit, "Show so many of them: the newest 20, if not given")->type_name("N");
  command->add_flag("--json", options.json, "One JSON object");
  command->callback([&line, &options] { line.run = [&] { return try_query(line.launch, options); }; });
}

void add_explain(CLI::App& app, CommandLine& line, ExplainOptions& options) {
  CLI::App* command =
      app.add_subcommand("explain", "Say why an entry is what it is, or why a source is polled when it is");
  line.add_config_that_must_be_there(*command);
  command->add_option("name", options.name, "The key of an entry, or a source")->type_name("KEY|SOURCE")->required();
  command->add_flag("--json", options.json, "One JSON object");
  command->callback([&line, &options] { line.run = [&] { return explain(line.launch, options); }; });
}

int run(int argc, char** argv) {
  CLI::App app("Gathers library news from many feeds under topic heads, and publishes it again.", "commonplace");
  app.set_version_flag("--version", std::string("commonplace ") + version());
  app.require_subcommand(1);
  CommandLine line;
  ConfigOptions config_options;
  PollOptions poll_options;
  ParseOptions parse_options;
  DiscoverOptions discover_options;
  AddOptions add_options;
  ImportOptions import_options;
  ReportOptions report_options;
  EntriesOptions entries_options;
  TryOptions try_options;
  ExplainOptions explain_options;
  std::string folder;
  std::string file;
  PruneOptions prune_options;
  RenormalizeOptions renormalize_options;
  bool json = false;
  add_serve(app, line);
  add_check(app, line);
  add_show_config(app, line, config_options);
  add_poll(app, line, poll_options);
  add_parse(app, line, parse_options);
  add_discover(app, line, discover_options);
  add_add(app, line, add_options);
  add_import(app, line, import_options);
  add_export(app, line, json);
  add_render(app, line, folder);
  add_backup(app, line, file);
  add_prune(app, line, prune_options);
  add_renormalize(app, line, renormalize_options);
  add_report(app, line, report_options);
  add_remote(app, line, json, "status", "How the running daemon is: what is broken, and what happens next", status);
  add_remote(app, line, json, "reload", "Have the running daemon read the drop-ins again", reload);
  add_remote(app, line, json, "doctor", "Look for what keeps the service from doing its work", doctor);
  add_listing(app, line, json, "sources", "The sources and how they are", sources);
  add_listing(app, line, json, "topics", "The topics and what is in them", topics);
  add_entries(app, line, entries_options);
  add_try(app, line, try_options);
  add_explain(app, line, explain_options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kUsage;
  }
  line.launch.directory = app::config_directory(line.config);
  if (std::error_code ignored; line.needs_folder && !std::filesystem::is_directory(line.launch.directory, ignored)) {
    return complain(
        {Errc::BadConfig,
         line.launch.directory + " is no folder of drop-ins; name it with --config, or in COMMONPLACE_CONFIG"});
  }
  return line.run();
}

}  // namespace
}  // namespace commonplace::cli

int main(int argc, char** argv) {
  try {
    return commonplace::cli::run(argc, argv);
  } catch (const std::exception& error) {
    return commonplace::cli::complain({commonplace::Errc::Io, error.what()});
  }
}
