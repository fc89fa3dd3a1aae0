// The attributes of an element → the scope it opens (Namespaces in XML 1.0 §6, XML Base §4, XML 1.0 §2.12).

#include "xml/scope.h"

#include <algorithm>

#include "base/text.h"
#include "xml/names.h"

namespace commonplace::xml {
namespace {

std::string_view inherited_language(std::string_view value) {
  value = base::trim(value);
  return value.size() <= kLongestLanguage ? value : std::string_view();
}

bool by_prefix(const Scope::Binding& a, const Scope::Binding& b) { return a.prefix < b.prefix; }

// A prefix that everybody uses for one namespace means it even where the URI is misspelled beyond recognition.
Ns namespace_of_declaration(std::string_view prefix, std::string_view uri, bool is_root) {
  const Ns ns = namespace_of_uri(uri);
  if (ns != Ns::Other) return ns;
  if (prefix.empty()) return is_root ? Ns::None : Ns::Other;
  return namespace_of_prefix(prefix);
}

const Scope::Binding* find_binding(const Scope* scope, std::string_view prefix) {
  for (; scope != nullptr; scope = scope->parent) {
    const Scope::Binding wanted{prefix};
    const auto found = std::lower_bound(scope->bindings.begin(), scope->bindings.end(), wanted, by_prefix);
    if (found != scope->bindings.end() && found->prefix == prefix) return &*found;
  }
  return nullptr;
}

void sort_bindings(std::vector<Scope::Binding>& bindings) {
  std::stable_sort(bindings.begin(), bindings.end(), by_prefix);
  const auto same = [](const Scope::Binding& a, const Scope::Binding& b) { return a.prefix == b.prefix; };
  bindings.erase(std::unique(bindings.begin(), bindings.end(), same), bindings.end());
}

using SharedBase = std::shared_ptr<const std::string>;

SharedBase resolve_base(std::string_view text, const SharedBase& inherited, const Url& document_url) {
  text = base::trim(text);
  if (text.empty() || text.size() > kLongestBase) return inherited;
  const Result<Url> outer = inherited ? parse_url(*inherited) : Result<Url>(document_url);
  const Result<Url> resolved = parse_url(text, outer && !outer->href().empty() ? &*outer : nullptr);
  if (!resolved || !may_be_base(*resolved)) return inherited;
  return std::make_shared<const std::string>(resolved->href());
}

}  // namespace

bool may_be_base(const Url& url) {
  const bool has_relative_ones = url.is_http() || url.scheme() == "file" || url.scheme() == "ftp";
  return has_relative_ones && url.href().size() <= kLongestBase;
}

bool is_declared(const Scope* scope, std::string_view prefix) { return find_binding(scope, prefix) != nullptr; }

Ns resolve_prefix(const Scope* scope, std::string_view prefix) {
  if (prefix.empty()) return scope != nullptr ? scope->default_ns : Ns::None;
  const Scope::Binding* binding = find_binding(scope, prefix);
  return binding != nullptr ? binding->ns : namespace_of_prefix(prefix);
}

bool opens_scope(std::span<const Attribute> attributes) {
  return std::any_of(attributes.begin(), attributes.end(), [](const Attribute& attribute) {
    return attribute.name.starts_with("xmlns") || attribute.name == "xml:base" || attribute.name == "xml:lang";
  });
}

Scope open_scope(std::span<const Attribute> attributes, const Scope* parent, const Url& document_url, bool is_root) {
  Scope scope{parent, {}, parent->default_ns, parent->base, parent->language};
  for (const auto& [name, value] : attributes) {
    const auto [prefix, local] = split_name(name);
    if (prefix == "xmlns")
      scope.bindings.push_back({local, namespace_of_declaration(local, value, is_root)});
    else if (prefix.empty() && local == "xmlns")
      scope.default_ns = namespace_of_declaration({}, value, is_root);
    else if (prefix == "xml" && local == "base")
      scope.base = resolve_base(value, parent->base, document_url);
    else if (prefix == "xml" && local == "lang")
      scope.language = inherited_language(value);
  }
  sort_bindings(scope.bindings);
  return scope;
}

}  // namespace commonplace::xml
