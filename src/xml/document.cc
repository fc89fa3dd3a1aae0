// Text → a tree with scopes, within limits.

#include "xml/document.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"
#include "xml/mender.h"
#include "xml/names.h"
#include "xml/scope.h"
#include "xml/survey.h"
#include "xml/walk.h"

namespace commonplace::xml {
namespace {

// Far beyond any feed; what is over them is refused. Scopes over the limit are not opened: their names are Other.
constexpr struct {
  std::size_t depth = 256;
  std::size_t nodes = 1'000'000;
  std::size_t scopes = 100'000;
} kLimits;

constexpr unsigned kParseFlags = pugi::parse_default | pugi::parse_ws_pcdata;

std::string describe(const pugi::xml_parse_result& result, std::string_view text) {
  const std::string_view before = text.substr(0, static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0)));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
  return std::to_string(line) + ":" + std::to_string(before.size() - line_begin + 1) + ": " + result.description();
}

// Prefixes that are used without a declaration, each remembered once.
class UndeclaredPrefixes {
 public:
  void check(const Scope* scope, const pugi::xml_node& node) {
    const std::string_view prefix = split_name(node.name()).first;
    if (prefix.empty() || (scope == last_scope_ && prefix == last_prefix_)) return;
    last_scope_ = scope;
    last_prefix_ = prefix;
    if (prefix == "xml" || found_.size() == kMost || is_declared(scope, prefix)) return;
    const auto is_it = [prefix](const Found& found) { return found.prefix == prefix; };
    if (std::none_of(found_.begin(), found_.end(), is_it)) found_.push_back({prefix, node});
  }

  // `line_of` tells where a node stands.
  template <class LineOf>
  void report(std::vector<Issue>& issues, LineOf line_of) const {
    for (const Found& found : found_) {
      const std::string_view shown = base::truncate_utf8(found.prefix, kLongest);
      issues.push_back(
          {"the prefix '" + std::string(shown) + "' is not declared", line_of(found.first), IssueKind::Namespace});
    }
  }

 private:
  static constexpr std::size_t kMost = 8;
  static constexpr std::size_t kLongest = 40;
  struct Found {
    std::string_view prefix;
    pugi::xml_node first;
  };
  std::vector<Found> found_;
  const Scope* last_scope_ = nullptr;  // siblings often share a prefix
  std::string_view last_prefix_;
};

bool has_late_declaration(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin != 0 && begin != std::string_view::npos && text.substr(begin).starts_with("<?xml");
}

tl::unexpected<Error> too_large(std::string_view limit, std::size_t value) {
  return fail(Errc::TooLarge, "the document is over the limit " + std::string(limit) + "=" + std::to_string(value));
}

}  // namespace

Document::Document() : outermost_(std::make_unique<Scope>()) {}
Document::~Document() = default;

Result<std::unique_ptr<Document>> Document::parse(const Utf8Text& text, const Url& base) {
  std::unique_ptr<Document> document(new Document);
  if (const Result<void> loaded = document->load(text.text); !loaded) return fail(loaded.error());
  if (const Result<void> opened = document->open_scopes(text.text, base); !opened) return fail(opened.error());
  return document;
}

Result<void> Document::load(std::string_view text) {
  const Survey seen = survey(text);
  if (seen.tags > 2 * kLimits.nodes) return too_large("nodes", kLimits.nodes);
  pugi::xml_parse_result plain;
  if (seen.trusted) {
    if (has_late_declaration(text))
      issues_.push_back({"white space stands before the XML declaration", 1, IssueKind::Syntax});
    plain = load_buffer(std::string(text));
    if (plain && !root_.empty()) return {};
  }
  Result<Mended> mended = mend(text, {.depth = kLimits.depth});
  if (!mended) return fail(mended.error());
  issues_ = std::move(mended->issues);
  anchors_ = std::move(mended->anchors);
  const pugi::xml_parse_result result = load_buffer(std::move(mended->text));
  if (root_.empty()) return fail(Errc::Malformed, "1:1: no element found");
  if (!result) return fail(Errc::Malformed, describe(seen.trusted ? plain : result, text));
  return {};
}

pugi::xml_parse_result Document::load_buffer(std::string text) {
  buffer_ = std::move(text);
  const pugi::xml_parse_result result =
      tree_.load_buffer_inplace(buffer_.data(), buffer_.size(), kParseFlags, pugi::encoding_utf8);
  root_ = tree_.document_element();
  return result;
}

Result<void> Document::open_scopes(std::string_view text, const Url& url) {
  std::vector<const Scope*> in_force{outermost_.get()};  // one an open element, so its size is the depth
  bool too_deep = false;
  UndeclaredPrefixes undeclared;
  const auto enter = [&](const pugi::xml_node& element) {
    const Scope* scope = in_force.back();
    const bool may_open = scopes_.size() < kLimits.scopes && in_force.size() <= kLimits.depth;
    if (may_open && !element.first_attribute().empty() && opens_scope(element)) {
      auto opened = std::make_unique<Scope>(open_scope(element, scope, url, element == root_));
      scope = scopes_.emplace(element.internal_object(), std::move(opened)).first->second.get();
    }
    in_force.push_back(scope);
    undeclared.check(scope, element);
    too_deep = too_deep || in_force.size() > kLimits.depth + 1;
  };
  const auto leave = [&](const pugi::xml_node&) { in_force.pop_back(); };
  const std::size_t nodes = walk_elements(root_, enter, leave);
  undeclared.report(issues_, [this, text](const pugi::xml_node& node) { return base::line_at(text, offset_of(node)); });
  if (too_deep) return too_large("depth", kLimits.depth);
  if (nodes > kLimits.nodes) return too_large("nodes", kLimits.nodes);
  return {};
}

std::size_t Document::offset_of(const pugi::xml_node& node) const {
  const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0));
  const auto anchor = std::ranges::lower_bound(anchors_, offset, {}, &Anchor::mended);
  return anchor == anchors_.end() ? (anchors_.empty() ? offset : anchors_.back().original) : anchor->original;
}

Element Document::root() const { return Element(root_, outermost_.get(), this); }

}  // namespace commonplace::xml
