#include "topic/marks.h"

#include <algorithm>

#include "text/normalize.h"
#include "text/segment.h"
#include "topic/evaluate.h"

namespace commonplace::topic {
namespace {

using Kind = QueryNode::Kind;

// The bytes of what AnalysedEntry counts as one position each.
std::vector<Mark> places_of(std::string_view text) {
  std::vector<Mark> places;
  for (const std::string_view word : text::words(text)) {
    const auto begin = static_cast<std::size_t>(word.data() - text.data());
    const Mark whole{begin, begin + word.size()};
    if (!text::is_cjk_word(word)) {
      places.push_back(whole);
      continue;
    }
    const std::string folded = text::fold(word);
    const std::size_t count = characters(folded).size();
    const auto written = characters(word);
    for (std::size_t i = 0; i < count; ++i) {
      if (written.size() != count) {  // folding has made more or less of them: which is which is not known
        places.push_back(whole);
        continue;
      }
      const auto at = static_cast<std::size_t>(written[i].data() - text.data());
      places.push_back({at, at + written[i].size()});
    }
  }
  return places;
}

// Where a phrase stands, in positions: of its first word and of its last.
struct Span {
  Position first, last;
};

std::vector<Span> spans_of(const TermPhrase& phrase, const AnalysedEntry& analysed) {
  std::vector<Span> spans;
  for (const Position begin : find_phrase({phrase.terms, phrase.may_end_inside_word}, Field::Title, analysed)) {
    spans.push_back({begin, begin + static_cast<Position>(phrase.terms.size()) - 1});
  }
  return spans;
}

// `others` are of one phrase, in ascending order: if any is near, the first is that does not end too early.
bool has_one_near(const Span& span, const std::vector<Span>& others, Position distance) {
  const auto ends_before = [&](const Span& other) { return other.last + distance < span.first; };
  const auto found = std::ranges::partition_point(others, ends_before);
  return found != others.end() && found->first <= span.last + distance;
}

// The occurrences that have one of each other phrase near to them.
std::vector<Span> spans_near(const std::vector<TermPhrase>& phrases, Position distance, const AnalysedEntry& analysed) {
  std::vector<std::vector<Span>> all;
  all.reserve(phrases.size());
  for (const TermPhrase& phrase : phrases) all.push_back(spans_of(phrase, analysed));
  std::vector<Span> near;
  for (const auto& spans : all) {
    for (const Span& span : spans) {
      const auto is_near_to = [&](const std::vector<Span>& others) { return has_one_near(span, others, distance); };
      if (std::ranges::all_of(all, is_near_to)) near.push_back(span);
    }
  }
  return near;
}

std::vector<Mark> united(std::vector<Mark> marks) {
  std::ranges::sort(marks, {}, &Mark::begin);
  std::vector<Mark> apart;
  for (const Mark& mark : marks) {
    if (!apart.empty() && mark.begin <= apart.back().end) {
      apart.back().end = std::max(apart.back().end, mark.end);
    } else {
      apart.push_back(mark);
    }
  }
  return apart;
}

}  // namespace

Marker::Marker(const Query& query) { collect(query.tree()); }

void Marker::collect(const QueryNode& node) {
  switch (node.kind) {
    case Kind::Words:
    case Kind::Near: {
      Sought sought{node.field, node.distance, {}};
      for (const Phrase& phrase : node.phrases) sought.phrases.push_back(to_terms(phrase, vocabulary_));
      sought_.push_back(std::move(sought));
      return;
    }
    case Kind::And:
    case Kind::Or:
      for (const QueryNode& child : node.children) collect(child);
      return;
    default:
      return;
  }
}

std::vector<Mark> Marker::marks(std::string_view text, Field field, std::string_view language) const {
  if (sought_.empty()) return {};
  Entry entry;
  entry.title = text;
  entry.language = language;
  FieldSet fields;
  fields.add(Field::Title);
  const AnalysedEntry analysed(entry, vocabulary_, fields);
  if (analysed.terms().empty()) return {};
  const std::vector<Mark> places = places_of(text);
  std::vector<Mark> marks;
  for (const Sought& sought : sought_) {
    if (sought.field != Field::Any && field != Field::Any && sought.field != field) continue;
    for (const Span& span : spans_near(sought.phrases, sought.distance, analysed)) {
      marks.push_back({places[span.first].begin, places[span.last].end});
    }
  }
  return united(std::move(marks));
}

}  // namespace commonplace::topic
