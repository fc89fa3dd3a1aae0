#include "parse/page.h"

#include <re2/re2.h>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"
#include "html/tree.h"
#include "html/tree_text.h"
#include "parse/limits.h"
#include "parse/page_base.h"
#include "parse/read_entries.h"
#include "xml/scope.h"

namespace commonplace::parse {
namespace {

constexpr std::size_t kMostQuoted = 200;

using Query = std::unique_ptr<pugi::xpath_query>;

// Null for an empty expression. pugixml reports what it cannot compile by throwing; this is the edge.
Result<Query> compile(std::string_view key, const std::string& expression) {
  if (expression.empty()) return nullptr;
  try {
    return std::make_unique<pugi::xpath_query>(expression.c_str());
  } catch (const pugi::xpath_exception& error) {
    return fail(Errc::BadConfig, std::string(key) + " is not an XPath expression: '" + expression + "': " +
                                     error.what() + " at character " + std::to_string(error.result().offset + 1));
  }
}

struct PageReader {
  Query entries, title, link, date, summary, meta;
  std::unique_ptr<RE2> meta_pattern;
};

Result<void> compile_meta_pattern(const std::string& pattern, PageReader& reader) {
  if (pattern.empty()) return {};
  auto compiled = std::make_unique<RE2>(pattern, RE2::Quiet);
  if (!compiled->ok()) {
    return fail(Errc::BadConfig, "meta_pattern is not a regular expression: '" + pattern + "': " + compiled->error());
  }
  const auto& groups = compiled->NamedCapturingGroups();
  if (groups.count("type") == 0 && groups.count("date") == 0) {
    return fail(Errc::BadConfig, "meta_pattern has neither a group (?P<type>…) nor (?P<date>…): '" + pattern + "'");
  }
  reader.meta_pattern = std::move(compiled);
  return {};
}

Result<PageReader> compile_rules(const PageRules& rules) {
  if (rules.entries.empty()) return fail(Errc::BadConfig, "entries is missing: an XPath that selects the news items");
  PageReader reader;
  struct Rule {
    std::string_view key;
    const std::string& expression;
    Query PageReader::*query;
  };
  const Rule compiled[] = {
      {"entries", rules.entries, &PageReader::entries}, {"title", rules.title, &PageReader::title},
      {"link", rules.link, &PageReader::link},          {"date", rules.date, &PageReader::date},
      {"summary", rules.summary, &PageReader::summary}, {"meta", rules.meta, &PageReader::meta},
  };
  for (const Rule& rule : compiled) {
    Result<Query> query = compile(rule.key, rule.expression);
    if (!query) return fail(query.error());
    reader.*rule.query = std::move(*query);
  }
  if (reader.entries->return_type() != pugi::xpath_type_node_set) {
    return fail(Errc::BadConfig, "entries selects no elements: '" + rules.entries + "'");
  }
  if (const Result<void> pattern = compile_meta_pattern(rules.meta_pattern, reader); !pattern) {
    return fail(pattern.error());
  }
  return reader;
}

// What a reader sees of the element that the expression selects first, or the string that it yields (XPath 1.0 §4.2).
std::string value_of(const Query& query, const pugi::xml_node& node) {
  if (!query) return {};
  if (query->return_type() != pugi::xpath_type_node_set) return html::collapsed(query->evaluate_string(node));
  const pugi::xpath_node first = query->evaluate_node(node);
  return first.attribute() ? html::collapsed(first.attribute().value()) : html::visible_text(first.node());
}

ParsedText plain(std::string value) {
  ParsedText text;
  text.present = !value.empty();
  text.value = std::move(value);
  return text;
}

std::string group_of(const RE2& pattern, const std::vector<re2::StringPiece>& groups, const std::string& name) {
  const auto& names = pattern.NamedCapturingGroups();
  const auto found = names.find(name);
  if (found == names.end()) return {};
  const re2::StringPiece& group = groups[static_cast<std::size_t>(found->second)];
  return std::string(base::trim({group.data(), group.size()}));
}

void read_meta(const PageReader& reader, const std::string& meta, ParsedEntry& entry) {
  if (!reader.meta_pattern || meta.empty()) return;
  const RE2& pattern = *reader.meta_pattern;
  std::vector<re2::StringPiece> groups(static_cast<std::size_t>(pattern.NumberOfCapturingGroups()) + 1);
  const bool matches =
      pattern.Match(meta, 0, meta.size(), RE2::UNANCHORED, groups.data(), static_cast<int>(groups.size()));
  if (!matches) {
    const std::string_view shown = base::truncate_utf8(meta, kMostQuoted);
    entry.issues.push_back({"meta '" + std::string(shown) + "' does not match meta_pattern", 0});
    return;
  }
  entry.type = group_of(pattern, groups, "type");
  std::string date = group_of(pattern, groups, "date");
  if (!date.empty()) entry.dates.push_back({DateRole::Meta, std::move(date)});
}

ParsedEntry read_entry(const PageReader& reader, const pugi::xml_node& node) {
  ParsedEntry entry;
  entry.title = plain(value_of(reader.title, node));
  entry.summary = plain(value_of(reader.summary, node));
  if (std::string href = value_of(reader.link, node); !href.empty()) {
    ParsedLink link;
    link.href = std::move(href);
    link.rel = "alternate";
    entry.links.push_back(std::move(link));
  }
  if (std::string date = value_of(reader.date, node); !date.empty()) {
    entry.dates.push_back({DateRole::Published, std::move(date)});
  }
  read_meta(reader, value_of(reader.meta, node), entry);
  return entry;
}

ParsedHead read_head(const pugi::xml_document& tree, const Url& base) {
  const pugi::xml_node root = tree.child("html");
  ParsedHead parsed;
  parsed.title = plain(html::visible_text(root.child("head").child("title")));
  const std::string_view language = root.attribute("lang").value();
  if (language.size() <= xml::kLongestLanguage) parsed.language = language;
  if (const std::optional<Url> declared = base_of_page(tree, base)) parsed.base = declared->href();
  ParsedLink site;
  site.href = base.href();
  site.rel = "alternate";
  parsed.links.push_back(std::move(site));
  return parsed;
}

}  // namespace

Result<void> check_page_rules(const PageRules& rules) {
  const Result<PageReader> reader = compile_rules(rules);
  if (!reader) return fail(reader.error());
  return {};
}

Result<ParsedFeed> parse_page(const Utf8Text& page, const Url& base, const PageRules& rules) {
  const Result<PageReader> reader = compile_rules(rules);
  if (!reader) return fail(reader.error());
  const auto tree = html::parse_html_tree(page.text);
  if (!tree) return fail(tree.error());
  const pugi::xpath_node_set selected = reader->entries->evaluate_node_set(**tree);
  std::vector<pugi::xml_node> nodes;
  for (const pugi::xpath_node& node : selected) {
    if (node.node()) nodes.push_back(node.node());
  }
  if (nodes.empty()) return fail(Errc::NotAFeed, "nothing on the page is selected by entries '" + rules.entries + "'");
  ParsedFeed feed;
  feed.format = FeedFormat::Page;
  feed.issues = page.issues;
  feed.head = read_head(**tree, base);
  read_entries(
      nodes, [&reader](const pugi::xml_node& node) { return read_entry(*reader, node); }, feed);
  std::erase_if(feed.entries,
                [](const ParsedEntry& entry) { return entry.title.value.empty() && entry.links.empty(); });
  for (ParsedEntry& entry : feed.entries) {
    entry.base = feed.head.base;
    entry.language = feed.head.language;
    for (ParsedLink& link : entry.links) link.base = feed.head.base;
  }
  limit_head(feed);
  return feed;
}

}  // namespace commonplace::parse
