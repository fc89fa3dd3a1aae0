// A decoded document → what it says: its tree or JSON is built once, the reader for its format chosen, issues
// collected.

#include "commonplace/parse.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "parse/atom.h"
#include "parse/cdf.h"
#include "parse/detect.h"
#include "parse/json_feed.h"
#include "parse/limits.h"
#include "parse/rdf.h"
#include "parse/rss.h"
#include "xml/document.h"

namespace commonplace {
namespace {

using namespace parse;

ParsedFeed read_feed(const FeedRoot& root) {
  switch (root.format) {
    case FeedFormat::Rdf:
      return read_rdf(root.element);
    case FeedFormat::Atom:
      return read_atom(root.element);
    case FeedFormat::Cdf:
      return read_cdf(root.element);
    default:
      return read_rss(root.element);
  }
}

Result<ParsedFeed> parse_xml_feed(const Utf8Text& document, const Url& base) {
  const auto tree = xml::Document::parse(document, base);
  if (!tree) return fail(tree.error());
  const xml::Element root = (*tree)->root();
  const std::optional<FeedRoot> feed_root = find_feed_root(root);
  if (!feed_root) return fail(Errc::NotAFeed, "this is " + describe_root(root));
  ParsedFeed feed = read_feed(*feed_root);
  feed.issues.insert(feed.issues.begin(), (*tree)->issues().begin(), (*tree)->issues().end());
  return feed;
}

// What stands before the feed becomes blank, so that places are those of the document.
std::string blank_before(std::string_view document, std::size_t feed) {
  std::string text(document);
  std::replace_if(
      text.begin(), text.begin() + static_cast<std::ptrdiff_t>(feed), [](char c) { return c != '\n'; }, ' ');
  return text;
}

Result<ParsedFeed> parse_document(const Utf8Text& document, const Url& base) {
  if (base::trim(document.text).empty()) return fail(Errc::Empty, "the document is empty");
  if (looks_like_json(document.text)) return parse_json_feed(document.text);
  if (const auto other = describe_non_feed(document.text)) return fail(Errc::NotAFeed, "this is " + *other);
  const std::string_view feed_text = skip_server_message(document.text);
  if (feed_text.size() == document.text.size()) return parse_xml_feed(document, base);
  // A warning of PHP's is the classic.
  std::string text = blank_before(document.text, document.text.size() - feed_text.size());
  Result<ParsedFeed> feed = parse_xml_feed({std::move(text), document.charset, {}}, base);
  if (feed) feed->issues.push_back({"what stands before the feed was passed over", 1, IssueKind::Syntax});
  return feed;
}

// Absence means withdrawal only where all was read that there is.
bool may_lack_entries(const std::vector<Issue>& issues) {
  return std::any_of(issues.begin(), issues.end(), [](const Issue& issue) {
    return issue.kind == IssueKind::Syntax || issue.kind == IssueKind::Limit;
  });
}

}  // namespace

Result<ParsedFeed> parse_feed(const Utf8Text& document, const Url& base) {
  Result<ParsedFeed> feed = parse_document(document, base);
  if (!feed) return feed;
  feed->issues.insert(feed->issues.begin(), document.issues.begin(), document.issues.end());
  limit_head(*feed);
  if (may_lack_entries(feed->issues)) feed->complete = false;
  return feed;
}

}  // namespace commonplace
