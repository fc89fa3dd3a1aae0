// Topics and single queries, asked of entries (commonplace/topic.h).

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "base/text.h"
#include "commonplace/topic.h"
#include "text/normalize.h"
#include "topic/error.h"
#include "topic/evaluate.h"
#include "topic/program.h"
#include "topic/query.h"
#include "topic/rule.h"

namespace commonplace {

struct QueryProgram {
  topic::QueryNode tree;
  topic::QuerySet set;
  topic::Program program;
};

struct TopicIndex {
  using Slugs = std::set<std::string, std::less<>>;
  struct Row {
    TopicId id{};
    topic::Stretch program;                // of `instructions`
    std::shared_ptr<const Slugs> sources;  // tags resolved; the same for topics that name the same; null: all
    std::vector<std::string> types;        // folded
    std::vector<std::string> languages;
  };

  topic::QuerySet set;
  std::vector<topic::Instruction> instructions;
  std::vector<Row> rows;
  // Rows that need a term, term by term: those of `t` are from first_row[t] up to first_row[t + 1].
  std::vector<std::uint32_t> rows_by_term;
  std::vector<std::uint32_t> first_row;
  std::vector<std::uint32_t> rows_without_terms;  // rows that may be true of an entry without any of their words
  std::map<std::string, std::vector<std::string>, std::less<>> tags_by_source;
};

namespace {

using topic::AnalysedEntry;
using topic::Evaluator;

// Whose topics are being compiled. Many topics name the same sources: they share what that comes to.
class SourceLists {
 public:
  explicit SourceLists(std::span<const Source> sources) : sources_(sources) {}

  std::shared_ptr<const TopicIndex::Slugs> of(const Topic& topic) {
    if (topic.sources.empty()) return nullptr;
    std::shared_ptr<const TopicIndex::Slugs>& list = lists_[topic.sources];
    if (!list) {
      const std::vector<std::string> slugs = topic::slugs_of(topic, sources_);
      list = std::make_shared<const TopicIndex::Slugs>(slugs.begin(), slugs.end());
    }
    return list;
  }

