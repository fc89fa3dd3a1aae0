#include "html/inert.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>
#include <vector>

#include "base/utf8.h"

namespace commonplace::html {
namespace {

std::set<std::string> words(const char* list) {
  std::istringstream in(list);
  return {std::istream_iterator<std::string>(in), {}};
}

const std::set<std::string> kElements = words(
    "a abbr address article aside audio b bdi bdo big blockquote br caption cite code col colgroup data dd del details "
    "dfn "
    "div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark nav ol p "
    "picture "
    "pre q rp rt rtc ruby s samp section small source span strong sub summary sup table tbody td tfoot th thead time "
    "tr "
    "track tt u ul var video wbr");
const std::set<std::string> kEmpty = words("br col hr img source track wbr");
const std::set<std::string> kNames = words(
    "abbr align alt cite colspan controls datetime default dir height href hreflang kind label lang loop media muted "
    "open "
    "playsinline poster preload rel reversed rowspan scope sizes span src srclang srcset start summary title type "
    "valign "
    "value width");
const std::set<std::string> kAddresses = words("cite href poster src");

// "&" only as one of the references that we write, and none of the characters that end a value or begin a tag.
bool is_escaped(std::string_view text, std::string_view forbidden) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (forbidden.find(text[i]) != std::string_view::npos) return false;
    if (text[i] != '&') continue;
    const std::string_view rest = text.substr(i);
    if (!rest.starts_with("&amp;") && !rest.starts_with("&lt;") && !rest.starts_with("&gt;") &&
        !rest.starts_with("&quot;")) {
      return false;
    }
  }
  return true;
}

bool is_harmless_address(const std::string& value, bool mail_too) {
  return value.starts_with("http://") || value.starts_with("https://") || (mail_too && value.starts_with("mailto:"));
}

std::string attribute_complaint(const std::string& name, const std::string& value, std::set<std::string>& seen) {
  if (!kNames.contains(name)) return "attribute " + name;
  if (!seen.insert(name).second) return "attribute twice: " + name;
  if (!is_escaped(value, "<>\"\n\r\t")) return "unescaped value of " + name;
  if (kAddresses.contains(name) && !is_harmless_address(value, name == "href")) return "address " + value;
  if (name == "srcset" && !is_harmless_address(value, false)) return "srcset " + value;
  if (name == "rel" && value != "noopener nofollow") return "rel " + value;
  return {};
}

std::string character_complaint(std::string_view text) {
  if (!base::is_valid_utf8(text)) return "not UTF-8";
  for (std::size_t position = 0; position < text.size();) {
    const char32_t c = base::next_code_point(text, position);
    if (!base::is_xml_character(c) || c == '\r' || (c >= 0x7F && c < 0xA0)) return "control character";
  }
  return {};
}

// One canonical tag, taken apart: <name attribute="value">, </name>.
class Tag {
 public:
  explicit Tag(std::string_view tag) : rest_(tag) {
    take("<");
    is_end = rest_.starts_with("/");
    if (is_end) take("/");
    name = take_name(true);
    while (rest_.starts_with(" ")) {
      take(" ");
      attributes.emplace_back(take_name(false), "");
      take("=\"");
      attributes.back().second = rest_.substr(0, rest_.find('"'));
      rest_.remove_prefix(attributes.back().second.size());
      take("\"");
    }
    take(">");
    canonical = canonical && rest_.empty() && !name.empty();
  }

  bool canonical = true;
  bool is_end = false;
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;

 private:
  void take(std::string_view expected) {
    if (rest_.starts_with(expected)) {
      rest_.remove_prefix(expected.size());
    } else {
      canonical = false;
    }
  }

  std::string take_name(bool digits_too) {
    std::string taken;
    for (; !rest_.empty(); rest_.remove_prefix(1)) {
      const char c = rest_.front();
      if (!(c >= 'a' && c <= 'z') && !(digits_too && !taken.empty() && c >= '1' && c <= '6')) break;
      taken += c;
    }
    return taken;
  }

  std::string_view rest_;
};

}  // namespace

std::string why_not_inert(std::string_view html) {
  if (std::string complaint = character_complaint(html); !complaint.empty()) return complaint;

  std::vector<std::string> open;
  while (!html.empty()) {
    const std::string_view text = html.substr(0, html.find('<'));
    if (!is_escaped(text, ">")) return "unescaped text: " + std::string(text);
    html.remove_prefix(text.size());
    if (html.empty()) break;
    const std::string_view written = html.substr(0, std::min(html.find('>'), html.size() - 1) + 1);
    html.remove_prefix(written.size());
    const Tag tag(written);
    if (!tag.canonical) return "no canonical tag: " + std::string(written);
    if (!kElements.contains(tag.name)) return "element " + tag.name;
    if (tag.is_end) {
      if (!tag.attributes.empty()) return "end tag with attributes: " + tag.name;
      if (open.empty() || open.back() != tag.name) return "unbalanced end tag " + tag.name;
      open.pop_back();
      continue;
    }
    std::set<std::string> seen;
    for (const auto& [name, value] : tag.attributes) {
      std::string complaint = attribute_complaint(name, value, seen);
      if (!complaint.empty()) return complaint + " of " + tag.name;
    }
    if (tag.name == "a" && !seen.contains("rel")) return "link without rel";
    if (!kEmpty.contains(tag.name)) open.push_back(tag.name);
  }
  return open.empty() ? "" : "unclosed " + open.back();
}

}  // namespace commonplace::html
