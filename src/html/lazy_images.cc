#include "html/lazy_images.h"

#include <algorithm>

#include "base/text.h"

namespace commonplace::html {
namespace {

// What scripts read, by the attribute that it becomes; the first that is there counts.
struct LazyName {
  std::string_view name;
  std::string_view becomes;
};
constexpr LazyName kLazyNames[] = {
    {"data-src", "src"},       {"data-lazy-src", "src"},       {"data-original", "src"},
    {"data-srcset", "srcset"}, {"data-lazy-srcset", "srcset"},
};

Attribute* find(Token& tag, std::string_view name) {
  const auto found = std::ranges::find_if(
      tag.attributes, [&](const Attribute& each) { return base::equals_ignoring_case(each.name, name); });
  return found == tag.attributes.end() ? nullptr : &*found;
}

bool is_absolute(std::string_view value) {
  value = base::trim(value);
  return value.starts_with("//") || base::starts_with_ignoring_case(value, "http:") ||
         base::starts_with_ignoring_case(value, "https:");
}

// Not what a script would have filled in first, nor another placeholder (data:).
bool is_address(std::string_view value) {
  const std::size_t end_of_scheme = value.find_first_of(":/?#");
  const bool has_scheme = end_of_scheme != std::string_view::npos && value[end_of_scheme] == ':';
  return !base::trim(value).empty() && value.find_first_of("{}<>") == std::string_view::npos &&
         (!has_scheme || is_absolute(value));
}

// A relative one may be no address at all; what is shown without scripts is certain then.
bool is_better(std::string_view lazy, const Attribute* shown) {
  return is_address(lazy) && (!shown || is_absolute(lazy) || !is_absolute(shown->value));
}

// Whether an image comes before the end of the <noscript> in whose start tag `html` begins, and soon.
bool begins_with_image(std::string_view html) {
  constexpr std::size_t kSoon = 1024;
  html = html.substr(0, kSoon);
  for (std::size_t tag = html.find('<'); tag != std::string_view::npos; tag = html.find('<', tag + 1)) {
    const std::string_view rest = html.substr(tag);
    if (base::starts_with_ignoring_case(rest, "</noscript")) return false;
    if (base::starts_with_ignoring_case(rest, "<img")) return true;
  }
  return false;
}

// Whether there is anything that only scripts read.
bool may_be_lazy(const Token& image) {
  return std::ranges::any_of(image.attributes, [](const Attribute& each) {
    return (each.name.front() == 'd' || each.name.front() == 'D') &&
           base::starts_with_ignoring_case(each.name, "data-");
  });
}

// Whether there was any.
bool take_lazy_addresses(Token& image) {
  bool any = false;
  for (const std::string_view wanted : {"src", "srcset"}) {
    Attribute* shown = find(image, wanted);
    for (const auto& [name, becomes] : kLazyNames) {
      const Attribute* lazy = becomes == wanted ? find(image, name) : nullptr;
      if (!lazy || !is_better(lazy->value, shown)) continue;
      const Attribute address{wanted, lazy->value};
      if (shown) {
        *shown = address;
      } else {
        image.attributes.push_back(address);
      }
      any = true;
      break;
    }
  }
  return any;
}

}  // namespace

void LazyImages::pass(const Token& token) {
  const bool is_tag = token.kind == TokenKind::StartTag || token.kind == TokenKind::EndTag;
  if (is_tag && token.rule == &noscript_) {
    is_in_noscript_ = token.kind == TokenKind::StartTag;
    if (is_in_noscript_) noscript_shows_image_ = false;
    is_near_noscript_ = true;
    return;
  }
  const bool is_blank = token.kind == TokenKind::Text && base::trim(token.text).empty();
  if (!is_in_noscript_ && !is_blank) is_near_noscript_ = false;
}

bool LazyImages::show_image(Token& image) {
  const bool follows_its_twin = is_near_noscript_ && !is_in_noscript_ && noscript_shows_image_;
  noscript_shows_image_ = is_in_noscript_;
  if (!may_be_lazy(image)) return true;
  const bool precedes_its_twin = !is_in_noscript_ && is_before_noscript(image);
  return !take_lazy_addresses(image) || (!follows_its_twin && !precedes_its_twin);
}

// The tag's last attribute ends shortly before the tag.
bool LazyImages::is_before_noscript(const Token& tag) const {
  if (tag.attributes.empty()) return false;
  const auto& [name, value] = tag.attributes.back();
  const char* const end = value.data() ? value.data() + value.size() : name.data() + name.size();
  std::string_view rest = html_.substr(static_cast<std::size_t>(end - html_.data()));
  rest.remove_prefix(std::min(rest.find_first_not_of("\"'/ \t\n\f\r"), rest.size()));
  if (!rest.starts_with('>')) return false;
  rest = rest.substr(std::min(rest.find_first_not_of(" \t\n\f\r", 1), rest.size()));
  return base::starts_with_ignoring_case(rest, "<noscript") && begins_with_image(rest.substr(1));
}

}  // namespace commonplace::html
