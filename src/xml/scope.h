// What an element inherits: namespace declarations, xml:base and xml:lang in force.

#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/url.h"
#include "xml/ns.h"

namespace commonplace::xml {

// Longer values are not inherited: a thousand elements may each be given a copy. No real address of a folder and no
// language tag (RFC 5646 §4.4.1 asks for 35 characters) comes near.
inline constexpr std::size_t kLongestBase = 256;
inline constexpr std::size_t kLongestLanguage = 35;

// Whether a declared base counts: it is short enough, and of a scheme that has relative addresses. "mailto:…" has none.
bool may_be_base(const Url& url);

// Of a start tag: views of the text that was read, or of the tree's decoded values.
struct Attribute {
  std::string_view name;   // as written, with its prefix
  std::string_view value;  // decoded
};

// Opened by an element that declares one of them; the elements below share it. Views point into the document.
struct Scope {
  struct Binding {
    std::string_view prefix;
    Ns ns = Ns::Other;
  };

  const Scope* parent = nullptr;
  std::vector<Binding> bindings;            // declared here; by prefix, each once
  Ns default_ns = Ns::None;                 // of names without prefix
  std::shared_ptr<const std::string> base;  // absolute; null: the document's own URL
  std::string_view language;
};

// The namespace of a name with this prefix; the empty prefix is the default namespace.
Ns resolve_prefix(const Scope* scope, std::string_view prefix);

bool is_declared(const Scope* scope, std::string_view prefix);

// Whether an element with these attributes declares anything that those below inherit.
bool opens_scope(std::span<const Attribute> attributes);

// The scope that such an element opens inside `parent`, in a document fetched from `document_url` (may be empty).
// A default namespace that nobody knows is Other, but None on the document's root: publishers invent one for RSS.
Scope open_scope(std::span<const Attribute> attributes, const Scope* parent, const Url& document_url, bool is_root);

}  // namespace commonplace::xml
