// How long a changed topic takes to be in effect over how many entries: `rematch FILE ENTRIES` makes an indexed store
// of so many short entries in FILE, or takes the one that is there, and changes one topic from query to query, while
// another connection reads a topic's page again and again.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <random>
#include <thread>

#include "app/rematch.h"
#include "base/text.h"
#include "commonplace/dedup.h"
#include "store/sqlite/store.h"

namespace commonplace {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kWords = 60'000;
constexpr std::size_t kSources = 500;
constexpr std::size_t kAtOnce = 5000;
constexpr Timestamp kFirst{std::chrono::seconds{1'640'995'200}};  // 2022

double milliseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

// The n-th word is n times as rare as the first.
std::string word_of(std::size_t rank) {
  static constexpr const char* kSyllables[] = {"ba", "le",  "ri", "to", "nu", "ska", "mer", "pol", "din", "gra",
                                               "vi", "sen", "lo", "ta", "fe", "hum", "kes", "zo",  "wy",  "cla"};
  std::string word;
  for (std::size_t rest = rank + 21; rest > 0; rest /= 20) word += kSyllables[rest % 20];
  return word;
}

class Author {
 public:
  std::string words(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? " " : "") + word();
    return text;
  }
  std::size_t number(std::size_t end) { return random_() % end; }

 private:
  std::string word() {
    const double rank =
        std::exp(std::uniform_real_distribution<double>(0, std::log(static_cast<double>(kWords)))(random_)) - 1;
    return word_of(std::min(kWords - 1, static_cast<std::size_t>(rank)));
  }
  std::mt19937_64 random_{1729};
};

std::vector<Source> make_sources() {
  std::vector<Source> sources(kSources);
  for (std::size_t i = 0; i < kSources; ++i) {
    sources[i].slug = "s" + std::to_string(i);
    sources[i].url = "https://s" + std::to_string(i) + ".example.org/feed";
    if (i % 10 == 0) sources[i].tags = {"tenth"};
  }
  return sources;
}

bool fill(store::Store& store, std::vector<Source>& sources, std::size_t entries) {
  static constexpr const char* kTypes[] = {"News", "News", "News", "Event", "Webinar", "Blog"};
  Author author;
  for (std::size_t next = 0; next < entries;) {
    const Source& source = sources[author.number(kSources)];
    Feed feed;
    store::RefreshCommit commit;
    for (std::size_t i = 0; i < kAtOnce && next < entries; ++i, ++next) {
      Entry& entry = feed.entries.emplace_back();
      entry.source = source.slug;
      entry.id = "urn:bench:" + std::to_string(next);
      entry.title = author.words(6);
      entry.excerpt = author.words(20);
      entry.language = "en";
      entry.type = kTypes[author.number(6)];
      entry.link = "https://" + source.slug + ".example.org/" + std::to_string(next);
      entry.published = kFirst + std::chrono::seconds{90'000'000 / entries * next};
      EntryChange& change = commit.delta.changes.emplace_back();
      change.index = i;
      change.identity = entry.id;
      change.key = mint_key(source.slug, entry.id);
      change.fingerprint = next + 1;
    }
    commit.source = source.id;
    commit.now = *feed.entries.back().published;
    commit.feed = &feed;
    if (!store.commit(commit)) return false;
    for (;;) {
      const Result<std::size_t> indexed = store.index_for_search(kAtOnce);
      if (!indexed) return false;
      if (*indexed == 0) break;
    }
  }
  return true;
}

// Reads the newest of a topic until told to stop.
class Reader {
 public:
  Reader(const std::string& path, TopicId topic)
      : store_(std::move(store::sqlite::open_sqlite(path, store::Access::ReadOnly, "bench.example.org").value())),
        thread_([this, topic] {
          while (!stop_) {
            const auto begin = Clock::now();
            (void)store_->newest(topic, {20});
            times_.push_back(milliseconds_since(begin));
            std::this_thread::sleep_for(std::chrono::milliseconds{2});
          }
        }) {}
  double p99() {
    stop_ = true;
    thread_.join();
    std::sort(times_.begin(), times_.end());
    return times_.empty() ? 0 : times_[times_.size() * 99 / 100];
  }

 private:
  std::unique_ptr<store::Store> store_;
  std::vector<double> times_;
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

int run(const std::string& path, std::size_t entries) {
  const bool is_new = !std::filesystem::exists(path);
  auto opened = store::sqlite::open_sqlite(path, store::Access::ReadWrite, "bench.example.org");
  if (!opened) return std::fprintf(stderr, "%s\n", opened.error().detail.c_str()), 1;
  store::Store& store = **opened;
  config::Config config;
  config.sources = make_sources();
  if (!store.sync_sources(config.sources, kFirst)) return 1;
  const auto filling = Clock::now();
  if (is_new && !fill(store, config.sources, entries)) return 1;
  std::printf("%zu entries, %.0f MB, made in %.0f s\n", entries,
              static_cast<double>(std::filesystem::file_size(path)) / 1e6, milliseconds_since(filling) / 1000);
  std::sort(config.sources.begin(), config.sources.end(),
            [](const Source& a, const Source& b) { return a.slug < b.slug; });

  config.topics.resize(1);
  config.topics[0].slug = "t";
  const std::string rare = word_of(20'000), seldom = word_of(2000), often = word_of(200), common = word_of(20);
  const std::string queries[] = {rare,
                                 seldom,
                                 often,
                                 common,
                                 common + " " + often,
                                 "\"" + common + " " + word_of(10) + "\"",
                                 often.substr(0, 5) + "*",
                                 rare + " OR " + seldom + " OR " + often + "*",
                                 often + " -" + common,
                                 "NEAR/5(" + common + " " + often + ")",
                                 often + " url:s12",
                                 "type:Webinar tag:tenth published:>=2024",
                                 ""};
  for (const std::string& query : queries) {
    config.topics[0].match = query;
    const auto changed = store.sync_topics(config.topics, kFirst);
    if (!changed) return 1;
    const auto live = app::make_live(config, {});
    if (!live) return 1;
    Reader reader(path, config.topics[0].id);
    const auto begin = Clock::now();
    const auto touched = app::rematch(store, **live, *changed, kFirst);
    const double took = milliseconds_since(begin);
    const double p99 = reader.p99();
    if (!touched) return std::fprintf(stderr, "%s\n", touched.error().detail.c_str()), 1;
    std::printf("%8.0f ms  %8zu stories in it now  newest p99 %6.2f ms  %s\n", took,
                store.newest(config.topics[0].id, {1})->total, p99, query.empty() ? "(everything)" : query.c_str());
  }
  return 0;
}

}  // namespace
}  // namespace commonplace

int main(int argc, char** argv) {
  const auto entries = argc == 3 ? commonplace::base::parse_decimal(argv[2]) : std::nullopt;
  if (!entries || *entries == 0) return std::fprintf(stderr, "usage: rematch FILE ENTRIES\n"), 2;
  return commonplace::run(argv[1], *entries);
}
