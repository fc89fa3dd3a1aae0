// Whether a topic's page costs the same however much is stored: `newest FOLDER [ENTRIES]` makes two stores in FOLDER,
// or takes those that are there, one of 100,000 entries and one of so many (10,000,000), and reads the latest 50
// stories of the same topics from one and the other in turn.
//
// Entries are written past the store, which would take hours for ten million: they lie as polls would have left them,
// in the order of their dates, and the indexes are those of the schema.

#include <sqlite3.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/text.h"
#include "commonplace/dedup.h"
#include "dedup/traits.h"
#include "json/entry_json.h"
#include "store/sqlite/store.h"

namespace commonplace {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kFew = 100'000;
constexpr std::size_t kMany = 10'000'000;
constexpr std::size_t kSources = 500;
constexpr std::size_t kAtOnce = 500'000;
constexpr std::size_t kStories = 50;
constexpr std::chrono::seconds kSpan{90'000'000};
constexpr Timestamp kFirst{std::chrono::seconds{1'640'995'200}};  // 2022
// The topics: one entry of so many is in it.
constexpr std::size_t kOneOf[] = {20, 2000};

double microseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
}

std::uint64_t scattered(std::uint64_t number) {
  number = (number ^ (number >> 31)) * 0x9E3779B97F4A7C15;
  return (number ^ (number >> 29)) * 0xBF58476D1CE4E5B9 >> 16;
}

std::string words(std::size_t count, std::uint64_t seed) {
  static constexpr const char* kWords[] = {"library", "lending", "of",     "the",     "catalogue", "a",    "reading",
                                           "archive", "and",     "open",   "shelves", "volumes",   "new",  "paper",
                                           "to",      "records", "public", "in",      "reference", "desk", "for"};
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text += ' ';
    text += kWords[scattered(seed * 64 + i) % std::size(kWords)];
  }
  return text;
}

// A connection that keeps neither log nor journal: what is cut short is made anew.
class Raw {
 public:
  explicit Raw(const std::string& path) {
    check(sqlite3_open(path.c_str(), &handle_));
    run("PRAGMA journal_mode = DELETE; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        "PRAGMA cache_size = -2000000");
  }
  Raw(const Raw&) = delete;
  Raw& operator=(const Raw&) = delete;
  ~Raw() {
    for (sqlite3_stmt* statement : prepared_) sqlite3_finalize(statement);
    sqlite3_exec(handle_, "PRAGMA journal_mode = WAL", nullptr, nullptr, nullptr);
    sqlite3_close(handle_);
  }

  void run(const std::string& sql) { check(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr)); }

  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(handle_, sql, -1, &statement, nullptr));
    return prepared_.emplace_back(statement);
  }

  template <class... Values>
  void insert(sqlite3_stmt* statement, const Values&... values) {
    int index = 0;
    (bind(statement, ++index, values), ...);
    if (sqlite3_step(statement) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(handle_));
    sqlite3_reset(statement);
  }

  std::vector<std::string> texts(const char* sql) {
    std::vector<std::string> found;
    sqlite3_stmt* statement = prepare(sql);
    while (sqlite3_step(statement) == SQLITE_ROW) {
      found.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
    }
    sqlite3_reset(statement);
    return found;
  }

 private:
  void check(int code) const {
    if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(handle_));
  }
  static void bind(sqlite3_stmt* statement, int index, const std::string& text) {
    sqlite3_bind_text(statement, index, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  }
  static void bind(sqlite3_stmt* statement, int index, std::int64_t number) {
    sqlite3_bind_int64(statement, index, number);
  }

  sqlite3* handle_ = nullptr;
  std::vector<sqlite3_stmt*> prepared_;
};

class Filling {
 public:
  Filling(Raw& raw, const std::vector<Source>& sources, const std::vector<Topic>& topics)
      : raw_(raw), sources_(sources), topics_(topics) {}

  void put(std::size_t number, std::size_t of) {
    const Source& source = sources_[scattered(number) % kSources];
    const auto row = static_cast<std::int64_t>(number + 1);
    Entry entry;
    entry.id = "urn:bench:" + std::to_string(number);
    entry.title = words(6, number);
    entry.link = "https://" + source.slug + ".example.org/" + std::to_string(number);
    entry.type = "News";
    entry.language = "en";
    entry.published = kFirst + kSpan / of * number;
    const std::string key = mint_key(source.slug, entry.id);
    const std::int64_t when = entry.published->time_since_epoch().count();
    const std::int64_t digest = std::bit_cast<std::int64_t>(dedup::title_digest(entry.title));
    raw_.insert(story_, row, key, entry.id, when);
    raw_.insert(entry_, row, key, static_cast<std::int64_t>(source.id), entry.id, entry.link.substr(8), when,
                json::entry_to_json(entry, json::EntryScope::Stored), digest);
    raw_.insert(body_, row, "<p>" + words(45, ~number) + "</p>");
    for (std::size_t topic = 0; topic < topics_.size(); ++topic) {
      if (number % kOneOf[topic] != 0) continue;
      raw_.insert(topic_entry_, row, static_cast<std::int64_t>(topics_[topic].id));
      raw_.insert(topic_story_, static_cast<std::int64_t>(topics_[topic].id), when, key, row);
    }
  }

