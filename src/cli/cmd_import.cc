// `commonplace import FILE`: a reader's subscription list → a drop-in for each source that is not configured yet.
//
// Whatever is written passes `check`: the new drop-ins are loaded beside those that are there before any is written.

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "app/configuration.h"
#include "base/counted.h"
#include "cli/commands.h"
#include "cli/document.h"
#include "cli/exit.h"
#include "cli/readers.h"
#include "commonplace/url.h"
#include "config/drop_in.h"
#include "config/written.h"
#include "opml/choose.h"
#include "opml/read.h"
#include "opml/secrets.h"
#include "runtime/files.h"
#include "text/line.h"

namespace commonplace::cli {
namespace {

// A list of ten thousand lines has ten thousand reasons; whoever reads them wants to see the first.
constexpr std::size_t kMostTold = 20;

struct Tally {
  std::size_t written = 0;
  std::size_t left_out = 0;
  bool failed = false;  // a file could not be written
};

void say(const std::string& sentence) { std::cerr << "commonplace: " << text::clean_line(sentence) << '\n'; }

opml::Known known_in(const config::Directory& directory) {
  opml::Known known;
  for (const NamedSettings& source : config::read_written(directory.files, {}).sources) {
    known.slugs.insert(source.slug);
    known.addresses.insert(opml::address_key(text_of(source.settings, "url")));
  }
  for (const config::DropIn& file : directory.files)
    known.slugs.insert(std::filesystem::path(file.file).stem().string());
  return known;
}

std::vector<config::DropIn> to_drop_ins(const std::vector<NamedSettings>& sources, const std::string& directory) {
  std::vector<config::DropIn> files;
  for (const NamedSettings& source : sources) {
    const std::filesystem::path path = std::filesystem::path(directory) / (source.slug + ".toml");
    files.push_back({path.string(), config::write_source(source)});
  }
  return files;
}

// By file, the first mistake of each that cannot be used.
std::map<std::string, std::string> mistakes_of(const app::Launch& launch, const config::Directory& directory,
                                               const std::vector<config::DropIn>& added) {
  std::vector<config::DropIn> files = directory.files;
  files.insert(files.end(), added.begin(), added.end());
  std::map<std::string, std::string> mistakes;
  for (const config::Message& message : app::load_as_written(launch, files).messages) {
    if (message.severity == config::Message::Severity::Error) mistakes.emplace(message.file, message.text);
  }
  for (const config::DropIn& file : added) {
    if (file.text.size() > config::kLargestDropIn) mistakes.emplace(file.file, "it is longer than a drop-in may be");
  }
  return mistakes;
}

// A list of somebody else could name our secrets to have them sent to an address of theirs, or open our own network.
void tell_trust(const NamedSettings& source) {
  const std::string meant = "; make sure that this is meant before the next reload";
  for (const std::string& reference : opml::references_in(source.settings)) {
    say("source '" + source.slug + "' will send " + reference + " to " +
        without_userinfo(text_of(source.settings, "url")) + meant);
  }
  if (source.settings.contains("allow_networks")) {
    say("source '" + source.slug + "' may be in a private network, for it has 'allow_networks'" + meant);
  }
}

void put(const NamedSettings& source, const config::DropIn& file, bool dry_run, Tally& tally) {
  if (dry_run) {
    std::cout << "# " << file.file << '\n' << file.text << '\n';
  } else if (const auto written = runtime::create_file(file.file, file.text, readers_of(source)); !written) {
    say(written.error().detail);
    tally.failed = true;
    return;
  } else {
    std::cout << file.file << '\n';
  }
  tell_trust(source);
  ++tally.written;
}

void say_the_first(const std::vector<std::string>& sentences) {
  const std::size_t told = std::min(sentences.size(), kMostTold);
  for (std::size_t i = 0; i < told; ++i) say(sentences[i]);
  if (told < sentences.size()) say("… and " + std::to_string(sentences.size() - told) + " more of that kind");
}

void tell_list(const opml::SubscriptionList& list, const opml::Choice& choice) {
  for (const Issue& issue : list.issues) say("the list was mended: " + issue.text);
  say_the_first(list.left_out);
  std::vector<std::string> repeated;
  for (const std::string& address : choice.repeated)
    repeated.push_back("the list has " + without_userinfo(address) + " more than once; it is taken once");
  say_the_first(repeated);
}

std::string summary(const Tally& tally, const opml::Choice& choice, bool dry_run) {
  std::string text = base::counted(tally.written, "source", "sources") + (dry_run ? " would be written" : " written");
  if (choice.configured > 0) text += ", " + std::to_string(choice.configured) + " already configured";
  if (!choice.repeated.empty()) text += ", " + std::to_string(choice.repeated.size()) + " more than once in the list";
  if (tally.left_out > 0) text += ", " + std::to_string(tally.left_out) + " left out";
  return text;
}

}  // namespace

int import_sources(const app::Launch& launch, const ImportOptions& options) {
  const Result<std::string> document = read_document(options.file);
  if (!document) return complain(document.error());
  Result<opml::SubscriptionList> list = opml::read_opml(*document);
  if (!list) return complain({list.error().code, options.file + ": " + list.error().detail});
  if (std::error_code ignored; !std::filesystem::is_directory(launch.directory, ignored)) {
    return complain({Errc::Io, launch.directory + " is not a folder; make it, or name another with --config"});
  }
  const config::Directory directory = config::read_directory(launch.directory);
  const opml::Choice choice = opml::choose(std::move(list->sources), known_in(directory));
  const std::vector<config::DropIn> files = to_drop_ins(choice.sources, launch.directory);
  const std::map<std::string, std::string> mistakes = mistakes_of(launch, directory, files);

  tell_list(*list, choice);
  Tally tally;
  std::vector<std::string> refused;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto mistake = mistakes.find(files[i].file);
    if (mistake == mistakes.end()) {
      put(choice.sources[i], files[i], options.dry_run, tally);
    } else {
      refused.push_back("source '" + choice.sources[i].slug + "' is left out: " + mistake->second);
    }
  }
  say_the_first(refused);
  tally.left_out = list->left_out.size() + refused.size();
  std::cerr << "commonplace: " << summary(tally, choice, options.dry_run) << '\n';
  if (!std::cout.flush() || tally.failed) return kIo;
  const bool nothing = tally.written == 0 && choice.configured == 0 && tally.left_out > 0;
  return !refused.empty() || nothing ? kFailed : kDone;
}

}  // namespace commonplace::cli
