// `commonplace add URL`: from an address to a drop-in. Looks for the feed, reads it once, shows what it would publish,
// asks, and writes SLUG.toml, which must not be there yet.

#include <unistd.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <iostream>
#include <map>

#include "app/discovery.h"
#include "app/engine.h"
#include "app/preview.h"
#include "app/run_to_end.h"
#include "app/source_request.h"
#include "base/counted.h"
#include "base/utf8.h"
#include "cli/admin_client.h"
#include "cli/ask.h"
#include "cli/commands.h"
#include "cli/entry_table.h"
#include "cli/exit.h"
#include "cli/readers.h"
#include "cli/table.h"
#include "commonplace/decode.h"
#include "commonplace/url.h"
#include "config/drop_in.h"
#include "config/in_force.h"
#include "opml/choose.h"
#include "opml/secrets.h"
#include "opml/slug.h"
#include "parse/page_guess.h"
#include "runtime/clock.h"
#include "runtime/files.h"
#include "runtime/log.h"
#include "text/line.h"

namespace commonplace::cli {
namespace {

constexpr std::size_t kShown = 5;
constexpr std::size_t kLookedInto = 3;  // entries of a page that is read by guessed rules

// A sentence for whoever watches, apart from what is shown.
void say(const std::string& sentence) { std::cerr << "commonplace: " << text::clean_line(sentence) << '\n'; }

std::map<std::string, std::string> settings_of(const PageRules& rules) {
  std::map<std::string, std::string> settings{{"entries", rules.entries}, {"title", rules.title},
                                              {"link", rules.link},       {"date", rules.date},
                                              {"meta", rules.meta},       {"meta_pattern", rules.meta_pattern},
                                              {"summary", rules.summary}};
  std::erase_if(settings, [](const auto& setting) { return setting.second.empty(); });
  return settings;
}

// That what was found is news. A doubtful guess is written only where somebody has seen it.
enum class Trust { Announced, Likely, Doubtful };

class Adding {
 public:
  Adding(const app::Launch& launch, const AddOptions& options)
      : launch_(launch),
        options_(options),
        directory_(config::read_directory(launch.directory)),
        loaded_(app::load_drop_ins(launch, directory_.files)),
        network_(net_.get_executor(), app::fetch_settings(loaded_.config.service)) {}

  int run() {
    if (loaded_.service_bad) return complain({Errc::BadConfig, loaded_.service_error});
    if (std::error_code ignored; !std::filesystem::is_directory(launch_.directory, ignored))
      return complain({Errc::Io, launch_.directory + " is not a folder; make it, or name another with --config"});
    // Before anybody is asked anything.
    if (::access(launch_.directory.c_str(), W_OK) != 0 && (options_.yes || can_ask()))
      return complain({Errc::Io, "you may not write in " + launch_.directory + "; become a user who may"});
    const Result<Url> address = app::parse_web_address(options_.url);
    if (!address) {
      complain(address.error());
      return kUsage;
    }
    if (const int refused = check_wanted_slug(); refused != kDone) return refused;
    if (is_configured(address->href())) return kFailed;
    Result<std::vector<app::FoundFeed>> feeds = app::run_to_end(net_, app::discover(network_, *address));
    if (!feeds) return complain(with_address(feeds.error(), address->href()));
    if (feeds->empty()) return add_page(*address);
    const std::optional<std::string> feed = choose(*feeds);
    if (!feed) return kDone;
    if (is_configured(*feed)) return kFailed;
    return add(*feed);
  }

 private:
  int check_wanted_slug() {
    if (options_.slug.empty()) return kDone;
    if (!is_slug(options_.slug)) {
      say("'" + options_.slug + "' is not a slug: use a to z, 0 to 9 and '-', at most 63 of them");
      return kUsage;
    }
    if (!known().slugs.contains(options_.slug)) return kDone;
    say("the slug '" + options_.slug + "' is taken; choose another with --slug");
    return kFailed;
  }