 private:
  std::span<const Source> sources_;
  std::map<std::vector<std::string>, std::shared_ptr<const TopicIndex::Slugs>> lists_;
};

TopicIndex::Row make_row(const Topic& topic, SourceLists& sources) {
  TopicIndex::Row row;
  row.id = topic.id;
  row.sources = sources.of(topic);
  for (const std::string& type : topic.types) row.types.push_back(text::fold(type));
  row.languages = topic.languages;
  return row;
}

bool lets_through(const TopicIndex::Row& row, const Entry& entry, const std::string& folded_type) {
  const auto is_in = [&](const std::string& range) { return topic::is_in_language(entry.language, range); };
  return (!row.sources || row.sources->contains(entry.source)) &&
         (row.types.empty() || std::find(row.types.begin(), row.types.end(), folded_type) != row.types.end()) &&
         (row.languages.empty() || std::any_of(row.languages.begin(), row.languages.end(), is_in));
}

// Rows whose query may be true of the entry: those that need one of its terms, and those that need none.
std::vector<std::uint32_t> candidates(const TopicIndex& index, const AnalysedEntry& analysed) {
  std::vector<std::uint32_t> rows = index.rows_without_terms;
  for (const topic::TermId term : analysed.terms()) {
    const auto begin = index.rows_by_term.begin();
    rows.insert(rows.end(), begin + index.first_row[term], begin + index.first_row[term + 1]);
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

using Needs = std::vector<std::pair<topic::TermId, std::uint32_t>>;  // a term, and a row that needs it

// Counts, then puts each where it belongs.
void list_rows(TopicIndex& index, const Needs& needs) {
  index.first_row.assign(index.set.vocabulary.size() + 1, 0);
  for (const auto& [term, row] : needs) ++index.first_row[term + 1];
  std::partial_sum(index.first_row.begin(), index.first_row.end(), index.first_row.begin());
  index.rows_by_term.resize(needs.size());
  std::vector<std::uint32_t> next = index.first_row;
  for (const auto& [term, row] : needs) index.rows_by_term[next[term]++] = row;
}

std::string describe(const Topic& topic, const QueryError& error) {
  return "topic '" + topic.slug + "': match, " + topic::describe(topic.match, error);
}

}  // namespace

Query::Query() = default;

tl::expected<Query, QueryError> Query::compile(std::string_view text) {
  auto tree = topic::parse_query(text);
  if (!tree) return tl::unexpected(tree.error());
  Query query;
  if (tree->kind == topic::QueryNode::Kind::Everything) return query;
  const auto program = std::make_shared<QueryProgram>();
  program->program = topic::compile_query(*tree, program->set).program;
  program->tree = std::move(*tree);
  query.program_ = program;
  return query;
}

bool Query::matches(const Entry& entry, std::span<const std::string> source_tags) const {
  if (!program_) return true;
  const AnalysedEntry analysed(entry, program_->set.vocabulary, program_->set.fields);
  return Evaluator(program_->set, entry, analysed, source_tags).run(program_->program);
}

std::vector<QueryFinding> Query::explain(const Entry& entry, std::span<const std::string> source_tags) const {
  if (!program_) return {};
  const topic::QuerySet& set = program_->set;
  const AnalysedEntry analysed(entry, set.vocabulary, set.fields);
  Evaluator evaluator(set, entry, analysed, source_tags);
  std::vector<QueryFinding> findings(set.tests.size());
  for (const auto& [test, number] : set.test_numbers) findings[number] = {test, evaluator.test(number)};
  return findings;
}

bool Query::matches_everything() const { return !program_; }

const topic::QueryNode& Query::tree() const {
  static const topic::QueryNode kEverything;
  return program_ ? program_->tree : kEverything;
}

TopicMatcher::TopicMatcher() : index_(std::make_shared<TopicIndex>()) {}

Result<TopicMatcher> TopicMatcher::compile(std::span<const Topic> topics, std::span<const Source> sources) {
  const auto index = std::make_shared<TopicIndex>();
  for (const Source& source : sources) {
    if (!source.tags.empty()) index->tags_by_source.emplace(source.slug, source.tags);
  }
  SourceLists lists(sources);
  Needs needs;
  for (const Topic& topic : topics) {
    const auto tree = topic::parse_query(topic.match);
    if (!tree) return fail(Errc::BadQuery, describe(topic, tree.error()));
    topic::CompiledQuery query = topic::compile_query(*tree, index->set);
    const auto number = static_cast<std::uint32_t>(index->rows.size());
    TopicIndex::Row row = make_row(topic, lists);
    row.program.begin = static_cast<std::uint32_t>(index->instructions.size());
    index->instructions.insert(index->instructions.end(), query.program.begin(), query.program.end());
    row.program.end = static_cast<std::uint32_t>(index->instructions.size());
    index->rows.push_back(std::move(row));
    if (query.needs) {
      for (const topic::TermId term : *query.needs) needs.emplace_back(term, number);
    } else {
      index->rows_without_terms.push_back(number);
    }
  }
  list_rows(*index, needs);
  index->set.test_numbers = {};  // nobody compiles more into this set
  index->set.vocabulary.finish();
  index->set.tests.shrink_to_fit();
  index->set.terms.shrink_to_fit();
  index->instructions.shrink_to_fit();
  index->rows.shrink_to_fit();
  TopicMatcher matcher;
  matcher.index_ = index;
  return matcher;
}

std::vector<TopicId> TopicMatcher::match(const Entry& entry) const {
  const AnalysedEntry analysed(entry, index_->set.vocabulary, index_->set.fields);
  const auto tags = index_->tags_by_source.find(entry.source);
  const std::span<const std::string> source_tags = tags != index_->tags_by_source.end()
                                                       ? std::span<const std::string>(tags->second)
                                                       : std::span<const std::string>();
  Evaluator evaluator(index_->set, entry, analysed, source_tags);
  const std::string type = text::fold(entry.type);
  std::vector<TopicId> matched;
  for (const std::uint32_t number : candidates(*index_, analysed)) {
    const TopicIndex::Row& row = index_->rows[number];
    if (lets_through(row, entry, type) && evaluator.run(row.program.of(index_->instructions)))
      matched.push_back(row.id);
  }
  return matched;
}

}  // namespace commonplace
