#include "store/sqlite/search.h"

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>

#include "store/sqlite/match_expression.h"
#include "store/sqlite/rows.h"
#include "store/sqlite/shared_statements.h"

namespace commonplace::store::sqlite {
namespace {

// Where the index knows less than the query, so many entries are read at most to see whether they match, unless
// everything is to be looked at.
constexpr std::size_t kMostRead = 500;

constexpr const char* kSlugOfSource = "SELECT slug FROM source WHERE id = ?1";
constexpr const char* kSlugOfTopic = "SELECT slug FROM topic WHERE id = ?1 AND NOT gone";
constexpr const char* kTopicsOfItsStory =
    "SELECT topic_id FROM topic_story WHERE story_id = (SELECT story_id FROM entry WHERE id = ?1)";
constexpr const char* kTopicsOfEntry = "SELECT topic_id FROM topic_entry WHERE entry_id = ?1";

// What was indexed last comes first, so that the limit leaves out what came long ago. ?1 what to match, ?2 limit, ?3
// and ?4 source and topic or 0, ?5 since, ?6 which phrases weigh, ?7 type or empty. A word counts as much as its
// column: those of `search_index` in their order.
constexpr const char* kByRelevance =
    "SELECT search_row.entry_id, search_row.source_id, search_row.type, search_row.published, search_row.first_seen,"
    " search_row.position, relevance(search_index, ?6, 10.0, 4.0, 1.0, 1.0, 4.0, 4.0, 0.0)"
    " FROM search_index CROSS JOIN search_row ON search_row.id = search_index.rowid"
    " WHERE search_index MATCH ?1 AND (?3 = 0 OR search_row.source_id = ?3) AND search_row.published >= ?5"
    " AND (?7 = '' OR search_row.type = ?7)"
    " AND (?4 = 0 OR EXISTS (SELECT 1 FROM topic_entry WHERE entry_id = search_row.entry_id AND topic_id = ?4))"
    " ORDER BY search_index.rowid DESC LIMIT ?2";
constexpr const char* kByDate =
    "SELECT search_row.entry_id, search_row.source_id, search_row.type, search_row.published, search_row.first_seen,"
    " search_row.position, ?6 FROM search_index CROSS JOIN search_row ON search_row.id = search_index.rowid"
    " WHERE search_index MATCH ?1 AND (?3 = 0 OR search_row.source_id = ?3) AND search_row.published >= ?5"
    " AND (?7 = '' OR search_row.type = ?7)"
    " AND (?4 = 0 OR EXISTS (SELECT 1 FROM topic_entry WHERE entry_id = search_row.entry_id AND topic_id = ?4))"
    " ORDER BY search_index.rowid DESC LIMIT ?2";
// New and edited entries that are not in the index, or not as they are now.
constexpr const char* kWaiting =
    "SELECT id FROM entry WHERE (id > (SELECT coalesce(max(entry_id), 0) FROM search_row)"
    "  OR id IN (SELECT entry_id FROM search_waiting)) AND (?1 = 0 OR source_id = ?1) AND published >= ?3"
    " AND (?2 = 0 OR EXISTS (SELECT 1 FROM topic_entry WHERE entry_id = entry.id AND topic_id = ?2))";
constexpr const char* kIsWaiting = "SELECT 1 FROM search_waiting WHERE entry_id = ?1";
constexpr const char* kFacts = "SELECT id, source_id, '', published, first_seen, position, 0 FROM entry WHERE id = ?1";

// An entry that the query may match.
struct Candidate {
  std::int64_t id = 0;
  std::int64_t source = 0;
  std::string type;
  std::int64_t published = 0, first_seen = 0, position = 0;
  std::int64_t relevance = 0;
};

bool is_newer(const Candidate& a, const Candidate& b) {
  return std::tie(b.published, b.first_seen, a.position, a.id) < std::tie(a.published, a.first_seen, b.position, b.id);
}

bool is_better(const Candidate& a, const Candidate& b) {
  return a.relevance != b.relevance ? a.relevance > b.relevance : is_newer(a, b);
}

class Search {
 public:
  Search(Transaction& transaction, const SearchRequest& request) : transaction_(transaction), request_(request) {
    topic_ = id_of(kTopicId, "topic", request.filter.topic);
    source_ = id_of(kSourceId, "source", request.filter.source);
    if (request.filter.since) since_ = request.filter.since->time_since_epoch().count();
  }

  SearchResult run() {
    const MatchExpression expression =
        to_match_expression(request_.query.tree(), stemmers_in_index(transaction_), request_.tags);
    find(expression);
    if (!request_.most) drop_edited();
    std::sort(candidates_.begin(), candidates_.end(), by_relevance() ? is_better : is_newer);
    if (!expression.is_exact) keep_what_matches();
    if (!request_.most) add_waiting();
    drop_guarded();
    count();
    read_page();
    return std::move(result_);
  }

 private:
  bool by_relevance() const { return request_.order == SearchRequest::Order::Relevance; }

  std::int64_t id_of(const char* sql, const char* what, const std::string& slug) {
    if (slug.empty()) return 0;
    for (Statement row = transaction_.query(sql, slug); row.next();) return row.integer(0);
    transaction_.fail_with(Error{Errc::NotFound, std::string("there is no ") + what + " '" + slug + "'"});
    return 0;
  }