  opml::Known known() const {
    opml::Known known;
    for (const Source& source : loaded_.config.sources) known.slugs.insert(source.slug);
    for (const config::DropIn& file : directory_.files)
      known.slugs.insert(std::filesystem::path(file.file).stem().string());
    return known;
  }

  // Says where, if so.
  bool is_configured(const std::string& address) const {
    const std::string key = opml::address_key(address);
    for (const Source& source : loaded_.config.sources) {
      if (opml::address_key(source.url) != key) continue;
      const auto settings = config::settings_in_force(directory_.files, loaded_, launch_.overrides);
      const auto url = config::find_settings(settings, "source." + source.slug + ".url");
      std::string place;
      if (!url.empty() && url[0].in_force().line > 0)
        place = ", in " + url[0].in_force().file + ":" + std::to_string(url[0].in_force().line);
      say(without_userinfo(address) + " is configured already: it is source '" + source.slug + "'" + place +
          (source.enabled ? "" : ", which is switched off (enabled = false)"));
      return true;
    }
    return false;
  }

  static Error with_address(const Error& error, const std::string& address) {
    std::string words = without_userinfo(address) + ": " + error.detail;
    if (error.code == Errc::AddressBlocked)
      words += "; where that is meant, name its network in 'allow_networks' of [service]";
    return {error.code, std::move(words)};
  }

  // Nothing where nobody chose.
  std::optional<std::string> choose(const std::vector<app::FoundFeed>& feeds) const {
    if (feeds.size() == 1) return feeds[0].url;
    std::vector<std::vector<std::string>> table;
    for (std::size_t i = 0; i < feeds.size(); ++i) {
      table.push_back({std::to_string(i + 1), without_userinfo(feeds[i].url),
                       feeds[i].format.empty() ? "-" : feeds[i].format, feeds[i].title});
    }
    std::cout << "There are " << feeds.size() << " feeds:\n";
    print_table({"", "URL", "FORMAT", "TITLE"}, table, Fit::Whole);
    if (options_.yes || !can_ask()) {
      say("the first is taken; name another by its own address");
      return feeds[0].url;
    }
    const std::optional<std::size_t> number = ask_number("Which one?", feeds.size());
    return number ? std::optional(feeds[*number - 1].url) : std::nullopt;
  }

  int add(const std::string& address) {
    const Result<Url> url = parse_url(address);
    if (!url) return complain(url.error());
    const Result<fetch::FetchResponse> response = app::run_to_end(net_, fetch_with_defaults(*url));
    if (!response) return complain(with_address(response.error(), address));
    return add({{"url", address}}, *response, Trust::Announced);
  }

  // A page of news that has no feed, by rules that are guessed from what repeats on it.
  int add_page(const Url& address) {
    const Result<fetch::FetchResponse> response = app::run_to_end(net_, fetch_with_defaults(address));
    if (!response) return complain(with_address(response.error(), address.href()));
    const auto page = decode_to_utf8(response->body, {std::string(response->header("content-type"))});
    const auto rules = page ? parse::guess_page_rules(*page, response->url) : std::nullopt;
    if (!rules) {
      say(without_userinfo(address.href()) +
          " offers no feed, and nothing repeats on it as news would; another page of the site may list them, and a "
          "drop-in with [source.SLUG.page] can name what to read");
      return kFailed;
    }
    say(without_userinfo(address.href()) +
        " offers no feed. The page itself can be read by rules, guessed from what repeats on it: see whether it is "
        "the news.");
    const bool has_dates = !rules->date.empty() || !rules->meta.empty();
    if (!has_dates) say("no dates were found on it: its entries are dated when they are first seen");
    return add({{"url", address.href()}, {"page", settings_of(*rules)}}, *response,
               has_dates ? Trust::Likely : Trust::Doubtful);
  }

