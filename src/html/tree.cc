#include "html/tree.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"
#include "html/entities.h"
#include "html/nesting.h"
#include "html/tokenizer.h"

namespace commonplace::html {
namespace {

constexpr std::size_t kMaxDepth = 128;
constexpr std::size_t kMaxNodes = 1'000'000;
constexpr std::size_t kMaxAttributes = 64;  // of one element; later ones are left out

bool is_name(std::string_view name) {
  const auto in_name = [](char c) { return base::is_ascii_alnum(c) || c == '-' || c == '_' || c == ':' || c == '.'; };
  return !name.empty() && !base::is_ascii_digit(name.front()) && std::ranges::all_of(name, in_name);
}

// pugixml's strings end at a NUL, and XPath compares well-formed text.
std::string clean_text(std::string_view text) {
  std::string clean = base::repair_utf8(text);
  std::erase(clean, '\0');
  return clean;
}

class TreeBuilder {
 public:
  explicit TreeBuilder(std::string_view html) : tokenizer_(html) {
    html_ = document_->append_child("html");
    head_ = html_.append_child("head");
    body_ = html_.append_child("body");
  }

  Result<std::unique_ptr<pugi::xml_document>> build() {
    for (Token token; tokenizer_.next(token);) {
      add(token);
      if (nodes_ > kMaxNodes)
        return fail(Errc::TooLarge, "page has more than a million elements, attributes and texts");
    }
    return std::move(document_);
  }

 private:
  void add(const Token& token) {
    if (templates_ > 0) return pass_over(token);
    switch (token.kind) {
      case TokenKind::Text:
        add_text(token);
        break;
      case TokenKind::StartTag:
        begin_element(token);
        break;
      case TokenKind::EndTag:
        end_element(token);
        break;
      default:
        break;
    }
  }

  void pass_over(const Token& token);
  void add_text(const Token& token);
  void begin_element(const Token& token);
  void end_element(const Token& token);

  bool merge_into_skeleton(const Token& token);
  void make_room_for(const ElementRule& element);
  void open(pugi::xml_node node, const ElementRule& element);
  void close_down_to(std::size_t depth);
  void leave_foreign();

  pugi::xml_node append(std::string_view name);
  void copy_attributes(const Token& token, pugi::xml_node node);

  pugi::xml_node parent() const { return nodes_open_.empty() ? (in_head_ ? head_ : body_) : nodes_open_.back(); }

  Tokenizer tokenizer_;
  std::unique_ptr<pugi::xml_document> document_ = std::make_unique<pugi::xml_document>();
  pugi::xml_node html_, head_, body_;
  bool in_head_ = true;  // until the first text or element that belongs into the body
  std::vector<OpenElement> open_;
  std::vector<pugi::xml_node> nodes_open_;  // the nodes of open_
  std::size_t foreign_ = 0;                 // how many of open_ are <svg> and <math>
  std::size_t templates_ = 0;               // one in another, that are open; what is in them is no part of the page
  std::size_t nodes_ = 0;
  std::string decoded_;  // scratch
};

bool is_foreign_root(std::string_view name) { return name == "svg" || name == "math"; }

void TreeBuilder::pass_over(const Token& token) {
  if (token.kind == TokenKind::StartTag && token.rule->is(kInert)) ++templates_;
  if (token.kind == TokenKind::EndTag && token.rule->is(kInert)) --templates_;
}

void TreeBuilder::add_text(const Token& token) {
  const bool blank = base::trim(token.text).empty();
  if (blank && in_head_ && open_.empty()) return;
  if (open_.empty()) in_head_ = false;
  if (!blank) make_room_for(text_rule());
  std::string_view text = token.text;
  if (token.has_references) text = decode_references(text, ReferenceContext::Text, decoded_);
  parent().append_child(pugi::node_pcdata).set_value(clean_text(text).c_str());
  ++nodes_;
}

void TreeBuilder::begin_element(const Token& token) {
  if (merge_into_skeleton(token) || !is_name(token.name)) return;
  const ElementRule& element = *token.rule;
  if (foreign_ > 0 && element.is(kLeavesForeign)) leave_foreign();
  if (is_misplaced(open_, element)) return;
  if (open_.empty() && !element.is(kHeadContent)) in_head_ = false;
  make_room_for(element);
  pugi::xml_node node = append(token.name);
  copy_attributes(token, node);
  if (element.is(kInert) && foreign_ == 0) {
    ++templates_;
    return;
  }
  const bool empty = element.is(kVoid) || (token.self_closing && (foreign_ > 0 || is_foreign_root(token.name)));
  if (!empty) open(node, element);
}

void TreeBuilder::end_element(const Token& token) {
  if (token.name == "head" && open_.empty()) in_head_ = false;
  close_down_to(depth_after_end(open_, *token.rule, token.name));
}

// <html>, <head> and <body> are there already; their tags only bring attributes.
bool TreeBuilder::merge_into_skeleton(const Token& token) {
  const bool is_body = token.name == "body";
  if (token.name != "html" && token.name != "head" && !is_body) return false;
  if (is_body && open_.empty()) in_head_ = false;
  copy_attributes(token, is_body ? body_ : token.name == "html" ? html_ : head_);
  return true;
}

void TreeBuilder::make_room_for(const ElementRule& element) {
  close_down_to(depth_before(open_, element));
  for (std::string_view name; !(name = missing_parent(open_, element)).empty();) {
    if (open_.size() >= kMaxDepth) return;
    open(append(name), element_rule(name));
  }
}

void TreeBuilder::open(pugi::xml_node node, const ElementRule& element) {
  if (open_.size() >= kMaxDepth) return;
  open_.push_back({&element, node.name()});
  nodes_open_.push_back(node);
  if (is_foreign_root(node.name())) tokenizer_.set_foreign(++foreign_ > 0);
}

void TreeBuilder::close_down_to(std::size_t depth) {
  for (; open_.size() > depth; open_.pop_back(), nodes_open_.pop_back()) {
    if (is_foreign_root(open_.back().name)) tokenizer_.set_foreign(--foreign_ > 0);
  }
}

void TreeBuilder::leave_foreign() {
  const auto root = std::ranges::find_if(open_, is_foreign_root, &OpenElement::name);
  close_down_to(static_cast<std::size_t>(root - open_.begin()));
}

pugi::xml_node TreeBuilder::append(std::string_view name) {
  ++nodes_;
  return parent().append_child(std::string(name).c_str());
}

// The first of each name counts, also among the tags of <html> and <body>, which may come again.
void TreeBuilder::copy_attributes(const Token& token, pugi::xml_node node) {
  const auto present = node.attributes();
  auto count = static_cast<std::size_t>(std::distance(present.begin(), present.end()));
  for (const Attribute& attribute : token.attributes) {
    if (count >= kMaxAttributes) return;
    const std::string name = base::to_ascii_lower(attribute.name);
    if (!is_name(name) || node.attribute(name.c_str())) continue;
    const std::string_view value = decode_references(attribute.value, ReferenceContext::Attribute, decoded_);
    node.append_attribute(name.c_str()).set_value(clean_text(value).c_str());
    ++count;
    ++nodes_;
  }
}

}  // namespace

Result<std::unique_ptr<pugi::xml_document>> parse_html_tree(std::string_view html) { return TreeBuilder(html).build(); }

pugi::xml_node next_below(const pugi::xml_node& root, const pugi::xml_node& node) {
  if (node.first_child()) return node.first_child();
  pugi::xml_node done = node;
  while (done && done != root && !done.next_sibling()) done = done.parent();
  return done && done != root ? done.next_sibling() : pugi::xml_node();
}

}  // namespace commonplace::html
