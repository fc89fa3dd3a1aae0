// A feed's XML as a tree with namespaces: pugixml in place, our own scopes on top.
//
// pugixml ignores namespaces and DTDs. Names are resolved here against the declarations in scope, with the wrong
// namespace URIs and casings of the wild mapped to the right ones. Entities are never expanded beyond what the
// mender allows; nothing is ever fetched.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "commonplace/decode.h"
#include "commonplace/result.h"
#include "commonplace/url.h"

namespace commonplace::xml {

enum class Ns : std::uint8_t {
  None,  // no namespace: RSS 0.91–2.0 elements
  Atom,  // 1.0
  Atom03,
  Rss10,  // also 1.1's
  Rss090,
  Rdf,
  Dc,
  DcTerms,
  Content,
  Syndication,
  Slash,
  Wfw,
  Media,
  Itunes,
  GooglePlay,
  Georss,
  Ev,
  XCal,
  CreativeCommons,  // creativeCommons: (RSS module)
  Cc,               // web.resource.org and creativecommons.org/ns#
  Thread,
  FeedHistory,
  Tombstones,  // at:
  Prism,
  Feedburner,
  Schema,
  Podcast,
  Enclosure,    // enc: (RSS 1.0, mod_enclosure)
  Aggregation,  // ag: (RSS 1.0, mod_aggregation)
  Commonplace,  // our own, in OPML
  Xhtml,
  Xml,
  Other,  // a URI, or an undeclared prefix, that nobody knows
};

// The namespace of our own attributes.
inline constexpr std::string_view kCommonplaceNamespace = "urn:commonplace:settings";

struct Scope;

// Where the name of a start tag stands in a mended text, and where it stood in the document.
struct Anchor {
  std::size_t mended = 0;
  std::size_t original = 0;
};

// One element, a view: valid as long as its Document. Copy freely.
class Element {
 public:
  Element() = default;
  explicit operator bool() const { return !node_.empty(); }

  Ns ns() const { return ns_; }
  std::string_view local() const { return local_; }  // as written, without prefix
  // Local names are compared ignoring ASCII case: feeds spell them both ways.
  bool is(Ns ns, std::string_view local) const;

  // Attributes without prefix are in no namespace, whatever the element's. Names ignore case. Empty where absent.
  std::string_view attribute(std::string_view local) const;
  std::string_view attribute(Ns ns, std::string_view local) const;
  bool has_attribute(std::string_view local) const;
  // Local names as written and values of the attributes in that namespace, in order.
  std::vector<std::pair<std::string_view, std::string_view>> attributes(Ns ns) const;
  bool has_attributes() const { return !node_.first_attribute().empty(); }

  std::vector<Element> children() const;               // child elements in order
  Element child(Ns ns, std::string_view local) const;  // the first of that name; false where there is none
  std::vector<Element> children(Ns ns, std::string_view local) const;

  std::string text() const;  // all character data below, CDATA included, concatenated; not trimmed
  // The same where it is one piece, which it nearly always is: a view of the document. Nothing where it is several.
  std::optional<std::string_view> text_in_one_piece() const;
  bool has_element_children() const;
  std::string inner_markup() const;  // what is inside as markup, namespace prefixes removed from XHTML names

  std::size_t offset() const;         // of its name in the text that was parsed, mended or not
  std::string base() const;           // xml:base in force, resolved; empty: the document's own URL
  std::string_view language() const;  // xml:lang in force

 private:
  friend class Document;
  Element(pugi::xml_node node, const Scope* parent_scope, const class Document* document);
  pugi::xml_node node_;
  const Scope* scope_ = nullptr;
  const class Document* document_ = nullptr;
  Ns ns_ = Ns::None;
  std::string_view local_;
};

class Document {
 public:
  // Parses; mends and parses again where the plain parse fails or cannot be trusted, with an issue that says what was
  // mended. Errors: Malformed with line and column, TooLarge for limits (depth 256, 1 M nodes …).
  static Result<std::unique_ptr<Document>> parse(const Utf8Text& text, const Url& base);
  ~Document();

  Element root() const;
  const std::vector<Issue>& issues() const { return issues_; }

 private:
  friend class Element;
  Document();
  Result<void> load(std::string_view text);
  pugi::xml_parse_result load_buffer(std::string text);
  Result<void> open_scopes(std::string_view text, const Url& url);
  std::size_t offset_of(const pugi::xml_node& node) const;

  std::string buffer_;  // parsed in place: the tree points into it
  pugi::xml_document tree_;
  pugi::xml_node root_;
  std::unique_ptr<Scope> outermost_;
  std::unordered_map<const void*, std::unique_ptr<Scope>> scopes_;  // of the elements that open one
  std::vector<Issue> issues_;
  std::vector<Anchor> anchors_;  // of a mended text
};

}  // namespace commonplace::xml
