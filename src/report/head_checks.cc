// The document as a whole: what parsing told of it, and what its head leaves out.

#include <algorithm>
#include <string>

#include "base/text.h"
#include "base/utf8.h"
#include "parse/link_terms.h"
#include "report/checks.h"

namespace commonplace::report {
namespace {

Rule rule_of(IssueKind kind) {
  switch (kind) {
    case IssueKind::Encoding:
      return Rule::Encoding;
    case IssueKind::Syntax:
      return Rule::Syntax;
    case IssueKind::Namespace:
      return Rule::UndeclaredPrefix;
    case IssueKind::Limit:
      return Rule::OverLimit;
    case IssueKind::Other:
      break;
  }
  return Rule::Structure;
}

// A wrong encoding shows first where a byte had no meaning; else it is the declaration that is wrong.
std::uint32_t line_of(const Issue& issue, const Examined& document, const Places& places) {
  if (issue.line > 0 || issue.kind != IssueKind::Encoding) return issue.line;
  const std::size_t meaningless = document.text.find(base::kReplacementUtf8);
  if (meaningless != std::string_view::npos) return places.line_at(meaningless);
  const std::size_t declared = document.text.find("encoding=");
  return declared < document.parsed.head.offset ? places.line_at(declared) : 1;
}

bool is_old(const ParsedFeed& parsed) {
  if (parsed.format == FeedFormat::Cdf) return true;
  if (parsed.format == FeedFormat::Atom) return parsed.version == "0.3";
  return (parsed.format == FeedFormat::Rss || parsed.format == FeedFormat::Rdf) && parsed.version.starts_with("0.9");
}

bool is_blank(const ParsedText& text) { return text.value.find_first_not_of(" \t\r\n") == std::string::npos; }

// The link to the site.
const ParsedLink* find_site(const ParsedHead& head) {
  const auto leads_to_site = [](const ParsedLink& link) { return parse::is_alternate(link.rel); };
  const auto found = std::find_if(head.links.begin(), head.links.end(), leads_to_site);
  return found == head.links.end() ? nullptr : &*found;
}

}  // namespace

void check_issues(const Examined& document, const Places& places, Tally& tally) {
  for (const Issue& issue : document.parsed.issues) {
    tally.note(rule_of(issue.kind), line_of(issue, document, places), issue.text);
  }
  for (std::size_t i = 0; i < document.parsed.entries.size(); ++i) {
    for (const Issue& issue : document.parsed.entries[i].issues) {
      tally.note(rule_of(issue.kind), issue.line > 0 ? issue.line : places.entry(i), issue.text);
    }
  }
}

void check_head(const Examined& document, const Places& places, Tally& tally) {
  const ParsedHead& head = document.parsed.head;
  const FeedFormat format = document.parsed.format;
  const bool atom = format == FeedFormat::Atom;
  const bool rss = format == FeedFormat::Rss || format == FeedFormat::Rdf;
  const ParsedLink* const site = find_site(head);
  if (site && leans_on_page(site->href, site->base)) {
    tally.note(Rule::HeadLink, places.head(), "the link to the feed's site is relative: '" + site->href + "'");
  }
  // Only what the format has a place for can be missing.
  const struct {
    Rule rule;
    bool missing;
  } rows[] = {
      {Rule::OldFormat, is_old(document.parsed)},
      {Rule::NoEntries, document.parsed.entries.empty()},
      {Rule::HeadTitle, is_blank(head.title)},
      {Rule::HeadLink, !site},
      {Rule::HeadId, atom && document.feed.head.id.empty()},
      {Rule::HeadUpdated, atom && head.dates.empty()},
      {Rule::HeadSelf, atom && document.feed.head.self.empty()},
      {Rule::HeadDescription, rss && is_blank(head.subtitle)},
      {Rule::HeadLanguage, format != FeedFormat::Cdf && document.feed.head.language.empty() &&
                               std::any_of(document.parsed.entries.begin(), document.parsed.entries.end(),
                                           [](const ParsedEntry& entry) { return entry.language.empty(); })},
  };
  for (const auto& row : rows) {
    if (row.missing) tally.note(row.rule, places.head());
  }
}

}  // namespace commonplace::report