  int add(Settings settings, const fetch::FetchResponse& response, Trust trust) {
    const std::string address = text_of(settings, "url");
    // Its title makes its slug, and is known only once it has been read.
    NamedSettings source{options_.slug.empty() ? "new-source" : options_.slug, std::move(settings)};
    Result<app::Preview> shown = read(source, response);
    if (!shown) return complain(with_address(shown.error(), address));
    if (options_.slug.empty()) {
      source.settings.emplace("title", shown->title);
      source.slug = opml::choose({{{}, source.settings}}, known()).sources.at(0).slug;
      source.settings.erase("title");
      shown = read(source, response);
      if (!shown) return complain(with_address(shown.error(), address));
    }
    const config::DropIn file = drop_in_of(source, shown->title);
    // What signs in is written as it was given, for few to read, and shown to nobody.
    const runtime::Readers readers = readers_of(source);
    source.settings["url"] = without_userinfo(address);
    print_entries(*shown);
    if (trust != Trust::Announced) print_guessed(*shown);
    print(*shown, {file.file, drop_in_of(source, shown->title).text});
    if (without_userinfo(address) != address)
      say("the address holds a password; 'username' and 'password' can name a file that has it, as ${file:PATH}");
    return finish(source.slug, file, readers, trust);
  }

  runtime::Task<Result<fetch::FetchResponse>> fetch_with_defaults(const Url& url) {
    // As it will be polled: with what [defaults] say of headers, proxies and networks.
    const config::Loaded with = app::load_drop_ins(
        launch_, with_file({"new-source.toml", config::write_source({"new-source", {{"url", url.href()}}})}));
    const auto source = std::ranges::find(with.config.sources, "new-source", &Source::slug);
    return network_.fetch(app::request_for(url, source == with.config.sources.end() ? Source{} : *source));
  }

  std::vector<config::DropIn> with_file(config::DropIn file) const {
    std::vector<config::DropIn> files = directory_.files;
    files.push_back(std::move(file));
    return files;
  }

  Result<app::Preview> read(const NamedSettings& settings, const fetch::FetchResponse& response) const {
    const config::DropIn file = drop_in_of(settings, {});
    config::Loaded with = app::load_drop_ins(launch_, with_file(file));
    for (const config::Message& message : with.messages) {
      if (message.file == file.file && message.severity == config::Message::Severity::Error)
        return fail(Errc::BadConfig, "its drop-in would be refused: " + message.text);
    }
    const auto live = app::make_live_for_preview(std::move(with.config));
    if (!live) return fail(live.error());
    const Source* source = (*live)->source(settings.slug);
    if (!source) return fail(Errc::BadConfig, "its drop-in would be refused");
    return app::preview(**live, *source, response, runtime::SystemClock().now());
  }

  config::DropIn drop_in_of(const NamedSettings& source, const std::string& title) const {
    const std::string comment = title.empty() ? "" : "# " + text::clean_line(title) + "\n";
    const std::filesystem::path path = std::filesystem::path(launch_.directory) / (source.slug + ".toml");
    return {path.string(), comment + config::write_source(source)};
  }

  static void print_entries(const app::Preview& shown) {
    std::cout << '\n' << (shown.title.empty() ? "(a feed without a title)" : text::clean_line(shown.title)) << '\n';
    std::cout << shown.format << ", " << base::counted(shown.entries.size(), "entry", "entries")
              << (shown.site.empty() ? "" : ", of " + text::clean_line(without_userinfo(shown.site))) << "\n\n";
    if (!shown.entries.empty()) {
      std::vector<std::vector<std::string>> rows;
      for (std::size_t i = 0; i < std::min(shown.entries.size(), kShown); ++i) {
        const Entry& entry = shown.entries[i];
        rows.push_back({minutes_of(entry.published).substr(0, 10), entry.type, entry.title});
      }
      print_table({"PUBLISHED", "TYPE", "TITLE"}, rows);
      if (shown.entries.size() > kShown) std::cout << "… and " << shown.entries.size() - kShown << " more\n";
      std::cout << '\n';
    }
  }

