#include "store/atom_id.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "base/utf8.h"

namespace commonplace::store {
namespace {

constexpr std::size_t kLongest = 1024;

// The schemes that ids are written in. Others are legal IRIs too, but validators reject what is not registered.
constexpr std::string_view kSchemes[] = {"http", "https", "urn", "tag", "info", "ftp"};

// RFC 3987 §2.2 without the brackets of IPv6 hosts and without private use. '%' is looked at apart.
bool is_iri_character(char32_t c) {
  if (c < 0x80) {
    const char ascii = static_cast<char>(c);
    return base::is_ascii_alnum(ascii) ||
           std::string_view("-._~:/?#@!$&'()*+,;=").find(ascii) != std::string_view::npos;
  }
  const bool is_noncharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
  const bool is_private = (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
  const bool is_formatting = (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) || c == 0xFEFF;
  return c > 0xA0 && !is_noncharacter && !is_private && !is_formatting && !(c >= 0xFFF0 && c <= 0xFFFD);
}

bool is_escape(std::string_view text, std::size_t position) {
  return position + 2 < text.size() && base::hex_value(text[position + 1]) >= 0 &&
         base::hex_value(text[position + 2]) >= 0;
}

bool has_only_iri_characters(std::string_view text) {
  if (!base::is_valid_utf8(text) || std::count(text.begin(), text.end(), '#') > 1) return false;
  for (std::size_t position = 0; position < text.size();) {
    if (text[position] == '%') {
      if (!is_escape(text, position)) return false;
      position += 3;
    } else if (!is_iri_character(base::next_code_point(text, position))) {
      return false;
    }
  }
  return true;
}

// //HOST…, the host not empty.
bool has_authority(std::string_view rest) {
  return rest.starts_with("//") && rest.size() > 2 && std::string_view("/?#:@").find(rest[2]) == std::string_view::npos;
}

// NID:NSS (RFC 8141 §2).
bool is_urn(std::string_view rest) {
  const std::size_t colon = rest.find(':');
  if (colon == std::string_view::npos || colon < 2 || colon > 32 || colon + 1 == rest.size()) return false;
  const std::string_view name = rest.substr(0, colon);
  return base::is_ascii_alnum(name.front()) && base::is_ascii_alnum(name.back()) &&
         std::all_of(name.begin(), name.end(), [](char c) { return base::is_ascii_alnum(c) || c == '-'; });
}

bool is_tag_date(std::string_view date) {
  constexpr std::string_view kForms[] = {"dddd", "dddd-dd", "dddd-dd-dd"};
  return std::any_of(std::begin(kForms), std::end(kForms), [date](std::string_view form) {
    return std::equal(form.begin(), form.end(), date.begin(), date.end(),
                      [](char f, char c) { return f == 'd' ? base::is_ascii_digit(c) : f == c; });
  });
}

// AUTHORITY,DATE:SPECIFIC (RFC 4151 §2.1).
bool is_tag(std::string_view rest) {
  const std::size_t comma = rest.find(',');
  const std::size_t colon = rest.find(':');
  if (comma == std::string_view::npos || colon == std::string_view::npos || comma == 0 || colon < comma) return false;
  return is_tag_date(rest.substr(comma + 1, colon - comma - 1));
}

}  // namespace

bool is_usable_atom_id(std::string_view id, std::string_view tag_authority) {
  if (id.size() > kLongest) return false;
  const std::size_t colon = id.find(':');
  if (colon == std::string_view::npos) return false;
  const std::string scheme = base::to_ascii_lower(id.substr(0, colon));
  const std::string_view rest = id.substr(colon + 1);
  if (std::find(std::begin(kSchemes), std::end(kSchemes), scheme) == std::end(kSchemes)) return false;
  if (!has_only_iri_characters(rest)) return false;
  if (scheme == "urn") return is_urn(rest);
  if (scheme == "info") return !rest.empty();
  if (scheme != "tag") return has_authority(rest);
  const bool is_ours = base::starts_with_ignoring_case(rest, std::string(tag_authority) + ",");
  return is_tag(rest) && !is_ours;
}

std::string mint_atom_id(std::string_view tag_authority, Timestamp when, std::string_view source,
                         std::string_view key) {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(when));
  std::string id = "tag:";
  id.append(tag_authority).append(",").append(std::to_string(static_cast<int>(day.year()))).append(":");
  return id.append(source).append("/").append(key);
}

}  // namespace commonplace::store
