// Url → the form under which two spellings of one address are equal (SPEC §2, `link`).

#include <algorithm>
#include <optional>
#include <vector>

#include "base/scan.h"
#include "base/text.h"
#include "commonplace/url.h"
#include "url/redirectors.h"
#include "url/tracking.h"

namespace commonplace {
namespace {

constexpr int kMostRedirectors = 3;  // one in another

bool is_hex(char c) { return base::hex_value(c) >= 0; }
bool is_unreserved(char c) { return base::is_ascii_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~'; }

// Whether a hexadecimal digit would make an escape of a lone '%' at the end of the text: of "%%34%31" neither "%41"
// nor "A" must become.
bool would_complete_escape(std::string_view text, char c) {
  if (!is_hex(c)) return false;
  return text.ends_with('%') || (text.size() >= 2 && text[text.size() - 2] == '%' && is_hex(text.back()));
}

// RFC 3986 §6.2.2: unreserved characters as themselves, hexadecimal digits in upper case.
std::string regular_encoding(std::string_view text) {
  std::string regular;
  regular.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%' || i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) {
      regular += text[i];
      continue;
    }
    const auto c = static_cast<char>(base::hex_value(text[i + 1]) * 16 + base::hex_value(text[i + 2]));
    if (is_unreserved(c) && !would_complete_escape(regular, c)) {
      regular += c;
    } else {
      regular += '%';
      for (const char digit : text.substr(i + 1, 2)) {
        regular += base::is_ascii_lower(digit) ? static_cast<char>(digit - 'a' + 'A') : digit;
      }
    }
    i += 2;
  }
  return regular;
}

// "#!/news" and "#/news" select content in pages that are applications; other fragments are places in one page.
bool selects_content(std::string_view fragment) { return fragment.starts_with('!') || fragment.starts_with('/'); }

// What a click counter leads to, through several of them; nothing where the URL is none, or where there are more than
// anybody puts one in another: to stop half-way would make another address of it each time.
std::optional<Url> unwrap(const Url& url) {
  std::optional<Url> target;
  for (int layer = 0; layer <= kMostRedirectors; ++layer) {
    std::optional<Url> next = url::redirect_target(target ? *target : url);
    if (!next) return target;
    target = std::move(next);
  }
  return std::nullopt;
}

// Parameters by name; those of one name keep their order, which may mean something.
std::vector<std::string_view> sorted_parameters(std::string_view query) {
  std::vector<std::string_view> parameters = base::split(query, '&');
  std::erase(parameters, std::string_view{});
  const auto name = [](std::string_view parameter) { return parameter.substr(0, parameter.find('=')); };
  std::stable_sort(parameters.begin(), parameters.end(),
                   [name](std::string_view a, std::string_view b) { return name(a) < name(b); });
  return parameters;
}

}  // namespace

Url canonicalize(const Url& url, PlainFragment fragment) {
  const std::optional<Url> unwrapped = unwrap(url);
  const Url& target = unwrapped ? *unwrapped : url;
  if (!target.is_http()) return target;
  if (!base::contains<base::AnyOf<'?', '#', '%', ';'>>(target.href()))
    return target;  // nothing to leave out or spell anew
  std::string text = url::without_session(target.href().substr(0, target.href().find_first_of("?#")));
  if (const std::string query = url::without_tracking(target.query()); !query.empty()) text += "?" + query;
  if (target.has_fragment() && (fragment == PlainFragment::Keep || selects_content(target.fragment()))) {
    text += "#" + std::string(target.fragment());
  }
  return parse_url(regular_encoding(text)).value_or(target);
}

std::string comparison_key(const Url& canonical) {
  if (!canonical.is_http()) return canonical.href();
  std::string_view host = canonical.host();
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host.starts_with("www.")) host.remove_prefix(4);
  std::string key(host);
  if (canonical.port()) key += ":" + std::to_string(*canonical.port());
  std::string_view path = canonical.path();
  while (path.ends_with('/')) path.remove_suffix(1);
  key += path;
  char separator = '?';
  for (const std::string_view parameter : sorted_parameters(canonical.query())) {
    key += separator;
    key += parameter;
    separator = '&';
  }
  if (canonical.has_fragment()) {
    key += '#';
    key += canonical.fragment();
  }
  return key;
}

}  // namespace commonplace