 private:
  Raw& raw_;
  const std::vector<Source>& sources_;
  const std::vector<Topic>& topics_;
  sqlite3_stmt* story_ = raw_.prepare(
      "INSERT INTO story (id, key, atom_id, published, first_seen, position) VALUES (?1, ?2, ?3, ?4, ?4, 0)");
  sqlite3_stmt* entry_ = raw_.prepare(
      "INSERT INTO entry (id, key, source_id, identity, url_key, fingerprint, story_id, published, first_seen,"
      " position, revision, document, title_digest) VALUES (?1, ?2, ?3, ?4, ?5, ?1, ?1, ?6, ?6, 0, 1, ?7, ?8)");
  sqlite3_stmt* body_ = raw_.prepare("INSERT INTO entry_body (entry_id, summary, content) VALUES (?1, '', ?2)");
  sqlite3_stmt* topic_entry_ = raw_.prepare("INSERT INTO topic_entry (entry_id, topic_id) VALUES (?1, ?2)");
  sqlite3_stmt* topic_story_ = raw_.prepare(
      "INSERT INTO topic_story (topic_id, published, first_seen, position, key, story_id)"
      " VALUES (?1, ?2, ?2, 0, ?3, ?4)");
};

// Indexes that no insertion needs are made at the end, in one sweep each.
void fill(const std::string& path, const std::vector<Source>& sources, const std::vector<Topic>& topics,
          std::size_t entries) {
  Raw raw(path);
  const std::string plain =
      "type = 'index' AND sql IS NOT NULL AND tbl_name IN"
      " ('entry', 'story', 'topic_entry', 'topic_story')";
  const std::vector<std::string> names = raw.texts(("SELECT name FROM sqlite_schema WHERE " + plain).c_str());
  const std::vector<std::string> indexes = raw.texts(("SELECT sql FROM sqlite_schema WHERE " + plain).c_str());
  for (const std::string& name : names) raw.run("DROP INDEX " + name);
  Filling filling(raw, sources, topics);
  for (std::size_t number = 0; number < entries; ++number) {
    if (number % kAtOnce == 0) raw.run(number == 0 ? "BEGIN" : "COMMIT; BEGIN");
    filling.put(number, entries);
  }
  raw.run("COMMIT");
  for (const std::string& sql : indexes) raw.run(sql);
  raw.run("UPDATE topic SET stories = (SELECT count(*) FROM topic_story WHERE topic_id = topic.id)");
}

struct Opened {
  std::unique_ptr<store::Store> store;
  std::vector<Topic> topics;
};

Opened open_or_make(const std::string& path, std::size_t entries) {
  const auto begin = Clock::now();
  const bool is_new = !std::filesystem::exists(path);
  std::vector<Source> sources(kSources);
  for (std::size_t i = 0; i < kSources; ++i) {
    sources[i].slug = "s" + std::to_string(i);
    sources[i].url = "https://s" + std::to_string(i) + ".example.org/feed";
  }
  Opened opened;
  for (const std::size_t one_of : kOneOf) {
    opened.topics.emplace_back().slug = "one-of-" + std::to_string(one_of);
  }
  {
    const auto store = store::sqlite::open_sqlite(path, store::Access::ReadWrite, "bench.example.org").value();
    (void)store->sync_sources(sources, kFirst).value();
    (void)store->sync_topics(opened.topics, kFirst).value();
  }
  if (is_new) fill(path, sources, opened.topics, entries);
  std::printf("%zu entries: %.0f MB, made in %.0f s\n", entries,
              static_cast<double>(std::filesystem::file_size(path)) / 1e6, microseconds_since(begin) / 1e6);
  opened.store = store::sqlite::open_sqlite(path, store::Access::ReadOnly, "bench.example.org").value();
  return opened;
}

class Times {
 public:
  void take(Opened& opened, std::size_t topic, const store::TopicSelection& selection) {
    const auto begin = Clock::now();
    const auto found = opened.store->newest(opened.topics[topic].id, selection).value();
    times_.push_back(microseconds_since(begin));
    if (found.stories.size() != kStories) throw std::runtime_error("stories are missing");
  }
  void forget() { times_.clear(); }
  double percentile(std::size_t percent) {
    std::sort(times_.begin(), times_.end());
    return times_[times_.size() * percent / 100];
  }

 private:
  std::vector<double> times_;
};

void compare(Opened& few, Opened& many, const char* name, std::size_t topic, const store::TopicSelection& selection) {
  constexpr int kWarming = 200;
  constexpr int kRounds = 2000;
  Times of_few, of_many;
  for (int round = -kWarming; round < kRounds; ++round) {
    if (round == 0) of_few.forget(), of_many.forget();
    of_few.take(few, topic, selection);
    of_many.take(many, topic, selection);
  }
  const double few_p50 = of_few.percentile(50);
  const double many_p50 = of_many.percentile(50);
  std::printf("%-34s p50 %7.0f µs and %7.0f µs, %.2f times; p99 %7.0f µs and %7.0f µs\n", name, few_p50, many_p50,
              many_p50 / few_p50, of_few.percentile(99), of_many.percentile(99));
}

int run(const std::string& folder, std::size_t entries) {
  Opened few = open_or_make(folder + "/few.db", kFew);
  Opened many = open_or_make(folder + "/many.db", entries);
  compare(few, many, "one entry of 20", 0, {kStories});
  compare(few, many, "one entry of 2000", 1, {kStories});
  compare(few, many, "one of 20, half of them too old", 0, {kStories, kFirst + kSpan / 2});
  return 0;
}

}  // namespace
}  // namespace commonplace

int main(int argc, char** argv) {
  using namespace commonplace;
  const auto entries = argc == 3 ? base::parse_decimal(argv[2]) : std::optional<std::uint64_t>(kMany);
  if (argc < 2 || argc > 3 || !entries) return std::fprintf(stderr, "usage: newest FOLDER [ENTRIES]\n"), 2;
  try {
    return run(argv[1], *entries);
  } catch (const std::exception& error) {
    return std::fprintf(stderr, "%s\n", error.what()), 1;
  }
}
