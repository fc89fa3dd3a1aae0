#include "parse/page_path.h"

#include <algorithm>

#include "base/text.h"
#include "html/tree.h"
#include "html/tree_text.h"

namespace commonplace::parse {
namespace {

constexpr std::size_t kMostNodes = 2000;  // below an entry
constexpr std::size_t kLongestValue = 2000;
constexpr std::size_t kLongestWord = 64;
constexpr std::size_t kLongestClass = 1024;

bool has_word(std::string_view words, std::string_view wanted) {
  for (std::size_t at = words.find(wanted); at != std::string_view::npos; at = words.find(wanted, at + 1)) {
    const std::size_t end = at + wanted.size();
    const bool begins = at == 0 || base::is_ascii_space(words[at - 1]);
    if (begins && (end == words.size() || base::is_ascii_space(words[end]))) return true;
  }
  return false;
}

std::string spell(const PageStep& step) {
  std::string text = step.name;
  if (step.attribute == "class" && !step.is_whole)
    text += "[contains(concat(' ', normalize-space(@class), ' '), ' " + step.word + " ')]";
  else if (!step.attribute.empty())
    text += "[@" + step.attribute + "='" + step.word + "']";
  if (step.longer_than > 0) text += "[string-length(normalize-space()) > " + std::to_string(step.longer_than) + "]";
  return text;
}

}  // namespace

bool has_plain_name(const pugi::xml_node& node) {
  return std::ranges::all_of(std::string_view(node.name()), [](char c) { return base::is_ascii_alnum(c) || c == '-'; });
}

bool can_be_quoted(std::string_view word) {
  const auto is_usual = [](char c) { return c != '\'' && static_cast<unsigned char>(c) > 0x20 && c != 0x7F; };
  return !word.empty() && word.size() <= kLongestWord && std::ranges::all_of(word, is_usual);
}

std::vector<PageStep> steps_to(const pugi::xml_node& node) {
  constexpr std::size_t kMostWords = 6;
  std::vector<PageStep> steps;
  const std::string_view words = node.attribute("class").value();
  if (words.size() > kLongestClass || !has_plain_name(node)) return steps;
  for (const std::string_view word : base::split_words(words)) {
    if (steps.size() == kMostWords) break;
    if (can_be_quoted(word)) steps.push_back({.name = node.name(), .attribute = "class", .word = std::string(word)});
  }
  return steps;
}

std::string value_of(const pugi::xml_node& node) {
  std::string value;
  std::size_t nodes = 0;
  for (pugi::xml_node part = node; part && ++nodes < kMostNodes; part = html::next_below(node, part)) {
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) value += part.value();
    if (value.size() > kLongestValue) break;
  }
  return html::collapsed(value);
}

bool matches(const PageStep& step, const pugi::xml_node& node) {
  if (step.name != node.name()) return false;
  if (!step.attribute.empty()) {
    const std::string_view value = node.attribute(step.attribute.c_str()).value();
    const bool is_word = step.attribute == "class" && !step.is_whole;
    if (is_word ? !has_word(value, step.word) : value != step.word) return false;
  }
  return step.longer_than == 0 || value_of(node).size() > step.longer_than;
}

pugi::xml_node select_first(const PageStep& step, const pugi::xml_node& root) {
  if (step.name.empty()) return root;
  std::size_t nodes = 0;
  for (pugi::xml_node node = root.first_child(); node && ++nodes < kMostNodes; node = html::next_below(root, node)) {
    if (matches(step, node)) return node;
  }
  return {};
}

std::vector<pugi::xml_node> select(const PagePath& path, const pugi::xml_node& root) {
  std::vector<pugi::xml_node> selected;
  for (pugi::xml_node node = root.first_child(); node; node = html::next_below(root, node)) {
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

std::string to_xpath(const PagePath& path) {
  std::string expression = "/";
  for (const PageStep& step : path) expression += "/" + spell(step);
  return expression;
}

std::string to_expression(const PageStep& below) { return below.name.empty() ? "." : ".//" + spell(below); }

bool is_in(pugi::xml_node node, const pugi::xml_node& element) {
  while (node && node != element) node = node.parent();
  return static_cast<bool>(node);
}

bool is_any_of(const pugi::xml_node& node, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, std::string_view(node.name())) != names.end();
}

}  // namespace commonplace::parse
