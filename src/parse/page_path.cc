#include "parse/page_path.h"

#include <algorithm>

#include "base/text.h"

namespace commonplace::parse {
namespace {

constexpr std::size_t kLongestText = 2000;

bool has_word(std::string_view words, std::string_view wanted) {
  for (const std::string_view word : base::split_words(words)) {
    if (word == wanted) return true;
  }
  return false;
}

pugi::xml_node after(const pugi::xml_node& root, pugi::xml_node node) {
  while (node && node != root && !node.next_sibling()) node = node.parent();
  return node && node != root ? node.next_sibling() : pugi::xml_node();
}

bool is_mute(const pugi::xml_node& node) { return is_any_of(node, {"script", "style", "template", "noscript"}); }

std::string condition_of(const PageStep& step) {
  if (step.attribute.empty()) return {};
  if (step.attribute == "class" && !step.is_whole)
    return "[contains(concat(' ', normalize-space(@class), ' '), ' " + step.word + " ')]";
  return "[@" + step.attribute + "='" + step.word + "']";
}

}  // namespace

PageStep by_name(std::string_view name) { return {std::string(name), "", "", false, 0}; }

PageStep by_class(std::string_view name, std::string_view word) {
  return {std::string(name), "class", std::string(word), false, 0};
}

bool is_any_of(const pugi::xml_node& node, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), node.name()) != names.end();
}

pugi::xml_node next_below(const pugi::xml_node& root, const pugi::xml_node& node) {
  return node.first_child() ? node.first_child() : after(root, node);
}

std::string text_of(const pugi::xml_node& node) {
  std::string text;
  for (pugi::xml_node part = node; part && text.size() < kLongestText;) {
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) text += part.value();
    part = is_mute(part) ? after(node, part) : next_below(node, part);
  }
  return base::collapse_spaces(text);
}

bool matches(const PageStep& step, const pugi::xml_node& node) {
  if (step.name != node.name()) return false;
  const std::string_view value = step.attribute.empty() ? "" : node.attribute(step.attribute.c_str()).value();
  const bool is_word = step.attribute == "class" && !step.is_whole;
  if (!step.attribute.empty() && (is_word ? !has_word(value, step.word) : value != step.word)) return false;
  return step.longer_than == 0 || text_of(node).size() > step.longer_than;
}

pugi::xml_node select_first(const PageStep& step, const pugi::xml_node& root) {
  for (pugi::xml_node node = root.first_child(); node; node = next_below(root, node)) {
    if (matches(step, node)) return node;
  }
  return {};
}

std::vector<pugi::xml_node> select(const PagePath& path, const pugi::xml_node& root) {
  std::vector<pugi::xml_node> selected;
  for (pugi::xml_node node = root.first_child(); node; node = next_below(root, node)) {
    // From the last step up: each element is found once, in the order of the page.
    pugi::xml_node element = node;
    bool is_it = true;
    for (std::size_t i = path.size(); i > 0 && is_it; --i) {
      is_it = element && matches(path[i - 1], element);
      element = element.parent();
    }
    if (is_it) selected.push_back(node);
  }
  return selected;
}

std::string to_xpath(const PagePath& path, std::string_view from) {
  std::string expression(from);
  for (std::size_t i = 0; i < path.size(); ++i) {
    expression += (i > 0 ? "/" : "") + path[i].name + condition_of(path[i]);
    if (path[i].longer_than > 0)
      expression += "[string-length(normalize-space()) > " + std::to_string(path[i].longer_than) + "]";
  }
  return expression;
}

}  // namespace commonplace::parse
