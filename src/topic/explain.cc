#include "topic/explain.h"

#include <algorithm>
#include <iterator>

#include "base/utf8.h"
#include "text/segment.h"
#include "topic/entry_texts.h"
#include "topic/evaluate.h"
#include "topic/program.h"

namespace commonplace::topic {
namespace {

using Kind = QueryNode::Kind;
using Reasons = std::vector<Reason>;

struct PlacedText {
  Place place;
  std::string text;
};

// What readers see first, first.
std::vector<PlacedText> texts_of(const Entry& entry, Field field) {
  std::vector<PlacedText> texts;
  for (const Field own : {Field::Title, Field::Text, Field::Category, Field::Author}) {
    if (field != own && field != Field::Any) continue;
    visit_texts(entry, own, [&](Place place, std::string_view text) { texts.push_back({place, std::string(text)}); });
  }
  return texts;
}

std::string_view name_of(Place place) {
  constexpr std::string_view kNames[] = {"title", "category", "author", "excerpt", "summary", "content"};
  return kNames[static_cast<std::size_t>(place)];
}

// Words or NEAR, asked of single texts of one language.
class TextTest {
 public:
  TextTest(QueryNode leaf, std::string language) {
    leaf.field = Field::Title;
    program_ = compile_query(leaf, set_).program;
    entry_.language = std::move(language);
  }

  bool matches(std::string_view text) {
    entry_.title = text;
    const AnalysedEntry analysed(entry_, set_.vocabulary, set_.fields);
    return Evaluator(set_, entry_, analysed, {}).run(program_);
  }

  // The first words of the text that are enough. Whatever matches in a text matches in a longer one, so that both ends
  // can be found by halving.
  std::string_view find(std::string_view text) {
    const std::vector<std::string_view> words = text::words(text);
    const auto stretch = [&](std::size_t first, std::size_t last) {
      const char* begin = words[first].data();
      return std::string_view(begin, static_cast<std::size_t>(words[last].data() + words[last].size() - begin));
    };
    std::size_t last = first_where(words.size(), [&](std::size_t end) { return matches(stretch(0, end)); });
    if (last == words.size()) return text;
    const std::size_t shortest =
        first_where(last + 1, [&](std::size_t length) { return matches(stretch(last - length, last)); });
    return shortest > last ? text : stretch(last - shortest, last);
  }

