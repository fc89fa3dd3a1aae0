// What recognizing copies costs beside storing an entry: a new entry's words, sketch, search and judgement with a
// million entries in the window, against a bare SQLite insert of the same entry; recall; memory an entry.
//
//   story_matching [ENTRIES]

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include "dedup/judgement.h"
#include "dedup/sketch.h"
#include "dedup/story_index.h"

namespace commonplace {
namespace {

using dedup::judge;
using dedup::Outline;
using dedup::outline_of;
using dedup::Sketch;

constexpr std::size_t kWords = 300;  // of a text, about 2.1 KB
constexpr std::size_t kBatch = 20'000;
constexpr std::size_t kBatches = 10;  // so that the index grows meanwhile, as it does now and then
constexpr std::size_t kProbes = kBatch * kBatches;

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// Words as common as those of prose: the n-th is 1/n as frequent as the first.
class Writer {
 public:
  Writer() {
    constexpr std::size_t kVocabulary = 30'000;
    constexpr std::string_view kSyllables[] = {"ka", "lo", "mi", "ren", "tas", "vo", "pel", "sun", "dar", "ith"};
    double sum = 0;
    for (std::size_t i = 0; i < kVocabulary; ++i) {
      std::string word;
      for (std::size_t rest = i + 3; rest > 0; rest /= 10) word += kSyllables[rest % 10];
      vocabulary_.push_back(word);
      sum += 1 / static_cast<double>(i + 2);
      sums_.push_back(sum);
    }
  }

  std::vector<std::string_view> words(std::uint64_t seed) const {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> anywhere(0, sums_.back());
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < kWords; ++i) {
      const auto at = std::lower_bound(sums_.begin(), sums_.end(), anywhere(random));
      words.push_back(vocabulary_[static_cast<std::size_t>(at - sums_.begin())]);
    }
    return words;
  }

  Entry entry(std::uint64_t seed, const std::vector<std::string_view>& words) const {
    Entry entry;
    entry.source = "s" + std::to_string(seed % 1000);
    entry.id = "https://partner.example.org/" + std::to_string(seed);
    std::string text = "<p>";
    for (std::size_t i = 0; i < words.size(); ++i) text.append(words[i]).append(i % 12 == 11 ? ". " : " ");
    for (std::size_t i = 0; i < 7; ++i) entry.title.append(words[i * 5]).append(" ");
    entry.content = SafeHtml::trust_stored(text + "</p>");
    return entry;
  }

 private:
  std::vector<std::string> vocabulary_;
  std::vector<double> sums_;
};

// One row and its index entry, many to a transaction: the least that storing an entry costs.
double insert_seconds(const std::vector<Entry>& entries) {
  sqlite3* database = nullptr;
  const std::string path = "/tmp/commonplace-bench-" + std::to_string(std::rand()) + ".db";
  sqlite3_open(path.c_str(), &database);
  sqlite3_exec(database,
               "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
               "CREATE TABLE entry (id INTEGER PRIMARY KEY, identity TEXT UNIQUE, title TEXT, content TEXT)",
               nullptr, nullptr, nullptr);
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(database, "INSERT INTO entry (identity, title, content) VALUES (?1, ?2, ?3)", -1, &insert,
                     nullptr);
  const double began = cpu_seconds();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i % 1000 == 0) sqlite3_exec(database, i == 0 ? "BEGIN" : "COMMIT; BEGIN", nullptr, nullptr, nullptr);
    const Entry& entry = entries[i];
    const auto bind = [insert](int index, std::string_view text) {
      sqlite3_bind_text(insert, index, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    };
    bind(1, entry.id);
    bind(2, entry.title);
    bind(3, entry.content.html());
    sqlite3_step(insert);
    sqlite3_reset(insert);
  }
  sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr);
  const double took = cpu_seconds() - began;
  sqlite3_finalize(insert);
  sqlite3_close(database);
  for (const char* end : {"", "-wal", "-shm"}) std::remove((path + end).c_str());
  return took;
}

// Replaces phrases' middle words until about four fifths of the phrases are left.
std::vector<std::string_view> edited(std::vector<std::string_view> words, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  constexpr std::size_t kEdits = 11;  // each in three phrases, of both texts: J = (298 - 33) / (298 + 33) = 0.80
  for (std::size_t i = 0; i < kEdits; ++i) words[random() % words.size()] = "edited";
  return words;
}

int run(std::size_t entries) {
  const Writer writer;
  const Timestamp now{std::chrono::seconds{1'729'771'200}};
  dedup::StoryIndex index(std::chrono::days{30});
  for (std::uint64_t seed = 0; seed < entries; ++seed) {
    const Sketch sketch = sketch_of(outline_of(writer.entry(seed, writer.words(seed))));
    index.add(static_cast<std::int64_t>(seed), sketch, now);
  }
  std::printf("entries in the window     %zu\n", index.size());
  std::printf("memory an entry           %.0f bytes\n",
              static_cast<double>(index.bytes()) / static_cast<double>(entries));

  double inserted = 0;
  double matched = 0;
  std::size_t strangers = 0;
  for (std::size_t batch = 0; batch < kBatches; ++batch) {
    const std::uint64_t first = entries + batch * kBatch;
    std::vector<Entry> fresh;
    for (std::uint64_t seed = first; seed < first + kBatch; ++seed)
      fresh.push_back(writer.entry(seed, writer.words(seed)));
    inserted += insert_seconds(fresh) / kProbes;
    const double began = cpu_seconds();
    for (std::size_t i = 0; i < kBatch; ++i) {
      const Entry& entry = fresh[i];
      const Outline outline = outline_of(entry);
      const Sketch sketch = sketch_of(outline);
      for (const std::int64_t other : index.alike(sketch, 24)) {
        const Entry& alike = fresh[static_cast<std::uint64_t>(other) % kBatch];
        strangers += judge(entry, outline, alike, outline_of(alike)).is_copy ? 0 : 1;
      }
      index.add(static_cast<std::int64_t>(first + i), sketch, now);
    }
    matched += (cpu_seconds() - began) / kProbes;
  }
  std::printf("bare insert               %.1f us\n", inserted * 1e6);
  std::printf("recognizing copies        %.1f us, %.2f times the insert (%.3f strangers judged)\n", matched * 1e6,
              matched / inserted, static_cast<double>(strangers) / kProbes);

  std::size_t found = 0;
  constexpr std::size_t kCopies = 5000;
  for (std::uint64_t i = 0; i < kCopies; ++i) {
    const std::uint64_t seed = i * (entries / kCopies);
    const Entry copy = writer.entry(seed, edited(writer.words(seed), seed));
    const std::vector<std::int64_t> alike = index.alike(sketch_of(outline_of(copy)), 24);
    const bool listed = std::find(alike.begin(), alike.end(), static_cast<std::int64_t>(seed)) != alike.end();
    const Entry original = writer.entry(seed, writer.words(seed));
    found += listed && judge(copy, outline_of(copy), original, outline_of(original)).is_copy ? 1 : 0;
  }
  std::printf("recall at Jaccard 0.8     %.4f\n", static_cast<double>(found) / kCopies);
  return 0;
}

}  // namespace
}  // namespace commonplace

int main(int argc, char** argv) {
  constexpr std::size_t kMillion = 1'000'000;
  return commonplace::run(argc > 1 ? std::strtoul(argv[1], nullptr, 10) : kMillion);
}
