#include "report/tally.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "base/utf8.h"
#include "text/line.h"

namespace commonplace::report {
namespace {

constexpr std::size_t kMostLines = 10;
constexpr std::size_t kMostExamples = 3;
constexpr std::size_t kMostSentences = 40;
constexpr std::size_t kExample = 80;  // bytes

void add_line(std::vector<std::uint32_t>& lines, std::uint32_t line) {
  if (line == 0 || lines.size() == kMostLines) return;
  if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
}

std::string cut_example(std::string_view written) {
  // It ends on a terminal or in a mail.
  std::string text = text::clean_line(base::truncate_utf8(written, kExample));
  if (written.size() > kExample) text += "…";
  return text;
}

// "12 of 20 entries have no date".
std::string sentence_of(const RuleText& rule, std::size_t count, std::size_t entries) {
  if (entries == 1) return "The only entry " + std::string(rule.one);
  if (count == entries) return "All " + std::to_string(count) + " entries " + std::string(rule.many);
  return std::to_string(count) + " of " + std::to_string(entries) + " entries " +
         std::string(count == 1 ? rule.one : rule.many);
}

Finding to_finding(const RuleText& rule, FeedFormat format) {
  Finding finding;
  finding.rule = rule.name;
  finding.effect = rule.effect;
  finding.advice = advice_for(rule, format);
  finding.serious = rule.serious;
  return finding;
}

void capitalize(std::string& sentence) {
  if (!sentence.empty() && base::is_ascii_lower(sentence[0])) sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
}

}  // namespace

void Tally::note_entry(Rule rule, std::size_t entry, std::string_view written) {
  Noted& noted = entries_[static_cast<std::size_t>(rule)];
  if (noted.count > 0 && noted.last == entry) return;
  ++noted.count;
  noted.last = entry;
  // Looking for the place costs a search of the entry, so it is done for the few that are told.
  if (noted.lines.size() < kMostLines) add_line(noted.lines, places_.within(entry, written));
  if (written.empty() || noted.examples.size() == kMostExamples) return;
  std::string example = cut_example(written);
  if (std::find(noted.examples.begin(), noted.examples.end(), example) == noted.examples.end()) {
    noted.examples.push_back(std::move(example));
  }
}

void Tally::note(Rule rule, std::uint32_t line, std::string sentence) {
  sentence = sentence.empty() ? std::string(text_of(rule).one) : text::clean_line(sentence);
  const auto same = [&](const Sentence& noted) { return noted.rule == rule && noted.text == sentence; };
  auto found = std::find_if(document_.begin(), document_.end(), same);
  if (found == document_.end()) {
    if (document_.size() == kMostSentences) return;
    document_.push_back({rule, std::move(sentence), 0, {}});
    found = std::prev(document_.end());
  }
  ++found->count;
  add_line(found->lines, line);
}

std::vector<Finding> Tally::findings(FeedFormat format, std::size_t entries) && {
  std::vector<Finding> found;
  std::ranges::stable_sort(document_, {}, &Sentence::rule);
  for (Sentence& sentence : document_) {
    Finding finding = to_finding(text_of(sentence.rule), format);
    finding.what = std::move(sentence.text);
    if (sentence.count > 1) finding.what += " (in " + std::to_string(sentence.count) + " places)";
    finding.count = sentence.count;
    finding.lines = std::move(sentence.lines);
    found.push_back(std::move(finding));
  }
  for (std::size_t i = 0; i < kRules; ++i) {
    Noted& noted = entries_[i];
    if (noted.count == 0) continue;
    const RuleText& rule = text_of(static_cast<Rule>(i));
    Finding finding = to_finding(rule, format);
    finding.what = sentence_of(rule, noted.count, entries);
    finding.count = noted.count;
    finding.lines = std::move(noted.lines);
    finding.examples = std::move(noted.examples);
    found.push_back(std::move(finding));
  }
  for (Finding& finding : found) {
    std::ranges::sort(finding.lines);
    capitalize(finding.what);
  }
  std::ranges::stable_partition(found, [](const Finding& finding) { return finding.serious; });
  return found;
}

}  // namespace commonplace::report