 private:
  template <class Predicate>
  static std::size_t first_where(std::size_t end, Predicate holds) {
    std::size_t low = 0, high = end;
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (holds(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  QuerySet set_;
  Program program_;
  Entry entry_;
};

// NEAR may reach far: what lies between is left out.
std::string shortened(std::string_view text) {
  constexpr std::size_t kEnough = 30;
  const std::size_t length = base::count_code_points(text);
  if (length <= 2 * kEnough) return std::string(text);
  const std::size_t begin = text::grapheme_floor(text, base::code_point_offset(text, kEnough));
  const std::size_t end = text::grapheme_floor(text, base::code_point_offset(text, length - kEnough));
  return std::string(text.substr(0, begin)) + "…" + std::string(text.substr(end));
}

std::string day_of(const Entry& entry) {
  const std::optional<std::chrono::sys_days> day = day_of_publication(entry);
  return day ? to_iso_day(std::chrono::year_month_day(*day)) : std::string();
}

// What the entry has of what a value or condition asks about.
std::string value_of(const Entry& entry, const QueryNode& leaf) {
  switch (leaf.field) {
    case Field::Source:
      return entry.source;
    case Field::Type:
      return entry.type;
    case Field::Lang:
      return entry.language;
    case Field::Url:
      return entry.link;
    case Field::Published:
      return day_of(entry);
    default:
      return {};
  }
}

std::size_t count_leaves(const QueryNode& node) {
  std::size_t count = node.children.empty() ? 1 : 0;
  for (const QueryNode& child : node.children) count += count_leaves(child);
  return count;
}

class Explanation {
 public:
  Explanation(const Entry& entry, std::span<const std::string> source_tags) : entry_(entry), tags_(source_tags) {}

  // Recursion is bounded by the parser.
  Verdict of(const QueryNode& node) {
    switch (node.kind) {
      case Kind::Everything:
        return {true, {}};
      case Kind::Not: {
        Verdict inner = of(node.children.front());
        for (Reason& reason : inner.reasons) reason.is_excluded = !reason.is_excluded;
        inner.matches = !inner.matches;
        return inner;
      }
      case Kind::And:
        return of_all(node.children);
      case Kind::Or:
        return of_any(node.children);
      default: {
        Reason reason = of_leaf(node);
        return {reason.holds, {std::move(reason)}};
      }
    }
  }

 private:
  Verdict of_all(const std::vector<QueryNode>& children) {
    Reasons found, missing;
    Verdict failure;
    std::size_t smallest = 0;
    for (const QueryNode& child : children) {
      Verdict verdict = of(child);
      if (verdict.matches) {
        Reasons& reasons = child.kind == Kind::Not ? missing : found;
        std::ranges::move(verdict.reasons, std::back_inserter(reasons));
      } else if (const std::size_t size = count_leaves(child); smallest == 0 || size < smallest) {
        smallest = size;
        failure = std::move(verdict);
      }
    }
    if (smallest > 0) return failure;
    return {true, found.empty() ? std::move(missing) : std::move(found)};
  }

  Verdict of_any(const std::vector<QueryNode>& children) {
    Reasons holding, failing;
    bool matches = false;
    for (const QueryNode& child : children) {
      Verdict verdict = of(child);
      matches = matches || verdict.matches;
      std::ranges::move(verdict.reasons, std::back_inserter(verdict.matches ? holding : failing));
    }
    return {matches, matches ? std::move(holding) : std::move(failing)};
  }

  Reason of_leaf(const QueryNode& leaf) {
    Reason reason{spell_leaf(leaf)};
    if (leaf.kind != Kind::Words && leaf.kind != Kind::Near) {
      QuerySet set;
      const Program program = compile_query(leaf, set).program;
      const AnalysedEntry analysed(entry_, set.vocabulary, set.fields);
      reason.holds = Evaluator(set, entry_, analysed, tags_).run(program);
      reason.found = value_of(entry_, leaf);
      return reason;
    }
    TextTest test(leaf, entry_.language);
    for (const PlacedText& text : texts_of(entry_, leaf.field)) {
      if (!test.matches(text.text)) continue;
      reason.holds = true;
      reason.place = name_of(text.place);
      reason.found = shortened(test.find(text.text));
      break;
    }
    return reason;
  }

  const Entry& entry_;
  std::span<const std::string> tags_;
};

std::string_view noun_of(std::string_view part) {
  constexpr std::pair<std::string_view, std::string_view> kNouns[] = {{"source:", "its source"},
                                                                      {"type:", "its type"},
                                                                      {"lang:", "its language"},
                                                                      {"url:", "its link"},
                                                                      {"published:", "its day of publication"}};
  for (const auto& [field, noun] : kNouns) {
    if (part.starts_with(field)) return noun;
  }
  return {};
}

// Words that are asked for and that the entry has nowhere.
bool is_missing(const Reason& reason) {
  const bool is_condition = reason.part.starts_with("tag:") || reason.part.starts_with("event:");
  return reason.place.empty() && !reason.is_excluded && !is_condition && noun_of(reason.part).empty();
}

}  // namespace

Verdict explain(const QueryNode& query, const Entry& entry, std::span<const std::string> source_tags) {
  return Explanation(entry, source_tags).of(query);
}

std::string in_words(const Reason& reason) {
  const std::string part = (reason.is_excluded ? "-" : "") + reason.part;
  if (!reason.place.empty()) return part + " in the " + reason.place + ": " + reason.found;
  if (const std::string_view noun = noun_of(reason.part); !noun.empty()) {
    return part + ": " + std::string(noun) + (reason.found.empty() ? " is unknown" : " is " + reason.found);
  }
  if (reason.part.starts_with("tag:")) {
    return part + (reason.holds ? ": its source has this tag" : ": its source has no such tag");
  }
  if (reason.part.starts_with("event:")) {
    const bool has_event = reason.holds == reason.part.ends_with("yes");
    return part + (has_event ? ": it announces an event" : ": it announces no event");
  }
  return part + " is not there";
}

std::string in_words(std::span<const Reason> reasons) {
  std::string missing, others;
  std::size_t count = 0;
  const Reason* last = nullptr;
  for (const Reason& reason : reasons) {
    if (is_missing(reason)) {
      missing += (count++ > 0 ? ", " : "") + reason.part;
      last = &reason;
    } else {
      others += (others.empty() ? "" : "; ") + in_words(reason);
    }
  }
  if (count == 0) return others;
  const std::string first = count == 1 ? in_words(*last) : "none of " + missing + " is there";
  return others.empty() ? first : first + "; " + others;
}

}  // namespace commonplace::topic