  static Candidate candidate(const Statement& row) {
    return {row.integer(0), row.integer(1), row.text(2),   row.integer(3),
            row.integer(4), row.integer(5), row.integer(6)};
  }

  void find(const MatchExpression& expression) {
    constexpr std::int64_t kAll = -1;
    const std::int64_t limit = request_.most ? static_cast<std::int64_t>(*request_.most) + 1 : kAll;
    Statement row = transaction_.query(by_relevance() ? kByRelevance : kByDate, expression.text, limit, source_, topic_,
                                       since_, expression.phrases, request_.type);
    while (row.next()) candidates_.push_back(candidate(row));
    if (request_.most && candidates_.size() > *request_.most) {
      candidates_.pop_back();
      result_.is_total = false;
    }
  }

  // What the index has of them is not what they are now.
  void drop_edited() {
    std::erase_if(candidates_, [&](const Candidate& c) { return transaction_.query(kIsWaiting, c.id).next(); });
  }

  void drop_guarded() {
    std::set<std::int64_t> sources;
    for (const std::string& slug : request_.guarded_sources) {
      for (Statement row = transaction_.query(kSourceId, slug); row.next();) sources.insert(row.integer(0));
    }
    if (!sources.empty()) std::erase_if(candidates_, [&](const Candidate& c) { return sources.contains(c.source); });
    if (!request_.guarded.empty()) std::erase_if(candidates_, [&](const Candidate& c) { return is_guarded(c); });
  }

  bool is_guarded(const Candidate& candidate) {
    bool is_in_any = false;
    for (Statement row = transaction_.query(kTopicsOfItsStory, candidate.id); row.next();) {
      if (!request_.guarded.contains(row.id<TopicId>(0))) return false;
      is_in_any = true;
    }
    return is_in_any;
  }

  bool matches(const Entry& entry) const {
    const auto tags = request_.tags.find(entry.source);
    return tags == request_.tags.end() ? request_.query.matches(entry) : request_.query.matches(entry, tags->second);
  }

  void keep_what_matches() {
    std::vector<Candidate> kept;
    std::size_t read = 0;
    for (Candidate& c : candidates_) {
      if (request_.most && read++ == kMostRead) {
        result_.is_total = false;
        break;
      }
      const std::optional<Entry> entry = read_entry(transaction_, c.id);
      if (entry && matches(*entry)) kept.push_back(std::move(c));
    }
    candidates_ = std::move(kept);
  }

  void add_waiting() {
    std::vector<Candidate> waiting;
    for (Statement row = transaction_.query(kWaiting, source_, topic_, since_); row.next();) {
      const std::optional<Entry> entry = read_entry(transaction_, row.integer(0));
      if (!entry || !matches(*entry) || (!request_.type.empty() && entry->type != request_.type)) continue;
      for (Statement facts = transaction_.query(kFacts, row.integer(0)); facts.next();) {
        waiting.push_back(candidate(facts));
        waiting.back().type = entry->type;
      }
    }
    if (waiting.empty()) return;
    std::move(waiting.begin(), waiting.end(), std::back_inserter(candidates_));
    std::sort(candidates_.begin(), candidates_.end(), by_relevance() ? is_better : is_newer);
  }

  void count() {
    result_.total = candidates_.size();
    std::map<std::int64_t, std::size_t> sources, topics;
    std::set<std::int64_t> stories;
    for (const Candidate& c : candidates_) {
      ++sources[c.source];
      ++result_.by_type[c.type];
      for (Statement row = transaction_.query(kTopicsOfEntry, c.id); row.next();) {
        if (!request_.guarded.contains(row.id<TopicId>(0))) ++topics[row.integer(0)];
      }
      if (request_.most) continue;
      for (Statement row = transaction_.query(kStoryOfEntry, c.id); row.next();) stories.insert(row.integer(0));
    }
    result_.stories = stories.size();
    result_.by_source = by_slug(kSlugOfSource, sources);
    result_.by_topic = by_slug(kSlugOfTopic, topics);
  }

  std::map<std::string, std::size_t> by_slug(const char* sql, const std::map<std::int64_t, std::size_t>& counts) {
    std::map<std::string, std::size_t> named;
    for (const auto& [id, count] : counts) {
      for (Statement row = transaction_.query(sql, id); row.next();) named[row.text(0)] = count;
    }
    return named;
  }

  // An edit since it was indexed may have changed what it says: the query has the last word on what is shown.
  void read_page() {
    std::size_t skipped = 0;
    for (const Candidate& c : candidates_) {
      if (result_.entries.size() == request_.filter.limit) return;
      if (skipped++ < request_.offset) continue;
      std::optional<Entry> entry = read_entry(transaction_, c.id);
      if (entry && matches(*entry)) result_.entries.push_back(std::move(*entry));
    }
  }

  Transaction& transaction_;
  const SearchRequest& request_;
  std::int64_t topic_ = 0, source_ = 0;
  std::int64_t since_ = std::numeric_limits<std::int64_t>::min();
  std::vector<Candidate> candidates_;
  SearchResult result_;
};

}  // namespace

Result<SearchResult> search(Database& database, const SearchRequest& request) {
  const TimeLimit limit(database, request.patience);
  Transaction transaction(database, Transaction::Kind::Read);
  SearchResult result = Search(transaction, request).run();
  return transaction.commit(std::move(result));
}

}  // namespace commonplace::store::sqlite
