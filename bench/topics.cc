// What topics cost: `topics [TOPICS]` compiles so many queries of three to eight terms (100,000 where none is named),
// and matches entries against them and against a hundred that match as often.
//
// The n-th word of entries is n times as rare as the first. A hundred topics match an entry as often as a hundred
// thousand do only if theirs are commoner words: those of the many are rare ones, most of which stand in no entry at
// all.

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "base/text.h"
#include "commonplace/topic.h"

namespace commonplace {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kWords = 60'000;
constexpr std::size_t kEntries = 2000;

double milliseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

std::size_t allocated() {
  const auto info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

std::string word_of(std::size_t rank) {
  static constexpr const char* kSyllables[] = {"ba", "le",  "ri", "to", "nu", "ska", "mer", "pol", "din", "gra",
                                               "vi", "sen", "lo", "ta", "fe", "hum", "kes", "zo",  "wy",  "cla"};
  std::string word;
  for (std::size_t rest = rank + 21; rest > 0; rest /= 20) word += kSyllables[rest % 20];
  return word;
}

// The words of topics, by rank; all of them as likely.
struct Ranks {
  std::size_t first, last;
};

class Author {
 public:
  // 1/n: uniform in its logarithm.
  std::string word() {
    const double rank =
        std::exp(std::uniform_real_distribution<double>(0, std::log(static_cast<double>(kWords)))(random_)) - 1;
    return word_of(std::min(kWords - 1, static_cast<std::size_t>(rank)));
  }
  std::string word(Ranks ranks) { return word_of(ranks.first + number(ranks.last - ranks.first)); }
  std::string words(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? " " : "") + word();
    return text;
  }
  std::size_t number(std::size_t end) { return random_() % end; }

  Entry entry() {
    Entry entry;
    entry.title = words(8);
    entry.excerpt = words(35);
    entry.content = SafeHtml::trust_stored("<p>" + entry.excerpt + " " + words(150) + "</p>");
    entry.language = "en";
    entry.type = "News";
    entry.source = "s";
    entry.categories = {{word(), "", ""}};
    return entry;
  }

  // Three to eight terms: alternatives, phrases, beginnings, and what is asked for besides.
  std::string query(Ranks ranks) {
    const std::size_t terms = 3 + number(6);
    std::string text;
    for (std::size_t i = 0; i < terms; ++i) {
      const std::string next = word(ranks);
      switch (number(6)) {
        case 0:
          text += (i > 0 ? " OR \"" : "\"") + next + " " + word(ranks) + "\"";
          ++i;
          break;
        case 1:
          text += (i > 0 ? " OR " : "") + next + "*";
          break;
        case 2:
          text += (i > 0 ? " " : "") + next;
          break;
        default:
          text += (i > 0 ? " OR " : "") + next;
      }
    }
    return text;
  }

 private:
  std::mt19937_64 random_{1729};
};

std::vector<Topic> make_topics(Author& author, std::size_t count, Ranks ranks) {
  std::vector<Topic> topics(count);
  for (std::size_t i = 0; i < count; ++i) {
    topics[i].id = TopicId{static_cast<std::int64_t>(i)};
    topics[i].slug = "t" + std::to_string(i);
    topics[i].match = author.query(ranks);
  }
  return topics;
}

struct Measured {
  double microseconds = 0;  // an entry
  double matches = 0;       // an entry
};

Measured measure(const TopicMatcher& matcher, const std::vector<Entry>& entries) {
  for (std::size_t i = 0; i < 200; ++i) (void)matcher.match(entries[i]);  // the stems of its language, the common words
  std::size_t matches = 0;
  const auto begin = Clock::now();
  for (const Entry& entry : entries) matches += matcher.match(entry).size();
  const double count = static_cast<double>(entries.size());
  return {milliseconds_since(begin) * 1000 / count, static_cast<double>(matches) / count};
}

int run(std::size_t topics) {
  Author author;
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < kEntries; ++i) entries.push_back(author.entry());
  struct Row {
    std::size_t topics;
    Ranks ranks;
  };
  const Row rows[] = {{topics, {20'000, 500'000}}, {100, {200, 1500}}, {100, {500, 5000}}, {10, {200, 1500}}};
  for (const auto& [count, ranks] : rows) {
    const std::vector<Topic> made = make_topics(author, count, ranks);
    malloc_trim(0);
    const std::size_t before = allocated();
    const auto begin = Clock::now();
    const auto matcher = TopicMatcher::compile(made, {});
    const double compiled = milliseconds_since(begin);
    if (!matcher) return std::fprintf(stderr, "%s\n", matcher.error().detail.c_str()), 1;
    const std::size_t bytes = allocated() - before;
    const Measured measured = measure(*matcher, entries);
    const std::size_t in_use = allocated() - before;
    std::printf(
        "%7zu topics: compiled in %5.0f ms, %4zu bytes a topic, %4zu with stems and words met; an entry %6.1f µs, in "
        "%.2f "
        "topics\n",
        count, compiled, bytes / count, in_use / count, measured.microseconds, measured.matches);
  }
  return 0;
}

}  // namespace
}  // namespace commonplace

int main(int argc, char** argv) {
  const auto topics = argc == 2 ? commonplace::base::parse_decimal(argv[1]) : 100'000;
  if (!topics || *topics == 0) return std::fprintf(stderr, "usage: topics [TOPICS]\n"), 2;
  return commonplace::run(*topics);
}