  // What a wrong guess is known by: links and texts that are not the entry's.
  static void print_guessed(const app::Preview& shown) {
    constexpr std::size_t kLongest = 100;
    for (std::size_t i = 0; i < std::min(shown.entries.size(), kLookedInto); ++i) {
      const Entry& entry = shown.entries[i];
      const std::string_view text = base::truncate_utf8(entry.excerpt, kLongest);
      std::cout << text::clean_line(without_userinfo(entry.link)) << '\n'
                << "  " << (text.empty() ? "(no text)" : text::clean_line(text))
                << (text.size() < entry.excerpt.size() ? "…\n" : "\n");
    }
    std::cout << '\n';
  }

  void print(const app::Preview& shown, const config::DropIn& file) const {
    print_topics(shown);
    if (!shown.warnings.empty()) std::cout << "Warnings, which `commonplace report` words for its publisher:\n";
    for (std::size_t i = 0; i < std::min(shown.warnings.size(), kShown); ++i)
      std::cout << "  " << text::clean_line(shown.warnings[i]) << '\n';
    if (shown.warnings.size() > kShown) std::cout << "  … and " << shown.warnings.size() - kShown << " more\n";
    if (!shown.warnings.empty()) std::cout << '\n';
    std::cout << file.file << '\n';
    for (std::size_t begin = 0; begin < file.text.size();) {
      const std::size_t end = file.text.find('\n', begin);
      std::cout << "  " << file.text.substr(begin, end - begin) << '\n';
      begin = end + 1;
    }
    std::cout << std::flush;
  }

  void print_topics(const app::Preview& shown) const {
    if (shown.topics.empty()) {
      std::cout << (loaded_.config.topics.empty() ? "There is no topic yet that could take them.\n\n"
                                                  : "No topic would take any of them.\n\n");
      return;
    }
    std::vector<std::vector<std::string>> rows;
    for (const app::Preview::Share& share : shown.topics)
      rows.push_back(
          {share.topic, std::to_string(share.entries) + " of " + std::to_string(shown.entries.size()), share.title});
    print_table({"TOPIC", "WOULD TAKE", "TITLE"}, rows);
    std::cout << '\n';
  }

  int finish(const std::string& slug, const config::DropIn& file, runtime::Readers readers, Trust trust) const {
    if (!options_.yes || trust == Trust::Doubtful) {
      if (!can_ask()) {
        say(trust == Trust::Doubtful
                ? "nothing was written; as no dates were found, a person at a terminal is to decide"
                : "nothing was written; --yes writes it");
        return options_.yes ? kFailed : kDone;
      }
      if (!ask_yes_no("Write it?")) {
        say("nothing was written");
        return kDone;
      }
    }
    if (const auto written = runtime::create_file(file.file, file.text, readers); !written)
      return complain(written.error());
    std::cout << "Written.\n" << next_step(slug) << '\n';
    return std::cout.flush() ? kDone : kIo;
  }

  std::string next_step(const std::string& slug) const {
    const std::string& address = loaded_.config.service.admin_listen;
    const auto answer = ask_daemon(address, "GET", "/readyz", std::chrono::seconds{2});
    if (!answer) return "Next: `commonplace poll " + slug + "` reads it now, `commonplace serve` from then on.";
    const std::string page = address.starts_with("unix:") ? "" : ", or http://" + address + "/status/" + slug;
    return "The running daemon picks it up by itself; `commonplace explain " + slug + "` tells how it is" + page + ".";
  }

  const app::Launch& launch_;
  const AddOptions& options_;
  const config::Directory directory_;
  const config::Loaded loaded_;
  boost::asio::io_context net_{1};
  fetch::curl::CurlFetcher network_;
};

}  // namespace

int add(const app::Launch& launch, const AddOptions& options) {
  runtime::start_log(runtime::LogLevel::Off);
  return Adding(launch, options).run();
}

}  // namespace commonplace::cli
