// How long searches take over how many entries: `search FILE ENTRIES` makes a store of so many entries in FILE, or
// takes the one that is there, indexes it, and asks it what readers ask. The words of entries are made up, their
// frequencies are not: the n-th word is n times as rare as the first.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <random>

#include "base/text.h"
#include "commonplace/dedup.h"
#include "store/sqlite/store.h"

namespace commonplace {
namespace {

using Clock = std::chrono::steady_clock;
using store::SearchRequest;

constexpr std::size_t kWords = 60'000;
constexpr std::size_t kSources = 500;
constexpr std::size_t kAtOnce = 1000;
constexpr Timestamp kFirst{std::chrono::seconds{1'640'995'200}};  // 2022

double milliseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

class Writer {
 public:
  std::string word() { return word_of(std::min<std::size_t>(kWords - 1, static_cast<std::size_t>(rank()))); }
  // As readers choose: seldom the commonest words.
  std::string telling_word() {
    for (;;) {
      const double number = rank();
      if (number >= 100) return word_of(static_cast<std::size_t>(number));
    }
  }
  std::string words(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? " " : "") + word();
    return text;
  }
  std::size_t number(std::size_t end) { return random_() % end; }

 private:
  double rank() {  // 1/n: uniform in its logarithm
    return std::exp(std::uniform_real_distribution<double>(0, std::log(static_cast<double>(kWords)))(random_)) - 1;
  }
  static std::string word_of(std::size_t rank) {
    static constexpr const char* kSyllables[] = {"ba", "le",  "ri", "to", "nu", "ska", "mer", "pol", "din", "gra",
                                                 "vi", "sen", "lo", "ta", "fe", "hum", "kes", "zo",  "wy",  "cla"};
    std::string word;
    for (std::size_t rest = rank + 21; rest > 0; rest /= 20) word += kSyllables[rest % 20];
    return word + (rank % 3 == 0 ? "s" : rank % 3 == 1 ? "ing" : "");
  }

  std::mt19937_64 random_{1729};
};

Entry article(Writer& writer, std::size_t number, std::size_t of) {
  static constexpr const char* kTypes[] = {"News", "News", "News", "Event", "Webinar", "Blog"};
  Entry entry;
  entry.id = "urn:bench:" + std::to_string(number);
  entry.title = writer.words(8);
  entry.excerpt = writer.words(35);
  entry.content = SafeHtml::trust_stored("<p>" + entry.excerpt + " " + writer.words(150) + "</p>");
  entry.language = number % 10 == 0 ? "fr" : "en";
  entry.type = kTypes[writer.number(6)];
  entry.published = kFirst + std::chrono::seconds{90'000'000 / of * number};
  entry.categories = {{writer.word(), "", ""}};
  return entry;
}

bool fill(store::Store& store, std::size_t entries) {
  std::vector<Source> sources(kSources);
  for (std::size_t i = 0; i < kSources; ++i) {
    sources[i].slug = "s" + std::to_string(i);
    sources[i].url = "https://s" + std::to_string(i) + ".example.org/feed";
  }
  std::vector<Topic> topics(20);
  for (std::size_t i = 0; i < topics.size(); ++i) topics[i].slug = "t" + std::to_string(i);
  if (!store.sync_sources(sources, kFirst) || !store.sync_topics(topics, kFirst)) return false;
  Writer writer;
  for (std::size_t next = 0; next < entries;) {
    Feed feed;
    for (std::size_t i = 0; i < kAtOnce && next < entries; ++i)
      feed.entries.push_back(article(writer, next++, entries));
    const Source& source = sources[writer.number(kSources)];
    for (Entry& entry : feed.entries) entry.source = source.slug;
    store::RefreshCommit commit;
    commit.source = source.id;
    commit.now = *feed.entries.back().published;
    commit.feed = &feed;
    commit.delta = reconcile(feed, {}, commit.now);
    for (std::size_t i = 0; i < feed.entries.size(); ++i) commit.topics.push_back({topics[writer.number(20)].id});
    if (!store.commit(commit)) return false;
  }
  return true;
}

void index(store::Store& store) {
  const auto begin = Clock::now();
  std::size_t indexed = 0;
  double longest = 0;
  for (;;) {
    const auto batch = Clock::now();
    const Result<std::size_t> done = store.index_for_search(100);
    if (!done || *done == 0) break;
    indexed += *done;
    longest = std::max(longest, milliseconds_since(batch));
  }
  if (indexed == 0) return;
  const double took = milliseconds_since(begin);
  std::printf("indexed %zu entries: %.0f µs each, longest batch of 100 %.0f ms\n", indexed,
              took * 1000 / static_cast<double>(indexed), longest);
}

double milliseconds_of_cpu() {
  timespec spent{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
  return static_cast<double>(spent.tv_sec) * 1e3 + static_cast<double>(spent.tv_nsec) / 1e6;
}

void measure(store::Store& store, const char* name, const std::vector<std::string>& queries,
             SearchRequest::Order order) {
  std::vector<double> times, cpu_times;
  std::vector<std::size_t> totals;
  for (const std::string& text : queries) {
    SearchRequest request;
    request.query = Query::compile(text).value();
    request.filter.limit = 20;
    request.order = order;
    request.most = 2000;
    const auto begin = Clock::now();
    const double cpu_before = milliseconds_of_cpu();
    const Result<store::SearchResult> found = store.search(request);
    cpu_times.push_back(milliseconds_of_cpu() - cpu_before);
    times.push_back(milliseconds_since(begin));
    totals.push_back(found ? found->total : 0);
  }
  std::sort(times.begin(), times.end());
  std::sort(cpu_times.begin(), cpu_times.end());
  std::sort(totals.begin(), totals.end());
  std::printf("%-34s p50 %7.2f ms  p95 %7.2f ms  of CPU time %7.2f ms, %7.2f ms  median matches %zu\n", name,
              times[times.size() / 2], times[times.size() * 95 / 100], cpu_times[cpu_times.size() / 2],
              cpu_times[cpu_times.size() * 95 / 100], totals[totals.size() / 2]);
}

int run(const std::string& path, std::size_t entries) {
  const bool is_new = !std::filesystem::exists(path);
  auto opened = store::sqlite::open_sqlite(path, store::Access::ReadWrite, "bench.example.org");
  if (!opened) return std::fprintf(stderr, "%s\n", opened.error().detail.c_str()), 1;
  store::Store& store = **opened;
  if (is_new && !fill(store, entries)) return 1;
  std::printf("%zu entries, %.0f MB before indexing\n", entries,
              static_cast<double>(std::filesystem::file_size(path)) / 1e6);
  index(store);
  std::printf("%.0f MB with the index\n", static_cast<double>(std::filesystem::file_size(path)) / 1e6);

  Writer writer;
  constexpr int kQueries = 200;
  std::vector<std::string> one, common, two, phrase, prefix, either, narrowed, all;
  for (int i = 0; i < kQueries; ++i) {
    one.push_back(writer.telling_word());
    common.push_back(writer.word());
    two.push_back(writer.telling_word() + " " + writer.word());
    phrase.push_back("\"" + writer.words(2) + "\"");
    prefix.push_back(writer.telling_word().substr(0, 5) + "*");
    either.push_back(writer.telling_word() + " OR " + writer.telling_word());
    narrowed.push_back(writer.telling_word() + " type:Event published:>=2024-03 -" + writer.telling_word());
  }
  for (const auto* some : {&one, &two, &phrase, &prefix, &either, &narrowed}) {
    all.insert(all.end(), some->begin(), some->end());
  }
  using enum SearchRequest::Order;
  measure(store, "a word", one, Relevance);
  measure(store, "a word, common ones among them", common, Relevance);
  measure(store, "two words", two, Relevance);
  measure(store, "a phrase", phrase, Relevance);
  measure(store, "a prefix of five letters", prefix, Relevance);
  measure(store, "either of two words", either, Relevance);
  measure(store, "narrowed by type, date and NOT", narrowed, Relevance);
  measure(store, "all but the common ones", all, Relevance);
  measure(store, "the same, newest first", all, Date);
  return 0;
}

}  // namespace
}  // namespace commonplace

int main(int argc, char** argv) {
  const auto entries = argc == 3 ? commonplace::base::parse_decimal(argv[2]) : std::nullopt;
  if (!entries) return std::fprintf(stderr, "usage: search FILE ENTRIES\n"), 2;
  return commonplace::run(argv[1], *entries);
}
