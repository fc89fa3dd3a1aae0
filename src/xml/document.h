// A feed's XML as a tree with namespaces.
//
// Names are resolved against the declarations in scope, with the wrong namespace URIs and casings of the wild mapped to
// the right ones. Entities are never expanded beyond what the mender allows; nothing is ever fetched.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "commonplace/decode.h"
#include "commonplace/result.h"
#include "commonplace/url.h"
#include "xml/tree.h"

namespace commonplace::xml {

// Where the name of a start tag stands in a mended text, and where it stood in the document.
struct Anchor {
  std::size_t mended = 0;
  std::size_t original = 0;
};

// One element, a view: valid as long as its Document. Copy freely.
class Element {
 public:
  Element() = default;
  explicit operator bool() const { return node_ != nullptr; }

  Ns ns() const { return node_ ? node_->ns : Ns::None; }
  // As written, without prefix.
  std::string_view local() const { return node_ ? node_->content.substr(node_->prefix) : std::string_view(); }
  // Local names are compared ignoring ASCII case: feeds spell them both ways.
  bool is(Ns ns, std::string_view local) const;

  // Attributes without prefix are in no namespace, whatever the element's. Names ignore case. Empty where absent.
  std::string_view attribute(std::string_view local) const;
  std::string_view attribute(Ns ns, std::string_view local) const;
  bool has_attribute(std::string_view local) const;
  // Local names as written and values of the attributes in that namespace, in order.
  std::vector<std::pair<std::string_view, std::string_view>> attributes(Ns ns) const;
  bool has_attributes() const { return !attribute_list().empty(); }

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
  Element(const Node* node, const class Document* document) : node_(node), document_(document) {}
  std::span<const Attribute> attribute_list() const;
  std::span<const Node> inside() const;
  template <class Visit>
  void visit_children(Visit visit) const;
  std::uint32_t index() const;

  const Node* node_ = nullptr;
  const class Document* document_ = nullptr;
};

class Document {
 public:
  // Reads what is certainly well-formed; mends anything else first, with an issue that says what was mended. Errors:
  // Malformed with line and column, TooLarge for limits (depth 256, 1 M nodes …); HTML that nests deeper inside a feed
  // only loses tags. The text is taken over, or must outlive the document.
  static Result<std::unique_ptr<Document>> parse(const Utf8Text& text, const Url& base);
  static Result<std::unique_ptr<Document>> parse(Utf8Text&& text, const Url& base);

  Element root() const { return {&tree_.nodes.front(), this}; }
  const std::vector<Issue>& issues() const { return issues_; }

 private:
  friend class Element;
  Document() = default;
  Result<void> read(std::string_view text, const Url& url);
  std::size_t offset_of(std::string_view name) const;

  std::string given_, mended_;  // where it was taken over, and where it had to be mended
  std::string_view text_;       // that was read
  Tree tree_;
  std::vector<Issue> issues_;
  std::vector<Anchor> anchors_;  // of a mended text
};

}  // namespace commonplace::xml
